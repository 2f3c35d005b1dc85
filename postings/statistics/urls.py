"""Addresses of the statistics."""

from django.urls import path

from postings.statistics import views

app_name = "statistics"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/statistik/", views.statistics, name="statistics"),
    path("ausschreibungen/<int:posting_pk>/statistik/ausfertigen/", views.statistics_issue, name="statistics_issue"),
]
