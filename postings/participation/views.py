"""Pages of the personnel office: what is open with whom, putting a matter to a body, periods."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postings.file_names import file_name
from postings.models import Posting
from postings.participation import services
from postings.participation.deadlines import due_items, months_of
from postings.participation.enclosures import enclosures_of
from postings.participation.enums import Body
from postings.participation.forms import MatterForm, NotRequiredForm
from postings.participation.gate import is_stopping, open_points, standing_matters
from postings.participation.ical import calendar_of
from postings.participation.letters import build_letter, render_letter
from postings.participation.permissions import accompanied_applications
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs, render_form
from recruitment.errors import ProcedureError


def _managed(request: HttpRequest, posting_pk: int) -> Posting:
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    return posting


def matter_crumbs(posting: Posting, last: str) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page below the participation of ``posting``, for the personnel office."""
    crumbs = posting_crumbs(posting, _("Beteiligung"))
    return [*crumbs[:-1], (_("Beteiligung"), reverse("participation:matter_list", args=[posting.pk])), (last, "")]


@require_safe
def matter_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show every matter of a procedure, what is open, and what stops it. For HR officers."""
    posting = _managed(request, posting_pk)
    matters, today = standing_matters(posting), timezone.localdate()
    rows = [
        {
            "matter": one,
            "is_overdue": one.is_open and one.ends_on is not None and one.ends_on < today,
            "is_stopping": is_stopping(one),
        }
        for one in matters
    ]
    blocks = [(body, [row for row in rows if row["matter"].body == body]) for body in Body]
    return render(
        request,
        "participation/matter_list.html",
        {
            "posting": posting,
            "blocks": blocks,
            "points": [text for _body, text in open_points(posting)],
            "is_stopped": any(row["is_stopping"] for row in rows),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Beteiligung")),
        },
    )


def matter_send(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Put a matter to a body: form, preview of the letter on the page or as PDF, then sending. For HR officers."""
    posting = _managed(request, posting_pk)
    list_url = reverse("participation:matter_list", args=[posting.pk])
    form = MatterForm(
        request.POST or None,
        cancel_url=list_url,
        accompanied=accompanied_applications().filter(posting=posting).select_related("applicant").order_by("number"),
        enclosures=enclosures_of(posting),
        initial={"body": request.GET.get("stelle", ""), "subject": request.GET.get("gegenstand", "selection")},
    )
    context = {
        "form": form,
        "posting": posting,
        "nav": "postings",
        "breadcrumbs": matter_crumbs(posting, _("Beteiligen")),
    }
    if request.method == "POST" and form.is_valid():
        try:
            if "send" in request.POST:
                matter = services.send_matter(
                    posting=posting,
                    draft=form.draft(),
                    enclosures=form.chosen(),
                    digest=form.cleaned_data["digest"],
                    actor=request.user,
                )
                messages.success(
                    request,
                    _("Festgehalten. Das Schreiben liegt als PDF bereit; bitte übergeben oder versenden Sie es."),
                )
                return redirect("participation:matter_detail", pk=matter.pk)
            if "back" not in request.POST:
                matter = services.build_matter(posting, form.draft(), actor=request.user)
                services.check_matter(matter, form.chosen())
                letter = build_letter(matter, enclosures=[one.entry for one in form.chosen()], actor=request.user)
                if "pdf" in request.POST:
                    name = file_name("Beteiligung Vorschau", posting.reference_number)
                    return _pdf(render_letter(letter, matter), name)
                context |= {
                    "letter": letter,
                    "matter": matter,
                    "lacks_basis": services.lacks_basis(matter, form.chosen()),
                    "digest": services.letter_digest(matter, form.chosen(), request.user),
                    "fields": [
                        (name, value)
                        for name, values in request.POST.lists()
                        if name in form.fields and name != "digest"
                        for value in values
                    ],
                }
                return render(request, "participation/letter_preview.html", context)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
    return render(request, "participation/matter_send.html", context)


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(False, name), "Cache-Control": "no-store, private"},
    )


def matter_not_required(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Record that a body need not be asked, and why. For HR officers."""
    posting = _managed(request, posting_pk)
    list_url = reverse("participation:matter_list", args=[posting.pk])
    form = NotRequiredForm(
        request.POST or None,
        cancel_url=list_url,
        initial={"body": request.GET.get("stelle", ""), "subject": "selection"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.record_not_required(posting=posting, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Festgehalten: Die Beteiligung ist nicht erforderlich."))
            return redirect(list_url)
    title = _("Beteiligung nicht erforderlich")
    intro = _(
        "Beispiele: Es hat sich kein schwerbehinderter oder gleichgestellter Mensch beworben, oder die Beteiligung der "
        "Schwerbehindertenvertretung wurde ausdrücklich abgelehnt."
    )
    return render_form(request, form, title=title, intro=intro, breadcrumbs=matter_crumbs(posting, title))


@require_safe
def due_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the periods of a procedure as calendar and list, overdue ones marked in words. For HR officers."""
    posting = _managed(request, posting_pk)
    items, today = due_items(posting), timezone.localdate()
    return render(
        request,
        "participation/due_list.html",
        {
            "posting": posting,
            "rows": [(item, item.is_open and item.due_on < today, (today - item.due_on).days) for item in items],
            "months": months_of(items, today=today),
            "has_open": any(item.is_open for item in items),
            "today": today,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Fristen")),
        },
    )


@require_safe
def due_calendar(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Hand out the open periods as an iCalendar file. For HR officers."""
    posting = _managed(request, posting_pk)
    content = calendar_of(
        posting,
        due_items(posting),
        url=request.build_absolute_uri(reverse("participation:due_list", args=[posting.pk])),
        stamp=timezone.now(),
    )
    name = file_name("Fristen", posting.reference_number, extension="ics")
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )
