"""Pages of the formal check: the list of a posting, one sheet, the confirmation by a second officer, reopening."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from postings.applications import formal_check
from postings.applications.enums import ApplicationStatus, CheckResult
from postings.applications.formal_forms import FormalSheet, ReasonForm, hidden_names
from postings.applications.models import Application, FormalCheck, FormalDecision
from postings.applications.views import application_crumbs, get_application_for_check, render_step
from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.views import get_posting, page_of, posting_crumbs
from profiles.models import FormalRequirement
from recruitment.errors import ProcedureError
from recruitment.forms import whole_number

BUCKETS = {
    "pruefen": gettext_lazy("zu prüfen"),
    "bestaetigen": gettext_lazy("zu bestätigen"),
    "erfuellt": gettext_lazy("erfüllt"),
    "nicht-erfuellt": gettext_lazy("nicht erfüllt"),
}


def _bucket(posting: Posting, name: str):
    applications = posting.applications.all()
    if name == "bestaetigen":
        return applications.awaiting_confirmation()
    if name == "pruefen":
        return applications.to_be_checked()
    wanted = ApplicationStatus.ELIGIBLE if name == "erfuellt" else ApplicationStatus.INELIGIBLE
    return applications.filter(status=wanted)


def _bucket_counts(posting: Posting) -> list[tuple[str, str, int]]:
    """Return name, label and size of every bucket; one query."""
    received = Q(status=ApplicationStatus.RECEIVED)
    proposed = Q(Exists(FormalDecision.objects.to_confirm().filter(application=OuterRef("pk"))))
    counts = posting.applications.order_by().aggregate(
        pruefen=Count("pk", filter=received & ~proposed),
        bestaetigen=Count("pk", filter=received & proposed),
        erfuellt=Count("pk", filter=Q(status=ApplicationStatus.ELIGIBLE)),
        nicht_erfuellt=Count("pk", filter=Q(status=ApplicationStatus.INELIGIBLE)),
    )
    return [(name, label, counts[name.replace("-", "_")]) for name, label in BUCKETS.items()]


def formal_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show who is to be checked, what a second person must confirm, and what is concluded. For HR officers."""
    posting = _get_managed(request, posting_pk)
    buckets = _bucket_counts(posting)
    chosen = request.GET.get("stand", "")
    if chosen not in BUCKETS:  # what is to be done first; a second person finds what waits for the confirmation
        sizes = {name: count for name, _label, count in buckets}
        chosen = "bestaetigen" if sizes["bestaetigen"] and not sizes["pruefen"] else "pruefen"
    applications = _bucket(posting, chosen).in_shown_order(request.user)
    failed = FormalCheck.objects.filter(result=CheckResult.NOT_MET).select_related("requirement", "checked_by")
    page = page_of(
        applications.annotate(checked_count=Count("formal_checks")).prefetch_related(
            Prefetch(
                "formal_decisions", FormalDecision.objects.select_related("concluded_by", "confirmed_by", "ended_by")
            ),
            Prefetch("formal_checks", failed, to_attr="failed_checks"),
        ),
        request,
    )
    required = dict(
        FormalRequirement.objects.filter(profile=posting.profile_id)
        .order_by()
        .values_list("track")
        .annotate(count=Count("id"))
        .values_list("track", "count")
    )
    rows = [_row(application, required.get(application.track, 0), request.user) for application in page]
    return render(
        request,
        "applications/formal_list.html",
        {
            "posting": posting,
            "chosen": chosen,
            "buckets": buckets,
            "rows": rows,
            "can_confirm": any(row["can_confirm"] for row in rows),
            "page": page,
            "query": {"stand": chosen},
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Formale Prüfung")),
        },
    )


def _row(application: Application, required: int, user) -> dict[str, object]:
    decisions = list(application.formal_decisions.all())
    last = decisions[-1] if decisions else None
    return {
        "application": application,
        "required": required,
        "decision": last,
        "failed": application.failed_checks,
        "can_confirm": last is not None and last.is_proposed and last.concluded_by_id != user.pk,
        "is_sent_back": last is not None and last.state == "sent_back",
    }


def formal_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Check all formal requirements of one application on one page, then go on to the next. For HR officers."""
    application = get_application_for_check(request, pk)
    detail_url = reverse("applications:application_detail", args=[application.pk])
    if application.status == ApplicationStatus.WITHDRAWN or formal_check.open_decision(application) is not None:
        return redirect(detail_url)
    requirements = list(
        FormalRequirement.objects.filter(profile=application.posting.profile_id, track=application.track)
        .order_by("position")
        .prefetch_related("alternatives")
    )
    checks = {check.requirement_id: check for check in application.formal_checks.all()}
    sheet = FormalSheet(
        request.POST if request.method == "POST" else None,
        requirements=requirements,
        checks=checks,
        names=hidden_names(application),
    )
    problem = ""
    if request.method == "POST" and sheet.is_valid():
        try:
            formal_check.record_formal_checks(application=application, checked=sheet.checked(), actor=request.user)
            if "conclude" not in request.POST:
                messages.success(request, _("Die Prüfung von %(name)s ist gespeichert.") % _named(application))
                return redirect(request.path)
            decision = formal_check.conclude_formal_check(application=application, actor=request.user)
        except ProcedureError as error:
            problem = error.user_message
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, _conclusion_message(application, decision))
            return redirect(_next_url(application))
    return render(
        request,
        "applications/formal_sheet.html",
        {
            "application": application,
            "posting": application.posting,
            "sheet": sheet,
            "problem": problem,
            "errors": sheet.errors() if request.method == "POST" else [],
            "sent_back": application.formal_decisions.filter(state="sent_back").select_related("ended_by").last(),
            "waiting": application.posting.applications.to_be_checked().count(),
            "next_url": _next_url(application),
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Formale Prüfung")),
        },
    )


def _named(application: Application) -> dict[str, str]:
    return {"name": application.shown.name}


def _conclusion_message(application: Application, decision: FormalDecision) -> str:
    if decision.is_eligible:
        return _("%(name)s: formale Anforderungen erfüllt.") % _named(application)
    return _("%(name)s: „nicht erfüllt“ ist vorgeschlagen und wartet auf eine zweite Person.") % _named(application)


def _next_url(application: Application) -> str:
    """Return the sheet of the next application to be checked in the order of names, else the list."""
    waiting = list(
        application.posting.applications.to_be_checked()
        .in_name_order()
        .exclude(pk=application.pk)
        .values_list("pk", "applicant__sort_key")
    )
    own = application.applicant.sort_key
    after = [pk for pk, key in waiting if key >= own] or [pk for pk, _key in waiting]
    if after:
        return reverse("applications:formal_sheet", args=[after[0]])
    return reverse("applications:formal_list", args=[application.posting_id])


@require_POST
def eligibility_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Conclude the formal check from the page of the application. For HR officers."""
    application = get_application_for_check(request, pk)
    try:
        decision = formal_check.conclude_formal_check(application=application, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _conclusion_message(application, decision))
    return redirect("applications:application_detail", pk=application.pk)


@require_POST
def refusals_confirm(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Confirm as the second person the ticked refusals. For HR officers who did not propose them."""
    posting = _get_managed(request, posting_pk)
    wanted = {number for pk in request.POST.getlist("decision") if (number := whole_number(pk)) is not None}
    confirmed = 0
    for decision in FormalDecision.objects.filter(application__posting=posting, pk__in=wanted).order_by("pk"):
        try:
            formal_check.confirm_refusal(decision=decision, actor=request.user)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            confirmed += 1
    if confirmed:
        messages.success(
            request,
            _("Bestätigt: %(n)s. Diese Bewerbungen erfüllen die formalen Anforderungen nicht.") % {"n": confirmed},
        )
    elif not wanted:
        messages.error(request, _("Bitte kreuzen Sie an, was Sie gelesen haben und bestätigen."))
    return redirect(reverse("applications:formal_list", args=[posting.pk]) + "?stand=bestaetigen")


def refusal_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a proposed refusal back to be checked again. For HR officers who did not propose it."""
    decision = get_object_or_404(FormalDecision, pk=pk)
    application = get_application_for_check(request, decision.application_id)
    list_url = reverse("applications:formal_list", args=[application.posting_id]) + "?stand=bestaetigen"
    form = ReasonForm(
        request.POST or None,
        submit_label=_("Zurückgeben"),
        cancel_url=list_url,
        names=hidden_names(application),
    )
    if request.method == "POST" and form.is_valid():
        try:
            formal_check.send_back_refusal(decision=decision, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Prüfung von %(name)s ist zurückgegeben.") % _named(application))
        return redirect(list_url)
    intro = _("%(name)s kommt wieder unter „zu prüfen“; Ihre Begründung steht dabei und im Verlauf.")
    return render_step(request, application, form, _("Vorschlag zurückgeben"), intro % _named(application))


def formal_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a concluded check again, with a reason. For HR officers."""
    application = get_application_for_check(request, pk)
    detail_url = reverse("applications:application_detail", args=[application.pk])
    form = ReasonForm(
        request.POST or None,
        submit_label=_("Formale Prüfung wieder öffnen"),
        cancel_url=detail_url,
        names=hidden_names(application),
    )
    if request.method == "POST" and form.is_valid():
        try:
            formal_check.reopen_formal_check(application=application, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
            return redirect(detail_url)
        messages.success(request, _("Die formale Prüfung ist wieder offen. Das frühere Ergebnis steht im Verlauf."))
        return redirect("applications:formal_sheet", pk=application.pk)
    intro = _(
        "Das bisherige Ergebnis bleibt mit Ihrer Begründung im Verlauf. Bis zum neuen Abschluss gilt die Bewerbung als "
        "nicht geprüft: Sie ist nicht ausgeschlossen, wird aber auch nicht bewertet. Abgegebene Bögen bleiben erhalten."
    )
    return render_step(request, application, form, _("Formale Prüfung wieder öffnen"), intro)


def _get_managed(request: HttpRequest, posting_pk: int) -> Posting:
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    return posting
