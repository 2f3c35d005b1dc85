import pytest
from django.db.models import Exists, OuterRef, Value

from recruitment.accounts.models import User
from recruitment.database.prepared import PreparedQuery
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_each_call_gets_the_row_of_its_own_values():
    first, second = make_user(), make_user()
    others = User.objects.filter(pk=OuterRef("pk"))
    query = PreparedQuery(
        lambda own, other: (
            User.objects.filter(pk=own)
            .annotate(is_other=Exists(others.filter(pk=other)), is_own=Exists(others.filter(pk=own)))
            .values_list("username", "is_other", "is_own")
        ),
        2,
    )

    rows = [query.first(a.pk, b.pk) for a, b in ((first, second), (second, second), (second, first))]

    assert rows == [(first.username, False, True), (second.username, True, True), (second.username, False, True)]


def test_numbers_that_are_no_values_stay():
    user = make_user()
    query = PreparedQuery(
        lambda own: User.objects.filter(pk=own).annotate(n=Value(7)).exclude(pk=0).values_list("n"), 1
    )

    assert query.first(user.pk) == (7,)


def test_without_a_row_it_is_none(django_assert_num_queries):
    query = PreparedQuery(lambda own: User.objects.filter(pk=own).values_list("pk"), 1)

    with django_assert_num_queries(1):
        assert query.first(0) is None
