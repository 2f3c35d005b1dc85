"""Steps of the rounds: plan, open, close, open again, conclude.

The plan says which rounds there are, what each observes and how their values combine; it is fixed by the first sheet.
Every step locks the posting first, so that no sheet is submitted while a round is being closed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import formats, timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.assessment.enums import CombinationRule, ExemptionKind, Instrument, RoundStatus, Visibility
from postings.assessment.errors import (
    CriteriaNotObserved,
    DueDatePassed,
    PlanFixed,
    PlanTooEarly,
    RoundGapsLeft,
    RoundInUse,
    RoundNotReady,
    RoundWithoutCriteria,
    ScoringNotOpen,
    SheetsMissing,
)
from postings.assessment.models import AssessmentPlan, AssessmentRound, Exemption, RatingSheet, RoundCriterion
from postings.assessment.notes import keep_reachable
from postings.enums import PostingStatus
from postings.models import Posting
from postings.participation.gate import refuse_while_stopped
from postings.services import check_under_way, lock_posting
from profiles.errors import ReasonMissing
from profiles.models import Criterion
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """One round as it is planned; ``criterion_ids`` are what it observes."""

    title: str
    instrument: str
    criterion_ids: Collection[int]
    share: int = 1
    visibility: str = Visibility.AFTER_OWN_SHEETS
    due_on: date | None = None


def standard_rounds(posting: Posting) -> list[PlannedRound]:
    """Return what is planned when nobody planned anything: one round that observes every criterion."""
    ids = list(Criterion.objects.filter(profile=posting.profile_id).values_list("pk", flat=True))
    return [PlannedRound(title=_("Auswahlgespräch"), instrument=Instrument.INTERVIEW, criterion_ids=ids)]


def planned_rounds(plan: AssessmentPlan) -> list[PlannedRound]:
    """Return the rounds of a plan as they were planned."""
    return [
        PlannedRound(
            title=entry.title,
            instrument=entry.instrument,
            criterion_ids=[criterion.pk for criterion in entry.criteria.all()],
            share=entry.share,
            visibility=entry.visibility,
            due_on=entry.due_on,
        )
        for entry in plan.rounds.prefetch_related("criteria")
    ]


def is_plan_fixed(posting: Posting) -> bool:
    """Whether a sheet has been begun or a round closed, after which nothing of the plan changes any more."""
    closed = AssessmentRound.objects.filter(plan=posting.pk, closed_at__isnull=False)
    return RatingSheet.objects.filter(round__plan=posting.pk).exists() or closed.exists()


def unobserved_criteria(posting: Posting) -> list[Criterion]:
    """Return the weighted criteria that no round observes, in the order of the profile."""
    observed = RoundCriterion.objects.filter(round__plan=posting.pk).values("criterion")
    return list(Criterion.objects.filter(profile=posting.profile_id).exclude(pk__in=observed))


@transaction.atomic
def save_plan(
    *, posting: Posting, combination: str, rounds: Sequence[PlannedRound], actor: User | None
) -> AssessmentPlan:
    """Store the plan of a posting in place of the one before; the first rating fixes it.

    :raises PlanTooEarly: before publication, while the profile may still change.
    :raises PlanFixed: once a sheet has been begun.
    :raises RoundWithoutCriteria: if a round observes nothing.
    :raises CriteriaNotObserved: if a weighted criterion is observed by no round.
    :raises RoundInUse: if a round is left out for which a later step has something, as an interview guide.
    """
    posting = lock_posting(posting.pk)
    if not posting.is_published:
        raise PlanTooEarly
    check_under_way(posting)
    if is_plan_fixed(posting):
        raise PlanFixed
    plan = _write_plan(posting, combination, rounds)
    record(
        actor=actor,
        action="plan.saved",
        subject=plan,
        posting_reference=posting.reference_number,
        rounds="; ".join(planned.title for planned in rounds),
        rule=plan.get_combination_display(),
    )
    return plan


def _write_plan(posting: Posting, combination: str, rounds: Sequence[PlannedRound]) -> AssessmentPlan:
    for planned in rounds:
        if not planned.criterion_ids:
            raise RoundWithoutCriteria(title=planned.title)
    observed = {pk for planned in rounds for pk in planned.criterion_ids}
    left = Criterion.objects.filter(profile=posting.profile_id).exclude(pk__in=observed)
    if missing := [f"{criterion.number} {criterion.title}" for criterion in left]:
        raise CriteriaNotObserved(criteria="; ".join(missing))
    plan, _created = AssessmentPlan.objects.update_or_create(posting=posting, defaults={"combination": combination})
    kept = _kept_rounds(plan, rounds)
    for entry in plan.rounds.exclude(pk__in=[found.pk for found in kept.values()]):
        try:
            entry.delete()
        except ProtectedError as error:
            raise RoundInUse(title=entry.title) from error
    for position, planned in enumerate(rounds, start=1):
        entry = kept.get(position) or AssessmentRound(plan=plan)
        entry.position = position
        entry.instrument = Instrument(planned.instrument)
        entry.title = planned.title
        entry.share = planned.share
        entry.visibility = Visibility(planned.visibility)
        entry.due_on = planned.due_on
        if position == 1 and posting.status == PostingStatus.SCORING_OPEN:
            entry.status, entry.opened_at = RoundStatus.OPEN, entry.opened_at or timezone.now()
        else:
            entry.status, entry.opened_at = RoundStatus.PLANNED, None
        entry.full_clean(exclude=["plan", "position"])
        entry.save()
        entry.observed.exclude(criterion__in=planned.criterion_ids).delete()
        observed = set(entry.observed.values_list("criterion_id", flat=True))
        RoundCriterion.objects.bulk_create(
            RoundCriterion(round=entry, criterion_id=criterion_id)
            for criterion_id in sorted(set(planned.criterion_ids) - observed)
        )
    keep_reachable(posting, len(rounds))
    return plan


def _kept_rounds(plan: AssessmentPlan, rounds: Sequence[PlannedRound]) -> dict[int, AssessmentRound]:
    """Return by position the rounds that stay: first those of the same instrument and title, then of the instrument.

    A round keeps its row, because later steps hang on it (the interview guide).
    """
    left = list(plan.rounds.order_by("position"))
    kept: dict[int, AssessmentRound] = {}
    for has_same_title in (True, False):
        for position, planned in enumerate(rounds, start=1):
            found = next(
                (
                    entry
                    for entry in left
                    if entry.instrument == planned.instrument and (not has_same_title or entry.title == planned.title)
                ),
                None,
            )
            if position not in kept and found is not None:
                kept[position] = found
                left.remove(found)
    return kept


def begin_rating(*, posting: Posting, actor: User | None) -> None:
    """Open the first round, with the standard plan where nobody made one; called when the rating is opened."""
    plan = AssessmentPlan.objects.filter(posting=posting).first()
    if plan is None:
        plan = _write_plan(posting, CombinationRule.MEAN, standard_rounds(posting))
    elif left := unobserved_criteria(posting):
        raise CriteriaNotObserved(criteria="; ".join(f"{entry.number} {entry.title}" for entry in left))
    first = plan.rounds.order_by("position").first()
    if first is not None and first.status == RoundStatus.PLANNED:
        _open(first)


def _open(entry: AssessmentRound) -> None:
    entry.status, entry.opened_at = RoundStatus.OPEN, timezone.now()
    entry.save(update_fields=["status", "opened_at"])


@transaction.atomic
def set_due_date(*, round: AssessmentRound, due_on: date | None, actor: User, today: date) -> AssessmentRound:
    """Say until when the sheets of the round are due, or that there is no such day; the same day changes nothing.

    :raises RoundNotReady: if the round is closed.
    :raises DueDatePassed: if ``due_on`` lies before ``today``.
    """
    posting = lock_posting(round.plan_id)
    check_under_way(posting)
    entry = AssessmentRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
    entry.plan.posting = posting
    if entry.status not in (RoundStatus.PLANNED, RoundStatus.OPEN):
        raise RoundNotReady(title=entry.title, status=entry.get_status_display())
    if entry.due_on == due_on:
        return entry
    if due_on is not None and due_on < today:
        raise DueDatePassed
    entry.due_on = due_on
    entry.save(update_fields=["due_on"])
    if due_on is None:
        _record(entry, actor, "round.due_date_removed")
    else:
        _record(entry, actor, "round.due_date_set", date=formats.date_format(due_on, "d.m.Y"))
    return entry


def _locked(entry: AssessmentRound) -> AssessmentRound:
    posting = lock_posting(entry.plan_id)
    if posting.status != PostingStatus.SCORING_OPEN:
        raise ScoringNotOpen
    found = AssessmentRound.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    found.plan.posting = posting
    return found


@transaction.atomic
def open_round(*, round: AssessmentRound, actor: User) -> AssessmentRound:
    """Open a planned round; the rounds before it may still be open.

    :raises RoundNotReady: if it is not planned.
    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    entry = _locked(round)
    if entry.status != RoundStatus.PLANNED:
        raise RoundNotReady(title=entry.title, status=entry.get_status_display())
    refuse_while_stopped(posting=entry.plan.posting)
    _open(entry)
    _record(entry, actor, "round.opened")
    return entry


@transaction.atomic
def close_round(*, round: AssessmentRound, actor: User, reason: str = "") -> AssessmentRound:
    """Close the round and reveal its values to the committee.

    With sheets missing, a ``reason`` is needed: each missing sheet is then recorded as not given, with that reason, and
    the applicants concerned are ranked on fewer sheets, which is said wherever they are shown.

    :raises RoundNotReady: if the round is not open.
    :raises SheetsMissing: if sheets are missing and no reason is given.
    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    entry = _locked(round)
    if entry.status != RoundStatus.OPEN:
        raise RoundNotReady(title=entry.title, status=entry.get_status_display())
    refuse_while_stopped(posting=entry.plan.posting)
    missing = missing_sheets(entry, entry.plan.posting)
    if missing and not reason.strip():
        raise SheetsMissing(count=len(missing))
    Exemption.objects.bulk_create(
        Exemption(
            application_id=application_id,
            person_id=person_id,
            round=entry,
            kind=ExemptionKind.ABSENCE,
            reason=reason.strip(),
            recorded_by=actor,
        )
        for application_id, person_id in missing
    )
    entry.status, entry.closed_at = RoundStatus.CLOSED, timezone.now()
    entry.closing_reason = reason.strip() if missing else ""
    entry.save(update_fields=["status", "closed_at", "closing_reason"])
    _record(entry, actor, "round.closed_with_gaps" if missing else "round.closed", count=len(missing), reason=reason)
    return entry


@transaction.atomic
def reopen_round(*, round: AssessmentRound, actor: User, reason: str) -> AssessmentRound:
    """Open a closed round again, so that sheets that were missing can be given; what was submitted stays locked.

    :raises RoundNotReady: if the round is not closed, or is concluded.
    :raises ReasonMissing: without a reason.
    """
    entry = _locked(round)
    if entry.status != RoundStatus.CLOSED:
        raise RoundNotReady(title=entry.title, status=entry.get_status_display())
    if not reason.strip():
        raise ReasonMissing
    entry.exemptions.filter(kind=ExemptionKind.ABSENCE).delete()
    entry.status, entry.closed_at = RoundStatus.OPEN, None
    entry.closing_reason, entry.reopening_reason = "", reason.strip()
    entry.save(update_fields=["status", "closed_at", "closing_reason", "reopening_reason"])
    _record(entry, actor, "round.reopened", reason=reason.strip())
    return entry


def round_gaps(entry: AssessmentRound, user: User) -> list[str]:
    """Return in words what later steps miss before ``entry`` is concluded, as ``user`` may read it (setting
    ``ROUND_GAPS``)."""
    return [gap for name in settings.ROUND_GAPS for gap in import_string(name)(entry, user)]


@transaction.atomic
def conclude_round(*, round: AssessmentRound, actor: User, reason: str = "") -> AssessmentRound:
    """End the discussion of a closed round: sheets and agreed values are held by the database from now on.

    :raises RoundNotReady: if the round is not closed.
    :raises RoundGapsLeft: if something is missing that later steps keep (``round_gaps``) and no reason is given.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    entry = _locked(round)
    if entry.status != RoundStatus.CLOSED:
        raise RoundNotReady(title=entry.title, status=entry.get_status_display())
    refuse_while_stopped(posting=entry.plan.posting)
    gaps = round_gaps(entry, actor)
    if gaps and not reason.strip():
        raise RoundGapsLeft(gaps="; ".join(gaps))
    entry.status, entry.concluded_at = RoundStatus.CONCLUDED, timezone.now()
    entry.concluding_reason = reason.strip() if gaps else ""
    entry.save(update_fields=["status", "concluded_at", "concluding_reason"])
    if gaps:
        _record(entry, actor, "round.concluded_with_gaps", count=len(gaps), reason=reason.strip())
    else:
        _record(entry, actor, "round.concluded")
    return entry


def expected_sheets(entry: AssessmentRound, posting: Posting) -> set[tuple[int, int]]:
    """Return who gives a sheet on whom in this round, as (application id, person id)."""
    applications = set(posting.applications.to_be_rated().order_by().values_list("pk", flat=True))
    expected = {(pk, person) for pk in applications for person in posting.assessor_ids}
    for exemption in Exemption.objects.holding_in(entry).filter(application__in=applications):
        expected.discard((exemption.application_id, exemption.person_id))
        if exemption.deputy_id is not None:
            expected.add((exemption.application_id, exemption.deputy_id))
    return expected


def missing_sheets(entry: AssessmentRound, posting: Posting) -> list[tuple[int, int]]:
    """Return the sheets that are owed and not submitted, as (application id, person id), in a fixed order."""
    given = set(RatingSheet.objects.submitted().filter(round=entry).values_list("application_id", "assessor_id"))
    return sorted(expected_sheets(entry, posting) - given)


def _record(entry: AssessmentRound, actor: User, action: str, **facts: object) -> None:
    record(
        actor=actor,
        action=action,
        subject=entry,
        posting_reference=entry.plan.posting.reference_number,
        round=entry.title,
        **facts,
    )
