import random

import pytest

from postings.applications.importing.columns import compact, fields, propose, recognise, to_remember

GERMAN = {
    "Anrede": "salutation",
    "Titel": "academic_title",
    "Vorname": "first_name",
    "Nachname": "last_name",
    "Geburtsdatum": "birth_date",
    "Straße": "street",
    "PLZ": "postal_code",
    "Ort": "city",
    "E-Mail": "email",
    "Telefon": "phone",
    "Eingang": "received_on",
    "Schwerbehinderung": "severe_disability",
    "Gleichstellung": "equated",
    "Migrationshintergrund": "migration_background",
    "intern/extern": "is_internal",
    "Beschäftigungsverhältnis": "employment_status",
    "Bewerbung als": "track",
    "Status": "status",
    "Bewerbernummer": "source_number",
}
ENGLISH = {
    "Salutation": "salutation",
    "Academic title": "academic_title",
    "First name": "first_name",
    "Last name": "last_name",
    "Date of birth": "birth_date",
    "Street": "street",
    "ZIP code": "postal_code",
    "City": "city",
    "Email": "email",
    "Phone": "phone",
    "Received on": "received_on",
    "Severe disability": "severe_disability",
    "Internal/external": "is_internal",
    "Status": "status",
    "Applicant ID": "source_number",
}


@pytest.mark.parametrize("names", [GERMAN, ENGLISH], ids=["German", "English"])
def test_the_names_of_the_portals_are_proposed_in_any_order(names):
    columns = list(names)
    random.Random(4).shuffle(columns)

    assert propose(columns) == {column: names[column] for column in columns}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("e-mail-adresse*", "email"),
        ("EMAIL", "email"),
        ("first_name", "first_name"),
        ("firstName", "first_name"),
        ("Bewerber: Vorname", "first_name"),
        ("Bewerberin.Nachname", "last_name"),
        ("candidate_last_name", "last_name"),
        ("Eingang (TT.MM.JJJJ)", "received_on"),
        ("Strasse", "street"),
        ("STRASSE / NR.", "street"),
        ("StraÃŸe", "street"),
        ("Stra\ufffde", "street"),
        ("Beschäftigungsverh?ltnis", "employment_status"),
        ("Nachname\n(Pflichtfeld)", "last_name"),
        ("Name, Vorname", "full_name"),
        ("PLZ/Ort", "postal_city"),
        ("Lieblingsfarbe", None),
        ("", None),
    ],
)
def test_spellings(name, field):
    assert recognise(name) == field


def test_no_field_is_proposed_twice_and_a_lone_name_holds_both_names():
    assert propose(["Telefon", "Tel.", "Name", "Eingang"]) == {
        "Telefon": "phone",
        "Tel.": None,
        "Name": "full_name",
        "Eingang": "received_on",
    }
    assert propose(["Name", "Vorname"]) == {"Name": "last_name", "Vorname": "first_name"}


def test_what_a_person_chose_for_a_source_goes_before_the_names():
    chosen = {"Feld 7": "email", "E-Mail": None, "Telefon": "phone"}

    assert propose(["E-Mail", "FELD 7", "Telefon", "Ort"], to_remember(chosen)) == {
        "E-Mail": None,
        "FELD 7": "email",
        "Telefon": "phone",
        "Ort": "city",
    }
    assert propose(["Feld 7"], {"feld7": "gibt es nicht mehr"}) == {"Feld 7": None}


def test_no_name_means_two_fields():
    names = [compact(alias) for info in fields().values() for alias in info.aliases]

    assert sorted(set(names)) == sorted(dict.fromkeys(names))
    owners = {}
    for info in fields().values():
        for alias in info.aliases:
            owners.setdefault(compact(alias), set()).add(info.name)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}
