"""Addresses of the overview."""

from django.urls import path

from postings.overview import views

app_name = "overview"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/bewerbungen/", views.applicant_overview, name="applicant_overview"),
    path(
        "ausschreibungen/<int:posting_pk>/bewerbungen/ausgabe/<str:kind>/",
        views.overview_export,
        name="overview_export",
    ),
    path("ausschreibungen/<int:posting_pk>/bewerbungen/aktion/", views.overview_act, name="overview_act"),
]
