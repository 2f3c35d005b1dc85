"""Decide, and withdraw a decision.

A decision is written once with one entry for everybody who takes part; then the posting says "decided" and nothing
of it changes any more. Who withdraws it adds a row that says why, and the procedure stands at the rating again.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from postings.decision.basis import order_problems, ranking_digest, ranks_of
from postings.decision.comparison import placings_of
from postings.decision.enums import Outcome, WithdrawalGround
from postings.decision.errors import (
    AlreadyDecided,
    NoStandingDecision,
    NotDecidable,
    NotReady,
    OrderFaulty,
    ReasonTooShort,
)
from postings.decision.models import DecisionEntry, DecisionWithdrawal, SelectionDecision
from postings.decision.order import Placing
from postings.decision.readiness import missing_before_decision
from postings.enums import PostingStatus
from postings.models import Posting
from postings.reasons import is_too_short
from postings.selection.ranking import Ranking, build_ranking
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def current_decision(posting: Posting) -> SelectionDecision | None:
    """Return the decision that stands, or None; its ``entries`` say what became of everybody who took part."""
    return SelectionDecision.objects.standing().filter(posting=posting).select_related("decided_by").first()


def last_withdrawn_at(posting: Posting) -> datetime | None:
    """Return when a decision of ``posting`` was withdrawn last: what was heard before was heard about that one."""
    found = DecisionWithdrawal.objects.filter(decision__posting=posting).order_by("-withdrawn_at")
    return found.values_list("withdrawn_at", flat=True).first()


@transaction.atomic
def decide(
    *, posting: Posting, placings: Sequence[Placing] | None = None, reason: str, actor: User
) -> SelectionDecision:
    """Decide who gets the post, who is on reserve and who is not selected.

    ``placings`` name everybody of ``basis.taking_part`` once; without them the order holds that people
    set for the memo. The database keeps what was decided for good.

    :raises AlreadyDecided: if a decision stands.
    :raises NotDecidable: if the procedure does not stand at rating.
    :raises NotReady: if something is missing (``readiness.missing_before_decision``).
    :raises OrderFaulty: if somebody is left out, or a deviation from the computed order has no reason.
    :raises ReasonTooShort: if ``reason`` is none.
    """
    posting = lock_posting(posting.pk)
    if current_decision(posting) is not None:
        raise AlreadyDecided
    if posting.status != PostingStatus.SCORING_OPEN:
        raise NotDecidable(status=posting.get_status_display())
    if missing := missing_before_decision(posting):
        raise NotReady(missing=missing)
    ranking = build_ranking(posting)
    if placings is None:
        placings = placings_of(posting)
    if problems := order_problems(posting, list(placings), ranking):
        raise OrderFaulty(problems=problems)
    if is_too_short(reason):
        raise ReasonTooShort
    return write_decision(posting=posting, placings=placings, reason=reason, ranking=ranking, actor=actor)


@transaction.atomic
def write_decision(
    *, posting: Posting, placings: Sequence[Placing], reason: str, ranking: Ranking, actor: User
) -> SelectionDecision:
    """Store a decision whose checks have been made, and let the posting say so."""
    decision = SelectionDecision.objects.create(
        posting=posting,
        number=posting.decisions.count() + 1,
        decided_by=actor,
        reason=reason.strip(),
        ranking_sha256=ranking_digest(ranking),
        profile_hash=posting.profile.content_hash,
    )
    ranks = ranks_of(ranking)
    means = {line.facts.application_id: str(line.mean) for line in ranking.ranked}
    DecisionEntry.objects.bulk_create(
        DecisionEntry(
            decision=decision,
            application_id=placing.application_id,
            outcome=Outcome(placing.outcome),
            position=placing.position,
            computed_rank=ranks.get(placing.application_id),
            computed_mean=means.get(placing.application_id, ""),
            deviation_reason=placing.deviation_reason.strip(),
        )
        for placing in placings
    )
    posting.status = PostingStatus.DECIDED
    posting.save(update_fields=["status"])
    record(
        actor=actor,
        action="decision.made",
        subject=decision,
        posting_reference=posting.reference_number,
        count=decision.number,
        selected=sum(placing.outcome == Outcome.SELECTED for placing in placings),
        reserve=sum(placing.outcome == Outcome.RESERVE for placing in placings),
        others=sum(placing.outcome == Outcome.NOT_SELECTED for placing in placings),
    )
    return decision


@transaction.atomic
def withdraw_decision(*, decision: SelectionDecision, ground: str, reason: str, actor: User) -> DecisionWithdrawal:
    """Say that a decision does not stand any more; it stays as it was made, and a further one can follow.

    :raises NoStandingDecision: if it was withdrawn before, or the post is filled.
    :raises ReasonTooShort: if ``reason`` is none.
    """
    posting = lock_posting(decision.posting_id)
    standing = current_decision(posting)
    if standing is None or standing.pk != decision.pk or posting.status != PostingStatus.DECIDED:
        raise NoStandingDecision
    if is_too_short(reason):
        raise ReasonTooShort
    withdrawal = DecisionWithdrawal.objects.create(
        decision=standing, withdrawn_by=actor, ground=WithdrawalGround(ground), reason=reason.strip()
    )
    posting.status = PostingStatus.SCORING_OPEN
    posting.save(update_fields=["status"])
    record(
        actor=actor,
        action="decision.withdrawn",
        subject=standing,
        posting_reference=posting.reference_number,
        count=standing.number,
        ground=withdrawal.get_ground_display(),
        reason=reason.strip(),
    )
    return withdrawal
