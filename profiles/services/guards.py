"""What every step checks first."""

from profiles.enums import Weight
from profiles.errors import ProfileFrozen, ProfileLocked, ReasonMissing, WeightOutOfRange
from profiles.models import RequirementProfile


def take_profile(profile_id: int) -> RequirementProfile:
    """Lock the row of a profile for this transaction and return it as it stands now."""
    return RequirementProfile.objects.select_for_update(of=("self",)).get(pk=profile_id)


def take_draft(profile_id: int) -> RequirementProfile:
    """Lock the row of a draft and return it.

    :raises ProfileFrozen: if it has been published.
    :raises ProfileLocked: if a second person has locked it.
    """
    profile = take_profile(profile_id)
    if profile.is_frozen:
        raise ProfileFrozen
    if profile.is_locked:
        raise ProfileLocked(person=profile.locked_by)
    return profile


def checked_reason(reason: str) -> str:
    """Return ``reason`` without white space around it.

    :raises ReasonMissing: if nothing is left.
    """
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def check_weight(weight: int) -> None:
    """:raises WeightOutOfRange: if ``weight`` is none of 1..4."""
    if weight not in Weight.values:
        raise WeightOutOfRange
