"""Addresses of the lists of applicants."""

from django.urls import path

from postings.intake import views

app_name = "intake"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/bewerberlisten/", views.list_upload, name="list_upload"),
    path("bewerberlisten/<int:pk>/", views.list_detail, name="list_detail"),
    path("bewerberlisten/<int:pk>/spalten/", views.list_map, name="list_map"),
    path("bewerberlisten/<int:pk>/entscheidungen/", views.list_decide, name="list_decide"),
    path("bewerberlisten/<int:pk>/uebernehmen/", views.list_accept, name="list_accept"),
    path("bewerberlisten/<int:pk>/verwerfen/", views.list_discard, name="list_discard"),
    path("bewerberlisten/<int:pk>/rest.csv", views.list_rest, name="list_rest"),
    path("bewerberlisten/<int:pk>/rest/loeschen/", views.list_rest_delete, name="list_rest_delete"),
]
