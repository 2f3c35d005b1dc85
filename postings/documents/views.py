"""Pages of the issued reports: list, issue, download."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.assessment.permissions import may_view_single_values
from postings.documents import services
from postings.documents.enums import DocumentKind
from postings.documents.file_names import issued_file_name
from postings.documents.models import IssuedReport
from postings.documents.permissions import may_issue_report
from postings.documents.tasks import start_report
from postings.models import Posting
from postings.permissions import rates_in
from postings.views import get_posting, posting_crumbs
from recruitment.errors import ProcedureError
from recruitment.jobs.models import Job


def report_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """List the issued reports. For those who may view results."""
    posting = get_posting(request, posting_pk)
    context = {"posting": posting, "nav": "postings", "breadcrumbs": posting_crumbs(posting, _("Auswahlberichte"))}
    if not may_view_single_values(request.user, posting):
        return render(
            request,
            "selection/results_hidden.html",
            context | {"can_rate": rates_in(request.user, posting)},
            status=403,
        )
    return render(
        request,
        "documents/report_list.html",
        context
        | {
            "reports": posting.reports.of_kind(DocumentKind.SELECTION_REPORT).select_related("issued_by"),
            "can_issue": may_issue_report(request.user, posting),
            "jobs": Job.objects.visible_to(request.user)
            .open()
            .filter(kind=DocumentKind.SELECTION_REPORT, posting_reference=posting.reference_number),
        },
    )


@require_POST
def report_issue(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Issue the report of the present state, a long one as a job with progress.

    For HR officers, the chair and the minute taker who may view results.
    """
    posting = get_posting(request, posting_pk)
    if not may_issue_report(request.user, posting):
        raise PermissionDenied
    applicants = posting.applications.to_be_rated().count()
    with_robustness = "robustheit" in request.POST
    if applicants > settings.REPORT_DIRECT_APPLICANTS:
        job = start_report(posting=posting, actor=request.user, applicants=applicants, with_robustness=with_robustness)
        return redirect("jobs:job_detail", pk=job.pk)
    last = posting.reports.of_kind(DocumentKind.SELECTION_REPORT).first()
    try:
        report = services.issue_selection_report(posting=posting, actor=request.user, with_robustness=with_robustness)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        if last is not None and last.pk == report.pk:
            messages.info(
                request,
                _("Seit der Fassung %(version)s hat sich nichts geändert; sie gilt weiter.")
                % {"version": report.version},
            )
        else:
            messages.success(
                request, _("Der Auswahlbericht ist als Fassung %(version)s ausgefertigt.") % {"version": report.version}
            )
    return redirect("documents:report_list", posting_pk=posting.pk)


def report_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one issued report exactly as stored; the download is recorded. For those who may view results."""
    report = get_object_or_404(
        IssuedReport.objects.filter(posting__in=Posting.objects.visible_to(request.user)).select_related("posting"),
        pk=pk,
        kind=DocumentKind.SELECTION_REPORT,
    )
    if not may_view_single_values(request.user, report.posting):
        raise PermissionDenied
    content = services.read_report(report=report, actor=request.user)
    name = issued_file_name(report, report.posting)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )
