"""Pages of the archived documents: list, issue, the extract for the inspection of the file, download."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postings.applications.views import application_crumbs, get_application
from postings.documents import archive
from postings.documents.archive_forms import ExtractForm
from postings.documents.enums import ARCHIVED, DocumentKind
from postings.documents.file_names import WORDS, issued_file_name
from postings.documents.models import IssuedReport
from postings.documents.permissions import (
    may_issue_extract,
    may_issue_on_application,
    may_issue_overview,
    may_issue_report,
    may_read_archived,
    may_see_archive,
    may_verify,
)
from postings.documents.sheet_batch import newest_sheets, pack_sheets
from postings.documents.tasks import start_all_sheets, start_extract
from postings.file_names import file_name
from postings.models import Posting
from postings.views import get_posting, page_of, posting_crumbs, render_form
from recruitment.errors import ProcedureError


@require_safe
def archive_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """List the archived documents of a procedure. For HR officers, the chair and the minute taker."""
    posting = get_posting(request, posting_pk)
    if not may_see_archive(request.user, posting):
        raise PermissionDenied
    page = page_of(_archived(posting.reports, request.user), request)
    return render(
        request,
        "documents/archive_list.html",
        {
            "posting": posting,
            "page": page,
            "rows": _rows(request, posting, page),
            "query": {},
            "can_verify": may_verify(request.user),
            "can_issue_overview": may_issue_overview(request.user, posting),
            "can_issue_sheets": may_issue_report(request.user, posting),
            "sheet_count": len(newest_sheets(posting)) if may_issue_report(request.user, posting) else 0,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Ausfertigungen")),
        },
    )


def _archived(reports, user):
    return (
        reports.shown_to(user)
        .filter(kind__in=ARCHIVED)
        .defer("content")
        .select_related("issued_by", "application__applicant", "application__posting")
        .order_by("-issued_at", "-pk")
    )


def _rows(request: HttpRequest, posting: Posting, reports) -> list[dict[str, object]]:
    """Return the rows of the table; whom a document is about as the viewer sees the person."""
    rows = []
    for report in reports:
        report.posting = posting
        application = report.application
        if application is not None:
            application.posting = posting
            application.is_named = request.user.is_hr_officer or not posting.hides_names
        rows.append(
            {
                "report": report,
                "label": report.get_kind_display(),
                "about": application.shown.name if application is not None else "–",
                "can_read": may_read_archived(request.user, report),
            }
        )
    return rows


@require_POST
def overview_issue(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Issue the Bewerberübersicht. For HR officers and the chair."""
    posting = get_posting(request, posting_pk)
    if not may_issue_overview(request.user, posting):
        raise PermissionDenied
    last = posting.reports.of_kind(DocumentKind.APPLICANT_OVERVIEW).first()
    try:
        report = archive.issue_overview(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        _say_issued(request, report, last)
    return redirect("documents:archive_list", posting_pk=posting.pk)


def _say_issued(request: HttpRequest, report: IssuedReport, last: IssuedReport | None) -> None:
    facts = {"document": report.get_kind_display(), "version": report.version}
    if last is not None and last.pk == report.pk:
        messages.info(request, _("Seit der Fassung %(version)s hat sich nichts geändert; sie gilt weiter.") % facts)
    else:
        messages.success(request, _("%(document)s: Fassung %(version)s ist ausgefertigt.") % facts)


@require_POST
def all_sheets_issue(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Begin to issue the rating sheets of all applications, as a job. As the report: HR, chair, minute taker."""
    posting = get_posting(request, posting_pk)
    if not may_issue_report(request.user, posting):
        raise PermissionDenied
    try:
        job = start_all_sheets(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("documents:archive_list", posting_pk=posting.pk)
    return redirect("jobs:job_detail", pk=job.pk)


@require_safe
def all_sheets_download(request: HttpRequest, posting_pk: int) -> HttpResponseBase:
    """Hand out the newest issued rating sheets of all applications as ZIP; recorded. As the report."""
    posting = get_posting(request, posting_pk)
    if not may_issue_report(request.user, posting):
        raise PermissionDenied
    try:
        file = pack_sheets(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("documents:archive_list", posting_pk=posting.pk)
    name = file_name(WORDS[DocumentKind.RATING_SHEETS], posting.reference_number, extension="zip")
    return FileResponse(
        file,
        content_type="application/zip",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )


@require_safe
def application_archive(request: HttpRequest, application_pk: int) -> HttpResponse:
    """List the archived documents on one application. For HR officers, the chair and the minute taker."""
    application = get_application(request, application_pk)
    posting = application.posting
    if not may_see_archive(request.user, posting):
        raise PermissionDenied
    kinds = [
        (kind.label, reverse("documents:application_document_issue", args=[application.pk, kind.value]))
        for kind in archive.ON_ONE_APPLICATION
        if may_issue_on_application(request.user, application, kind) and not application.erased_at
    ]
    return render(
        request,
        "documents/application_archive.html",
        {
            "posting": posting,
            "application": application,
            "rows": _rows(request, posting, _archived(application.reports, request.user)),
            "kinds": kinds,
            "can_issue_extract": may_issue_extract(request.user, application) and not application.erased_at,
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Ausfertigungen")),
        },
    )


@require_POST
def application_document_issue(request: HttpRequest, application_pk: int, kind: str) -> HttpResponse:
    """Issue rating sheets (HR, chair, minute taker who may view results) or the check of the requirements (HR)."""
    application = get_application(request, application_pk)
    if kind not in archive.ON_ONE_APPLICATION:
        raise Http404
    if not may_issue_on_application(request.user, application, kind):
        raise PermissionDenied
    last = application.reports.of_kind(DocumentKind(kind)).first()
    try:
        report = archive.issue_application_document(
            application=application, kind=DocumentKind(kind), actor=request.user
        )
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        _say_issued(request, report, last)
    return redirect("documents:application_archive", application_pk=application.pk)


def extract_create(request: HttpRequest, application_pk: int) -> HttpResponse:
    """Ask for the reason and begin the extract for the inspection of the file. For HR officers who may view results."""
    application = get_application(request, application_pk)
    if not may_issue_extract(request.user, application):
        raise PermissionDenied
    back = reverse("documents:application_archive", args=[application.pk])
    form = ExtractForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            job = start_extract(application=application, reason=form.cleaned_data["reason"], actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            return redirect("jobs:job_detail", pk=job.pk)
    return render_form(
        request,
        form,
        title=_("Auszug zur Akteneinsicht: %(name)s") % {"name": application.shown.name},
        intro=_(
            "Der Auszug enthält die Angaben, Bewertungen und Mitteilungen dieser Person vollständig, dazu die "
            "Entscheidung und den endgültigen Auswahlvermerk; Entwürfe gehören nicht dazu. Andere Bewerbende "
            "erscheinen durchgehend als Bewerbung A, B, C …; ihre Namen werden auch aus freien Texten entfernt. "
            "Umschreibungen („die jetzige Stellvertreterin“) erkennt das Programm nicht: Bitte lesen Sie den Auszug, "
            "bevor Sie ihn herausgeben. Ausfertigung und Grund stehen im Protokoll."
        ),
        breadcrumbs=application_crumbs(application, _("Akteneinsicht")),
    )


@require_safe
def archived_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out an archived document exactly as stored; recorded. For those who may issue one of its kind."""
    report = get_object_or_404(
        IssuedReport.objects.filter(
            posting__in=Posting.objects.visible_to(request.user), kind__in=ARCHIVED
        ).select_related("posting", "application"),
        pk=pk,
    )
    if not may_read_archived(request.user, report):
        raise PermissionDenied
    content = archive.read_document(report=report, actor=request.user)
    name = issued_file_name(report, report.posting)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )
