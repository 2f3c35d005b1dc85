import pytest
from django.db.models import Count, Exists, OuterRef, Value

from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.database.prepared import PreparedQuery
from tests.factories import make_member, make_posting, make_user

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


def test_objects_come_with_what_the_queryset_brings_along(django_assert_num_queries):
    posting, other = make_posting(), make_posting()
    make_member(posting)
    query = PreparedQuery(
        lambda pk: (
            Posting.objects.filter(pk=pk)
            .select_related("profile__scale")
            .defer("office")
            .annotate(members=Count("memberships"))
        ),
        1,
    )

    query.objects(posting.pk)
    with django_assert_num_queries(2):
        found = [query.get(posting.pk), query.get(other.pk)]
        shown = [(one, one.profile, one.profile.scale.minimum, one.members) for one in found]

    assert shown == [(posting, posting.profile, 1, 1), (other, other.profile, 1, 0)]
    assert [one.get_deferred_fields() for one in found] == [{"office"}] * 2


def test_each_call_gets_its_own_objects():
    user = make_user()
    query = PreparedQuery(lambda pk: User.objects.filter(pk=pk), 1)
    one = query.get(user.pk)
    user.last_name = "Neu"
    user.save()

    assert query.get(user.pk).last_name == "Neu"
    assert one.last_name != "Neu"


def test_what_is_prefetched_belongs_to_the_objects_of_the_call(django_assert_num_queries):
    posting, other = make_posting(), make_posting()
    member = make_member(posting)
    query = PreparedQuery(lambda pk: Posting.objects.filter(pk=pk).prefetch_related("memberships"), 1)

    found = [[one.user for one in query.get(pk).memberships.all()] for pk in (posting.pk, other.pk)]

    assert found == [[member], []]


def test_a_number_beyond_every_column_finds_nothing():
    query = PreparedQuery(lambda pk: User.objects.filter(pk=pk), 1)

    assert query.objects(10**30) == []
    with pytest.raises(User.DoesNotExist):
        query.get(10**30)
