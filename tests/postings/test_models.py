import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.factories import make_frozen_profile, make_member, make_posting

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change", ["function = 'x'", "contract_term = 'fixed_term'", "published_on = '2020-01-01'", "status = 'draft'"]
)
def test_a_published_posting_does_not_change(change):
    posting = make_posting(status="published")

    with pytest.raises(DatabaseError, match="frozen"):
        execute(f"UPDATE postings_posting SET {change} WHERE id = %s", posting.pk)


def test_a_published_posting_is_not_deleted():
    posting = make_posting(status="published")

    with pytest.raises(DatabaseError, match="frozen"):
        execute("DELETE FROM postings_posting WHERE id = %s", posting.pk)


def test_a_posting_is_not_published_around_an_open_profile():
    posting = make_posting(status="draft")

    with pytest.raises(DatabaseError, match="frozen requirement profile"):
        execute("UPDATE postings_posting SET status = 'published', published_on = now() WHERE id = %s", posting.pk)


def test_a_posting_is_not_published_with_the_term_undecided():
    posting = make_posting(status="draft", contract_term="undecided")

    make_frozen_profile(profile=posting.profile)

    with pytest.raises(IntegrityError, match="posting_published_is_settled"):
        execute("UPDATE postings_posting SET status = 'published', published_on = now() WHERE id = %s", posting.pk)


def test_reference_number_is_unique():
    make_posting(reference_number="1/2025")

    with pytest.raises(IntegrityError, match="reference_number"), transaction.atomic():
        make_posting(reference_number="1/2025")


def test_an_observer_never_becomes_assessor_or_chair():
    posting = make_posting()
    observer = make_member(posting, role="observer")

    for role in ("assessor", "chair"):
        with pytest.raises(DatabaseError, match="observer"), transaction.atomic():
            make_member(posting, role=role, user=observer)


def test_one_chair_a_posting():
    posting = make_posting()
    make_member(posting, role="chair")

    with pytest.raises(IntegrityError, match="one_chair"), transaction.atomic():
        make_member(posting, role="chair")
