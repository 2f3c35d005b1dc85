import pytest

from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.accounts.prepared import PreparedForPerson
from recruitment.database.prepared import is_among
from tests.factories import make_hr_officer, make_member, make_posting, make_user

pytestmark = pytest.mark.django_db


def test_everybody_gets_what_the_own_role_and_the_own_number_allow():
    posting, other = make_posting(), make_posting()
    member, stranger, officer = make_member(posting), make_user(), make_hr_officer()
    query = PreparedForPerson(
        lambda pks, person: Posting.objects.visible_to(person).filter(is_among("pk", pks)).order_by("pk"), 1
    )
    both = [posting.pk, other.pk]

    found = [query.objects(one, both) for one in (member, officer, stranger, member)]

    assert found == [[posting], [posting, other], [], [posting]]


def test_rows_first_and_get_ask_for_the_same_person():
    posting = make_posting()
    member, stranger = make_member(posting), make_user()
    rows = PreparedForPerson(lambda pk, person: Posting.objects.visible_to(person).filter(pk=pk).values_list("pk"), 1)
    objects = PreparedForPerson(lambda pk, person: Posting.objects.visible_to(person).filter(pk=pk), 1)

    assert (rows.rows(member, posting.pk), rows.first(member, posting.pk)) == ([(posting.pk,)], (posting.pk,))
    assert (rows.rows(stranger, posting.pk), rows.first(stranger, posting.pk)) == ([], None)
    assert objects.get(member, posting.pk) == posting
    with pytest.raises(Posting.DoesNotExist):
        objects.get(stranger, posting.pk)


@pytest.mark.parametrize("numbers", [[], [0], [10**9]])
def test_a_list_without_a_match_finds_nothing(numbers):
    query = PreparedForPerson(lambda pks, person: User.objects.filter(is_among("pk", pks)), 1)

    assert query.objects(make_user(), numbers) == []
