"""Constraints and triggers, proven with raw SQL as an officer with psql would try it."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from profiles.models import Criterion, RequirementProfile
from profiles.services import freeze_profile
from tests.factories import make_profile

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def frozen():
    return freeze_profile(profile=make_profile(), actor=None)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE profiles_criterion SET weight = 1 WHERE profile_id = %s",
        "UPDATE profiles_criterion SET title = 'anders' WHERE profile_id = %s",
        "DELETE FROM profiles_indicator WHERE criterion_id IN "
        "(SELECT id FROM profiles_criterion WHERE profile_id = %s)",
        "UPDATE profiles_indicator SET text = 'x' WHERE criterion_id IN "
        "(SELECT id FROM profiles_criterion WHERE profile_id = %s)",
        "UPDATE profiles_criteriongroup SET title = 'x' WHERE profile_id = %s",
        "UPDATE profiles_formalrequirement SET text = 'x' WHERE profile_id = %s",
        "UPDATE profiles_requirementalternative SET text = 'x' WHERE requirement_id IN "
        "(SELECT id FROM profiles_formalrequirement WHERE profile_id = %s)",
        "UPDATE profiles_requirementprofile SET title = 'x' WHERE id = %s",
        "UPDATE profiles_requirementprofile SET frozen_at = NULL, content_hash = '' WHERE id = %s",
        "UPDATE profiles_ratingscale SET name = 'x' WHERE id = (SELECT scale_id FROM profiles_requirementprofile "
        "WHERE id = %s)",
        "UPDATE profiles_ratinglevel SET label = 'x' WHERE scale_id = (SELECT scale_id FROM "
        "profiles_requirementprofile WHERE id = %s)",
    ],
)
def test_nothing_of_a_frozen_profile_changes_by_sql(frozen, sql):
    with pytest.raises(DatabaseError, match=r"frozen|Cannot"):
        execute(sql, frozen.pk)


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
        execute("UPDATE profiles_requirementprofile SET frozen_at = now() WHERE id = %s", profile.pk)


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
