"""The check of the formal requirements: clause by clause, concluded by one officer, refused only by two.

A "no" is a proposal until a second officer of the personnel office confirms it; until then nobody is excluded. Nothing
in here knows criteria, weights or ratings: weight 4 is no knock-out (DOMAIN.md R5).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from postings.applications.enums import ApplicationStatus, CheckResult, DecisionState, Invitation, LateDecision
from postings.applications.errors import (
    FormalCheckConcluded,
    FormalCheckIncomplete,
    LatenessUndecided,
    NothingConcluded,
    RefusalNotProposed,
    SamePersonConfirms,
    TrackUnsettled,
    UnknownRequirement,
)
from postings.applications.models import Application, FormalCheck, FormalDecision
from postings.applications.steps import lock_active, record_act
from postings.services import check_not_stopped, check_under_way
from profiles.errors import ReasonMissing
from profiles.models import FormalRequirement, RequirementAlternative
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class CheckedRequirement:
    """What an officer found about one formal requirement."""

    requirement: FormalRequirement
    result: str
    alternative: RequirementAlternative | None = None
    evidence: str = ""
    reason: str = ""


@transaction.atomic
def record_formal_checks(
    *, application: Application, checked: Iterable[CheckedRequirement], actor: User | None
) -> list[FormalCheck]:
    """Record what was found about several formal requirements; what stays as it was is not written again.

    :raises FormalCheckConcluded: while a conclusion stands or waits for its confirmation.
    :raises UnknownRequirement: if a requirement belongs to another track or profile.
    :raises ValidationError: if a met requirement names no alternative or evidence, or another result no reason.
    """
    application = lock_active(application)
    check_under_way(application.posting)
    if open_decision(application) is not None:
        raise FormalCheckConcluded
    stored = {check.requirement_id: check for check in application.formal_checks.all()}
    return [_record_check(application, found, stored.get(found.requirement.pk), actor) for found in checked]


def _record_check(
    application: Application, found: CheckedRequirement, check: FormalCheck | None, actor: User | None
) -> FormalCheck:
    requirement = found.requirement
    if requirement.profile_id != application.posting.profile_id or requirement.track != application.track:
        raise UnknownRequirement
    check = check or FormalCheck(application=application, requirement=requirement)
    before = (check.result, check.alternative_id, check.evidence, check.reason)
    check.result = CheckResult(found.result)
    check.alternative = found.alternative if check.result == CheckResult.MET else None
    check.evidence = found.evidence.strip()
    check.reason = found.reason.strip()
    if before == (check.result, check.alternative_id, check.evidence, check.reason):
        return check
    check.checked_by = actor
    check.checked_at = timezone.now()
    check.full_clean()
    check.save()
    record_act(
        application,
        actor,
        "application.formal_check_recorded",
        requirement=Truncator(requirement.text).words(12, truncate="…"),
        result=check.get_result_display(),
    )
    return check


def record_formal_check(
    *, application: Application, requirement: FormalRequirement, result: str, actor: User | None, **found: object
) -> FormalCheck:
    """Record the result of one formal requirement, as ``record_formal_checks`` does for several."""
    checked = CheckedRequirement(requirement=requirement, result=result, **found)
    return record_formal_checks(application=application, checked=[checked], actor=actor)[0]


def formal_result(application: Application) -> str | None:
    """Return "met" or "not_met" for the whole track, None while anything is open or unclear and nothing failed.

    AND over the requirements of the track; the OR over alternatives was taken when each was checked.
    """
    required = set(
        FormalRequirement.objects.filter(profile=application.posting.profile_id, track=application.track).values_list(
            "pk", flat=True
        )
    )
    results = dict(application.formal_checks.values_list("requirement_id", "result"))
    if any(results.get(pk) == CheckResult.NOT_MET for pk in required):
        return CheckResult.NOT_MET
    if required and all(results.get(pk) == CheckResult.MET for pk in required):
        return CheckResult.MET
    return None


def open_decision(application: Application) -> FormalDecision | None:
    """Return the conclusion that stands or waits for its confirmation, or None."""
    return application.formal_decisions.open().select_related("concluded_by", "confirmed_by").first()


@transaction.atomic
def conclude_formal_check(*, application: Application, actor: User | None) -> FormalDecision:
    """Conclude the formal check: a "yes" stands at once, a "no" waits for a second officer and excludes nobody yet.

    :raises FormalCheckConcluded: if it has been concluded.
    :raises TrackUnsettled: while nobody said for which track the person applies.
    :raises FormalCheckIncomplete: while a requirement is open or unclear and none failed.
    :raises LatenessUndecided: if a late application has not been decided on.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    application = lock_active(application)
    check_under_way(application.posting)
    check_not_stopped(application.posting)
    if open_decision(application) is not None:
        raise FormalCheckConcluded
    if not application.track:
        raise TrackUnsettled
    result = formal_result(application)
    if result is None:
        raise FormalCheckIncomplete
    if result == CheckResult.MET and application.late_decision == LateDecision.OPEN:
        raise LatenessUndecided
    is_eligible = result == CheckResult.MET and application.late_decision != LateDecision.REFUSED
    grounds = "" if is_eligible else _grounds(application)
    decision = FormalDecision(
        application=application,
        is_eligible=is_eligible,
        grounds=grounds,
        state=DecisionState.STANDING if is_eligible else DecisionState.PROPOSED,
        concluded_by=actor,
        concluded_at=timezone.now(),
    )
    decision.full_clean()
    decision.save()
    if is_eligible:
        application.status = ApplicationStatus.ELIGIBLE
        application.status_reason = ""
        application.save(update_fields=["status", "status_reason"])
        record_act(application, actor, "application.eligibility_decided", result=ApplicationStatus.ELIGIBLE.label)
    else:
        record_act(application, actor, "application.refusal_proposed")
    return decision


def _grounds(application: Application) -> str:
    failed = application.formal_checks.filter(result=CheckResult.NOT_MET)
    return "\n".join(check.reason for check in failed) or application.late_reason


@transaction.atomic
def confirm_refusal(*, decision: FormalDecision, actor: User) -> FormalDecision:
    """Confirm as the second person that the application does not meet the formal requirements; from now on it is out.

    :raises RefusalNotProposed: if it is not waiting for a confirmation any more.
    :raises SamePersonConfirms: if ``actor`` concluded the check.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    application, decision = _lock_proposed(decision, actor)
    check_not_stopped(application.posting)
    decision.state = DecisionState.STANDING
    decision.confirmed_by, decision.confirmed_at = actor, timezone.now()
    decision.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    application.status = ApplicationStatus.INELIGIBLE
    application.status_reason = decision.grounds
    application.save(update_fields=["status", "status_reason"])
    record_act(application, actor, "application.refusal_confirmed")
    return decision


@transaction.atomic
def send_back_refusal(*, decision: FormalDecision, reason: str, actor: User) -> FormalDecision:
    """Send a proposed "no" back to be checked again, with the reason.

    :raises RefusalNotProposed: if it is not waiting for a confirmation any more.
    :raises SamePersonConfirms: if ``actor`` concluded the check; that person reopens it.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    application, decision = _lock_proposed(decision, actor)
    _end(decision, DecisionState.SENT_BACK, reason, actor)
    record_act(application, actor, "application.refusal_sent_back", reason=reason.strip())
    return decision


@transaction.atomic
def reopen_formal_check(*, application: Application, reason: str, actor: User) -> Application:
    """Open a concluded check again; the conclusion stays in the history with the reason why it no longer holds.

    :raises NothingConcluded: if nothing has been concluded.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    application = lock_active(application)
    check_under_way(application.posting)
    decision = open_decision(application)
    if decision is None and application.status == ApplicationStatus.RECEIVED:
        raise NothingConcluded
    if not reason.strip():
        raise ReasonMissing
    end_conclusion(application, decision, reason, actor)
    record_act(application, actor, "application.formal_check_reopened", reason=reason.strip())
    return application


def end_conclusion(application: Application, decision: FormalDecision | None, reason: str, actor: User | None) -> None:
    """Take a conclusion back inside the act that makes it void; the application is under check again."""
    application.status = ApplicationStatus.RECEIVED
    application.status_reason = ""
    application.invitation = Invitation.OPEN
    application.save(update_fields=["status", "status_reason", "invitation"])
    if decision is not None:
        _end(decision, DecisionState.REOPENED, reason, actor)


def _lock_proposed(decision: FormalDecision, actor: User) -> tuple[Application, FormalDecision]:
    application = lock_active(decision.application)
    check_under_way(application.posting)
    decision = FormalDecision.objects.get(pk=decision.pk)
    if decision.state != DecisionState.PROPOSED:
        raise RefusalNotProposed
    if decision.concluded_by_id == actor.pk:
        raise SamePersonConfirms
    return application, decision


def _end(decision: FormalDecision, state: DecisionState, reason: str, actor: User | None) -> None:
    if not reason.strip():
        raise ReasonMissing
    decision.state = state
    decision.ended_by, decision.ended_at, decision.end_reason = actor, timezone.now(), reason.strip()
    decision.save(update_fields=["state", "ended_by", "ended_at", "end_reason"])
