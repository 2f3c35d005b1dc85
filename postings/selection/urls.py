"""Addresses of the ranking."""

from django.urls import path

from postings.selection import check_views, views

app_name = "selection"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/rangfolge/", views.ranking, name="ranking"),
    path("ausschreibungen/<int:posting_pk>/rangfolge/vergleich/", check_views.comparison, name="comparison"),
    path("ausschreibungen/<int:posting_pk>/rangfolge/robustheit/", check_views.robustness, name="robustness"),
    path("bewerbungen/<int:pk>/ergebnis/", views.result_detail, name="result_detail"),
]
