"""Every address of the house, composed by string only. German paths for officials, English names in code."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

handler500 = "recruitment.operations.views.server_error"

urlpatterns = [
    path("", include("recruitment.operations.urls")),
    path("", include("recruitment.accessibility.urls")),
    path("konto/", include("recruitment.access.urls")),
    path("konto/schluessel/", include("recruitment.access.passkey_urls")),
    path("vorgaenge/", include("recruitment.jobs.urls")),
    path("verwaltung/", admin.site.urls),
    path("profile/", include("profiles.urls")),
    path("", include("postings.urls")),
    path("", include("postings.drafting.urls")),
    path("", include("postings.applications.urls")),
    path("", include("postings.files.urls")),
    path("", include("postings.participation.urls")),
    path("", include("postings.equality.urls")),
    path("", include("postings.intake.urls")),
    path("", include("postings.assessment.urls")),
    path("", include("postings.screening.urls")),
    path("", include("postings.interviews.urls")),
    path("", include("postings.selection.urls")),
    path("", include("postings.documents.urls")),
    path("", include("postings.decision.urls")),
    path("", include("postings.notices.urls")),
    path("", include("postings.overview.urls")),
    path("", include("postings.statistics.urls")),
    path("", include("postings.chronicle.urls")),
    path("", include("postings.retention.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("bausteine/", include("recruitment.styleguide")))
