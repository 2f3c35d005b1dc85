"""Pages of the comparison: the ladder, findings, auxiliary criteria, the final order."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.assessment.rounds import is_plan_fixed
from postings.decision import comparison
from postings.decision.basis import names_of, order_problems, ranks_of
from postings.decision.enums import LadderStep
from postings.decision.errors import ChangedMeanwhile
from postings.decision.forms import AuxiliaryForm, AuxiliaryOrderForm, FindingForm, OrderForm, SectionForm
from postings.decision.guards import is_open_for_comparison
from postings.decision.ladder_facts import step_facts
from postings.decision.ladder_hints import HINTS
from postings.decision.models import AuxiliaryAct, AuxiliaryOrder, EqualityFinding, FinalOrder
from postings.decision.permissions import may_see_comparison, may_set_auxiliary_order, may_write_comparison
from postings.decision.presentation import reader_of, shown_parts
from postings.decision.scope import crumbs, posting_for
from postings.models import Posting
from postings.permissions import may_see_identity
from postings.selection import wording
from postings.selection.errors import ProfileNotFrozen
from postings.selection.ranking import build_ranking
from postings.views import get_posting
from recruitment.errors import ProcedureError


def ladder(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show all steps of the comparison with hint, data and text. For the committee and the office, with results."""
    posting = posting_for(request, posting_pk, may_see_comparison)
    reader = reader_of(posting, shows_names=may_see_identity(request.user, posting), sees_appraisals=True)
    steps = [
        {"section": section, "hint": HINTS[step], "facts": shown_parts(step_facts(posting, step), reader)}
        for step, section in comparison.ladder_of(posting).items()
    ]
    context = {
        "posting": posting,
        "steps": steps,
        "is_mixed": comparison.is_mixed_field(posting),
        "may_write": may_write_comparison(request.user, posting) and is_open_for_comparison(posting),
        "nav": "postings",
        "breadcrumbs": crumbs(posting, (_("Vergleich Stufe für Stufe"), "")),
    }
    return render(request, "decision/ladder.html", context)


def ladder_edit(request: HttpRequest, posting_pk: int, step: LadderStep) -> HttpResponse:
    """Write one step of the comparison. For the personnel office and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    section = comparison.ladder_of(posting)[step]
    back = reverse("decision:ladder", args=[posting.pk]) + f"#{step.value}"
    is_mixed = comparison.is_mixed_field(posting)
    form = SectionForm(request.POST or None, section=section, is_mixed=is_mixed, cancel_url=back)
    conflict, code = None, 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            comparison.save_section(
                posting=posting,
                step=step,
                status=data["status"],
                text=data["text"],
                weight_reason=data.get("weight_reason", section.weight_reason),
                expected_version=data["version"],
                actor=request.user,
            )
        except ChangedMeanwhile:
            conflict, code = [(_("Text"), section.text, data["text"])], 409
            typed = request.POST.copy()
            typed["version"] = str(section.version)
            form = SectionForm(typed, section=section, is_mixed=is_mixed, cancel_url=back)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Stufe ist gespeichert."))
            return redirect(back)
    reader = reader_of(posting, shows_names=may_see_identity(request.user, posting), sees_appraisals=True)
    context = {
        "posting": posting,
        "section": section,
        "hint": HINTS[step],
        "facts": shown_parts(step_facts(posting, step), reader),
        "form": form,
        "conflict": conflict,
        "nav": "postings",
        "breadcrumbs": crumbs(
            posting, (_("Vergleich Stufe für Stufe"), reverse("decision:ladder", args=[posting.pk])), (step.label, "")
        ),
    }
    return render(request, "decision/ladder_edit.html", context, status=code)


def finding_add(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Record a finding on a closeness group (?gruppe=1) or on chosen applicants. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    return _finding(request, posting, None)


def finding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a finding. For HR and the chair."""
    finding, posting = _get_finding(request, pk)
    return _finding(request, posting, finding)


def _get_finding(request: HttpRequest, pk: int) -> tuple[EqualityFinding, Posting]:
    found = EqualityFinding.objects.filter(posting__in=Posting.objects.visible_to(request.user))
    finding = get_object_or_404(found.prefetch_related("members"), pk=pk)
    posting = get_posting(request, finding.posting_id)
    if not may_write_comparison(request.user, posting):
        raise PermissionDenied
    return finding, posting


def _too_early(request: HttpRequest, posting: Posting, error: ProfileNotFrozen) -> HttpResponse:
    messages.error(request, error.user_message)
    return redirect("decision:overview", posting_pk=posting.pk)


def _finding(request: HttpRequest, posting: Posting, finding: EqualityFinding | None) -> HttpResponse:
    back = reverse("decision:overview", args=[posting.pk])
    shows_names = may_see_identity(request.user, posting)
    try:
        ranking = build_ranking(posting, shows_names=shows_names)
    except ProfileNotFrozen as error:
        return _too_early(request, posting, error)
    names = {
        line.facts.application_id: _("Rang %(rank)s: %(name)s") % {"rank": line.rank, "name": line.facts.list_name}
        for line in ranking.ranked
    }
    groups = {str(n): group for n, group in enumerate(ranking.closeness, start=1)}
    chosen = groups.get(request.GET.get("gruppe", ""), ())
    form = FindingForm(request.POST or None, names=names, finding=finding, chosen=chosen, cancel_url=back)
    conflict, code = None, 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            comparison.save_finding(
                posting=posting,
                application_ids=data["applications"],
                is_equal=data["is_equal"],
                reason=data["reason"],
                actor=request.user,
                finding=finding,
                expected_version=data["version"] or 0,
            )
        except ChangedMeanwhile:
            stored = finding
            conflict, code = [(_("Begründung"), stored.reason if stored else "", data["reason"])], 409
            typed = request.POST.copy()
            typed["version"] = str(stored.version if stored else 0)
            form = FindingForm(typed, names=names, finding=finding, chosen=chosen, cancel_url=back)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Feststellung ist gespeichert."))
            return redirect(back)
    title = _("Feststellung zur im Wesentlichen gleichen Eignung")
    context = {
        "posting": posting,
        "form": form,
        "conflict": conflict,
        "title": title,
        "explanation": wording.closeness_explanation(posting.closeness_rule, ranking.band, ranking.profile.scale),
        "nav": "postings",
        "breadcrumbs": crumbs(posting, (title, "")),
    }
    return render(request, "decision/finding_edit.html", context, status=code)


@require_POST
def finding_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a finding back. For HR and the chair."""
    finding, posting = _get_finding(request, pk)
    try:
        comparison.drop_finding(finding=finding, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die Feststellung ist zurückgenommen."))
    return redirect("decision:overview", posting_pk=posting.pk)


def auxiliary_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the use of an auxiliary criterion after a finding "yes". For HR and the chair."""
    finding, posting = _get_finding(request, pk)
    back = reverse("decision:overview", args=[posting.pk])
    form = AuxiliaryForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            comparison.save_auxiliary_act(finding=finding, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Das Hilfskriterium ist festgehalten."))
            return redirect(back)
    names = names_of(posting, shows_names=may_see_identity(request.user, posting))
    context = {
        "posting": posting,
        "finding": finding,
        "people": [names[member.application_id] for member in finding.members.all() if member.application_id in names],
        "order": AuxiliaryOrder.objects.filter(posting=posting).first(),
        "form": form,
        "nav": "postings",
        "breadcrumbs": crumbs(posting, (_("Hilfskriterium"), "")),
    }
    return render(request, "decision/auxiliary_add.html", context)


@require_POST
def auxiliary_drop(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """Take an auxiliary criterion back. For HR and the chair."""
    finding, posting = _get_finding(request, pk)
    act = AuxiliaryAct.objects.filter(finding=finding, pk=act_pk).first()
    try:
        if act is not None:
            comparison.drop_auxiliary_act(act=act, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Das Hilfskriterium ist zurückgenommen."))
    return redirect("decision:overview", posting_pk=posting.pk)


def auxiliary_order(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Fix the order of auxiliary criteria before anybody is rated. For the personnel office."""
    posting = posting_for(request, posting_pk, may_set_auxiliary_order)
    back = reverse("postings:posting_detail", args=[posting.pk])
    order = AuxiliaryOrder.objects.filter(posting=posting).first()
    is_fixed = is_plan_fixed(posting)
    form = AuxiliaryOrderForm(request.POST or None, order=order, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            comparison.set_auxiliary_order(
                posting=posting, kinds=form.kinds(), reason=form.cleaned_data["reason"], actor=request.user
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Reihenfolge der Hilfskriterien ist festgelegt."))
            return redirect(back)
    title = _("Reihenfolge der Hilfskriterien")
    intro = _(
        "Nur für den Fall, dass Bewerbende nach begründeter Feststellung im Wesentlichen gleich "
        "geeignet sind. Kein Gesetz "
        "ordnet diese Kriterien untereinander; legen Sie die Reihenfolge fest, bevor der erste "
        "Bewertungsbogen begonnen ist."
    )
    context = {"form": form, "title": title, "intro": intro, "nav": "postings"}
    context["breadcrumbs"] = crumbs(posting, (title, ""))
    if is_fixed and request.method != "POST":
        return render(request, "decision/auxiliary_order.html", context | {"order": order, "back": back})
    return render(request, "postings/posting_form.html", context)


def order_edit(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Set the final order, beginning with the computed one. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    shows_names = may_see_identity(request.user, posting)
    try:
        ranking = build_ranking(posting, shows_names=shows_names)
    except ProfileNotFrozen as error:
        return _too_early(request, posting, error)
    names, stored = names_of(posting, shows_names=shows_names), FinalOrder.objects.filter(posting=posting).first()
    version = stored.version if stored else 0
    arguments = {"ranks": ranks_of(ranking), "names": names, "version": version}
    arguments["placings"] = comparison.placings_of(posting)
    form = OrderForm(request.POST or None, **arguments)
    conflict, code = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            comparison.save_order(
                posting=posting,
                placings=form.placings(),
                expected_version=form.cleaned_data["version"],
                actor=request.user,
            )
        except ChangedMeanwhile:
            conflict, code = _order_conflict(arguments["placings"], form.placings(), names), 409
            typed = request.POST.copy()
            typed["version"] = str(version)
            form = OrderForm(typed, **arguments)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            left = order_problems(posting, comparison.placings_of(posting), ranking, shows_names=shows_names)
            if not left:
                messages.success(request, _("Die endgültige Reihenfolge ist gespeichert."))
                return redirect("decision:overview", posting_pk=posting.pk)
            messages.warning(request, _("Gespeichert. Es fehlt noch etwas: %(what)s") % {"what": " ".join(left)})
            return redirect("decision:order_edit", posting_pk=posting.pk)
    context = {
        "posting": posting,
        "form": form,
        "headline": wording.headline(),
        "conflict": conflict,
        "unranked": [name for pk, name in names.items() if pk not in form.ranks],
        "nav": "postings",
        "breadcrumbs": crumbs(posting, (_("Endgültige Reihenfolge"), "")),
    }
    return render(request, "decision/order_edit.html", context, status=code)


def _order_conflict(theirs, ours, names) -> list[tuple[str, str, str]]:
    def words(placing) -> str:
        return ", ".join(filter(None, (placing.outcome, str(placing.position or ""), placing.deviation_reason)))

    before = {placing.application_id: words(placing) for placing in theirs}
    return [
        (names[placing.application_id], before.get(placing.application_id, ""), words(placing))
        for placing in ours
        if before.get(placing.application_id, "") != words(placing)
    ]
