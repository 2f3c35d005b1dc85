"""What the committee agrees on after a round is closed; the single values stay untouched beside it (DOMAIN.md 6)."""

from collections.abc import Collection

from django.db import transaction

from postings.applications.models import Application
from postings.assessment.enums import RoundStatus
from postings.assessment.errors import (
    NobodyPresent,
    RatingOutOfRange,
    RoundNotReady,
    UnknownCriterion,
)
from postings.assessment.models import AssessmentRound, ConsensusRating
from postings.services import check_under_way, lock_posting
from profiles.errors import ReasonMissing
from profiles.models import Criterion
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def agree_on_value(
    *,
    application: Application,
    round: AssessmentRound,
    criterion: Criterion,
    value: int,
    reason: str,
    present: Collection[User],
    actor: User,
) -> ConsensusRating:
    """Record the value the committee agreed on for one criterion, in place of one recorded before.

    :raises RoundNotReady: if the round is not closed, or is concluded.
    :raises UnknownCriterion: if the round does not observe the criterion.
    :raises RatingOutOfRange: if ``value`` is no step of the scale.
    :raises ReasonMissing: without a reason.
    :raises NobodyPresent: if fewer than two members of the committee took part.
    """
    entry = _locked(application, round)
    scale = application.posting.profile.scale
    if not entry.observed.filter(criterion=criterion).exists():
        raise UnknownCriterion
    if not scale.minimum <= value <= scale.maximum:
        raise RatingOutOfRange(value=value, minimum=scale.minimum, maximum=scale.maximum)
    if not reason.strip():
        raise ReasonMissing
    members = set(application.posting.memberships.values_list("user_id", flat=True))
    taking_part = [person for person in present if person.pk in members]
    if len(taking_part) < 2:
        raise NobodyPresent
    agreed, _created = ConsensusRating.objects.update_or_create(
        application=application,
        round=entry,
        criterion=criterion,
        defaults={"value": value, "reason": reason.strip(), "recorded_by": actor},
    )
    agreed.present.set(taking_part)
    _record(agreed, application, actor, "consensus.agreed", people=", ".join(map(str, taking_part)))
    return agreed


@transaction.atomic
def drop_agreed_value(*, agreed: ConsensusRating, actor: User, reason: str) -> None:
    """Take an agreed value back, so that the mean of the single values counts again.

    :raises RoundNotReady: if the round is not closed, or is concluded.
    :raises ReasonMissing: without a reason.
    """
    application = Application.objects.select_related("posting").get(pk=agreed.application_id)
    _locked(application, agreed.round)
    if not reason.strip():
        raise ReasonMissing
    subject = agreed.pk
    agreed.present.clear()
    agreed.delete()
    agreed.pk = subject
    _record(agreed, application, actor, "consensus.dropped", reason=reason.strip())


def _locked(application: Application, round: AssessmentRound) -> AssessmentRound:
    check_under_way(lock_posting(application.posting_id))
    entry = AssessmentRound.objects.get(pk=round.pk, plan=application.posting_id)
    if entry.status != RoundStatus.CLOSED:
        raise RoundNotReady(title=entry.title, status=entry.get_status_display())
    return entry


def _record(agreed: ConsensusRating, application: Application, actor: User, action: str, **facts: object) -> None:
    record(
        actor=actor,
        action=action,
        subject=agreed,
        posting_reference=application.posting.reference_number,
        number=application.number,
        code=application.code,
        criterion=agreed.criterion.number,
        value=agreed.value,
        round=agreed.round.title,
        **facts,
    )
