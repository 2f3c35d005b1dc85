"""Pages of a posting: list, detail with the steps of the procedure, settling, publishing, record."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings import services
from postings.discarding import events_of
from postings.enums import CommitteeRole, PostingStatus
from postings.errors import PostingNotReady
from postings.forms import ContractTermForm, DisclosureForm, FurtherPostingForm, PublishForm, RulesForm
from postings.models import CommitteeMembership, Posting, PostingQuerySet
from postings.notes import notes_on
from postings.permissions import (
    may_disclose_names,
    may_manage_posting,
    may_see_events,
    may_see_identity,
    may_see_progress,
    remember_roles,
    roles_in,
)
from recruitment.accounts.models import User
from recruitment.accounts.prepared import PreparedForPerson
from recruitment.errors import ProcedureError
from recruitment.forms import whole_number

ROWS_PER_PAGE = 50
ALL_ON_ONE_PAGE = 200
SEARCH_FROM = 6  # so few cards are read faster than searched
DISCARDED_SHOWN = 50


def get_posting(request: HttpRequest, pk: int) -> Posting:
    """Return the posting if ``request.user`` may know of it, else 404."""
    try:
        posting = _VISIBLE.get(request.user, pk)
    except Posting.DoesNotExist as error:
        raise Http404 from error
    remember_roles(request.user, posting, posting.own_roles)
    return posting


_VISIBLE = PreparedForPerson(
    lambda pk, person: Posting.objects.visible_to(person).with_committee(person).filter(pk=pk), 1
)


def posting_crumbs(posting: Posting, last: str = "") -> list[tuple[str, str]]:
    """Return the breadcrumbs down to ``posting`` and the page ``last`` below it."""
    crumbs = [(_("Ausschreibungen"), reverse("postings:posting_list"))]
    label = _("Kennzahl %(number)s") % {"number": posting.reference_number}
    if not last:
        return [*crumbs, (label, "")]
    return [*crumbs, (label, reverse("postings:posting_detail", args=[posting.pk])), (last, "")]


def render_form(
    request: HttpRequest,
    form,
    *,
    title: str,
    intro: str,
    breadcrumbs: Sequence[tuple[str, str]],
    gaps: Sequence[str] = (),
) -> HttpResponse:
    """Show one form with a sentence of explanation: what every single step of a procedure looks like.

    :param gaps: what is still missing, one entry each; the form then asks why the step is taken all the same.
    """
    return render(
        request,
        "postings/posting_form.html",
        {"form": form, "title": title, "intro": intro, "gaps": gaps, "nav": "postings", "breadcrumbs": breadcrumbs},
    )


def page_of(rows: Sequence | QuerySet, request: HttpRequest, *, count: int | None = None) -> Page:
    """Return all of up to two hundred rows on one page, longer lists in pages of fifty; ``count`` where it is known."""
    if count is None:
        count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    paginator = Paginator(rows, max(count, 1) if count <= ALL_ON_ONE_PAGE else ROWS_PER_PAGE)
    paginator.count = count
    return paginator.get_page(request.GET.get("seite"))


def start(request: HttpRequest) -> HttpResponse:
    """Lead everybody to where their work is: who takes part in no procedure, to the place of their role.

    A representation that only observes is led to what waits for its answer; a period may be running.
    """
    user = request.user
    if user.representations and not user.is_hr_officer and not _works_in_a_committee(user):
        return redirect("equality:representation_list")
    if not Posting.objects.visible_to(user).exists():
        if user.is_profile_editor:
            return redirect("profiles:profile_list")
        if user.is_administrator:
            return redirect("admin:index")
    return redirect("postings:posting_list")


def _works_in_a_committee(user: User) -> bool:
    return CommitteeMembership.objects.filter(user=user).exclude(role=CommitteeRole.OBSERVER).exists()


def posting_list(request: HttpRequest) -> HttpResponse:
    """Show the procedures that the person takes part in, searched and in pages. For everybody who is logged in."""
    search = request.GET.get("suche", "").strip()
    visible = Posting.objects.visible_to(request.user)
    own = Prefetch("memberships", CommitteeMembership.objects.filter(user=request.user), to_attr="own_memberships")
    kept = visible.exclude(status=PostingStatus.DISCARDED).prefetch_related(own)
    page = _found_page(kept, search, request)
    discarded = list(visible.filter(status=PostingStatus.DISCARDED).found_by(search)[: DISCARDED_SHOWN + 1])
    context = {
        "rows": [(posting, [member.get_role_display() for member in posting.own_memberships]) for posting in page],
        "page": page,
        "query": {"suche": search} if search else {},
        "search": search,
        "can_search": bool(search) or page.paginator.count > SEARCH_FROM,
        "discarded": discarded[:DISCARDED_SHOWN],
        "has_more_discarded": len(discarded) > DISCARDED_SHOWN,
        "nav": "postings",
    }
    return render(request, "postings/posting_list.html", context)


def _found_page(postings: PostingQuerySet, search: str, request: HttpRequest) -> Page:
    """Return the page of what the search finds. The search reads every posting: once, where few are found."""
    found = postings.found_by(search)
    if not search:
        return page_of(found, request)
    keys = list(found.values_list("pk", flat=True)[: ALL_ON_ONE_PAGE + 1])
    if len(keys) > ALL_ON_ONE_PAGE:
        return page_of(found, request)
    return page_of(postings.filter(pk__in=keys), request, count=len(keys))


def posting_further(request: HttpRequest) -> HttpResponse:
    """Begin a further posting with an existing profile (``?profil=``). For HR officers."""
    if not request.user.is_hr_officer:
        raise PermissionDenied
    list_url = reverse("postings:posting_list")
    form = FurtherPostingForm(
        request.POST or None, user=request.user, cancel_url=list_url, initial=_first_choices(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            posting = services.create_further_posting(actor=request.user, **form.choices_made())
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(
                request,
                _("Die Ausschreibung %(number)s ist als Entwurf angelegt.") % {"number": posting.reference_number},
            )
            return redirect("postings:posting_detail", pk=posting.pk)
    return render_form(
        request,
        form,
        title=_("Weitere Ausschreibung anlegen"),
        intro=_(
            "Ein Anforderungsprofil kann mehreren Ausschreibungen dienen, auch ein veröffentlichtes. Kopfdaten und "
            "Hinweise werden aus einer vorhandenen Ausschreibung übernommen; die Befristung klären Sie neu."
        ),
        breadcrumbs=[(_("Ausschreibungen"), list_url), (_("Weitere Ausschreibung"), "")],
    )


def _first_choices(request: HttpRequest) -> dict[str, object]:
    """The profile named in the address, and the newest posting that uses it."""
    wanted = whole_number(request.GET.get("profil", ""))
    if wanted is None:
        return {}
    template = Posting.objects.managed_by(request.user).filter(profile=wanted).first()
    return {"profile": wanted, "template": template}


def posting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the posting's facts, its committee and the next steps. For HR and members of the committee."""
    posting = get_posting(request, pk)
    can_manage = may_manage_posting(request.user, posting)
    context = {
        "posting": posting,
        "facts": _facts(posting),
        "notices": list(posting.notices.all()),
        "members": _committee(posting),
        "own_roles": roles_in(request.user, posting),
        "problems": services.posting_problems(posting) if can_manage and posting.is_draft else [],
        "doubtful": [
            criterion for criterion in posting.profile.criteria.select_related("group") if not criterion.is_settled
        ]
        if can_manage and posting.is_draft
        else [],
        "profile_missing_lock": can_manage and posting.profile.is_draft,
        "can_manage": can_manage,
        "notes": notes_on(request.user, posting) if can_manage and posting.is_published else [],
        "can_rate": bool(roles_in(request.user, posting) & {CommitteeRole.ASSESSOR, CommitteeRole.DEPUTY}),
        "can_see_results": posting.is_published and import_string(settings.RESULTS_VISIBLE)(request.user, posting),
        "can_read_memo": posting.is_published and import_string(settings.MEMO_VISIBLE)(request.user, posting),
        "can_see_progress": may_see_progress(request.user, posting),
        "can_see_events": may_see_events(request.user, posting),
        "can_disclose": may_disclose_names(request.user, posting),
        "nav": "postings",
        "breadcrumbs": posting_crumbs(posting),
    }
    return render(request, "postings/posting_detail.html", context)


def contract_term_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle permanent or fixed-term. For HR officers, drafts only."""
    posting = get_posting(request, pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    detail_url = reverse("postings:posting_detail", args=[posting.pk])
    form = ContractTermForm(request.POST or None, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_contract_term(posting=posting, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Befristung ist geklärt."))
        return redirect(detail_url)
    return render_form(
        request,
        form,
        title=_("Befristung klären"),
        intro=_(
            "Im eingelesenen Dokument ist nicht erkennbar, ob „unbefristet“ oder „befristet“ angekreuzt war. "
            "Eine Ausschreibung mit diesem Fehler müsste abgebrochen werden; bitte klären Sie es am Original."
        ),
        breadcrumbs=posting_crumbs(posting, _("Befristung klären")),
    )


def rules_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle names or codes and how old an appraisal may be. For HR officers, drafts only."""
    posting = get_posting(request, pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    detail_url = reverse("postings:posting_detail", args=[posting.pk])
    form = RulesForm(request.POST or None, instance=posting, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_rules(posting=posting, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Verfahrensregeln sind festgelegt."))
        return redirect(detail_url)
    intro = _("Diese Regeln gelten für das ganze Verfahren. Mit der Veröffentlichung sind sie festgeschrieben.")
    return _render_step(request, posting, form, _("Verfahrensregeln"), intro)


def names_disclose(request: HttpRequest, pk: int) -> HttpResponse:
    """Disclose the hidden names for good, with a reason. For HR officers and the chair."""
    posting = get_posting(request, pk)
    if not may_disclose_names(request.user, posting):
        raise PermissionDenied
    detail_url = reverse("postings:posting_detail", args=[posting.pk])
    form = DisclosureForm(request.POST or None, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.disclose_names(posting=posting, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Namen sind offengelegt. Alle Beteiligten sehen sie jetzt."))
        return redirect(detail_url)
    intro = _(
        "Alle, die an diesem Verfahren mitwirken, sehen dann Namen statt Kennungen. Das lässt sich nicht zurücknehmen "
        "und wird mit Ihrem Grund im Protokoll festgehalten."
    )
    return _render_step(request, posting, form, _("Namen offenlegen"), intro)


def _render_step(request: HttpRequest, posting: Posting, form, title: str, intro: str) -> HttpResponse:
    return render_form(request, form, title=title, intro=intro, breadcrumbs=posting_crumbs(posting, title))


def posting_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish and freeze. For HR officers."""
    posting = get_posting(request, pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    detail_url = reverse("postings:posting_detail", args=[posting.pk])
    form = PublishForm(request.POST or None, cancel_url=detail_url)
    problems = services.posting_problems(posting)
    if request.method == "POST" and form.is_valid():
        try:
            services.publish_posting(posting=posting, actor=request.user, **form.cleaned_data)
        except PostingNotReady as error:
            form.add_error(None, error.user_message)
            problems = error.problems
        except ProcedureError as error:
            messages.error(request, error.user_message)
            return redirect(detail_url)
        else:
            messages.success(
                request, _("Die Ausschreibung ist veröffentlicht. Das Anforderungsprofil ist festgeschrieben.")
            )
            return redirect(detail_url)
    return render(
        request,
        "postings/posting_publish.html",
        {
            "form": form,
            "posting": posting,
            "problems": problems,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Veröffentlichen")),
        },
    )


@require_POST
def scoring_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the rating to the committee. For HR officers."""
    posting = get_posting(request, pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    try:
        services.open_scoring(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die Bewertung ist eröffnet. Die Mitglieder sehen jetzt ihre Bewertungsbögen."))
    return redirect("postings:posting_detail", pk=posting.pk)


def posting_events(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the record of the procedure, newest first. For HR, chair and minute taker."""
    posting = get_posting(request, pk)
    if not may_see_events(request.user, posting):
        raise PermissionDenied
    events = events_of(posting).shown_to(request.user).select_related("actor")
    page = Paginator(events, ROWS_PER_PAGE).get_page(request.GET.get("seite"))
    if not may_see_identity(request.user, posting):
        for event in page:
            event.show_code()
    return render(
        request,
        "postings/posting_events.html",
        {
            "posting": posting,
            "page": page,
            "query": {},
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Protokoll")),
        },
    )


def _committee(posting: Posting) -> list[tuple[User, list[str]]]:
    """Every person of the committee once, with all roles, in the committee's order."""
    roles: dict[User, list[str]] = {}
    for member in posting.memberships.select_related("user"):
        roles.setdefault(member.user, []).append(member.get_role_display())
    return list(roles.items())


def _facts(posting: Posting) -> list[tuple[str, object]]:
    """Every header field of the posting, in the order of the document."""

    def day(value) -> str:
        return formats.date_format(value, "d.m.Y") if value else ""

    return [
        (_("Behörde"), posting.authority),
        (_("Amt/OE"), posting.office),
        (_("Bezeichnung"), posting.designation),
        (_("Aufgabe/Funktion"), posting.function),
        (_("Besoldungsgruppe"), posting.pay_grade_a),
        (_("Entgeltgruppe"), posting.pay_grade_e),
        (_("Arbeitszeit"), posting.working_time),
        (_("Besetzbar"), posting.available_from),
        (_("Befristung"), posting.get_contract_term_display()),
        (_("Begründung zur Befristung"), posting.contract_term_reason),
        (_("Einsatzort"), posting.work_location),
        (_("Kennzahl"), posting.reference_number),
        (_("Veröffentlicht am"), day(posting.published_on) or _("noch nicht veröffentlicht")),
        (
            _("Bewerbungsfrist"),
            _("%(weeks)s Wochen nach Veröffentlichung") % {"weeks": posting.deadline_weeks}
            + (_(", bis %(day)s") % {"day": day(posting.deadline)} if posting.deadline else ""),
        ),
        (_("Karriereportal"), posting.portal_url),
        (_("Anforderungsprofil im Netz"), posting.profile_url),
        (_("Kontakt"), posting.contact_url),
        (_("Im Auftrag"), posting.signatory),
    ]
