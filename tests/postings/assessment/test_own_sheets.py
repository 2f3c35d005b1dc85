import pytest

from postings.assessment.impartiality import name_deputy
from postings.assessment.own_rows import own_rows
from postings.assessment.own_sheets import OwnList, criterion_count, list_own, own_applications, shown_in_list
from postings.assessment.permissions import rounds_of
from tests.factories import (
    make_application,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)

pytestmark = pytest.mark.django_db


def fresh(posting):
    return type(posting).objects.get(pk=posting.pk)


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting):
    return make_member(posting)


@pytest.fixture
def application(posting):
    return make_application(posting)


@pytest.mark.parametrize("is_drawn", [True, False])
def test_the_numbers_are_those_of_the_applications_in_their_order(posting, assessor, is_drawn):
    applications = [make_application(posting, last_name=name) for name in ("Zander", "Aal", "Barsch", "Hecht")]
    make_conflict(applications[0], assessor)
    posting = fresh(posting)
    (entry,) = rounds_of(posting)

    own = list_own(assessor, posting, entry, is_drawn=is_drawn)

    expected = own_applications(assessor, posting, entry, is_drawn=is_drawn)
    assert list(own.application_ids) == [application.pk for application in expected]
    assert (own.total, applications[0].pk in own.application_ids) == (3, False)


def test_what_is_submitted_and_what_waits_for_the_declaration_is_counted(posting, assessor):
    first, second, _third = (make_application(posting) for _ in range(3))
    make_sheet(first, assessor, [3, 3, 3])
    make_sheet(second, assessor, [3, None, None], is_submitted=False)
    make_application(posting)
    posting = fresh(posting)

    own = list_own(assessor, posting, rounds_of(posting)[0])

    assert (own.total, own.done, own.undeclared) == (4, 1, 1)


def test_a_deputy_gets_those_stood_in_for_and_others_nobody(posting, assessor):
    first = make_application(posting)
    make_application(posting)
    deputy = make_member(posting, role="deputy")
    name_deputy(exemption=make_conflict(first, assessor), deputy=deputy, actor=make_hr_officer())
    posting = fresh(posting)
    (entry,) = rounds_of(posting)

    assert list(list_own(deputy, posting, entry).application_ids) == [first.pk]
    assert list_own(make_member(posting, role="chair"), posting, entry) == OwnList((), 0, 0)


def test_a_row_tells_how_far_the_sheet_is_and_escapes_the_name(posting, assessor):
    applications = [make_application(posting, last_name=f"<b>{number}</b>") for number in range(3)]
    make_sheet(applications[0], assessor, [3, 3, 3])
    make_sheet(applications[1], assessor, [3, 0, None], is_submitted=False)
    applications.append(make_application(posting, last_name="später"))
    posting = fresh(posting)
    (entry,) = rounds_of(posting)

    shown = shown_in_list(assessor, entry, [application.pk for application in applications])
    rows = own_rows(shown, entry, criterion_count(entry)).split("\n")

    states = ("abgegeben", "in Arbeit", "nicht begonnen", "Erklärung fehlt")
    assert [[state for state in states if state in row] for row in rows] == [[state] for state in states]
    assert "2/3" in rows[1]
    assert [("&lt;b&gt;" in row, "<b>" in row) for row in rows] == [(True, False)] * 3 + [(False, False)]


def test_the_sheets_of_others_are_not_counted_as_own(posting, assessor, application):
    make_sheet(application, make_member(posting), [3, 3, 3])
    posting = fresh(posting)
    (entry,) = rounds_of(posting)

    (shown,) = shown_in_list(assessor, entry, [application.pk])

    assert (list_own(assessor, posting, entry).done, shown.sheet_status, shown.answered) == (0, None, 0)
