"""Addresses of what leaves the house and of the published schema, part of the profiles' addresses.

The schema's address is named in documents of others and stays.
"""

from django.urls import path

from profiles.exchange import views

urlpatterns = [
    path("<int:pk>/ausgabe/<slug:file_format>/", views.profile_export, name="profile_export"),
    path("austauschformat/", views.exchange_format, name="exchange_format"),
    path("austauschformat/anforderungsprofil-1.schema.json", views.exchange_schema, name="exchange_schema"),
]
