import pytest

from postings.assessment.permissions import applications_owed_by, is_any_sheet_owed, may_view_results
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    posting = make_posting()
    make_application(posting)
    make_application(posting)
    return posting


def rate_all(posting, user):
    for application in posting.applications.all():
        make_sheet(application, user, [3, 3, 3])


def fresh(posting):
    return type(posting).objects.get(pk=posting.pk)


def test_an_assessor_sees_results_only_after_the_last_own_sheet(posting):
    assessor = make_member(posting)
    first, second = posting.applications.all()

    assert not may_view_results(assessor, fresh(posting))
    make_sheet(first, assessor, [3, 3, 3])
    assert not may_view_results(assessor, fresh(posting))
    make_sheet(second, assessor, [3, 3, 3], is_submitted=False)
    assert not may_view_results(assessor, fresh(posting))
    assert list(applications_owed_by(assessor, fresh(posting))) == [second]


def test_a_chair_who_rates_waits_like_every_assessor(posting):
    chair = make_member(posting, role="chair")
    make_member(posting, user=chair)

    assert not may_view_results(chair, fresh(posting))
    rate_all(posting, chair)
    assert may_view_results(chair, fresh(posting))


def test_an_hr_officer_who_rates_waits_as_well(posting):
    officer = make_member(posting, user=make_hr_officer())

    assert not may_view_results(officer, fresh(posting))


@pytest.mark.parametrize("role", ["chair", "minute_taker", "decider"])
def test_those_who_do_not_rate_are_not_kept_waiting(posting, role):
    assert may_view_results(make_member(posting, role=role), fresh(posting))


def test_observers_see_results_when_nobody_owes_a_sheet(posting):
    observer, assessor = make_member(posting, role="observer"), make_member(posting)

    assert not may_view_results(observer, fresh(posting))
    rate_all(posting, assessor)
    assert may_view_results(observer, fresh(posting))


def test_outsiders_and_administrators_see_nothing(posting):
    for user in (make_user(), make_user(roles=["administrator"]), make_user(roles=["profile_editor"])):
        assert not may_view_results(user, fresh(posting))


def test_withdrawn_applications_are_owed_by_nobody(posting):
    assessor = make_member(posting)
    posting.applications.update(status="withdrawn", withdrawn_on="2025-08-02")

    assert not applications_owed_by(assessor, fresh(posting)).exists()
    assert is_any_sheet_owed(fresh(posting))  # nothing is to be rated, so nothing is finished either
