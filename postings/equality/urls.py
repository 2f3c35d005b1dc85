"""The one address of the equality data."""

from django.urls import path

from postings.equality import views

app_name = "equality"

urlpatterns = [path("bewerbungen/<int:pk>/gleichstellung/", views.equality_edit, name="equality_edit")]
