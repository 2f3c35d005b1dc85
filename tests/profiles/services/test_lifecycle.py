import pytest

from profiles import services
from profiles.canonical import canonical_profile, content_hash, hash_still_matches
from profiles.enums import ProfileStatus
from profiles.errors import (
    LockNeedsPersonnelOffice,
    LockNeedsSecondPerson,
    ProfileFrozen,
    ProfileIncomplete,
    ProfileNotInUse,
    ProfileNotLocked,
    ProfileSuperseded,
    ReasonMissing,
)
from profiles.models import BaseCriterion, Criterion, RatingScale, RequirementProfile
from profiles.services.creation import DEFAULT_SCALE_NAME
from recruitment.audit.models import Event
from tests.factories import (
    make_base_profile,
    make_frozen_profile,
    make_hr_officer,
    make_profile,
    make_user,
    plain_scale,
)

pytestmark = pytest.mark.django_db


def edited_by(user, **fields):
    return make_profile(last_edited_by=user, **fields)


def test_a_second_person_locks_and_it_is_recorded():
    profile = edited_by(make_user(roles=["profile_editor"]))
    officer = make_hr_officer()

    profile = services.lock_profile(profile=profile, actor=officer)

    assert (profile.status, profile.locked_by) == (ProfileStatus.LOCKED, officer)
    assert Event.objects.get().action == "profile.locked"


def test_the_last_editor_does_not_lock():
    officer = make_hr_officer()
    profile = edited_by(officer)

    with pytest.raises(LockNeedsSecondPerson, match="Vier-Augen"):
        services.lock_profile(profile=profile, actor=officer)

    profile.refresh_from_db()
    assert profile.is_draft


def test_the_department_locks_what_the_personnel_office_edited_last():
    profile = services.lock_profile(profile=edited_by(make_hr_officer()), actor=make_user(roles=["profile_editor"]))

    assert profile.is_locked


def test_two_people_without_the_personnel_office_do_not_lock():
    editors = [make_user(roles=["profile_editor"]) for _ in range(2)]

    with pytest.raises(LockNeedsPersonnelOffice):
        services.lock_profile(profile=edited_by(editors[0]), actor=editors[1])


def test_locking_is_refused_while_a_weight_is_in_doubt():
    profile = make_profile()
    Criterion.objects.filter(number="3.1.1").update(weight_confirmed=False)

    with pytest.raises(ProfileIncomplete) as refused:
        services.lock_profile(profile=profile, actor=make_hr_officer())

    assert refused.value.problems == ["Die Gewichtung 2 der Anforderung 3.1.1 Merkmal 3.1.1 ist noch nicht bestätigt."]
    profile.refresh_from_db()
    assert profile.is_draft


def test_locking_is_refused_without_criteria():
    profile = RequirementProfile.objects.create(title="leer", scale=services.default_scale())

    with pytest.raises(ProfileIncomplete):
        services.lock_profile(profile=profile, actor=make_hr_officer())


def test_locking_twice_changes_nothing():
    profile = services.lock_profile(profile=make_profile(), actor=make_hr_officer())

    again = services.lock_profile(profile=profile, actor=make_hr_officer())

    assert (again.locked_by, again.locked_at) == (profile.locked_by, profile.locked_at)
    assert Event.objects.count() == 1


def test_what_became_mandatory_later_is_named_before_locking():
    officer = make_hr_officer()
    profile = services.create_profile_from_base(
        base_profile=make_base_profile(), title="x", actor=make_user(roles=["profile_editor"])
    )
    profile.criteria.update(weight=2, weight_confirmed=True)
    profile.criteria.filter(title="Tatkraft").delete()
    BaseCriterion.objects.filter(title="Tatkraft").update(is_mandatory=True)

    with pytest.raises(ProfileIncomplete) as refused:
        services.lock_profile(profile=profile, actor=officer)

    assert refused.value.problems == [
        "Die verbindliche Anforderung „Tatkraft“ des Basisanforderungsprofils fehlt oder hat anderen Wortlaut."
    ]


def test_unlocking_needs_a_reason_and_gives_the_draft_back():
    profile = services.lock_profile(profile=make_profile(), actor=make_hr_officer())

    with pytest.raises(ReasonMissing):
        services.unlock_profile(profile=profile, reason=" ", actor=make_hr_officer())
    profile = services.unlock_profile(profile=profile, reason="Zahlendreher in 3.1.2", actor=make_hr_officer())

    assert (profile.status, profile.locked_by, profile.locked_at) == (ProfileStatus.DRAFT, None, None)
    assert "Zahlendreher" in str(Event.objects.first())


def test_a_draft_is_not_unlocked_and_a_frozen_one_neither():
    with pytest.raises(ProfileNotLocked):
        services.unlock_profile(profile=make_profile(), reason="x", actor=make_hr_officer())
    with pytest.raises(ProfileFrozen):
        services.unlock_profile(profile=make_frozen_profile(), reason="x", actor=make_hr_officer())


def test_freezing_needs_the_lock():
    profile = make_profile()

    with pytest.raises(ProfileNotLocked):
        services.freeze_profile(profile=profile, actor=None)

    profile.refresh_from_db()
    assert not profile.is_frozen


def test_freezing_twice_changes_nothing():
    profile = make_frozen_profile()

    again = services.freeze_profile(profile=profile, actor=None)

    assert (again.frozen_at, again.content_hash) == (profile.frozen_at, profile.content_hash)


def test_a_profile_in_use_is_superseded_when_a_newer_version_is():
    first = make_frozen_profile()
    second = services.create_new_version(profile=first, reason="neu", actor=None)

    assert first.status == ProfileStatus.IN_USE
    make_frozen_profile(profile=second)

    statuses = {p.version: p.status for p in RequirementProfile.objects.with_status()}
    assert statuses == {1: ProfileStatus.SUPERSEDED, 2: ProfileStatus.IN_USE}


def test_a_profile_in_use_is_superseded_by_a_statement_with_a_reason():
    profile = make_frozen_profile()
    officer = make_hr_officer()

    with pytest.raises(ReasonMissing):
        services.supersede_profile(profile=profile, reason="", actor=officer)
    services.supersede_profile(profile=profile, reason="Stelle fällt weg", actor=officer)

    profile = RequirementProfile.objects.get(pk=profile.pk)
    assert profile.status == ProfileStatus.SUPERSEDED
    with pytest.raises(ProfileSuperseded):
        services.supersede_profile(profile=profile, reason="x", actor=officer)


def test_a_draft_is_not_superseded():
    with pytest.raises(ProfileNotInUse):
        services.supersede_profile(profile=make_profile(), reason="x", actor=make_hr_officer())


def test_the_hash_covers_weights_and_legend_and_is_the_same_for_the_same_content():
    profiles = [
        make_profile(),
        make_profile(),
        make_profile(weights={"3.1": (2, 4), "3.2": (2,)}),
        make_profile(weight_3_label="besonders wichtig"),
    ]

    hashes = [make_frozen_profile(profile=profile).content_hash for profile in profiles]

    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


# SHA-256 of the small profile in the form without legend, as it was frozen before the legend was data.
FORM_1_HASH = "8750b73fb1036e8758d56352d7fd43ecdbf8da60a330a28e9dddabd63daf521f"


def test_a_profile_frozen_in_form_1_keeps_verifying():
    RatingScale.objects.filter(pk=plain_scale().pk).update(name=DEFAULT_SCALE_NAME)  # its name at the time
    profile = make_profile(scale=RatingScale.objects.get())
    stored = RequirementProfile.objects.with_parts().get(pk=profile.pk)
    old_hash = content_hash(canonical_profile(stored, form=1))
    RequirementProfile.objects.filter(pk=profile.pk).update(
        canonical_form=1, content_hash=old_hash, frozen_at="2025-07-18T08:00:00Z"
    )

    profile.refresh_from_db()
    assert old_hash == FORM_1_HASH
    assert hash_still_matches(profile)


def test_a_profile_frozen_now_verifies():
    assert hash_still_matches(make_frozen_profile())
