"""Addresses of the documents of applications."""

from django.urls import path

from postings.files import completeness_views, views

app_name = "files"

urlpatterns = [
    path("bewerbungen/<int:application_pk>/unterlagen/", views.file_list, name="file_list"),
    path("bewerbungen/unterlagen/<int:pk>/", views.file_download, name="file_download"),
    path("bewerbungen/unterlagen/<int:pk>/bezeichnen/", views.file_describe, name="file_describe"),
    path("bewerbungen/unterlagen/<int:pk>/entfernen/", views.file_remove, name="file_remove"),
    path("bewerbungen/unterlagen/<int:pk>/virenpruefung/", views.file_scan, name="file_scan"),
    path(
        "ausschreibungen/<int:posting_pk>/verlangte-unterlagen/",
        completeness_views.requirements_edit,
        name="requirements_edit",
    ),
    path(
        "bewerbungen/<int:application_pk>/unterlagen/stand/<slug:need>/",
        completeness_views.state_record,
        name="state_record",
    ),
    path(
        "bewerbungen/<int:application_pk>/unterlagen/personalakte/",
        completeness_views.consent_record,
        name="consent_record",
    ),
    path("bewerbungen/nachforderungen/<int:pk>/versand/", completeness_views.request_sending, name="request_sending"),
]
