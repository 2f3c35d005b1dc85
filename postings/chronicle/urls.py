"""Addresses of the chronicle."""

from django.urls import path

from postings.chronicle import views

app_name = "chronicle"

urlpatterns = [path("ausschreibungen/<int:posting_pk>/stand/", views.state, name="state")]
