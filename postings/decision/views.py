"""The page of the decision, the decision itself and its withdrawal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.decision import decisions, wording
from postings.decision.comparison import ladder_of, placings_of
from postings.decision.enums import Outcome
from postings.decision.errors import NotReady, OrderFaulty
from postings.decision.forms import DecideForm, WithdrawForm
from postings.decision.guards import newest_memo
from postings.decision.models import AuxiliaryOrder, EqualityFinding, SelectionDecision
from postings.decision.order import in_order
from postings.decision.permissions import (
    may_decide,
    may_open_decision,
    may_read_memo,
    may_see_comparison,
    may_set_auxiliary_order,
    may_withdraw,
    may_write_comparison,
)
from postings.decision.presentation import reader_of
from postings.decision.readiness import missing_before_decision
from postings.decision.scope import crumbs, posting_for
from postings.enums import PostingStatus
from postings.models import Posting
from postings.permissions import may_see_identity, rates_in
from postings.selection.errors import ProfileNotFrozen
from postings.selection.ranking import build_ranking
from postings.views import get_posting
from recruitment.errors import ProcedureError


def overview(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show where the decision stands and what is missing. For those who may view results.

    Assessors after their sheets.
    """
    posting = get_posting(request, posting_pk)
    context = {"posting": posting, "nav": "postings", "breadcrumbs": crumbs(posting)}
    if not may_read_memo(request.user, posting):
        context |= {"can_rate": rates_in(request.user, posting)}
        return render(request, "selection/results_hidden.html", context, status=403)
    shows_names = may_see_identity(request.user, posting)
    sees_comparison = may_see_comparison(request.user, posting)
    memo = newest_memo(posting)
    is_undecided = posting.status == PostingStatus.SCORING_OPEN
    rows = decision_rows(posting, shows_names=shows_names)
    context |= {
        "may_write": may_write_comparison(request.user, posting),
        "may_decide": may_decide(request.user, posting),
        "may_withdraw": may_withdraw(request.user, posting),
        "may_set_auxiliary_order": may_set_auxiliary_order(request.user, posting),
        "sees_comparison": sees_comparison,
        "memo": memo,
        "decision": decisions.current_decision(posting),
        "decisions": rows,
        "is_undecided": is_undecided,
        "after_withdrawal": wording.after_withdrawal() if is_undecided and rows else "",
        "is_open": is_undecided and not (memo is not None and memo.is_final),
    }
    if sees_comparison:
        context |= _comparison_context(posting, shows_names=shows_names)
    return render(request, "decision/overview.html", context)


def _comparison_context(posting: Posting, *, shows_names: bool) -> dict[str, object]:
    try:
        ranking = build_ranking(posting, shows_names=shows_names)
    except ProfileNotFrozen as error:
        return {"missing": [error.user_message]}
    names = reader_of(posting, shows_names=shows_names, sees_appraisals=True).names
    findings = EqualityFinding.objects.filter(posting=posting).prefetch_related("members", "auxiliary_acts")
    covered = [{member.application_id for member in finding.members.all()} for finding in findings]
    return {
        "missing": missing_before_decision(posting, shows_names=shows_names)
        if posting.status == PostingStatus.SCORING_OPEN
        else [],
        "steps": list(ladder_of(posting).values()),
        "groups": [
            (number, [names[pk] for pk in group], any(set(group) <= members for members in covered))
            for number, group in enumerate(ranking.closeness, start=1)
        ],
        "findings": [
            (finding, [names[pk] for pk in sorted(members, key=lambda pk: names[pk])])
            for finding, members in zip(findings, covered, strict=True)
        ],
        "auxiliary_order": AuxiliaryOrder.objects.filter(posting=posting).first(),
        "order": [
            (placing.position, names[placing.application_id], Outcome(placing.outcome).label, placing.deviation_reason)
            for placing in in_order(placings_of(posting))
        ],
    }


def decision_rows(posting: Posting, *, shows_names: bool) -> list[dict[str, object]]:
    """Return every decision of the posting with its chosen ones and its withdrawal, newest first; three queries."""
    names = reader_of(posting, shows_names=shows_names, sees_appraisals=True).names
    found = SelectionDecision.objects.filter(posting=posting).select_related(
        "decided_by", "withdrawal", "withdrawal__withdrawn_by"
    )
    return [
        {
            "decision": decision,
            "withdrawal": getattr(decision, "withdrawal", None),
            "chosen": [
                (entry.position, names[entry.application_id], entry.get_outcome_display(), entry.computed_rank)
                for entry in decision.entries.all()
                if entry.position is not None
            ],
            "others": sum(entry.position is None for entry in decision.entries.all()),
        }
        for decision in found.prefetch_related("entries")
    ]


def _missing(posting: Posting, *, shows_names: bool) -> list[str]:
    """Return what is missing before the decision, in words; before the publication that is everything."""
    try:
        return missing_before_decision(posting, shows_names=shows_names)
    except ProfileNotFrozen as error:
        return [error.user_message]


def decide(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Decide by the order of the final memo. For whoever has the power to decide."""
    posting = posting_for(request, posting_pk, may_open_decision)
    back = reverse("decision:overview", args=[posting.pk])
    form = DecideForm(request.POST or None, cancel_url=back)
    problems = _missing(posting, shows_names=may_see_identity(request.user, posting))
    if request.method == "POST" and form.is_valid():
        try:
            decisions.decide(posting=posting, reason=form.cleaned_data["reason"], actor=request.user)
        except NotReady as error:
            problems = error.missing
        except OrderFaulty as error:
            problems = error.problems
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Auswahlentscheidung ist getroffen."))
            return redirect(back)
    context = _comparison_context(posting, shows_names=may_see_identity(request.user, posting))
    context |= {"posting": posting, "form": form, "nav": "postings", "missing": problems}
    context |= {"decision": decisions.current_decision(posting)}
    context |= {"breadcrumbs": crumbs(posting, (_("Entscheiden"), ""))}
    return render(request, "decision/decide.html", context)


def decision_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a decision with ground and reason. For the personnel office and whoever decides."""
    decision = get_object_or_404(
        SelectionDecision.objects.filter(posting__in=Posting.objects.visible_to(request.user)), pk=pk
    )
    posting = get_posting(request, decision.posting_id)
    if not may_withdraw(request.user, posting):
        raise PermissionDenied
    back = reverse("decision:overview", args=[posting.pk])
    form = WithdrawForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            decisions.withdraw_decision(decision=decision, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Auswahlentscheidung ist aufgehoben. Sie bleibt mit ihrem Grund erhalten."))
        return redirect(back)
    return render(
        request,
        "postings/posting_form.html",
        {
            "form": form,
            "title": _("Auswahlentscheidung %(n)s aufheben") % {"n": decision.number},
            "intro": _(
                "Die Entscheidung bleibt gespeichert, gilt aber nicht mehr. Das Verfahren steht danach wieder vor der "
                "Entscheidung. %(consequences)s"
            )
            % {"consequences": wording.after_withdrawal()},
            "nav": "postings",
            "breadcrumbs": crumbs(posting, (_("Aufheben"), "")),
        },
    )
