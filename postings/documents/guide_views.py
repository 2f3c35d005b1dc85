"""The interview guide as PDF: look at it, issue it, hand out what was issued."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postings.documents import services
from postings.documents.enums import DocumentKind
from postings.documents.file_names import WORDS, issued_file_name
from postings.documents.guide_content import build_guide_content
from postings.documents.models import IssuedReport
from postings.file_names import file_name
from postings.interviews.guide_views import conversation_round, guide_crumbs
from postings.interviews.guides import guide_of, is_guide_fixed
from postings.interviews.permissions import may_lead_interviews, may_see_interviews
from postings.models import Posting
from recruitment.errors import ProcedureError


@require_safe
def guide_document_list(request: HttpRequest, pk: int) -> HttpResponse:
    """List the issued guides of a round. For everybody in the committee and the personnel office."""
    entry = conversation_round(request, pk)
    posting = entry.plan.posting
    issued = posting.reports.of_kind(DocumentKind.INTERVIEW_GUIDE).filter(round=entry)
    return render(
        request,
        "documents/guide_document_list.html",
        {
            "posting": posting,
            "round": entry,
            "guide": guide_of(entry),
            "is_fixed": is_guide_fixed(entry),
            "reports": issued.select_related("issued_by"),
            "may_issue": may_lead_interviews(request.user, posting),
            "nav": "postings",
            "breadcrumbs": guide_crumbs(entry, _("Als PDF")),
        },
    )


@require_safe
def guide_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the guide as it stands as PDF. For everybody in the committee and the personnel office."""
    entry = conversation_round(request, pk)
    guide = guide_of(entry)
    if guide is None:
        raise Http404
    content = services.render_guide(build_guide_content(guide))
    name = file_name(
        WORDS[DocumentKind.INTERVIEW_GUIDE], entry.plan.posting.reference_number, f"Runde {entry.position}"
    )
    return _pdf(content, name, is_attachment=False)


@require_POST
def guide_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the guide as it stands with version and SHA-256. For the chair and the personnel office."""
    entry = conversation_round(request, pk)
    if not may_lead_interviews(request.user, entry.plan.posting):
        raise PermissionDenied
    before = entry.plan.posting.reports.filter(kind=DocumentKind.INTERVIEW_GUIDE).count()
    try:
        report = services.issue_guide(round=entry, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        if entry.plan.posting.reports.filter(kind=DocumentKind.INTERVIEW_GUIDE).count() == before:
            messages.info(request, _("Am Leitfaden hat sich seit der letzten Ausfertigung nichts geändert."))
        else:
            messages.success(request, _("Der Leitfaden ist ausgefertigt (Nr. %(n)s).") % {"n": report.version})
    return redirect("documents:guide_document_list", pk=entry.pk)


@require_safe
def guide_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out an issued guide exactly as stored. For everybody in the committee and the personnel office."""
    report = get_object_or_404(
        IssuedReport.objects.filter(posting__in=Posting.objects.visible_to(request.user)).select_related("posting"),
        pk=pk,
        kind=DocumentKind.INTERVIEW_GUIDE,
    )
    if not may_see_interviews(request.user, report.posting):
        raise PermissionDenied
    return _pdf(services.stored_bytes(report), issued_file_name(report, report.posting), is_attachment=True)


def _pdf(content: bytes, name: str, *, is_attachment: bool) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(is_attachment, name),
            "Cache-Control": "no-store, private",
        },
    )
