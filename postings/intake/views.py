"""Pages of the lists of applicants: upload, columns, preview, result. For HR officers only."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.applications.importing.planning import Decision
from postings.applications.importing.serialising import reasons
from postings.applications.importing.writing import rest_as_csv
from postings.file_names import file_name
from postings.intake import services
from postings.intake.enums import ListStatus
from postings.intake.errors import PreviewOutdated
from postings.intake.forms import MappingForm, UploadForm
from postings.intake.models import ApplicantList
from postings.intake.presentation import KINDS, in_order, kind_of, shown_row
from postings.permissions import may_manage_posting
from postings.views import get_posting, page_of, posting_crumbs
from profiles.importing.document import UnreadableDocument
from recruitment.errors import ProcedureError
from recruitment.forms import whole_number

OPTIONS = {"": None, Decision.TAKE.value: Decision.TAKE, Decision.SKIP.value: Decision.SKIP}


def list_upload(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the lists of a posting and take in another one. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    overview = reverse("overview:applicant_overview", args=[posting.pk])
    lists = posting.applicant_lists.listed()
    last = lists.first()
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        cancel_url=overview,
        initial={"source_name": last.source.name} if last else None,
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = services.upload_list(
                posting=posting,
                content=file.read(),
                name=file.name,
                source_name=form.cleaned_data["source_name"],
                actor=request.user,
            )
        except UnreadableDocument as error:
            form.add_error("file", str(error))
        else:
            return redirect("intake:list_map", pk=kept.pk)
    return render(
        request,
        "intake/list_upload.html",
        {
            "form": form,
            "posting": posting,
            "page": page_of(lists, request),
            "query": {},
            "days": settings.APPLICANT_LIST_DAYS,
            "nav": "postings",
            "breadcrumbs": _crumbs(posting, _("Bewerberliste einlesen")),
        },
    )


def list_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what each column means. For HR officers."""
    kept = _get_list(request, pk)
    if not kept.is_open:
        return redirect("intake:list_detail", pk=kept.pk)
    form = MappingForm(
        request.POST or None,
        applicant_list=kept,
        cancel_url=reverse("intake:list_upload", args=[kept.posting_id]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.map_columns(
                applicant_list=kept, mapping=form.mapping(), defaults=form.defaults(), actor=request.user
            )
        except ProcedureError as error:
            messages.error(request, error.user_message)
        return redirect("intake:list_detail", pk=kept.pk)
    same = ApplicantList.objects.filter(posting=kept.posting_id, sha256=kept.sha256).exclude(pk=kept.pk)
    return render(
        request,
        "intake/list_map.html",
        {
            "form": form,
            "list": kept,
            "table": form.table,
            "unknown": [column for column in form.table.columns if not kept.mapping.get(column)],
            "same": same.listed().first(),
            "nav": "postings",
            "breadcrumbs": _crumbs(kept.posting, _("Spalten zuordnen")),
        },
    )


def list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the preview, or of an accepted list the result. For HR officers."""
    kept = _get_list(request, pk)
    if kept.status == ListStatus.MAPPING:
        return redirect("intake:list_map", pk=kept.pk)
    if kept.status == ListStatus.ACCEPTED:
        return render(
            request,
            "intake/list_result.html",
            {
                "list": kept,
                "summary": kept.summary,
                "counts": _counts(kept.summary),
                "left": len(kept.reasons),
                "days": settings.APPLICANT_LIST_DAYS,
                "nav": "postings",
                "breadcrumbs": _crumbs(kept.posting, _("Bewerberliste")),
            },
        )
    rows = services.planned_rows(kept)
    kind = request.GET.get("zeigen", "")
    kind = kind if kind in KINDS else ""
    numbers = dict.fromkeys(KINDS, 0)
    for row in rows:
        numbers[kind_of(row)] += 1
    page = page_of(in_order(rows, kind), request)
    shown = [shown_row(row) for row in page]
    table = kept.source_table
    return render(
        request,
        "intake/list_preview.html",
        {
            "list": kept,
            "posting": kept.posting,
            "summary": kept.summary,
            "filters": [(key, label, numbers[key], key == kind) for key, (label, _level) in KINDS.items()],
            "kind": kind,
            "rows": shown,
            "has_options": any(row.options for row in shown),
            "remarks": sum(bool(row.problems) and row.is_written for row in rows),
            "left": sum(row.is_left for row in rows),
            "dropped": table.dropped,
            "notes": table.notes,
            "page": page,
            "query": {"zeigen": kind} if kind else {},
            "nav": "postings",
            "breadcrumbs": _crumbs(kept.posting, _("Vorschau der Bewerberliste")),
        },
    )


@require_POST
def list_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decisions on the rows of one page of the preview. For HR officers."""
    kept = _get_list(request, pk)
    decisions = {
        row: OPTIONS[value]
        for name, value in request.POST.items()
        if name.startswith("row-") and (row := whole_number(name.removeprefix("row-"))) is not None and value in OPTIONS
    }
    try:
        services.decide_rows(applicant_list=kept, decisions=decisions, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Ihre Entscheidungen sind gespeichert."))
    kind = request.POST.get("zeigen", "")
    return redirect(f"{reverse('intake:list_detail', args=[kept.pk])}{f'?zeigen={kind}' if kind in KINDS else ''}")


@require_POST
def list_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over every row, or with ``valid_only`` the valid ones. For HR officers."""
    kept = _get_list(request, pk)
    try:
        services.accept_list(applicant_list=kept, actor=request.user, valid_only="valid_only" in request.POST)
    except PreviewOutdated as error:
        services.refresh_preview(applicant_list=kept)
        messages.error(request, error.user_message)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die Bewerberliste ist übernommen."))
    return redirect("intake:list_detail", pk=kept.pk)


@require_POST
def list_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a list that was not taken over. For HR officers."""
    kept = _get_list(request, pk)
    try:
        services.discard_list(applicant_list=kept, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("intake:list_detail", pk=kept.pk)
    messages.success(request, _("Die Bewerberliste ist verworfen und gelöscht."))
    return redirect("intake:list_upload", posting_pk=kept.posting_id)


def list_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the rows that are not taken over, with their reasons, as CSV. For HR officers."""
    kept = _get_list(request, pk)
    if kept.table is None or kept.status == ListStatus.MAPPING:
        raise Http404
    if kept.is_open:
        left = reasons(services.planned_rows(kept))
    else:
        left = {int(row): words for row, words in kept.reasons.items()}
    services.record_rest_opened(applicant_list=kept, actor=request.user)
    name = file_name("Restliste", kept.posting.reference_number, extension="csv")
    return HttpResponse(
        rest_as_csv(kept.source_table, left),
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


@require_POST
def list_rest_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete the rows that an accepted list left out. For HR officers."""
    kept = _get_list(request, pk)
    try:
        services.delete_rest(applicant_list=kept, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die Restliste ist gelöscht."))
    return redirect("intake:list_detail", pk=kept.pk)


def _get_list(request: HttpRequest, pk: int) -> ApplicantList:
    lists = ApplicantList.objects.visible_to(request.user)
    kept = get_object_or_404(lists.select_related("posting__profile", "source", "uploaded_by", "accepted_by"), pk=pk)
    if not may_manage_posting(request.user, kept.posting):
        raise PermissionDenied
    return kept


def _counts(summary: dict[str, int]) -> list[tuple[str, int]]:
    return [
        (_("neu aufgenommen"), summary["created"]),
        (_("davon verspätet"), summary["late"]),
        (_("geändert"), summary["updated"]),
        (_("schon vorhanden, nichts zu tun"), summary["unchanged"]),
        (_("nicht übernommen"), summary["left"]),
    ]


def _crumbs(posting, last: str) -> list[tuple[str, str]]:
    crumbs = posting_crumbs(posting, last)
    overview = (_("Bewerberübersicht"), reverse("overview:applicant_overview", args=[posting.pk]))
    return [*crumbs[:-1], overview, crumbs[-1]]
