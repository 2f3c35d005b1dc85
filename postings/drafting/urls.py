"""Addresses of uploaded documents."""

from django.urls import path

from postings.drafting import views

app_name = "drafting"

urlpatterns = [
    path("dokumente/", views.document_list, name="document_list"),
    path("dokumente/<int:pk>/", views.document_review, name="document_review"),
    path("dokumente/<int:pk>/datei/", views.document_file, name="document_file"),
    path("dokumente/<int:pk>/verwerfen/", views.document_discard, name="document_discard"),
]
