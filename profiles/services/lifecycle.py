"""The life of a requirement profile: draft -> locked by a second person -> in use -> superseded."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.canonical import content_hash, current_content
from profiles.errors import (
    CheckedStateOutdated,
    LockNeedsPersonnelOffice,
    LockNeedsSecondPerson,
    ProfileFrozen,
    ProfileIncomplete,
    ProfileNotInUse,
    ProfileNotLocked,
    ProfileSuperseded,
)
from profiles.models import BaseCriterion, RatingScale, RequirementProfile, Supersession
from profiles.models.profile import CURRENT_FORM
from profiles.services.editing import draft_state
from profiles.services.guards import checked_reason, take_profile
from recruitment.accounts.models import User
from recruitment.audit.services import record


def profile_problems(profile: RequirementProfile) -> list[str]:
    """Return in words what keeps ``profile`` from being locked; empty when nothing does."""
    criteria = list(profile.criteria.select_related("group"))
    problems = []
    if not criteria:
        problems.append(_("Das Anforderungsprofil enthält keine gewichteten Anforderungen."))
    for criterion in criteria:
        if criterion.weight is None:
            problems.append(_("Anforderung %(name)s hat keine Gewichtung.") % {"name": criterion})
        elif not criterion.weight_confirmed:
            problems.append(
                _("Die Gewichtung %(weight)s der Anforderung %(name)s ist noch nicht bestätigt.")
                % {"weight": criterion.weight, "name": criterion}
            )
    steps = range(profile.scale.minimum, profile.scale.maximum + 1)
    worded = {level.value for level in profile.scale.levels.all() if level.label.strip()}
    problems.extend(
        _("Stufe %(value)s der Bewertungsskala hat keine Bedeutung in Worten.") % {"value": value}
        for value in steps
        if value not in worded
    )
    return problems + _base_problems(profile, criteria)


def _base_problems(profile: RequirementProfile, criteria: list) -> list[str]:
    """What became mandatory in the base profile since this one began, and does not stand here word for word."""
    if profile.base_profile_id is None:
        return []
    present = {(criterion.title, criterion.definition) for criterion in criteria}
    mandatory = BaseCriterion.objects.filter(section__base_profile=profile.base_profile_id, is_mandatory=True)
    return [
        _("Die verbindliche Anforderung „%(name)s“ des Basisanforderungsprofils fehlt oder hat anderen Wortlaut.")
        % {"name": base.title}
        for base in mandatory
        if (base.title, base.definition) not in present
    ]


@transaction.atomic
def lock_profile(*, profile: RequirementProfile, actor: User, checked_state: str | None = None) -> RequirementProfile:
    """Lock a draft as a second person: from now on only publication or unlocking with a reason.

    One of the two, last editor and locker, is of the personnel office (DOMAIN.md 2.5). ``checked_state`` is the
    ``draft_state`` of what that person read; None where the caller has just read it. Locking a locked profile again
    changes nothing.

    :raises ProfileFrozen: if it has been published.
    :raises LockNeedsSecondPerson: if ``actor`` edited it last.
    :raises LockNeedsPersonnelOffice: if neither of the two is an HR officer.
    :raises CheckedStateOutdated: if somebody edited it since it was read.
    :raises ProfileIncomplete: if a weight is missing or unconfirmed, or the scale lacks words.
    """
    profile = take_profile(profile.pk)
    if profile.is_frozen:
        raise ProfileFrozen
    if profile.is_locked:
        return profile
    if profile.last_edited_by_id == actor.pk:
        raise LockNeedsSecondPerson(person=actor)
    if not actor.is_hr_officer and not (profile.last_edited_by and profile.last_edited_by.is_hr_officer):
        raise LockNeedsPersonnelOffice
    if checked_state is not None and checked_state != draft_state(profile):
        raise CheckedStateOutdated
    RatingScale.objects.select_for_update().get(pk=profile.scale_id)
    if problems := profile_problems(profile):
        raise ProfileIncomplete(problems=problems)
    profile.locked_by, profile.locked_at = actor, timezone.now()
    profile.save(update_fields=["locked_by", "locked_at"])
    record(actor=actor, action="profile.locked", subject=profile, version=profile.version)
    return profile


@transaction.atomic
def unlock_profile(*, profile: RequirementProfile, reason: str, actor: User) -> RequirementProfile:
    """Turn a locked profile back into a draft.

    :raises ReasonMissing: if ``reason`` is empty.
    :raises ProfileFrozen: if it has been published.
    :raises ProfileNotLocked: if it is a draft already.
    """
    reason = checked_reason(reason)
    profile = take_profile(profile.pk)
    if profile.is_frozen:
        raise ProfileFrozen
    if not profile.is_locked:
        raise ProfileNotLocked
    profile.locked_by = profile.locked_at = None
    profile.save(update_fields=["locked_by", "locked_at"])
    record(actor=actor, action="profile.unlocked", subject=profile, version=profile.version, reason=reason)
    return profile


@transaction.atomic
def freeze_profile(*, profile: RequirementProfile, actor: User | None) -> RequirementProfile:
    """Freeze a locked profile, its weights and its scale for good and store the SHA-256 of its content.

    Freezing a frozen profile again changes nothing: one profile may serve several postings (DOMAIN.md 2.5).

    :raises ProfileNotLocked: if no second person has locked it.
    :raises ProfileIncomplete: if a weight is missing or unconfirmed, or the scale lacks words.
    """
    profile = take_profile(profile.pk)
    if profile.is_frozen:
        return profile
    if problems := profile_problems(profile):
        raise ProfileIncomplete(problems=problems)
    if not profile.is_locked:
        raise ProfileNotLocked
    profile.content_hash = content_hash(current_content(profile))
    profile.canonical_form = CURRENT_FORM
    profile.frozen_at = timezone.now()
    profile.save(update_fields=["content_hash", "canonical_form", "frozen_at"])
    RatingScale.objects.filter(pk=profile.scale_id, frozen_at__isnull=True).update(frozen_at=profile.frozen_at)
    record(actor=actor, action="profile.frozen", subject=profile, hash=profile.short_hash)
    return profile


@transaction.atomic
def supersede_profile(*, profile: RequirementProfile, reason: str, actor: User) -> Supersession:
    """State that a profile in use is no longer to be used for further postings. Running procedures keep it.

    :raises ReasonMissing: if ``reason`` is empty.
    :raises ProfileNotInUse: if it has not been published.
    :raises ProfileSuperseded: if it is superseded already.
    """
    reason = checked_reason(reason)
    profile = take_profile(profile.pk)
    if not profile.is_frozen:
        raise ProfileNotInUse
    if profile.is_superseded:
        raise ProfileSuperseded(version=profile.version)
    supersession = Supersession.objects.create(profile=profile, reason=reason, stated_by=actor)
    record(actor=actor, action="profile.superseded", subject=profile, version=profile.version, reason=reason)
    return supersession
