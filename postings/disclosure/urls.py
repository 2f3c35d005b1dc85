"""Addresses of the information for data subjects."""

from django.urls import path

from postings.disclosure import views

app_name = "disclosure"

urlpatterns = [
    path("bewerbungen/<int:application_pk>/auskunft/", views.disclosure_create, name="disclosure_create"),
    path("auskuenfte/<int:pk>.json", views.disclosure_data, name="disclosure_data"),
]
