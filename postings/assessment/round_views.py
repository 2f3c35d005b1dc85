"""Pages of the rounds: plan, steps, and the discussion after a round is closed."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.applications.models import Application
from postings.applications.views import get_application
from postings.assessment import consensus, rounds
from postings.assessment.enums import CombinationRule, RoundStatus
from postings.assessment.errors import PlanFixed, PlanTooEarly
from postings.assessment.models import AssessmentPlan, AssessmentRound, ConsensusRating, Exemption, Rating
from postings.assessment.permissions import (
    may_lead_rounds,
    may_record_consensus,
    may_see_rounds,
    may_view_sheet_of_others,
    may_view_whole_round,
    rounds_of,
)
from postings.assessment.round_forms import ConsensusForm, PlanForm, RoundReasonForm
from postings.assessment.wording import answer_text, due_words
from postings.models import Posting
from postings.views import get_posting, posting_crumbs, render_form
from profiles.models import Criterion
from profiles.scoring.agreement import WIDE_SPREAD, spread
from recruitment.errors import ProcedureError


def round_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the plan and where each round stands. For the committee and the personnel office."""
    posting = get_posting(request, posting_pk)
    if not may_see_rounds(request.user, posting):
        raise PermissionDenied
    plan = AssessmentPlan.objects.filter(posting=posting).first()
    entries = list(AssessmentRound.objects.filter(plan=posting.pk).prefetch_related("criteria__group"))
    may_lead = may_lead_rounds(request.user, posting)
    rows = []
    for entry in entries:
        is_started = entry.status != RoundStatus.PLANNED
        rows.append(
            {
                "round": entry,
                "facts": _facts_of(entry, plan, posting if is_started and may_lead else None),
                "criteria": list(entry.criteria.all()),
                "may_view": is_started and may_view_whole_round(request.user, posting, entry),
                "gaps": rounds.round_gaps(entry, request.user) if may_lead and _is_underway(entry) else [],
            }
        )
    return render(
        request,
        "assessment/round_list.html",
        {
            "posting": posting,
            "plan": plan,
            "rows": rows,
            "unobserved": rounds.unobserved_criteria(posting) if plan else [],
            "may_lead": may_lead,
            "may_plan": may_lead and posting.is_published and not rounds.is_plan_fixed(posting),
            "has_several": len(entries) > 1,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Bewertungsrunden")),
        },
    )


def _is_underway(entry: AssessmentRound) -> bool:
    return entry.status in (RoundStatus.OPEN, RoundStatus.CLOSED)


def _facts_of(entry: AssessmentRound, plan: AssessmentPlan, counted_in: Posting | None) -> list[tuple[str, object]]:
    """Return what is to be said of one round; the number of missing sheets for those who lead."""

    def moment(value) -> str:
        return formats.date_format(timezone.localtime(value), "d.m.Y H:i")

    rows: list[tuple[str, object]] = [(_("Instrument"), entry.get_instrument_display())]
    if plan.combination == CombinationRule.SHARES:
        rows.append((_("Anteil"), entry.share))
    rows.append((_("Bewertungen der anderen sind sichtbar"), entry.get_visibility_display()))
    if entry.opened_at:
        rows.append((_("Geöffnet"), moment(entry.opened_at)))
    if entry.due_on:
        is_running = entry.status in (RoundStatus.PLANNED, RoundStatus.OPEN)
        shown = (
            due_words(entry.due_on, timezone.localdate()) if is_running else formats.date_format(entry.due_on, "d.m.Y")
        )
        rows.append((_("Bewertungsfrist"), shown))
    if entry.reopening_reason:
        rows.append((_("Wieder geöffnet, weil"), entry.reopening_reason))
    if entry.is_open and counted_in is not None:
        rows.append((_("Fehlende Bögen"), len(rounds.missing_sheets(entry, counted_in))))
    if entry.closed_at:
        rows.append((_("Geschlossen"), moment(entry.closed_at)))
    if entry.closing_reason:
        rows.append((_("Ohne alle Bögen geschlossen, weil"), entry.closing_reason))
    if entry.concluded_at:
        rows.append((_("Abgeschlossen"), moment(entry.concluded_at)))
    if entry.concluding_reason:
        rows.append((_("Trotz Lücken abgeschlossen, weil"), entry.concluding_reason))
    return rows


def plan_edit(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Plan the rounds before the first rating. For the chair and the personnel office."""
    posting = get_posting(request, posting_pk)
    if not may_lead_rounds(request.user, posting):
        raise PermissionDenied
    back = reverse("assessment:round_list", args=[posting.pk])
    if not posting.is_published or rounds.is_plan_fixed(posting):
        error = PlanFixed if posting.is_published else PlanTooEarly
        messages.error(request, error.user_message)
        return redirect(back)
    plan = AssessmentPlan.objects.filter(posting=posting).first()
    form = PlanForm(
        request.POST or None,
        criteria=list(Criterion.objects.filter(profile=posting.profile_id).select_related("group")),
        cancel_url=back,
        initial=PlanForm.initial_of(
            plan.combination if plan else CombinationRule.MEAN,
            rounds.planned_rounds(plan) if plan else rounds.standard_rounds(posting),
        ),
    )
    if request.method == "POST" and form.is_valid():
        try:
            rounds.save_plan(
                posting=posting,
                combination=form.cleaned_data["combination"],
                rounds=form.rounds(),
                actor=request.user,
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Der Bewertungsplan ist festgelegt."))
            return redirect(back)
    crumbs = posting_crumbs(posting, _("Bewertungsrunden"))
    crumbs[-1] = (crumbs[-1][0], back)
    return render(
        request,
        "assessment/plan_edit.html",
        {"posting": posting, "form": form, "nav": "postings", "breadcrumbs": [*crumbs, (_("Plan"), "")]},
    )


def get_round(request: HttpRequest, pk: int) -> AssessmentRound:
    """Return the round with its posting if the person may know of it, else 404."""
    entry = get_object_or_404(AssessmentRound.objects.select_related("plan"), pk=pk)
    entry.plan.posting = get_posting(request, entry.plan_id)
    return entry


def _led_round(request: HttpRequest, pk: int) -> AssessmentRound:
    entry = get_round(request, pk)
    if not may_lead_rounds(request.user, entry.plan.posting):
        raise PermissionDenied
    return entry


def round_crumbs(entry: AssessmentRound, last: str) -> list[tuple[str, str]]:
    crumbs = posting_crumbs(entry.plan.posting, _("Bewertungsrunden"))
    crumbs[-1] = (crumbs[-1][0], reverse("assessment:round_list", args=[entry.plan_id]))
    return [*crumbs, (last, "")]


@require_POST
def round_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a planned round. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    try:
        rounds.open_round(round=entry, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die Bewertungsrunde „%(title)s“ ist offen.") % {"title": entry.title})
    return redirect("assessment:round_list", entry.plan_id)


def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round, with a reason where sheets are missing. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    back = reverse("assessment:round_list", args=[entry.plan_id])
    missing = rounds.missing_sheets(entry, entry.plan.posting) if entry.is_open else []
    form = RoundReasonForm(
        request.POST if request.method == "POST" else None,
        submit_label=_("Runde schließen"),
        cancel_url=back,
        is_needed=bool(missing),
    )
    if request.method == "POST" and form.is_valid():
        try:
            rounds.close_round(round=entry, actor=request.user, reason=form.cleaned_data.get("reason", ""))
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Bewertungsrunde „%(title)s“ ist geschlossen.") % {"title": entry.title})
        return redirect(back)
    intro = _(
        "Mit dem Schließen sieht die Auswahlkommission alle Bewertungen der Runde und bespricht sie. Bögen können dann "
        "nicht mehr abgegeben werden."
    )
    if missing:
        intro += " " + _(
            "Es fehlen noch %(count)s Bögen. Wer sie nicht abgegeben hat und warum, wird festgehalten; die betroffenen "
            "Bewerbungen beruhen dann auf weniger Bögen, und das steht überall dabei."
        ) % {"count": len(missing)}
    title = _("Bewertungsrunde „%(title)s“ schließen") % {"title": entry.title}
    return render_form(request, form, title=title, intro=intro, breadcrumbs=round_crumbs(entry, _("Schließen")))


def round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed round again, with a reason. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    back = reverse("assessment:round_list", args=[entry.plan_id])
    form = RoundReasonForm(request.POST or None, submit_label=_("Runde wieder öffnen"), cancel_url=back, is_needed=True)
    if request.method == "POST" and form.is_valid():
        try:
            rounds.reopen_round(round=entry, actor=request.user, reason=form.cleaned_data["reason"])
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Bewertungsrunde „%(title)s“ ist wieder offen.") % {"title": entry.title})
        return redirect(back)
    title = _("Bewertungsrunde „%(title)s“ wieder öffnen") % {"title": entry.title}
    intro = _(
        "Fehlende Bögen können dann noch abgegeben werden. Abgegebene Bögen bleiben gesperrt; schon festgehaltene "
        "gemeinsame Werte bleiben bestehen. Wer danach noch einen Bogen abgibt, kennt unter Umständen schon die "
        "Bewertungen der anderen; das Protokoll zeigt es."
    )
    return render_form(request, form, title=title, intro=intro, breadcrumbs=round_crumbs(entry, _("Wieder öffnen")))


def round_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """End the discussion for good, after a page that says so; with a reason where something is missing. For the chair
    and the personnel office."""
    entry = _led_round(request, pk)
    back = reverse("assessment:round_list", args=[entry.plan_id])
    gaps = rounds.round_gaps(entry, request.user) if _is_underway(entry) else []
    form = RoundReasonForm(
        request.POST if request.method == "POST" else None,
        submit_label=_("Endgültig abschließen"),
        cancel_url=back,
        is_needed=bool(gaps),
    )
    if request.method == "POST" and form.is_valid():
        try:
            rounds.conclude_round(round=entry, actor=request.user, reason=form.cleaned_data.get("reason", ""))
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Bewertungsrunde „%(title)s“ ist abgeschlossen.") % {"title": entry.title})
        return redirect(back)
    title = _("Bewertungsrunde „%(title)s“ abschließen") % {"title": entry.title}
    intro = _(
        "Danach können Bewertungen und gemeinsame Werte dieser Runde nicht mehr geändert werden, auch nicht mit "
        "Begründung. Die Runde kann nicht wieder geöffnet werden."
    )
    crumbs = round_crumbs(entry, _("Abschließen"))
    return render_form(request, form, title=title, intro=intro, breadcrumbs=crumbs, gaps=gaps)


def discussion(request: HttpRequest, pk: int) -> HttpResponse:
    """List what is to be talked about after a round: per applicant the criteria that lie apart. For those who may see
    all values of the round."""
    entry = get_round(request, pk)
    posting = entry.plan.posting
    applications = list(posting.applications.to_be_rated().in_shown_order(request.user))
    if not entry.is_revealed or not may_see_rounds(request.user, posting):
        raise PermissionDenied
    if applications and not may_view_sheet_of_others(request.user, applications[0], entry):
        raise PermissionDenied
    values: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for application_id, criterion_id, value in _submitted(entry).values_list(
        "sheet__application", "criterion", "value"
    ):
        if value is not None:
            values[application_id][criterion_id].append(value)
    numbers = dict(entry.criteria.values_list("pk", "number"))
    agreed: dict[int, set[int]] = defaultdict(set)
    for application_id, criterion_id in ConsensusRating.objects.filter(round=entry).values_list(
        "application", "criterion"
    ):
        agreed[application_id].add(criterion_id)
    rows = []
    for application in applications:
        wide = [
            criterion_id
            for criterion_id, found in values[application.pk].items()
            if (spread(found) or 0) >= WIDE_SPREAD
        ]
        rows.append(
            {
                "application": application,
                "wide": sorted(numbers[pk] for pk in wide),
                "open": sorted(numbers[pk] for pk in wide if pk not in agreed[application.pk]),
                "agreed": sorted(numbers[pk] for pk in agreed[application.pk]),
            }
        )
    return render(
        request,
        "assessment/discussion.html",
        {
            "posting": posting,
            "round": entry,
            "rows": rows,
            "nav": "postings",
            "breadcrumbs": round_crumbs(entry, _("Besprechung")),
        },
    )


def discussion_detail(request: HttpRequest, pk: int, application_pk: int) -> HttpResponse:
    """Show criteria x assessors of one applicant in a closed round, with what was agreed on."""
    entry, application = _discussed(request, pk, application_pk)
    posting = entry.plan.posting
    by_cell: dict[tuple[int, int], Rating] = {}
    raters = {}
    for rating in _submitted(entry).filter(sheet__application=application).select_related("sheet__assessor"):
        by_cell[rating.criterion_id, rating.sheet.assessor_id] = rating
        raters[rating.sheet.assessor_id] = rating.sheet.assessor
    people = sorted(raters.values(), key=lambda person: (person.last_name, person.first_name, person.pk))
    agreed = {
        found.criterion_id: found
        for found in ConsensusRating.objects.filter(round=entry, application=application).prefetch_related("present")
    }
    rows = []
    for criterion in entry.criteria.select_related("group"):
        cells = [by_cell.get((criterion.pk, person.pk)) for person in people]
        found = [cell.value for cell in cells if cell is not None and cell.value is not None]
        width = spread(found)
        rows.append(
            {
                "criterion": criterion,
                "cells": [answer_text(cell) for cell in cells],
                "notes": [
                    (person, cell.observation or cell.not_assessable_reason)
                    for person, cell in zip(people, cells, strict=True)
                    if cell is not None and (cell.observation or cell.not_assessable_reason)
                ],
                "spread": width,
                "is_wide": width is not None and width >= WIDE_SPREAD,
                "agreed": agreed.get(criterion.pk),
            }
        )
    return render(
        request,
        "assessment/discussion_detail.html",
        {
            "posting": posting,
            "round": entry,
            "application": application,
            "raters": people,
            "rows": rows,
            "exemptions": Exemption.objects.holding_in(entry)
            .filter(application=application)
            .select_related("person", "deputy"),
            "may_agree": entry.status == RoundStatus.CLOSED and may_record_consensus(request.user, posting),
            "levels": posting.profile.scale.levels.all(),
            "nav": "postings",
            "breadcrumbs": _discussion_crumbs(entry, application.shown.name),
        },
    )


def consensus_edit(request: HttpRequest, pk: int, application_pk: int, criterion_pk: int) -> HttpResponse:
    """Write down what the committee agreed on for one criterion. For the chair and whoever keeps the minutes."""
    entry, application = _discussed(request, pk, application_pk)
    posting: Posting = entry.plan.posting
    if not may_record_consensus(request.user, posting):
        raise PermissionDenied
    criterion = get_object_or_404(entry.criteria, pk=criterion_pk)
    back = reverse("assessment:discussion_detail", args=[entry.pk, application.pk])
    stored = ConsensusRating.objects.filter(round=entry, application=application, criterion=criterion).first()
    form = ConsensusForm(
        request.POST or None,
        scale=posting.profile.scale,
        entry=entry,
        cancel_url=back,
        is_agreed=stored is not None,
        initial={"value": stored.value, "reason": stored.reason, "present": stored.present.all()} if stored else None,
    )
    if request.method == "POST":
        try:
            if stored is not None and "drop" in request.POST:
                consensus.drop_agreed_value(agreed=stored, actor=request.user, reason=request.POST.get("reason", ""))
                messages.success(request, _("Der gemeinsame Wert ist zurückgenommen; es zählt wieder das Mittel."))
                return redirect(back)
            if form.is_valid():
                consensus.agree_on_value(
                    application=application,
                    round=entry,
                    criterion=criterion,
                    value=form.cleaned_data["value"],
                    reason=form.cleaned_data["reason"],
                    present=form.cleaned_data["present"],
                    actor=request.user,
                )
                messages.success(request, _("Der gemeinsame Wert ist festgehalten."))
                return redirect(back)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
    given = _submitted(entry).filter(sheet__application=application, criterion=criterion)
    shown = "; ".join(
        f"{rating.sheet.assessor}: {answer_text(rating)}"
        for rating in given.select_related("sheet__assessor").order_by("sheet__assessor__last_name", "pk")
    )
    title = _("Gemeinsamer Wert zu %(criterion)s für %(name)s") % {
        "criterion": f"{criterion.number} {criterion.title}",
        "name": application.shown.name,
    }
    intro = _("Einzelwerte: %(values)s. Sie bleiben daneben unverändert stehen.") % {"values": shown or "–"}
    return render_form(
        request,
        form,
        title=title,
        intro=intro,
        breadcrumbs=_discussion_crumbs(entry, _("Gemeinsamer Wert"), application),
    )


def _discussed(request: HttpRequest, pk: int, application_pk: int) -> tuple[AssessmentRound, Application]:
    """Return a round that is closed and one of its applicants, if the person may see the values."""
    application = get_application(request, application_pk)
    entry = next((found for found in rounds_of(application.posting) if found.pk == pk), None)
    if entry is None:
        raise Http404
    entry.plan.posting = application.posting
    if not entry.is_revealed or not may_view_sheet_of_others(request.user, application, entry):
        raise PermissionDenied
    return entry, application


def _discussion_crumbs(
    entry: AssessmentRound, last: str, application: Application | None = None
) -> list[tuple[str, str]]:
    crumbs = round_crumbs(entry, _("Besprechung"))
    crumbs[-1] = (crumbs[-1][0], reverse("assessment:discussion", args=[entry.pk]))
    if application is not None:
        url = reverse("assessment:discussion_detail", args=[entry.pk, application.pk])
        crumbs.append((application.shown.name, url))
    return [*crumbs, (last, "")]


def _submitted(entry: AssessmentRound):
    return Rating.objects.filter(sheet__round=entry, sheet__status="submitted")
