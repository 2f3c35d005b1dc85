"""The posting as document: its place in the procedure, and its public page and files once it is published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Value
from django.db.models.functions import Replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postings.documents import services
from postings.documents.enums import PUBLIC_FILES
from postings.documents.file_names import issued_file_name
from postings.documents.job_posting import job_posting, json_ld
from postings.documents.posting_content import build_posting_content
from postings.file_names import file_name as named
from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs
from profiles.exchange.collect import collect_profile
from profiles.models import RequirementProfile
from recruitment.errors import ProcedureError
from recruitment.pdf import html_to_pdf


def public_name(posting: Posting) -> str:
    """Return the part of the public address that stands for ``posting``: its Kennzahl with a dash for the slash."""
    return posting.reference_number.replace("/", "-")


def public_postings() -> QuerySet[Posting]:
    """Postings that everybody may read: the published ones."""
    return Posting.objects.published()


def _get_public(name: str) -> Posting:
    named = public_postings().annotate(public=Replace("reference_number", Value("/"), Value("-")))
    # Two Kennzahlen that differ only in dash and slash: the address belongs to the one that had it first.
    posting = named.filter(public=name).prefetch_related("notices").order_by("published_on", "pk").first()
    if posting is None:
        raise Http404
    return posting


@login_not_required
@require_safe
def posting_public(request: HttpRequest, name: str) -> HttpResponse:
    """Show a published posting with its profile and structured data. For everybody; 404 before publication."""
    posting = _get_public(name)
    profile = RequirementProfile.objects.with_parts().get(pk=posting.profile_id)
    content = build_posting_content(posting, profile)
    issued = set(posting.reports.filter(kind__in=PUBLIC_FILES.values()).values_list("kind", flat=True))
    data = job_posting(posting, collect_profile(profile), url=request.build_absolute_uri(request.path))
    return render(
        request,
        "documents/posting_public.html",
        {
            "posting": content,
            "profile": content.profile,
            "is_closed": posting.deadline < timezone.localdate(),
            "portal_url": posting.portal_url,
            "files": [
                (kind.label, reverse("documents:posting_public_file", args=[name, file_name]))
                for file_name, kind in PUBLIC_FILES.items()
                if kind in issued
            ],
            "structured_data": json_ld(data),
        },
    )


@login_not_required
@require_safe
def posting_public_file(request: HttpRequest, name: str, file_name: str) -> HttpResponse:
    """Hand out a document of a published posting exactly as issued. For everybody; 404 before publication."""
    kind = PUBLIC_FILES.get(file_name)
    posting = _get_public(name)
    report = posting.reports.filter(kind=kind).first() if kind else None
    if report is None:
        raise Http404
    return _pdf(services.stored_bytes(report), issued_file_name(report, posting))


@require_safe
def posting_document_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the documents of the posting and where they are public. For HR and members of the committee."""
    posting = get_posting(request, posting_pk)
    name = public_name(posting)
    rows = []
    for file_name, kind in PUBLIC_FILES.items():
        versions = list(posting.reports.of_kind(kind).select_related("issued_by"))
        url = reverse("documents:posting_public_file", args=[name, file_name])
        rows += [(kind.label, version, url if version == versions[0] else "") for version in versions]
    return render(
        request,
        "documents/posting_document_list.html",
        {
            "posting": posting,
            "rows": rows,
            "public_url": reverse("documents:posting_public", args=[name]) if posting.is_published else "",
            "can_manage": may_manage_posting(request.user, posting),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Unterlagen der Ausschreibung")),
        },
    )


@require_POST
def posting_document_issue(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Issue the documents of a posting that was published without them. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    before = posting.reports.filter(kind__in=PUBLIC_FILES.values()).count()
    try:
        services.issue_publication(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        if posting.reports.filter(kind__in=PUBLIC_FILES.values()).count() == before:
            messages.info(request, _("Die Unterlagen sind schon ausgefertigt; daran hat sich nichts geändert."))
        else:
            messages.success(request, _("Die Unterlagen der Ausschreibung sind ausgefertigt."))
    return redirect("documents:posting_document_list", posting_pk=posting.pk)


@require_safe
def posting_draft_pdf(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show how the posting will look as PDF, marked as a draft. For HR officers; a published one has its own file."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    if posting.is_published:
        return redirect("documents:posting_document_list", posting_pk=posting.pk)
    content = build_posting_content(posting, RequirementProfile.objects.with_parts().get(pk=posting.profile_id))
    name = named("Entwurf Stellenausschreibung", posting.reference_number)
    return _pdf(html_to_pdf(services.render_posting_html(content)), name, is_public=False)


def _pdf(content: bytes, name: str, *, is_public: bool = True) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(False, name)}
    if not is_public:
        headers["Cache-Control"] = "no-store, private"
    return HttpResponse(content, content_type="application/pdf", headers=headers)
