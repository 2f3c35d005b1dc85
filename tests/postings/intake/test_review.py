from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from postings.applications.importing.planning import Decision
from postings.applications.models import ErasedMark
from postings.applications.services import withdraw_application
from postings.intake import services
from tests.factories import make_hr_officer, make_posting
from tests.postings.intake.lists import JOERDIS, SILENT, changed, reviewed, take_over

pytestmark = pytest.mark.django_db
ERASED = "Bewerbung 1 wurde zurückgezogen, ihre Daten sind gelöscht."


@pytest.fixture
def posting():
    """A posting whose first applicant came by a list, withdrew and was erased."""
    posting = make_posting()
    take_over(posting, JOERDIS, SILENT)
    withdraw_application(
        application=posting.applications.get(number=1), withdrawn_on=date(2025, 8, 20), actor=make_hr_officer()
    )
    return posting


def planned(posting, *rows, **more):
    return [
        (
            row.action,
            row.is_written,
            row.is_unchanged,
            row.may_be_taken,
            row.problems[-1].message if row.problems else "",
        )
        for row in services.planned_rows(reviewed(posting, *rows, **more))
    ]


def test_the_same_list_does_not_bring_back_who_withdrew(posting):
    known = planned(posting, JOERDIS, SILENT)

    assert known[0] == ("duplicate", False, True, False, f"{ERASED} Sie wird nicht wieder angelegt.")
    assert known[1][:3] == ("duplicate", False, True)


@pytest.mark.parametrize(
    "values",
    [
        {"bewerbernummer": "77"},
        {"bewerbernummer": "", "email": "JM@Example.org", "geburtsdatum": "01.01.1950"},
        {"bewerbernummer": "", "email": "neu@example.org", "nachname": "Mueller"},
    ],
)
def test_who_may_have_applied_anew_is_for_a_person_to_say(posting, values):
    row = changed(JOERDIS, **values)
    doubt = f"{ERASED} Bitte klären Sie, ob sich die Person neu beworben hat."

    assert planned(posting, row) == [("check", False, False, True, doubt)]


def test_a_new_application_of_an_erased_person_can_be_taken(posting):
    officer = make_hr_officer()
    kept = reviewed(posting, changed(JOERDIS, bewerbernummer="77"), actor=officer)
    kept = services.decide_rows(applicant_list=kept, decisions={2: Decision.TAKE}, actor=officer)

    services.accept_list(applicant_list=kept, actor=officer)

    assert list(posting.applications.order_by("number").values_list("number", "status")) == [
        (1, "withdrawn"),
        (2, "received"),
        (3, "received"),
    ]


def test_somebody_else_is_new(posting):
    other = changed(SILENT, bewerbernummer="9", vorname="Ida", nachname="Quell", email="iq@example.org")

    assert planned(posting, other)[0][:2] == ("create", True)


def test_another_source_counts_its_numbers_for_itself(posting):
    stranger = changed(JOERDIS, vorname="Ida", nachname="Quell", email="iq@example.org", geburtsdatum="02.02.1962")

    assert planned(posting, stranger, source_name="Papierstapel")[0][:2] == ("create", True)


def test_marks_are_hashes_and_nothing_else(posting):
    marks = ErasedMark.objects.values_list("application__number", "kind")

    assert sorted(marks) == [(1, "email"), (1, "number"), (1, "person")]
    with (
        pytest.raises(IntegrityError, match="erasedmark_is_hashed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE applications_erasedmark SET mark = 'jm@example.org'")
