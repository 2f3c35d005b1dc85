"""Addresses of the ranking."""

from django.urls import path

from postings.selection import views

app_name = "selection"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/rangfolge/", views.ranking, name="ranking"),
    path("bewerbungen/<int:pk>/ergebnis/", views.result_detail, name="result_detail"),
]
