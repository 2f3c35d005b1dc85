import pytest

from profiles.exchange.json_format import write_json
from profiles.importing.document import Finding, UnreadableDocument
from profiles.importing.exchange_json import parsed_profile, read_profile_json
from profiles.importing.pipeline import read_content
from profiles.importing.sandbox import read_safely
from tests.profiles.exchange.contents import CONTENT, DRAFT

FILE = write_json(CONTENT, DRAFT)


def test_file_becomes_a_read_document():
    document = read_profile_json(FILE, "profil.json")

    assert document.profile == parsed_profile(CONTENT)
    assert (document.posting, document.source_name, document.format_name) == (None, "profil.json", "JSON-Datei")
    assert [line.text for line in document.source_lines][:2] == ["{", '  "schema": "anforderungsprofil",']
    assert [(c.raw, c.display, c.where) for c in document.corrections] == [
        ("Teilhabepanverfahren", "Teilhabeplanverfahren", "Zeile 12")
    ]


def test_a_doubt_stays_a_doubt():
    document = read_profile_json(FILE, "profil.json")
    criterion = document.profile.sections[0].criteria[1]

    assert (criterion.weight, criterion.weight_confirmed) == (None, False)
    assert document.findings == (
        Finding(
            "weight_unconfirmed", "Zu 3.1.2 ist keine Gewichtung angekreuzt.", "Anforderung 3.1.2", subject="3.1.2"
        ),
    )


def test_requirements_are_counted_within_their_track():
    assert [(r.track, r.number) for r in parsed_profile(CONTENT).requirements] == [
        ("employee", 1),
        ("employee", 2),
        ("civil_servant", 1),
    ]


@pytest.mark.parametrize("read", [read_content, read_safely])
def test_the_one_way_of_importing_takes_it(read):
    assert read(FILE, "profil.json") == read_profile_json(FILE, "profil.json")


def test_an_altered_file_is_unreadable():
    with pytest.raises(UnreadableDocument, match="nach ihrer Ausgabe verändert"):
        read_content(FILE.replace(b"Rechtskenntnisse", b"Fachkenntnisse"), "profil.json")
