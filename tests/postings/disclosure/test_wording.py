"""Keys and structure of the program in words."""

import pytest

from postings.disclosure.wording import SPOKEN
from postings.equality.rules import Ground
from postings.files.enums import Need


@pytest.mark.parametrize(
    ("column", "stored", "told"),
    [
        ("equality.InvitationLine.grounds", ["sgb_ix_165", "comparison"], "§ 165 SGB IX, Vorauswahl"),
        ("files.DocumentRequest.needs", ["cv", "degree"], "Lebenslauf, Abschluss- oder Qualifikationsnachweis"),
        ("decision.DecisionEntry.computed_mean", "298/93", "3,20 (genau 298/93)"),
        (
            "applications.ApplicantMerge.before",
            {
                "applicants": {"7": {"last_name": "Ahornblatt", "first_name": "Erika", "phone": "", "sort_key": "x"}},
                "applications": {"9": {"applicant_id": 7, "status": "withdrawn", "duplicate_of_id": None}},
            },
            "Nachname: Ahornblatt, Vorname: Erika; Stand: zurückgezogen",
        ),
    ],
)
def test_a_key_is_told_in_words(column, stored, told):
    assert SPOKEN[column](stored) == told


def test_every_ground_and_every_need_has_words():
    assert SPOKEN["equality.InvitationLine.grounds"]([one.value for one in Ground]).count(", ") == len(Ground) - 1
    assert SPOKEN["files.DocumentRequest.needs"](Need.values).count(", ") >= len(Need) - 1
