"""Addresses of erasure."""

from django.urls import path

from postings.retention import due_views, views

app_name = "retention"

urlpatterns = [
    path("bewerbungen/<int:pk>/zurueckziehen/", views.application_withdraw, name="application_withdraw"),
    path("ausschreibungen/<int:posting_pk>/loeschnachweise/", views.deletion_list, name="deletion_list"),
    path("ausschreibungen/<int:posting_pk>/aufbewahrung/", due_views.due_detail, name="due_detail"),
    path("ausschreibungen/<int:posting_pk>/aufbewahrung/vorschlagen/", due_views.run_propose, name="run_propose"),
    path("ausschreibungen/<int:posting_pk>/aufbewahrung/aussetzen/", due_views.hold_set, name="hold_set"),
    path("aussetzungen/<int:pk>/aufheben/", due_views.hold_lift, name="hold_lift"),
    path("loeschungen/", due_views.due_list, name="due_list"),
    path("loeschungen/<int:pk>/", due_views.run_detail, name="run_detail"),
    path("loeschungen/<int:pk>/bestaetigen/", due_views.run_confirm, name="run_confirm"),
    path("loeschungen/<int:pk>/verwerfen/", due_views.run_discard, name="run_discard"),
]
