"""Addresses of the documents. What begins with "stellen/" is public and stays: it is printed and linked elsewhere."""

from django.urls import path

from postings.documents import (
    archive_views,
    file_views,
    guide_views,
    publication_views,
    score_views,
    verify_views,
    views,
)

app_name = "documents"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/berichte/", views.report_list, name="report_list"),
    path("ausschreibungen/<int:posting_pk>/berichte/ausfertigen/", views.report_issue, name="report_issue"),
    path("berichte/<int:pk>/", views.report_download, name="report_download"),
    path(
        "ausschreibungen/<int:posting_pk>/zahlen/<slug:content>.<slug:kind>",
        score_views.scores_export,
        name="scores_export",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/unterlagen/",
        publication_views.posting_document_list,
        name="posting_document_list",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/unterlagen/ausfertigen/",
        publication_views.posting_document_issue,
        name="posting_document_issue",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/unterlagen/entwurf.pdf",
        publication_views.posting_draft_pdf,
        name="posting_draft_pdf",
    ),
    path(
        "bewerbungen/<int:application_pk>/unterlagen.pdf",
        file_views.application_files_merged,
        name="application_files_merged",
    ),
    path(
        "bewerbungen/<int:application_pk>/nachforderung/",
        file_views.document_request_create,
        name="document_request_create",
    ),
    path(
        "bewerbungen/nachforderungen/<int:pk>.pdf",
        file_views.document_request_download,
        name="document_request_download",
    ),
    path(
        "bewertungsrunden/<int:pk>/leitfaden/unterlagen/", guide_views.guide_document_list, name="guide_document_list"
    ),
    path("bewertungsrunden/<int:pk>/leitfaden/ausfertigen/", guide_views.guide_issue, name="guide_issue"),
    path("bewertungsrunden/<int:pk>/leitfaden.pdf", guide_views.guide_pdf, name="guide_pdf"),
    path("leitfaeden/<int:pk>.pdf", guide_views.guide_download, name="guide_download"),
    path("ausschreibungen/<int:posting_pk>/ausfertigungen/", archive_views.archive_list, name="archive_list"),
    path(
        "ausschreibungen/<int:posting_pk>/ausfertigungen/bewerberuebersicht/",
        archive_views.overview_issue,
        name="overview_issue",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/ausfertigungen/bewertungsboegen/",
        archive_views.all_sheets_issue,
        name="all_sheets_issue",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/ausfertigungen/bewertungsboegen.zip",
        archive_views.all_sheets_download,
        name="all_sheets_download",
    ),
    path(
        "bewerbungen/<int:application_pk>/ausfertigungen/",
        archive_views.application_archive,
        name="application_archive",
    ),
    path(
        "bewerbungen/<int:application_pk>/ausfertigungen/<str:kind>/",
        archive_views.application_document_issue,
        name="application_document_issue",
    ),
    path("bewerbungen/<int:application_pk>/akteneinsicht/", archive_views.extract_create, name="extract_create"),
    path("ausfertigungen/<int:pk>.pdf", archive_views.archived_download, name="archived_download"),
    path("dokument-pruefen/", verify_views.document_verify, name="document_verify"),
    path("stellen/<str:name>/", publication_views.posting_public, name="posting_public"),
    path("stellen/<str:name>/<slug:file_name>.pdf", publication_views.posting_public_file, name="posting_public_file"),
]
