"""Addresses of one's own jobs."""

from django.urls import path

from recruitment.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("<int:pk>/", views.job_detail, name="job_detail"),
    path("<int:pk>/stand/", views.job_state, name="job_state"),
]
