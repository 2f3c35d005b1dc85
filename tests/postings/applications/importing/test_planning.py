from datetime import date

import pytest

from postings.applications.importing.planning import Change, Decision, Known, Situation, plan, summary
from postings.applications.importing.records import Level, Problem, Record
from postings.applications.importing.serialising import plan_from_plain, plan_to_plain, reasons

ANNA = {"first_name": "Anna", "last_name": "Meier", "birth_date": "1980-03-04", "email": "am@example.org",
        "received_on": "2025-08-14", "phone": "030 1"}  # fmt: skip
BERT = {"first_name": "Bert", "last_name": "Ott", "birth_date": "1970-01-01", "email": "bo@example.org",
        "received_on": "2025-08-14"}  # fmt: skip
DEADLINE = date(2025, 8, 15)
CHECK = Problem(Level.CHECK, "Zeichen verloren", "Nachname", "last_name")
BAD = Problem(Level.ERROR, "Kein Datum", "Eingang", "received_on")


def record(row, *problems, without=(), base=ANNA, **changes):
    fields = {name: value for name, value in {**base, **changes}.items() if name not in without}
    return Record(row, fields, problems, is_withdrawn=changes.pop("gone", False))


def planned(*records, known=(), decisions=None, source="Portal"):
    rows = plan(records, Situation(list(known), DEADLINE, source, decisions or {}))
    assert plan_from_plain(plan_to_plain(rows)) == rows
    return rows


def actions(*records, **more):
    return [row.action.value for row in planned(*records, **more)]


def stored(**changes):
    more = {name: changes.pop(name) for name in ("is_withdrawn", "source") if name in changes}
    return Known(11, 3, {**ANNA, "is_internal": False, "channel": "portal", **changes}, **more)


def test_new_late_invalid_and_doubtful_rows():
    rows = [
        record(2),
        record(3, base=BERT, received_on="2025-08-16"),
        record(4, BAD, email="c@example.org"),
        record(5, CHECK, base=BERT, first_name="Uta", birth_date="1991-01-01", email="u@example.org"),
    ]

    assert actions(*rows) == ["create", "late", "invalid", "check"]
    assert [row.is_written for row in planned(*rows)] == [True, True, False, False]
    assert [row.is_blocking for row in planned(*rows)] == [False, False, True, True]


def test_the_last_day_of_the_period_is_not_late():
    assert actions(record(2, received_on="2025-08-15")) == ["create"]
    assert plan([record(2, received_on="2099-01-01")], Situation())[0].action == "create"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_name": "Ganz", "first_name": "Anders", "birth_date": "1999-09-09"}, "dieselbe E-Mail-Adresse"),
        ({"email": "neu@example.org"}, "derselbe Name und dasselbe Geburtsdatum"),
    ],
)
def test_a_certain_duplicate_inside_the_file_is_in_the_way_until_somebody_says_so(changes, words):
    first, second = planned(record(2), record(3, **changes))

    assert (first.action, second.action, second.is_blocking) == ("create", "duplicate", True)
    assert second.problems[0].message.startswith(f"Dieselbe Person wie in Zeile 2: {words}. Die Angaben weichen ab: ")
    decided = planned(record(2), record(3, **changes), decisions={3: Decision.SKIP})[1]
    assert (decided.is_blocking, decided.is_left) == (False, True)


def test_the_same_row_twice_is_nothing_to_do():
    second = planned(record(2), record(3))[1]

    assert (second.action, second.is_unchanged, second.is_blocking, second.is_left) == ("duplicate", True, False, False)


def test_capitals_do_not_tell_addresses_apart():
    louder = record(3, email="AM@Example.org")

    assert planned(record(2), louder)[1].is_unchanged
    assert planned(louder, known=[stored()])[0].is_unchanged


def test_an_invalid_row_does_not_make_its_corrected_twin_a_duplicate():
    assert actions(record(2, BAD), record(3)) == ["invalid", "create"]


def test_a_similar_person_waits_for_a_decision():
    rows = [record(2), record(3, last_name="Mayer", email="x@example.org", birth_date="1980-05-05")]

    waiting = planned(*rows)[1]
    taken = planned(*rows, decisions={3: Decision.TAKE})[1]
    skipped = planned(*rows, decisions={3: Decision.SKIP})[1]

    assert (
        waiting.problems[0].message
        == "Vielleicht dieselbe Person wie Zeile 2: ähnlicher Name mit demselben Geburtsjahr."
    )
    assert [(row.action.value, row.is_written, row.is_blocking) for row in (waiting, taken, skipped)] == [
        ("check", False, True),
        ("check", True, False),
        ("check", False, False),
    ]


def test_what_is_stored_already_is_unchanged():
    (row,) = planned(record(2), known=[stored()])

    assert (row.action, row.is_unchanged, row.application_id, row.changes) == ("duplicate", True, 11, ())
    assert row.problems[-1].message == "Dieselbe Person wie Bewerbung 3: dieselbe E-Mail-Adresse. Nichts zu tun."


def test_changed_fields_are_an_update_and_silence_changes_nothing():
    (row,) = planned(record(2, phone="030 2", city="Berlin", without=("birth_date",)), known=[stored()])

    assert (row.action, row.is_written) == ("update", True)
    assert row.changes == (Change("phone", "030 1", "030 2"), Change("city", "", "Berlin"))


def test_the_same_number_of_the_source_changes_even_name_and_address():
    known = stored(source_number="7", source="Portal")
    (row,) = planned(record(2, source_number="7", last_name="Neumann", email="neu@example.org"), known=[known])

    assert (row.action, [change.field for change in row.changes]) == ("update", ["last_name", "email"])
    other = stored(source_number="7", source="Papier", birth_date="1950-01-01", email="")
    assert actions(record(2, source_number="7", last_name="Neumann"), known=[other]) == ["create"]


def test_the_same_address_with_another_name_changes_nobody():
    (row,) = planned(record(2, first_name="Karl", last_name="Ott", without=("birth_date",)), known=[stored()])

    assert (row.action, row.is_blocking, row.changes) == ("duplicate", True, ())
    assert "Der Name ist ein anderer" in row.problems[-1].message


def test_receipt_and_track_of_a_known_application_stay_and_the_difference_is_told():
    (row,) = planned(record(2, received_on="2025-08-20", track="employee"), known=[stored(track="civil_servant")])

    assert (row.action, row.is_unchanged) == ("duplicate", True)
    assert [problem.field for problem in row.problems] == ["received_on", "track", ""]
    assert "14.08.2025, in der Liste 20.08.2025" in row.problems[0].message


def test_values_for_all_rows_change_nothing_that_is_stored():
    defaulted = Record(2, {**ANNA, "employment_status": "external"}, defaulted=frozenset({"employment_status"}))

    (row,) = planned(defaulted, known=[stored(employment_status="employee")])

    assert row.is_unchanged


def test_two_rows_of_one_known_application_are_not_both_written():
    rows = [record(2, phone="1"), record(3, phone="2", email="other@example.org", birth_date="", source_number="7")]

    first, second = planned(*rows, known=[stored(source_number="7", source="Portal")])

    assert (first.action, second.action, second.is_blocking) == ("update", "duplicate", True)


@pytest.mark.parametrize("decision", [None, Decision.TAKE])
def test_withdrawn_applications_are_neither_stored_nor_brought_back(decision):
    gone = Record(2, ANNA, (Problem(Level.CHECK, "Laut Quelle zurückgezogen."),), is_withdrawn=True)

    for record_, known in ((gone, []), (gone, [stored()]), (record(2), [stored(is_withdrawn=True)])):
        (row,) = planned(record_, known=known, decisions={2: decision} if decision else {})
        assert (row.action, row.is_written, row.is_blocking) == ("check", False, True)


def test_a_change_with_lost_characters_waits():
    (row,) = planned(record(2, CHECK, last_name="M?ier"), known=[stored()])

    assert (row.action, row.is_written) == ("duplicate", False)


def test_the_summary_counts_every_action():
    rows = planned(record(2), record(3), record(4, BAD), record(5, base=BERT, received_on="2025-08-16"))

    assert summary(rows) == {
        "rows": 4, "create": 1, "update": 0, "duplicate": 1, "check": 0, "late": 1, "invalid": 1, "unchanged": 1,
        "skipped": 0, "to_write": 2, "blocking": 1,
    }  # fmt: skip


def test_every_row_that_is_left_has_its_reasons():
    rows = planned(record(2), record(3, BAD), record(4, phone="2"))

    assert reasons(rows) == {
        3: "Eingang: Kein Datum",
        4: "Dieselbe Person wie in Zeile 2: dieselbe E-Mail-Adresse. Die Angaben weichen ab: Telefon.",
    }


def test_progress_is_told_up_to_the_end():
    heard = []
    plan(
        [record(n, email=f"{n}@x.de", first_name=f"A{n}", without=("birth_date",)) for n in range(600)],
        Situation(),
        progress=lambda *at: heard.append(at),
    )

    assert heard == [(250, 600), (500, 600), (600, 600)]
