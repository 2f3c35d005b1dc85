"""What is submitted stands: proven with raw SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from postings.assessment.models import RatingSheet
from tests.factories import make_application, make_member, make_posting, make_profile, make_sheet

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def submitted():
    posting = make_posting()
    return make_sheet(make_application(posting), make_member(posting), [3, 4, 5])


@pytest.fixture
def draft():
    posting = make_posting()
    return make_sheet(make_application(posting), make_member(posting), [3, 4, None], is_submitted=False)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessment_rating SET value = 5 WHERE sheet_id = %s",
        "UPDATE assessment_rating SET observation = 'x' WHERE sheet_id = %s",
        "DELETE FROM assessment_rating WHERE sheet_id = %s",
        "UPDATE assessment_ratingsheet SET status = 'draft', submitted_at = NULL, weighted_points = NULL, "
        "rated_weight = NULL WHERE id = %s",
        "UPDATE assessment_ratingsheet SET weighted_points = 999 WHERE id = %s",
        "UPDATE assessment_ratingsheet SET note = 'x' WHERE id = %s",
    ],
)
def test_nothing_of_a_submitted_sheet_changes_by_sql(submitted, sql):
    with pytest.raises(DatabaseError, match=r"locked|Cannot"):
        execute(sql, submitted.pk)


def test_a_sheet_with_open_criteria_cannot_be_submitted_by_sql(draft):
    with pytest.raises(DatabaseError, match="answers every criterion"):
        execute("UPDATE assessment_ratingsheet SET status = 'submitted', submitted_at = now() WHERE id = %s", draft.pk)


def test_the_sums_are_the_databases_own(draft):
    execute(
        "INSERT INTO assessment_rating (sheet_id, criterion_id, value, is_not_assessable, not_assessable_reason, "
        "observation) SELECT %s, id, 5, false, '', '' FROM profiles_criterion WHERE number = '3.2.1' "
        "ON CONFLICT (sheet_id, criterion_id) DO UPDATE SET value = 5",
        draft.pk,
    )
    execute(
        "UPDATE assessment_ratingsheet SET status = 'submitted', submitted_at = now(), weighted_points = 1, "
        "rated_weight = 1 WHERE id = %s",
        draft.pk,
    )

    assert RatingSheet.objects.values_list("weighted_points", "rated_weight").get() == (37, 9)


@pytest.mark.parametrize("value", [0, 6])
def test_rating_is_1_to_5(draft, value):
    with pytest.raises(IntegrityError, match="rating_value_1_to_5"):
        execute("UPDATE assessment_rating SET value = %s WHERE sheet_id = %s", value, draft.pk)


def test_a_value_and_not_assessable_exclude_each_other(draft):
    with pytest.raises(IntegrityError, match="rating_value_or_not_assessable"):
        execute("UPDATE assessment_rating SET is_not_assessable = true WHERE sheet_id = %s", draft.pk)


def test_one_sheet_per_assessor_and_application(draft):
    with pytest.raises(IntegrityError, match="ratingsheet_once_per_assessor"), transaction.atomic():
        RatingSheet.objects.create(application=draft.application, assessor=draft.assessor, round=draft.round)


def test_only_assessors_have_sheets(draft):
    observer = make_member(draft.application.posting, role="observer")

    with pytest.raises(DatabaseError, match="only an assessor"), transaction.atomic():
        RatingSheet.objects.create(application=draft.application, assessor=observer, round=draft.round)


def test_a_rating_belongs_to_the_profile_of_its_posting(draft):
    stranger = make_profile().criteria.first()

    with pytest.raises(DatabaseError, match="does not observe"), transaction.atomic():
        draft.ratings.create(criterion=stranger, value=3)


def test_one_rating_per_criterion(draft):
    rating = draft.ratings.first()

    with pytest.raises(IntegrityError, match="rating_once_per_criterion"), transaction.atomic():
        draft.ratings.create(criterion=rating.criterion, value=3)


def test_no_sheet_begins_or_is_submitted_on_somebody_who_withdrew(draft):
    application, assessor = draft.application, draft.assessor
    execute(
        "UPDATE applications_application SET status = 'withdrawn', withdrawn_on = now() WHERE id = %s", application.pk
    )

    with pytest.raises(DatabaseError, match="the application is not rated"):
        execute("UPDATE assessment_ratingsheet SET status = 'submitted', submitted_at = now() WHERE id = %s", draft.pk)
    with pytest.raises(DatabaseError, match="the application is not rated"):
        execute(
            "INSERT INTO assessment_ratingsheet (application_id, round_id, assessor_id, status, version, note, "
            "started_at, saved_at) SELECT %s, %s, id, 'draft', 1, '', now(), now() FROM accounts_user WHERE id <> %s "
            "LIMIT 1",
            application.pk,
            draft.round_id,
            assessor.pk,
        )
