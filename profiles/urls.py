"""Addresses of the requirement profiles."""

from django.urls import path

from profiles import views

app_name = "profiles"

urlpatterns = [
    path("", views.profile_list, name="profile_list"),
    path("<int:pk>/", views.profile_detail, name="profile_detail"),
    path("gewichtung/<int:pk>/", views.weight_confirm, name="weight_confirm"),
    path("<int:pk>/neue-fassung/", views.profile_new_version, name="profile_new_version"),
]
