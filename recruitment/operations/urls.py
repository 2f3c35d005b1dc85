"""Addresses of the probes, named as operators expect them."""

from django.urls import path

from recruitment.operations import views

app_name = "operations"

urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("health/replica", views.replica, name="replica"),
    path("metrics", views.metrics, name="metrics"),
]
