"""Addresses of the rating."""

from django.urls import path

from postings.assessment import views

app_name = "assessment"

urlpatterns = [
    path("bewertungen/", views.sheet_list, name="sheet_list"),
    path("bewertungen/<int:application_pk>/", views.sheet_edit, name="sheet_edit"),
    path("bewertungen/<int:application_pk>/runde/<int:position>/", views.sheet_edit, name="round_sheet_edit"),
    path("ausschreibungen/<int:posting_pk>/bewertungsstand/", views.progress, name="progress"),
]
