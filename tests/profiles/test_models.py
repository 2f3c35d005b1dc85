"""Constraints and triggers, proven with raw SQL as an officer with psql would try it."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from profiles.models import Criterion, Duty, ImportFinding, RequirementProfile, TextCorrection
from profiles.services import (
    create_new_version,
    create_profile_from_base,
    lock_profile,
    supersede_profile,
    unlock_profile,
)
from tests.factories import make_base_profile, make_frozen_profile, make_hr_officer, make_profile, make_user

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def frozen():
    return make_whole(make_frozen_profile(profile=with_everything(make_profile())))


@pytest.fixture
def locked():
    return make_whole(lock_profile(profile=with_everything(make_profile()), actor=make_hr_officer()))


def with_everything(profile):
    """The draft with a row in every table that belongs to a profile."""
    Duty.objects.create(profile=profile, position=1, text="Anträge prüfen")
    TextCorrection.objects.create(profile=profile, position=1, place="Zeile 1", raw_text="genua", display_text="genau")
    ImportFinding.objects.create(profile=profile, position=1, code="x", message="unklar")
    return profile


def make_whole(profile):
    assert all(related.count() for related in (profile.duties, profile.corrections, profile.findings))
    return profile


# Every table of a profile, and every kind of change to it.
WRITES = [
    "UPDATE profiles_criterion SET weight = 1 WHERE profile_id = %s",
    "UPDATE profiles_criterion SET number = number || 'x' WHERE profile_id = %s",
    "UPDATE profiles_criterion SET key = gen_random_uuid() WHERE profile_id = %s",
    "UPDATE profiles_criterion SET is_mandatory_base = true WHERE profile_id = %s",
    "UPDATE profiles_criterion SET base_criterion_id = (SELECT id FROM profiles_basecriterion LIMIT 1) "
    "WHERE profile_id = %s",
    "DELETE FROM profiles_criterion WHERE profile_id = %s",
    "DELETE FROM profiles_criteriongroup WHERE profile_id = %s",
    "UPDATE profiles_duty SET text = 'x' WHERE profile_id = %s",
    "DELETE FROM profiles_duty WHERE profile_id = %s",
    "INSERT INTO profiles_duty (profile_id, position, heading, text, raw_text, is_special) "
    "VALUES (%s, 99, '', 'neu', '', false)",
    "UPDATE profiles_textcorrection SET display_text = 'x' WHERE profile_id = %s",
    "DELETE FROM profiles_importfinding WHERE profile_id = %s",
    "DELETE FROM profiles_formalrequirement WHERE profile_id = %s",
    "UPDATE profiles_requirementprofile SET weight_3_label = 'anders' WHERE id = %s",
    "UPDATE profiles_requirementprofile SET weight_3_verified = true WHERE id = %s",
    "UPDATE profiles_requirementprofile SET base_profile_note = 'anders' WHERE id = %s",
    "UPDATE profiles_requirementprofile SET last_edited_by_id = NULL, last_edited_at = now() WHERE id = %s",
    "UPDATE profiles_requirementprofile SET locked_by_id = NULL WHERE id = %s",
    "UPDATE profiles_requirementprofile SET lineage = gen_random_uuid() WHERE id = %s",
    "UPDATE profiles_requirementprofile SET version = 9 WHERE id = %s",
    "UPDATE profiles_criterion SET title = 'anders' WHERE profile_id = %s",
    "DELETE FROM profiles_indicator WHERE criterion_id IN (SELECT id FROM profiles_criterion WHERE profile_id = %s)",
    "UPDATE profiles_indicator SET text = 'x' WHERE criterion_id IN "
    "(SELECT id FROM profiles_criterion WHERE profile_id = %s)",
    "UPDATE profiles_criteriongroup SET title = 'x' WHERE profile_id = %s",
    "UPDATE profiles_formalrequirement SET text = 'x' WHERE profile_id = %s",
    "UPDATE profiles_requirementalternative SET text = 'x' WHERE requirement_id IN "
    "(SELECT id FROM profiles_formalrequirement WHERE profile_id = %s)",
    "UPDATE profiles_requirementprofile SET title = 'x' WHERE id = %s",
    "UPDATE profiles_ratingscale SET name = 'x' WHERE id = (SELECT scale_id FROM profiles_requirementprofile "
    "WHERE id = %s)",
    "UPDATE profiles_ratinglevel SET label = 'x' WHERE scale_id = (SELECT scale_id FROM "
    "profiles_requirementprofile WHERE id = %s)",
]


@pytest.mark.parametrize(
    "sql",
    [
        *WRITES,
        "UPDATE profiles_requirementprofile SET frozen_at = NULL, content_hash = '' WHERE id = %s",
        "UPDATE profiles_requirementprofile SET locked_at = NULL, locked_by_id = NULL WHERE id = %s",
        "UPDATE profiles_requirementprofile SET canonical_form = 1 WHERE id = %s",
        "DELETE FROM profiles_requirementprofile WHERE id = %s",
    ],
)
def test_nothing_of_a_frozen_profile_changes_by_sql(frozen, sql):
    with pytest.raises(DatabaseError, match=r"frozen|Cannot|cannot"):
        execute(sql, frozen.pk)


@pytest.mark.parametrize(
    "sql",
    [
        *WRITES,
        "UPDATE profiles_requirementprofile SET locked_at = NULL, locked_by_id = NULL, title = 'x' WHERE id = %s",
        "DELETE FROM profiles_requirementprofile WHERE id = %s",
    ],
)
def test_nothing_of_a_locked_profile_changes_by_sql(locked, sql):
    with pytest.raises(DatabaseError, match=r"locked|Cannot|cannot|lock_is_whole"):
        execute(sql, locked.pk)


def test_a_locked_profile_is_unlocked_and_edited_again(locked):
    unlock_profile(profile=locked, reason="Zahlendreher", actor=make_hr_officer())

    execute("UPDATE profiles_criterion SET weight = 1 WHERE profile_id = %s", locked.pk)


def test_who_edited_last_cannot_be_who_locks():
    person = make_user()
    profile = make_profile(last_edited_by=person)

    with pytest.raises(IntegrityError, match="requirementprofile_locked_by_second_person"):
        execute(
            "UPDATE profiles_requirementprofile SET locked_at = now(), locked_by_id = %s WHERE id = %s",
            person.pk,
            profile.pk,
        )


def test_freezing_around_the_lock_is_refused():
    profile = make_profile()

    with pytest.raises(IntegrityError, match="requirementprofile_frozen_was_locked"):
        execute(
            "UPDATE profiles_requirementprofile SET frozen_at = now(), content_hash = repeat('0', 64) WHERE id = %s",
            profile.pk,
        )


def test_a_new_version_without_reason_is_refused():
    profile = create_new_version(profile=make_frozen_profile(), reason="neu", actor=None)

    with pytest.raises(IntegrityError, match="requirementprofile_new_version_has_reason"):
        execute("UPDATE profiles_requirementprofile SET version_reason = '' WHERE id = %s", profile.pk)


def test_a_version_number_is_given_once_in_a_lineage():
    first, other = make_profile(), make_profile()

    with pytest.raises(IntegrityError, match="requirementprofile_version_once_per_lineage"):
        RequirementProfile.objects.create(title="x", scale=first.scale, lineage=other.lineage, version=other.version)


def test_a_legend_is_never_without_words():
    profile = make_profile()

    with pytest.raises(IntegrityError, match="requirementprofile_legend_has_words"):
        execute("UPDATE profiles_requirementprofile SET weight_2_label = '' WHERE id = %s", profile.pk)


def test_the_key_of_a_criterion_stays_even_in_a_draft():
    profile = make_profile()

    with pytest.raises(DatabaseError, match="Cannot"):
        execute("UPDATE profiles_criterion SET key = gen_random_uuid() WHERE profile_id = %s", profile.pk)


def test_rows_added_by_sql_get_keys_of_their_own():
    profile = make_profile()
    keys = set(profile.criteria.values_list("key", flat=True))

    assert len(keys) == 3


@pytest.fixture
def from_base():
    return create_profile_from_base(base_profile=make_base_profile(), title="x", actor=make_hr_officer())


@pytest.mark.parametrize(
    "change",
    [
        "title = 'anders'",
        "definition = 'anders'",
        "is_mandatory_base = NULL",
        "is_mandatory_base = false",
        "base_criterion_id = NULL",
    ],
)
def test_a_mandatory_criterion_keeps_words_and_link_by_sql(from_base, change):
    with pytest.raises(DatabaseError, match="mandatory"):
        execute(f"UPDATE profiles_criterion SET {change} WHERE profile_id = %s AND title = 'Sorgfalt'", from_base.pk)


def test_a_mandatory_criterion_is_not_dropped_by_sql(from_base):
    with pytest.raises(DatabaseError, match="mandatory"), transaction.atomic():
        execute("DELETE FROM profiles_indicator WHERE criterion_id IN (SELECT id FROM profiles_criterion)")
        execute("DELETE FROM profiles_criterion WHERE profile_id = %s AND title = 'Sorgfalt'", from_base.pk)
        execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert from_base.criteria.count() == 2


def test_weight_is_free_and_what_is_not_mandatory_may_go(from_base):
    execute("UPDATE profiles_criterion SET weight = 1, weight_confirmed = true WHERE profile_id = %s", from_base.pk)
    execute("DELETE FROM profiles_indicator WHERE criterion_id IN (SELECT id FROM profiles_criterion)")
    execute("DELETE FROM profiles_criterion WHERE profile_id = %s AND title = 'Tatkraft'", from_base.pk)
    execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert from_base.criteria.get().weight == 1


def test_a_draft_with_mandatory_criteria_can_be_deleted_whole(from_base):
    from_base.delete()
    execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert RequirementProfile.objects.count() == 0


def test_a_supersession_is_for_profiles_in_use_and_stays(frozen):
    with pytest.raises(DatabaseError, match="only a requirement profile in use"):
        execute(
            "INSERT INTO profiles_supersession (profile_id, reason, stated_by_id, stated_at) "
            "VALUES (%s, 'x', %s, now())",
            make_profile().pk,
            make_user().pk,
        )
    supersede_profile(profile=frozen, reason="Stelle entfällt", actor=make_hr_officer())
    for sql in ("UPDATE profiles_supersession SET reason = 'y'", "DELETE FROM profiles_supersession"):
        with pytest.raises(DatabaseError, match="Cannot"):
            execute(sql)


def test_a_criterion_cannot_be_added_to_a_frozen_profile(frozen):
    group = frozen.groups.first()

    with pytest.raises(DatabaseError, match="frozen"):
        execute(
            "INSERT INTO profiles_criterion (profile_id, group_id, number, position, title, raw_title, definition, "
            "raw_definition, weight, weight_confirmed, weight_doubt, weight_reason) "
            "VALUES (%s, %s, '9.9', 9, 'neu', '', '', '', 4, true, '', '')",
            frozen.pk,
            group.pk,
        )


def test_a_criterion_cannot_be_moved_into_a_frozen_profile(frozen):
    draft = make_profile()

    with pytest.raises(DatabaseError, match="frozen"):
        execute(
            "UPDATE profiles_criterion SET profile_id = %s, number = '9.9' WHERE id = %s",
            frozen.pk,
            draft.criteria.first().pk,
        )


@pytest.mark.parametrize("weight", [0, 5])
def test_weight_is_1_to_4(weight):
    profile = make_profile()

    with pytest.raises(IntegrityError, match="criterion_weight_1_to_4"):
        execute("UPDATE profiles_criterion SET weight = %s WHERE profile_id = %s", weight, profile.pk)


def test_criterion_number_is_unique_in_its_profile():
    profile = make_profile()

    with pytest.raises(IntegrityError, match="criterion_number_once_per_profile"):
        execute("UPDATE profiles_criterion SET number = '3.1.1' WHERE profile_id = %s", profile.pk)


def test_a_confirmed_weight_is_never_empty():
    profile = make_profile()

    with pytest.raises(IntegrityError, match="criterion_confirmed_has_weight"):
        execute("UPDATE profiles_criterion SET weight = NULL WHERE profile_id = %s", profile.pk)


def test_a_profile_is_frozen_with_its_hash_or_not_at_all():
    profile = make_profile()

    with pytest.raises(IntegrityError, match="requirementprofile_hash_iff_frozen"):
        execute(
            "UPDATE profiles_requirementprofile SET frozen_at = now(), canonical_form = 1 WHERE id = %s", profile.pk
        )


def test_every_change_of_a_weight_stays_in_an_append_only_history():
    profile = make_profile()
    criterion = profile.criteria.first()
    Criterion.objects.filter(pk=criterion.pk).update(weight=4)

    assert list(criterion.events.order_by("pgh_id").values_list("weight", flat=True)) == [2, 4]
    with pytest.raises(DatabaseError, match="Cannot"):
        execute("UPDATE profiles_criterionevent SET weight = 1")


def test_a_draft_can_be_deleted():
    profile = make_profile()

    profile.delete()

    assert RequirementProfile.objects.count() == 0
