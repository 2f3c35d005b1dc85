"""Pages of the overview: the list, its export, and one act for many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from postings.applications.enums import ApplicationStatus, EmploymentStatus, Invitation, LateDecision
from postings.applications.models import Application
from postings.deadlines import next_working_day
from postings.documents.tables import PrintedTable, as_csv, as_pdf, as_xlsx
from postings.file_names import file_name
from postings.files.needs import missing_by_application
from postings.files.views import attachment
from postings.models import Posting
from postings.overview import services
from postings.overview.columns import Column, Missing, chosen, columns_for
from postings.overview.forms import LatenessOfManyForm, RequestOfManyForm, joined
from postings.overview.query import ALL, MOST_FIRST, OverviewQuery, status_counts, work_counts
from postings.overview.rows import overview_rows
from postings.permissions import may_manage_posting, may_see_identity
from postings.views import get_posting, page_of, posting_crumbs
from recruitment.audit.services import record
from recruitment.errors import ProcedureError
from recruitment.forms import whole_number

COLUMNS_KEPT = "overview_columns"  # in the session: the choice of columns stays with the person
LETTERS_AT_ONCE = 25  # each takes a third of a second
CELLS_NOTE = gettext_lazy("Die Reihenfolge sagt nichts über die Eignung.")
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


def applicant_overview(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the Bewerberübersicht. For HR and members of the committee; no equality data."""
    posting = get_posting(request, posting_pk)
    user = request.user
    manages = may_manage_posting(user, posting)
    query = OverviewQuery.of(request.GET, user, posting)
    possible = columns_for(user, posting)
    columns = _columns(request, possible)
    page = page_of(query.select(posting, user).select_related("posting", "duplicate_of"), request)
    applications = list(page)
    counts = status_counts(posting)
    return render(
        request,
        "overview/applicant_overview.html",
        {
            "posting": posting,
            "rows": overview_rows(
                applications, columns, _missing(applications, columns, manages), is_selectable=manages
            ),
            "heads": [_head(column, query) for column in columns],
            "page": page,
            "shown_count": page.paginator.count,
            "total": sum(count for _label, count in counts),
            "counts": counts,
            "work": [
                (label, count, query.address(aufgabe=name), name == query.work)
                for name, label, count in (work_counts(posting) if manages else ())
            ],
            "deadline": deadline_words(posting.deadline, timezone.localdate()),
            "query": query.parameters(),
            "address": urlencode(query.parameters()),
            "values": query,
            "all_url": request.path,
            "columns": [(column.key, column.label, column in columns) for column in possible if column.key != "name"],
            "statuses": ApplicationStatus.choices,
            "employment": EmploymentStatus.choices,
            "invitations": Invitation.choices,
            "acts": [(name, act.label) for name, act in ACTS.items()],
            "exports": [
                (label, f"{reverse('overview:overview_export', args=[posting.pk, kind])}{query.address()}")
                for kind, label in (("xlsx", _("Excel")), ("csv", _("CSV")), ("pdf", _("PDF (Bewerberspiegel)")))
            ],
            "can_manage": manages,
            "shows_names": may_see_identity(user, posting),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Bewerberübersicht")),
        },
    )


def overview_export(request: HttpRequest, posting_pk: int, kind: str) -> HttpResponse:
    """Hand out what the overview shows, in the same order and columns; recorded. For whoever sees the overview."""
    if kind not in MEDIA_TYPES:
        raise Http404
    posting = get_posting(request, posting_pk)
    query = OverviewQuery.of(request.GET, request.user, posting)
    return _export(
        request,
        posting,
        list(query.select(posting, request.user).select_related("posting", "duplicate_of")),
        kind,
        query,
    )


@require_POST
def overview_act(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Ask before an act for many, then carry it out; or hand out the selection. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    query = OverviewQuery.of(QueryDict(request.POST.get("abfrage", "")), request.user, posting)
    list_url = f"{reverse('overview:applicant_overview', args=[posting.pk])}{query.address()}"
    name = request.POST.get("aktion", "")
    if name not in ACTS:
        messages.error(request, _("Bitte wählen Sie aus, was geschehen soll."))
        return redirect(list_url)
    act = ACTS[name]
    selected = _selected(request, posting, query)
    if not selected:
        messages.error(request, _("Bitte wählen Sie mindestens eine Bewerbung aus."))
        return redirect(list_url)
    if act.export:
        return _export(request, posting, selected, act.export, query)
    return _ask(request, posting, act, name, selected, list_url)


@dataclass(frozen=True, slots=True)
class Act:
    """One act for many. ``reason_not`` says in words why an application is not concerned, or is empty."""

    label: str | Promise
    export: str = ""
    form: type | None = None
    reason_not: Callable[[Application, Missing], str] | None = None
    carry_out: Callable[[Sequence[Application], dict, object], str] | None = None
    limit: int = 500


def _ask(
    request: HttpRequest, posting: Posting, act: Act, name: str, selected: list[Application], list_url: str
) -> HttpResponse:
    missing = missing_by_application(selected)
    reasons = {one.pk: act.reason_not(one, missing[one.pk]) for one in selected}
    concerned = [one for one in selected if not reasons[one.pk]]
    if len(concerned) > act.limit:
        messages.error(
            request,
            _("Es sind %(n)s Bewerbungen; auf einmal gehen höchstens %(limit)s. Bitte wählen Sie weniger aus.")
            % {"n": len(concerned), "limit": act.limit},
        )
        return redirect(list_url)
    is_confirmed = "confirmed" in request.POST
    if is_confirmed and len(concerned) != len(request.POST.get("ids", "").split()):
        messages.warning(request, _("Inzwischen hat sich etwas geändert. Bitte prüfen Sie die Auswahl noch einmal."))
        is_confirmed = False
    initial = {"ids": joined([one.pk for one in concerned]), "due_on": _due_day()}
    form = act.form(request.POST if is_confirmed else None, cancel_url=list_url, initial=initial)
    if is_confirmed and form.is_valid():
        try:
            done = act.carry_out(concerned, form.cleaned_data, request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, done)
            return redirect(list_url)
    form.helper.form_tag = False
    return render(
        request,
        "overview/act_confirm.html",
        {
            "posting": posting,
            "form": form,
            "act": name,
            "title": act.label,
            "concerned": [(one, missing[one.pk]) for one in concerned],
            "others": [(one, reasons[one.pk]) for one in selected if reasons[one.pk]],
            "search": request.POST.get("abfrage", ""),
            "list_url": list_url,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, str(act.label)),
        },
    )


def _selected(request: HttpRequest, posting: Posting, query: OverviewQuery) -> list[Application]:
    """Return what was ticked, or everything that the query shows; once confirmed, exactly what was shown."""
    found = query.select(posting, request.user).select_related("posting", "duplicate_of")
    if "confirmed" in request.POST:
        wanted = request.POST.get("ids", "").split()
    elif request.POST.get("umfang") == ALL:
        return list(found)
    else:
        wanted = request.POST.getlist("auswahl")
    ids = [number for pk in wanted if (number := whole_number(pk)) is not None]
    base = posting.applications.in_shown_order(request.user) if "confirmed" in request.POST else found
    return list(base.select_related("posting", "duplicate_of").filter(pk__in=ids))


def _decide_lateness(applications: Sequence[Application], data: dict, actor) -> str:
    decided = services.decide_lateness_of(
        applications=applications, is_admitted=data["is_admitted"], reason=data["reason"], actor=actor
    )
    return ngettext(
        "Über die Verspätung von %(n)s Bewerbung ist entschieden.",
        "Über die Verspätung von %(n)s Bewerbungen ist entschieden.",
        len(decided),
    ) % {"n": len(decided)}


def _request_documents(applications: Sequence[Application], data: dict, actor) -> str:
    number = services.request_documents_of(
        applications=applications, due_on=data["due_on"], today=timezone.localdate(), actor=actor
    )
    return ngettext(
        "%(n)s Schreiben ist erstellt. Es liegt bei den Unterlagen der Bewerbung; bitte halten Sie den Versand fest.",
        "%(n)s Schreiben sind erstellt. Sie liegen bei den Unterlagen der Bewerbungen; bitte halten Sie den Versand "
        "fest.",
        number,
    ) % {"n": number}


def _not_late(application: Application, _missing: Missing) -> str:
    if not application.is_active:
        return str(application.get_status_display())
    return "" if application.late_decision == LateDecision.OPEN else _("nicht verspätet oder schon entschieden")


def _nothing_missing(application: Application, missing: Missing) -> str:
    if not application.is_active:
        return str(application.get_status_display())
    return "" if missing else _("es fehlt nichts")


ACTS = {
    "nachfordern": Act(
        gettext_lazy("Fehlende Unterlagen nachfordern"),
        form=RequestOfManyForm,
        reason_not=_nothing_missing,
        carry_out=_request_documents,
        limit=LETTERS_AT_ONCE,
    ),
    "verspaetung": Act(
        gettext_lazy("Über Verspätung entscheiden"),
        form=LatenessOfManyForm,
        reason_not=_not_late,
        carry_out=_decide_lateness,
    ),
    "xlsx": Act(gettext_lazy("Als Excel-Datei ausgeben"), export="xlsx"),
    "csv": Act(gettext_lazy("Als CSV-Datei ausgeben"), export="csv"),
    "pdf": Act(gettext_lazy("Als PDF ausgeben (Bewerberspiegel)"), export="pdf"),
}


def _export(
    request: HttpRequest, posting: Posting, applications: list[Application], kind: str, query: OverviewQuery
) -> HttpResponse:
    columns = _columns(request, columns_for(request.user, posting))
    missing = _missing(applications, columns, may_manage_posting(request.user, posting))
    header = [str(column.label) for column in columns]
    rows = [[column.text(one, missing.get(one.pk, ())) for column in columns] for one in applications]
    title = _("Bewerberspiegel – Kennzahl %(number)s") % {"number": posting.reference_number}
    if kind == "csv":
        content = as_csv(header, rows)
    elif kind == "xlsx":
        content = as_xlsx(_("Bewerbungen"), header, rows)
    else:
        content = as_pdf(_printed(posting, title, columns, header, rows, query))
    record(
        actor=request.user,
        action="overview.exported",
        subject=posting,
        posting_reference=posting.reference_number,
        format=kind.upper(),
        number=len(rows),
        columns=", ".join(header),
    )
    name = file_name("Bewerberspiegel", posting.reference_number, extension=kind)
    return attachment(content, name=name, media_type=MEDIA_TYPES[kind])


def _printed(posting: Posting, title: str, columns, header, rows, query: OverviewQuery) -> PrintedTable:
    total = posting.applications.count()
    notes = [
        _("%(n)s von %(all)s Bewerbungen.") % {"n": len(rows), "all": total} + " " + str(CELLS_NOTE),
    ]
    if any(column.key == "urteil" for column in columns):
        notes.append(_("Gesamturteil der dienstlichen Beurteilung: 1 ist die beste Note; es geht nicht in Punkte ein."))
    return PrintedTable(
        title=title,
        authority=posting.authority,
        source=_("Kennzahl %(number)s · %(function)s")
        % {"number": posting.reference_number, "function": posting.function},
        notes=tuple(notes),
        header=tuple(header),
        rows=tuple(tuple(row) for row in rows),
        numeric=frozenset(place for place, column in enumerate(columns) if column.is_numeric),
        made_at=timezone.now(),
    )


def _columns(request: HttpRequest, possible: list[Column]) -> list[Column]:
    """Return the columns asked for, which the session keeps, else those kept, else the usual ones."""
    if "spalten" in request.GET:
        request.session[COLUMNS_KEPT] = [key for key in request.GET.getlist("spalten") if key]
    return chosen(possible, request.session.get(COLUMNS_KEPT, ()))


def _missing(applications: list[Application], columns: list[Column], manages: bool) -> dict[int, list[str]]:
    if not manages or all(column.key != "fehlend" for column in columns):
        return {}
    return missing_by_application(applications)


def _head(column: Column, query: OverviewQuery) -> dict[str, object]:
    """Return the head of a column, with the address that sorts by it or turns the order round."""
    is_sorted = bool(column.sort) and column.sort == query.sort
    goes_down = query.is_descending != (column.sort in MOST_FIRST)
    turned = "ab" if is_sorted and not query.is_descending else ""
    return {
        "label": column.label,
        "is_numeric": column.is_numeric,
        "url": query.address(sortierung="" if column.sort == "name" else column.sort, richtung=turned)
        if column.sort
        else "",
        "aria": ("descending" if goes_down else "ascending") if is_sorted else "",
    }


def deadline_words(deadline: date | None, today: date) -> str:
    """Return the end of the application period with the days that are left, in words."""
    if deadline is None:
        return ""
    day, left = formats.date_format(deadline, "d.m.Y"), (deadline - today).days
    if left < 0:
        return _("Die Bewerbungsfrist ist am %(day)s abgelaufen.") % {"day": day}
    if left == 0:
        return _("Die Bewerbungsfrist endet heute, %(day)s.") % {"day": day}
    return ngettext(
        "Die Bewerbungsfrist läuft noch %(n)s Tag, bis %(day)s.",
        "Die Bewerbungsfrist läuft noch %(n)s Tage, bis %(day)s.",
        left,
    ) % {"n": left, "day": day}


def _due_day() -> date:
    return next_working_day(timezone.localdate() + timedelta(days=settings.DOCUMENT_REQUEST_DAYS))
