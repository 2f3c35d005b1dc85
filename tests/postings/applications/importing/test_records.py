from datetime import date

import pytest

from postings.applications.importing.columns import propose
from postings.applications.importing.reading import read_list
from postings.applications.importing.records import Level, Reading, read_records
from tests.postings.applications.importing.building import build_csv, build_xlsx

BASE = {"Vorname": "Jördis", "Nachname": "Müller", "Eingang": "14.08.2025"}
READ = {"first_name": "Jördis", "last_name": "Müller", "received_on": "2025-08-14"}


def read(values, *, build=build_csv, defaults=None, base=BASE, **more):
    row = {**base, **values}
    table = read_list(build([list(row), list(row.values())], **more), "liste")
    (record,) = read_records(table, Reading(propose(table.columns), date(2025, 9, 1), defaults or {}))
    return record


def fields(values, **more):
    return {name: value for name, value in read(values, **more).fields.items() if name not in READ}


def told(record):
    return [(problem.level.value, problem.column) for problem in record.problems]


def test_a_row_becomes_values_by_field():
    record = read({"Titel": "Dr.", "PLZ": "01067", "E-Mail": "jm@b.de", "intern/extern": "intern", "Land": "DE"})

    assert (record.row, record.problems) == (2, ())
    assert record.fields == {
        **READ, "academic_title": "Dr.", "postal_code": "01067", "email": "jm@b.de", "is_internal": True
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"Anrede": "Frau"}, {"sex": "female"}),
        ({"Anrede": "Frau Dr."}, {"sex": "female", "academic_title": "Dr."}),
        ({"Anrede": "Frau", "Geschlecht": "divers"}, {"sex": "diverse"}),
        ({"Titel": "Herr"}, {"sex": "male"}),
        ({"Schwerbehinderung": "ja", "Gleichstellung": "nein"}, {"disability_status": "severe"}),
        ({"Schwerbehinderung": "nein", "Gleichstellung": "ja"}, {"disability_status": "equated"}),
        ({"Schwerbehinderung": "nein", "Gleichstellung": ""}, {"disability_status": "none"}),
        ({"Schwerbehinderung": "gleichgestellt"}, {"disability_status": "equated"}),
        ({"Schwerbehinderung": "keine Angabe"}, {}),
        ({"Migrationshintergrund": "ja"}, {"migration_background": "yes"}),
        ({"Migrationshintergrund": "keine Angabe"}, {}),
        ({"Beschäftigungsverhältnis": "Beamtin"}, {"employment_status": "civil_servant", "track": "civil_servant"}),
        ({"Beschäftigungsverhältnis": "extern"}, {"employment_status": "external"}),
        ({"Bewerbung als": "Tarif"}, {"track": "employee"}),
        ({"Straße": "Lange Str.", "Hausnummer": "12 a"}, {"street": "Lange Str. 12 a"}),
        ({"PLZ/Ort": "01067 Dresden"}, {"postal_code": "01067", "city": "Dresden"}),
        ({"Mobil": "0170 1"}, {"phone": "0170 1"}),
        ({"Mobil": "0170 1", "Telefon": "030 2"}, {"phone": "030 2"}),
        ({"Bemerkung": "Zeile 1\nZeile; 2"}, {"remarks": "Zeile 1\nZeile; 2"}),
        ({"Telefon": "+49 30 1"}, {"phone": "+49 30 1"}),
        ({"Eingangsweg": "Online-Bewerbung"}, {"channel": "portal"}),
        ({"Einverständnis Personalakte": "nein"}, {"consents_to_personnel_file": False}),
        ({"Status": "eingegangen"}, {}),
    ],
)
def test_what_one_or_several_columns_say(values, expected):
    assert fields(values) == expected


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"Vorname": ""}, ("error", "Vorname")),
        ({"Eingang": ""}, ("error", "Eingang")),
        ({"Eingang": "31.02.2025"}, ("error", "Eingang")),
        ({"Eingang": "14.08.1925"}, ("error", "Eingang")),
        ({"Eingang": "14.08.2026"}, ("note", "Eingang")),
        ({"Geburtsdatum": "morgen"}, ("error", "Geburtsdatum")),
        ({"E-Mail": "jm"}, ("error", "E-Mail")),
        ({"Schwerbehinderung": "vielleicht"}, ("error", "Schwerbehinderung")),
        ({"Nachname": "M?ller"}, ("check", "Nachname")),
        ({"Nachname": "MÃ¼ller"}, ("check", "Nachname")),
        ({"Ort": "K\ufffdln"}, ("note", "Ort")),
        ({"PLZ": "1067"}, ("note", "PLZ")),
        ({"Ort": "=HYPERLINK(1)"}, ("note", "Ort")),
        ({"Status": "zurückgezogen"}, ("check", "Status")),
        ({"Status": "in der engeren Wahl"}, ("note", "Status")),
        ({"Bemerkung": "ist schwerbehindert"}, ("check", "Bemerkung")),
        ({"Anrede": "Frau", "Geschlecht": "m"}, ("note", "Geschlecht")),
    ],
)
def test_what_is_odd_is_told_with_its_cell(values, problem):
    assert told(read(values)) == [problem]


def test_lost_characters_are_told_and_kept_as_they_are():
    assert read({"Nachname": "M?ller"}).fields["last_name"] == "M?ller"


def test_a_formula_stays_text_whether_typed_or_computed():
    for build in (build_csv, build_xlsx):
        assert fields({"Ort": "=1+1"}, build=build) == {"city": "=1+1"}


def test_a_number_that_lost_its_zero_is_told_unless_its_format_shows_it():
    record = read({"PLZ": 1067}, build=build_xlsx)
    shown = read({"PLZ": 1067}, build=build_xlsx, formats={"D2": "00000"})

    assert (record.fields["postal_code"], told(record)) == ("1067", [("note", "PLZ")])
    assert (shown.fields["postal_code"], told(shown)) == ("01067", [])


def test_an_error_of_the_sheet_keeps_the_row_out():
    record = read({"Nachname": "#N/A"}, build=build_xlsx)

    assert told(record) == [("error", "Nachname")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Müller, Jördis", ("Müller", "Jördis")),
        ("Jördis Müller", ("Müller", "Jördis")),
        ("von der Leyen, Ursula", ("von der Leyen", "Ursula")),
    ],
)
def test_a_whole_name_is_parted_where_that_is_certain(name, expected):
    record = read({"Name": name}, base={"Eingang": "14.08.2025"})

    assert (record.fields["last_name"], record.fields["first_name"]) == expected


def test_a_whole_name_that_cannot_be_parted_is_invalid_once():
    assert told(read({"Name": "Ursula von der Leyen"}, base={"Eingang": "14.08.2025"})) == [("error", "Name")]


def test_values_for_all_rows_fill_gaps_only():
    defaults = {"received_on": "2025-08-01", "employment_status": "employee"}
    given = read({"Beschäftigungsverhältnis": "Beamtin"}, defaults=defaults)
    silent = read({"Beschäftigungsverhältnis": "", "Eingang": ""}, defaults=defaults)

    assert (given.fields["employment_status"], given.fields["received_on"]) == ("civil_servant", "2025-08-14")
    assert (silent.fields["employment_status"], silent.fields["received_on"]) == ("employee", "2025-08-01")
    assert (given.defaulted, silent.defaulted) == (frozenset(), {"received_on", "employment_status"})
    assert told(read({"Eingang": "kaputt"}, defaults=defaults)) == [("error", "Eingang")]


def test_a_row_of_another_width_is_not_read_at_all():
    table = read_list(b"Vorname;Nachname;Eingang\nA;B;14.08.2025\nA;B; C;14.08.2025\n", "liste.csv")
    records = read_records(table, Reading(propose(table.columns), date(2025, 9, 1)))

    assert (records[1].fields, records[1].problems[0].level) == ({}, Level.ERROR)
