"""The proposal of whom to invite, the two-person exception from the duty, and the list as it is adopted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.module_loading import import_string

from postings.applications.enums import Invitation
from postings.applications.models import Application
from postings.applications.steps import lock_active
from postings.equality.errors import (
    FindingStands,
    InvitationsIncomplete,
    NotInThisProcedure,
    NotSeverelyDisabled,
    SecondPersonNeeded,
)
from postings.equality.models import DutyBasis, InvitationDecision, InvitationLine, SuitabilityFinding
from postings.equality.people import people_of
from postings.equality.rules import (
    Basis,
    Check,
    Choice,
    Fault,
    Formal,
    Person,
    Proposal,
    check_migration,
    check_women,
    faults,
    propose,
)
from postings.models import Posting
from postings.participation.gate import refuse_while_stopped
from postings.services import check_under_way, lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the proposal of one posting rests on."""

    people: list[Person]
    preselected: frozenset[int] | None
    excepted: frozenset[int]
    basis: Basis

    def proposal(self) -> Proposal:
        return propose(self.people, preselected=self.preselected, excepted=self.excepted)

    def checks(self, invited: frozenset[int]) -> list[Check]:
        return [check_women(self.people, invited, self.basis), check_migration(self.people, invited, self.basis)]

    def faults(self, choice: Choice) -> list[Fault]:
        return faults(self.people, choice, preselected=self.preselected, excepted=self.excepted)


def situation_of(posting: Posting, applications: list[Application] | None = None) -> Situation:
    """Return what the proposal of ``posting`` rests on."""
    excepted = SuitabilityFinding.objects.filter(application__posting=posting, confirmed_at__isnull=False)
    return Situation(
        people=people_of(posting, applications),
        preselected=preselected_in(posting),
        excepted=frozenset(excepted.values_list("application", flat=True)),
        basis=_as_rule(basis_of(posting)),
    )


def preselected_in(posting: Posting) -> frozenset[int] | None:
    """Return whom the pre-selection chose, or None while there is none; the step is named in a setting."""
    if not settings.PRESELECTION_RESULT:
        return None
    chosen = import_string(settings.PRESELECTION_RESULT)(posting)
    return None if chosen is None else frozenset(chosen)


def basis_of(posting: Posting) -> DutyBasis:
    """Return what the authority found for ``posting``; nothing found is None, never a default."""
    return DutyBasis.objects.filter(posting=posting).first() or DutyBasis(posting=posting)


def _as_rule(basis: DutyBasis) -> Basis:
    share = basis.migration_share_percent
    return Basis(basis.women_underrepresented, None if share is None else Fraction(share))


@transaction.atomic
def save_basis(*, basis: DutyBasis, actor: User) -> DutyBasis:
    """Save what the authority found; the checks follow it from now on.

    :raises WrongStep: if the posting is decided, filled or aborted: what a decision rests on stands.
    """
    posting = lock_posting(basis.posting_id)
    check_under_way(posting)
    basis.full_clean()
    basis.save()
    record(actor=actor, action="invitation.basis_set", subject=basis, posting_reference=posting.reference_number)
    return basis


@transaction.atomic
def adopt_invitations(
    *,
    posting: Posting,
    invited: Collection[int],
    reasons: Mapping[int, str],
    duty_reasons: Mapping[str, str],
    actor: User,
) -> InvitationDecision:
    """Adopt the list: ``invited`` are ids of applications, ``reasons`` by application, ``duty_reasons`` by check.

    Keeps a snapshot (counts, results, reasons) as a new version and marks the applications as invited, which is all
    that the committee gets to see.

    :raises ProcedureStopped: while an objection of a representation is not settled.
    :raises NotInThisProcedure: if an id is none of the open applications of the posting.
    :raises InvitationsIncomplete: if a duty is missed without the decision or reason that this needs.
    """
    posting = lock_posting(posting.pk)
    check_under_way(posting)
    refuse_while_stopped(posting=posting)
    situation = situation_of(posting)
    choice = Choice(frozenset(invited), {pk: text.strip() for pk, text in reasons.items() if text.strip()})
    if not choice.invited <= {person.application_id for person in situation.people}:
        raise NotInThisProcedure
    checks = situation.checks(choice.invited)
    given = {duty: text.strip() for duty, text in duty_reasons.items() if text.strip()}
    missed = [check.duty.value for check in checks if check.needs_reason and check.duty not in given]
    if (found := situation.faults(choice)) or missed:
        raise InvitationsIncomplete(faults=found, duties=missed)
    last = InvitationDecision.objects.filter(posting=posting).aggregate(last=Max("version"))["last"] or 0
    decision = InvitationDecision.objects.create(
        posting=posting,
        version=last + 1,
        counts=_counts(situation, choice.invited),
        checks=[
            {
                "duty": check.duty.value,
                "outcome": check.outcome.value,
                "counts": dict(check.counts),
                "reason": given.get(check.duty, "") if check.needs_reason else "",
            }
            for check in checks
        ],
        adopted_by=actor,
    )
    grounds = situation.proposal().grounds
    InvitationLine.objects.bulk_create(
        InvitationLine(
            decision=decision,
            application_id=person.application_id,
            is_invited=person.application_id in choice.invited,
            grounds=[ground.value for ground in grounds.get(person.application_id, ())],
            reason=choice.reasons.get(person.application_id, ""),
        )
        for person in situation.people
    )
    posting.applications.filter(pk__in=choice.invited).update(invitation=Invitation.INVITED)
    others = [person.application_id for person in situation.people if person.application_id not in choice.invited]
    posting.applications.filter(pk__in=others).update(invitation=Invitation.NOT_INVITED)
    record(
        actor=actor,
        action="invitation.adopted",
        subject=decision,
        posting_reference=posting.reference_number,
        version=decision.version,
        invited=len(choice.invited),
    )
    return decision


@transaction.atomic
def propose_finding(
    *, application: Application, reason: str, disability_rep_note: str, actor: User
) -> SuitabilityFinding:
    """Propose that the aptitude of a severely disabled applicant is obviously lacking; a second person confirms.

    :raises NotSeverelyDisabled: if § 165 SGB IX does not concern the applicant.
    :raises FindingStands: if there is one.
    :raises ReasonMissing: without reason, or without a word on the Schwerbehindertenvertretung.
    """
    application = lock_active(application)
    if not any(
        person.is_severely_disabled
        for person in people_of(application.posting)
        if person.application_id == application.pk
    ):
        raise NotSeverelyDisabled
    if SuitabilityFinding.objects.filter(application=application).exists():
        raise FindingStands
    if not (reason.strip() and disability_rep_note.strip()):
        raise ReasonMissing
    finding = SuitabilityFinding.objects.create(
        application=application,
        reason=reason.strip(),
        disability_rep_note=disability_rep_note.strip(),
        proposed_by=actor,
    )
    _record_finding(finding, actor, "suitability.proposed")
    return finding


@transaction.atomic
def confirm_finding(*, finding: SuitabilityFinding, actor: User) -> SuitabilityFinding:
    """Confirm a finding as the second person; from now on the duty to invite does not bind.

    :raises SecondPersonNeeded: if ``actor`` proposed it.
    :raises FindingStands: if it is confirmed.
    """
    finding = _lock_finding(finding)
    if finding.confirmed_at is not None:
        raise FindingStands
    if finding.proposed_by_id == actor.pk:
        raise SecondPersonNeeded
    finding.confirmed_by, finding.confirmed_at = actor, timezone.now()
    finding.save()
    _record_finding(finding, actor, "suitability.confirmed")
    return finding


@transaction.atomic
def drop_finding(*, finding: SuitabilityFinding, actor: User) -> None:
    """Take a finding back, confirmed or not: the duty to invite binds again. The history keeps it."""
    finding = _lock_finding(finding)
    _record_finding(finding, actor, "suitability.dropped")
    finding.delete()


def _lock_finding(finding: SuitabilityFinding) -> SuitabilityFinding:
    lock_active(finding.application)
    return SuitabilityFinding.objects.select_related("application__posting").get(pk=finding.pk)


def _record_finding(finding: SuitabilityFinding, actor: User, action: str) -> None:
    record(
        actor=actor,
        action=action,
        subject=finding,
        posting_reference=finding.application.posting.reference_number,
        number=finding.application.number,
    )


def _counts(situation: Situation, invited: frozenset[int]) -> dict[str, int]:
    disabled = {person.application_id for person in situation.people if person.is_severely_disabled}
    eligible = {person.application_id for person in situation.people if person.formal is Formal.ELIGIBLE}
    return {
        "applications": len(situation.people),
        "eligible": len(eligible),
        "invited": len(invited),
        "severely_disabled": len(disabled),
        "severely_disabled_invited": len(disabled & invited),
        "excepted": len(situation.excepted & disabled),
    }
