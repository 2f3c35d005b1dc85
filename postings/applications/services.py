"""Steps with an application: receive, check formally, decide on lateness, withdraw."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import formats, timezone
from django.utils.text import Truncator

from postings.applications.enums import ApplicationStatus, CheckResult, LateDecision
from postings.applications.errors import (
    ApplicationNotLate,
    ApplicationWithdrawn,
    FormalCheckBegun,
    FormalCheckIncomplete,
    LatenessUndecided,
    PostingNotPublished,
    TrackUnsettled,
    UnknownRequirement,
)
from postings.applications.models import Applicant, Application, FormalCheck
from postings.applications.sorting import din_5007_2_key
from postings.models import Posting
from postings.services import lock_posting
from profiles.enums import Track
from profiles.errors import ReasonMissing
from profiles.models import FormalRequirement, RequirementAlternative
from recruitment.accounts.models import User
from recruitment.audit.services import record


def save_applicant(applicant: Applicant) -> Applicant:
    """Validate and save ``applicant`` with the sort key of the name."""
    applicant.sort_key = din_5007_2_key(applicant.last_name, applicant.first_name)
    applicant.full_clean()
    applicant.save()
    return applicant


@transaction.atomic
def receive_application(
    *, posting: Posting, applicant: Applicant, received_on: date, actor: User | None, **fields: object
) -> Application:
    """Enter one application and number it in the order of entry.

    An application after the deadline is marked late and waits for a decision; nothing is refused by the clock (S2).

    :raises PostingNotPublished: before publication.
    """
    posting = lock_posting(posting.pk)
    if not posting.is_published:
        raise PostingNotPublished
    save_applicant(applicant)
    last = posting.applications.aggregate(last=Max("number"))["last"] or 0
    application = Application(posting=posting, applicant=applicant, number=last + 1, received_on=received_on, **fields)
    if received_on > posting.deadline:
        application.late_decision = LateDecision.OPEN
    application.full_clean()
    application.save()
    _record(application, actor, "application.received", date=formats.date_format(received_on, "d.m.Y"))
    return application


@transaction.atomic
def decide_lateness(*, application: Application, is_admitted: bool, reason: str, actor: User) -> Application:
    """Admit or refuse a late application, with the reason (the period is an Ordnungsfrist).

    :raises ApplicationNotLate: if it came in time.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    application = _lock_active(application)
    if not application.is_late:
        raise ApplicationNotLate
    if not reason.strip():
        raise ReasonMissing
    application.late_decision = LateDecision.ADMITTED if is_admitted else LateDecision.REFUSED
    application.late_reason = reason.strip()
    if application.status == ApplicationStatus.ELIGIBLE and not is_admitted:
        application.status = ApplicationStatus.RECEIVED
    application.save()
    _record(
        application,
        actor,
        "application.late_decided",
        result=application.get_late_decision_display(),
    )
    return application


@transaction.atomic
def settle_track(*, application: Application, employment_status: str, track: str, actor: User) -> Application:
    """Say where the applicant works and for which track the formal requirements are checked.

    A list from a portal may leave both open.

    :raises FormalCheckBegun: if requirements of another track have been checked.
    """
    application = _lock_active(application)
    if track != application.track and application.formal_checks.exists():
        raise FormalCheckBegun
    application.employment_status, application.track = employment_status, Track(track)
    application.full_clean()
    application.save()
    _record(application, actor, "application.track_settled", track=application.get_track_display())
    return application


@transaction.atomic
def record_formal_check(
    *,
    application: Application,
    requirement: FormalRequirement,
    result: str,
    actor: User | None,
    alternative: RequirementAlternative | None = None,
    evidence: str = "",
    reason: str = "",
) -> FormalCheck:
    """Record the result of one formal requirement; an earlier result stays in the history.

    :raises UnknownRequirement: if the requirement belongs to another track or profile.
    :raises ValidationError: if a met requirement names no alternative or evidence, or another result no reason.
    """
    application = _lock_active(application)
    if requirement.profile_id != application.posting.profile_id or requirement.track != application.track:
        raise UnknownRequirement
    check = FormalCheck.objects.filter(application=application, requirement=requirement).first() or FormalCheck(
        application=application, requirement=requirement
    )
    check.result = CheckResult(result)
    check.alternative = alternative if check.result == CheckResult.MET else None
    check.evidence = evidence.strip()
    check.reason = reason.strip()
    check.checked_by = actor
    check.checked_at = timezone.now()
    check.full_clean()
    check.save()
    _record(
        application,
        actor,
        "application.formal_check_recorded",
        requirement=Truncator(requirement.text).words(12, truncate="…"),
        result=check.get_result_display(),
    )
    return check


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


def decision_is_outdated(application: Application) -> bool:
    """Whether checks or decisions recorded since no longer carry the concluded result of the formal check."""
    if application.status not in (ApplicationStatus.ELIGIBLE, ApplicationStatus.INELIGIBLE):
        return False
    result = formal_result(application)
    is_admitted = application.late_decision in (LateDecision.NOT_LATE, LateDecision.ADMITTED)
    if result == CheckResult.MET:
        expected = ApplicationStatus.ELIGIBLE if is_admitted else ApplicationStatus.INELIGIBLE
    else:
        expected = ApplicationStatus.INELIGIBLE if result == CheckResult.NOT_MET else None
    return application.status != expected


@transaction.atomic
def decide_eligibility(*, application: Application, actor: User | None) -> Application:
    """Conclude the formal check: the application goes to the committee or is out, with the reasons on file.

    :raises TrackUnsettled: while nobody said for which track the person applies.
    :raises FormalCheckIncomplete: while a requirement is open or unclear and none failed.
    :raises LatenessUndecided: if a late application has not been decided on.
    """
    application = _lock_active(application)
    if not application.track:
        raise TrackUnsettled
    result = formal_result(application)
    if result is None:
        raise FormalCheckIncomplete
    if result == CheckResult.MET and application.late_decision == LateDecision.OPEN:
        raise LatenessUndecided
    is_eligible = result == CheckResult.MET and application.late_decision != LateDecision.REFUSED
    application.status = ApplicationStatus.ELIGIBLE if is_eligible else ApplicationStatus.INELIGIBLE
    application.status_reason = "\n".join(
        check.reason for check in application.formal_checks.filter(result=CheckResult.NOT_MET)
    ) or ("" if is_eligible else application.late_reason)
    application.save()
    _record(application, actor, "application.eligibility_decided", result=application.get_status_display())
    return application


@transaction.atomic
def withdraw_application(*, application: Application, withdrawn_on: date, actor: User | None) -> Application:
    """Record that the applicant withdrew; ratings of this person no longer count anywhere.

    :raises ApplicationWithdrawn: if it has been withdrawn before.
    """
    application = _lock_active(application)
    application.status = ApplicationStatus.WITHDRAWN
    application.withdrawn_on = withdrawn_on
    application.save()
    _record(application, actor, "application.withdrawn")
    return application


def record_opening(*, application: Application, actor: User) -> None:
    """Record that somebody opened an applicant's file (R13)."""
    _record(application, actor, "application.opened")


def _lock_active(application: Application) -> Application:
    """Lock the posting, then return the application as it stands.

    :raises ApplicationWithdrawn: if it is withdrawn.
    """
    lock_posting(application.posting_id)
    application = Application.objects.select_related("posting", "applicant").get(pk=application.pk)
    if application.status == ApplicationStatus.WITHDRAWN:
        raise ApplicationWithdrawn
    return application


def _record(application: Application, actor: User | None, action: str, **facts: object) -> None:
    record(
        actor=actor,
        action=action,
        subject=application,
        posting_reference=application.posting.reference_number,
        number=application.number,
        code=application.code,
        **facts,
    )
