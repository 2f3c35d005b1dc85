"""Steps on the file: enter an appraisal, record findings, conclude the pre-selection and open it again.

Nothing here excludes anybody by itself: a verdict of one step leads to no other, and the list of those invited is what
people wrote into the fourth step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from postings.applications.enums import ApplicationStatus, Basis, Invitation
from postings.applications.errors import ApplicationNotEligible
from postings.applications.models import Application
from postings.applications.steps import lock_active, record_act
from postings.models import Posting
from postings.participation.gate import refuse_while_stopped
from postings.screening.enums import Step, Verdict
from postings.screening.errors import (
    AppraisalMissing,
    FindingsChangedMeanwhile,
    FormalChecksOpen,
    NobodyToSelect,
    PreSelectionConcluded,
    PreSelectionIncomplete,
    PreSelectionNotConcluded,
)
from postings.screening.models import Appraisal, Finding, FindingEvent, PreSelection, SingleMark
from postings.services import check_under_way, lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found in one step."""

    step: str
    verdict: str
    reason: str = ""
    basis: str = ""


@transaction.atomic
def save_appraisal(*, appraisal: Appraisal, single_marks: Sequence[tuple[str, int]], actor: User | None) -> Appraisal:
    """Save a new or changed appraisal with its single marks; what stood before stays in the history.

    :raises ApplicationWithdrawn: if the application is withdrawn.
    :raises WrongStep: after the decision or the end; the comparison rests on it.
    :raises ValidationError: if the period is out of order or entered already.
    """
    application = lock_active(appraisal.application)
    check_under_way(application.posting)
    appraisal.entered_by = actor
    appraisal.full_clean()
    appraisal.save()
    appraisal.single_marks.all().delete()
    SingleMark.objects.bulk_create(
        SingleMark(appraisal=appraisal, position=position, label=label, mark=mark)
        for position, (label, mark) in enumerate(single_marks, start=1)
    )
    record_act(application, actor, "application.appraisal_saved")
    return appraisal


@transaction.atomic
def delete_appraisal(*, appraisal: Appraisal, actor: User) -> None:
    """Take away an appraisal that was entered by mistake; the history keeps it.

    :raises ApplicationWithdrawn: if the application is withdrawn.
    :raises WrongStep: after the decision or the end; the comparison rests on it.
    """
    application = lock_active(appraisal.application)
    check_under_way(application.posting)
    appraisal.delete()
    record_act(application, actor, "application.appraisal_deleted")


def standing_preselection(posting: Posting) -> PreSelection | None:
    """Return the conclusion that stands, or None while the pre-selection is open."""
    return posting.preselections.filter(reopened_at=None).select_related("concluded_by").first()


def findings_version(application: Application) -> int:
    """Return a number that grows with every saved finding of ``application``."""
    events = FindingEvent.objects.filter(pgh_obj__application=application).order_by("-pgh_id")
    return events.values_list("pgh_id", flat=True).first() or 0


@transaction.atomic
def record_findings(
    *, application: Application, found: Iterable[Found], actor: User, expected_version: int
) -> list[Finding]:
    """Save the findings of one application as a draft; the pre-selection counts once it is concluded.

    :raises PreSelectionConcluded: if it is concluded.
    :raises ApplicationNotEligible: if the formal requirements are not found to be met.
    :raises FindingsChangedMeanwhile: if somebody else saved since ``expected_version``; nothing is written.
    :raises AppraisalMissing: if a comparison rests on an appraisal that is not entered.
    :raises ValidationError: if a "no" or a doubt has no reason.
    """
    application = lock_active(application)
    check_under_way(application.posting)
    if standing_preselection(application.posting) is not None:
        raise PreSelectionConcluded
    if application.status != ApplicationStatus.ELIGIBLE:
        raise ApplicationNotEligible
    if findings_version(application) != expected_version:
        raise FindingsChangedMeanwhile
    stored = {finding.step: finding for finding in application.findings.all()}
    saved = []
    for item in found:
        finding = stored.get(item.step) or Finding(application=application, step=Step(item.step))
        before = (finding.verdict, finding.basis, finding.reason)
        finding.verdict, finding.basis, finding.reason = Verdict(item.verdict), item.basis, item.reason.strip()
        saved.append(finding)
        if before == (finding.verdict, finding.basis, finding.reason):
            continue
        if finding.basis == Basis.APPRAISAL and not application.appraisals.exists():
            raise AppraisalMissing
        finding.saved_by, finding.saved_at = actor, timezone.now()
        finding.full_clean()
        finding.save()
        record_act(
            application,
            actor,
            "preselection.finding_recorded",
            step=finding.get_step_display(),
            result=finding.get_verdict_display(),
        )
    return saved


def open_steps(findings: Mapping[str, Finding]) -> list[Step]:
    """Return the steps that are open for one application; after a "no" only the invitation is still to be decided."""
    is_decided = False
    missing = []
    for step in Step:
        finding = findings.get(step)
        if finding is None and (not is_decided or step == Step.INVITATION):
            missing.append(step)
        is_decided = is_decided or (finding is not None and finding.verdict == Verdict.NO)
    return missing


@transaction.atomic
def conclude_preselection(*, posting: Posting, actor: User) -> PreSelection:
    """Conclude the pre-selection: whom it proposes to invite follows from the fourth step, and only from that.

    It invites nobody. The duties to invite come after it (``postings.equality``), and what the committee sees is only
    the list that was adopted then: a "not invited" that turned into an invitation would tell the ground.

    :raises PreSelectionConcluded: if it is concluded.
    :raises FormalChecksOpen: while a formal check is open or waits for its second person.
    :raises NobodyToSelect: if nobody meets the formal requirements.
    :raises PreSelectionIncomplete: while steps of somebody are open.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    posting = lock_posting(posting.pk)
    check_under_way(posting)
    if standing_preselection(posting) is not None:
        raise PreSelectionConcluded
    refuse_while_stopped(posting=posting)
    if unchecked := posting.applications.filter(status=ApplicationStatus.RECEIVED).count():
        raise FormalChecksOpen(count=unchecked)
    applications = list(posting.applications.to_be_rated().prefetch_related("findings"))
    if not applications:
        raise NobodyToSelect
    by_step = {one.pk: {finding.step: finding for finding in one.findings.all()} for one in applications}
    if incomplete := sum(bool(open_steps(findings)) for findings in by_step.values()):
        raise PreSelectionIncomplete(count=incomplete)
    invited = [pk for pk, findings in by_step.items() if findings[Step.INVITATION].verdict == Verdict.YES]
    conclusion = PreSelection.objects.create(
        posting=posting,
        concluded_by=actor,
        invited_count=len(invited),
        not_invited_count=len(applications) - len(invited),
    )
    record(
        actor=actor,
        action="preselection.concluded",
        subject=conclusion,
        posting_reference=posting.reference_number,
        invited=conclusion.invited_count,
        others=conclusion.not_invited_count,
    )
    return conclusion


@transaction.atomic
def reopen_preselection(*, posting: Posting, reason: str, actor: User) -> PreSelection:
    """Open a concluded pre-selection again; its conclusion stays in the history with the reason.

    :raises PreSelectionNotConcluded: if it is open.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    posting = lock_posting(posting.pk)
    check_under_way(posting)
    conclusion = standing_preselection(posting)
    if conclusion is None:
        raise PreSelectionNotConcluded
    if not reason.strip():
        raise ReasonMissing
    conclusion.reopened_by, conclusion.reopened_at, conclusion.reopen_reason = actor, timezone.now(), reason.strip()
    conclusion.save(update_fields=["reopened_by", "reopened_at", "reopen_reason"])
    posting.applications.exclude(invitation=Invitation.OPEN).update(invitation=Invitation.OPEN)
    record(
        actor=actor,
        action="preselection.reopened",
        subject=conclusion,
        posting_reference=posting.reference_number,
        reason=reason.strip(),
    )
    return conclusion


def invited_in(posting: Posting) -> frozenset[int] | None:
    """Return whom the pre-selection chose, or None while it is open; the input of the proposal of invitations."""
    if standing_preselection(posting) is None:
        return None
    chosen = Finding.objects.filter(application__posting=posting, step=Step.INVITATION, verdict=Verdict.YES)
    return frozenset(chosen.values_list("application", flat=True))
