"""Addresses of erasure."""

from django.urls import path

from postings.retention import views

app_name = "retention"

urlpatterns = [
    path("bewerbungen/<int:pk>/zurueckziehen/", views.application_withdraw, name="application_withdraw"),
    path("ausschreibungen/<int:posting_pk>/loeschnachweise/", views.deletion_list, name="deletion_list"),
]
