from datetime import date

import pytest
from django.http import QueryDict

from postings.overview.query import OverviewQuery, status_counts, work_counts
from tests.factories import (
    make_application,
    make_file,
    make_formal_decision,
    make_hr_officer,
    make_member,
    make_posting,
    make_requirement,
)

pytestmark = pytest.mark.django_db


def shown(posting, user, address=""):
    """Return the last names that the overview shows at ``address``, in its order."""
    query = OverviewQuery.of(QueryDict(address), user, posting)
    return [application.applicant.last_name for application in query.select(posting, user)]


@pytest.fixture
def posting():
    posting = make_posting()
    make_application(posting, last_name="Zander", received_on=date(2025, 8, 1), employment_status="external")
    make_application(posting, last_name="Äal", received_on=date(2025, 8, 3), status="received")
    make_application(posting, last_name="Barsch", received_on=date(2025, 8, 2), late_decision="open", status="received")
    return posting


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("", ["Äal", "Barsch", "Zander"]),
        ("richtung=ab", ["Zander", "Barsch", "Äal"]),
        ("sortierung=nummer", ["Zander", "Äal", "Barsch"]),
        ("sortierung=eingang&richtung=ab", ["Äal", "Barsch", "Zander"]),
        ("stand=received", ["Äal", "Barsch"]),
        ("beschaeftigung=external", ["Zander"]),
        ("suche=%C3%A4al", ["Äal"]),
        ("aufgabe=formale-pruefung", ["Äal", "Barsch"]),
        ("aufgabe=verspaetet", ["Barsch"]),
        ("einladung=invited", []),
        ("stand=quatsch&sortierung=quatsch&aufgabe=quatsch", ["Äal", "Barsch", "Zander"]),
    ],
)
def test_the_address_tells_which_rows_in_which_order(posting, address, names):
    assert shown(posting, make_hr_officer(), address) == names


def test_missing_documents_are_found_and_sorted_by_number():
    posting = make_posting()
    make_requirement(posting, need="cv")
    make_requirement(posting, need="degree")
    complete, half, _empty = (make_application(posting, last_name=name) for name in ("Komplett", "Halb", "Leer"))
    for application, kinds in ((complete, ("cv", "degree")), (half, ("cv",))):
        for kind in kinds:
            make_file(application, kind=kind)
    officer = make_hr_officer()

    assert shown(posting, officer, "aufgabe=unterlagen") == ["Halb", "Leer"]
    assert shown(posting, officer, "sortierung=fehlend") == ["Leer", "Halb", "Komplett"]
    assert [(name, count) for name, _label, count in work_counts(posting)] == [("unterlagen", 2)]


def test_work_and_states_are_counted(posting):
    refused = make_application(posting, last_name="Dorsch", status="received")

    assert [(name, count) for name, _label, count in work_counts(posting)] == [
        ("formale-pruefung", 3),
        ("verspaetet", 1),
    ]
    assert status_counts(posting) == [("eingegangen", 3), ("formale Anforderungen erfüllt", 1)]

    make_formal_decision(
        refused, is_eligible=False, grounds="Kein Abschluss.", state="proposed", confirmed_by=None, confirmed_at=None
    )
    assert [(name, count) for name, _label, count in work_counts(posting)] == [
        ("formale-pruefung", 2),
        ("zweite-person", 1),
        ("verspaetet", 1),
    ]


def test_the_work_of_the_office_is_no_filter_of_the_committee(posting):
    member = make_member(posting)

    assert shown(posting, member, "aufgabe=verspaetet") == ["Äal", "Barsch", "Zander"]
    assert shown(posting, member, "sortierung=fehlend") == ["Äal", "Barsch", "Zander"]


def test_while_names_are_hidden_neither_number_nor_name_orders_or_finds():
    posting = make_posting(is_blind=True)
    applications = [make_application(posting, last_name=name) for name in ("Zander", "Aal", "Barsch")]
    member = make_member(posting)
    by_code = [one.applicant.last_name for one in sorted(applications, key=lambda a: (a.refresh_from_db(), a.code)[1])]

    assert shown(posting, member) == by_code
    assert shown(posting, member, "sortierung=nummer") == by_code
    assert shown(posting, member, "suche=zander") == []


def test_the_address_of_a_query_reads_back_as_itself(posting):
    officer = make_hr_officer()
    query = OverviewQuery.of(QueryDict("suche=a%26b&stand=received&richtung=ab&sortierung=nummer"), officer, posting)

    assert OverviewQuery.of(QueryDict(query.address()[1:]), officer, posting) == query
