"""Lift a conflict of interest that was declared or recorded by mistake, as long as no round is closed."""

from django.db import transaction
from django.utils.translation import gettext as _

from postings.assessment.enums import ExemptionKind, RoundStatus
from postings.assessment.errors import DeputyRated, LiftedTooLate, OwnLifting, ScoringNotOpen
from postings.assessment.models import AssessmentRound, Exemption, RatingSheet
from postings.enums import PostingStatus
from postings.reasons import is_too_short
from postings.services import lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def lift_conflict(*, exemption: Exemption, reason: str, actor: User) -> None:
    """Take back that somebody does not rate an applicant; both reasons stay in the history.

    Who had declared the conflict declares anew before the sheet opens; a draft that was set aside counts again.

    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises OwnLifting: if somebody lifts the own conflict: nobody judges in the own case.
    :raises DeputyRated: if the deputy has submitted a sheet.
    :raises LiftedTooLate: if a round is closed, in which a sheet would be missing then.
    :raises ReasonMissing: without a reason that somebody else understands.
    """
    posting = lock_posting(exemption.application.posting_id)
    if posting.status != PostingStatus.SCORING_OPEN:
        raise ScoringNotOpen
    exemption = Exemption.objects.select_related("application", "person", "deputy").get(
        pk=exemption.pk, kind=ExemptionKind.CONFLICT
    )
    if actor.pk == exemption.person_id:
        raise OwnLifting
    if is_too_short(reason):
        raise ReasonMissing
    if AssessmentRound.objects.filter(plan=posting.pk, status__in=[RoundStatus.CLOSED, RoundStatus.CONCLUDED]).exists():
        raise LiftedTooLate
    application = exemption.application
    if RatingSheet.objects.submitted().filter(application=application, assessor=exemption.deputy).exists():
        raise DeputyRated(person=exemption.deputy)
    record(
        actor=actor,
        action="conflict.lifted",
        subject=exemption,
        posting_reference=posting.reference_number,
        number=application.number,
        code=application.code,
        person=exemption.person,
    )
    # The reason goes with the row into its history, where an erasure finds it; events tell no reasons.
    exemption.reason = _("%(before)s\n\nAufgehoben: %(reason)s") % {
        "before": exemption.reason,
        "reason": reason.strip(),
    }
    exemption.recorded_by = actor
    exemption.save(update_fields=["reason", "recorded_by"])
    exemption.delete()
