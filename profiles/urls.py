"""Addresses of the requirement profiles."""

from django.urls import include, path

from profiles.views import beginning, editing, lifecycle, reading

app_name = "profiles"

urlpatterns = [
    path("", reading.profile_list, name="profile_list"),
    path("neu/", beginning.profile_begin, name="profile_begin"),
    path("<int:pk>/", reading.profile_detail, name="profile_detail"),
    path("<int:pk>/bearbeiten/", editing.draft_edit, name="draft_edit"),
    path("<int:pk>/vergleich/", reading.profile_compare, name="profile_compare"),
    path("<int:pk>/neue-fassung/", beginning.profile_new_version, name="profile_new_version"),
    path("<int:pk>/sperren/", lifecycle.profile_lock, name="profile_lock"),
    path("<int:pk>/sperre-aufheben/", lifecycle.profile_unlock, name="profile_unlock"),
    path("<int:pk>/abloesen/", lifecycle.profile_supersede, name="profile_supersede"),
    path("gewichtung/<int:pk>/", editing.weight_confirm, name="weight_confirm"),
    path("", include("profiles.exchange.urls")),
]
