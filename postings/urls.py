"""Addresses of the postings."""

from django.urls import path

from postings import discard_views, views

app_name = "postings"

urlpatterns = [
    path("", views.start, name="start"),
    path("ausschreibungen/", views.posting_list, name="posting_list"),
    path("ausschreibungen/weitere/", views.posting_further, name="posting_further"),
    path("ausschreibungen/<int:pk>/", views.posting_detail, name="posting_detail"),
    path("ausschreibungen/<int:pk>/befristung/", views.contract_term_settle, name="contract_term_settle"),
    path("ausschreibungen/<int:pk>/verfahrensregeln/", views.rules_settle, name="rules_settle"),
    path("ausschreibungen/<int:pk>/namen-offenlegen/", views.names_disclose, name="names_disclose"),
    path("ausschreibungen/<int:pk>/veroeffentlichen/", views.posting_publish, name="posting_publish"),
    path("ausschreibungen/<int:pk>/verwerfen/", discard_views.posting_discard, name="posting_discard"),
    path("ausschreibungen/<int:pk>/bewertung-eroeffnen/", views.scoring_open, name="scoring_open"),
    path("ausschreibungen/<int:pk>/protokoll/", views.posting_events, name="posting_events"),
]
