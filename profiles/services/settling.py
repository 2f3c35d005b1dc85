"""Settling what the import could not read beyond doubt."""

from django.db import transaction
from django.utils import timezone

from profiles.models import Criterion
from profiles.services.guards import check_weight, checked_reason, take_draft
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def confirm_weight(*, criterion: Criterion, weight: int, reason: str, actor: User) -> Criterion:
    """Settle the weight of one criterion of a draft after looking at the original.

    ``weight`` is 1, 2, 3 or 4. The reason is kept with the criterion and in the record. It counts as an edit, so
    somebody else locks the profile.

    :raises ProfileFrozen: if the profile has been published.
    :raises ProfileLocked: if a second person has locked it.
    :raises WeightOutOfRange: if ``weight`` is none of 1..4.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    profile = take_draft(criterion.profile_id)
    check_weight(weight)
    reason = checked_reason(reason)
    now = timezone.now()
    criterion.refresh_from_db()
    criterion.weight = weight
    criterion.weight_confirmed = True
    criterion.weight_confirmed_by = actor
    criterion.weight_confirmed_at = now
    criterion.weight_reason = reason
    criterion.save()
    profile.last_edited_by, profile.last_edited_at = actor, now
    profile.save(update_fields=["last_edited_by", "last_edited_at"])
    record(
        actor=actor,
        action="profile.weight_confirmed",
        subject=criterion,
        criterion=str(criterion),
        weight=weight,
        reason=reason,
    )
    return criterion
