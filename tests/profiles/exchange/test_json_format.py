import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings

from profiles.exchange.json_format import Origin, file_hash, parse_json, schema, write_json
from profiles.importing.document import UnreadableDocument
from tests.profiles.exchange.contents import CONTENT, DRAFT, FROZEN, contents, plain, settled


def written(content=CONTENT, edition=DRAFT):
    return json.loads(write_json(content, edition))


def refused(data) -> str:
    with pytest.raises(UnreadableDocument) as error:
        parse_json(data if isinstance(data, str) else json.dumps(data), "profil.json")
    assert "\n" not in str(error.value)
    return str(error.value)


def signed(data):
    return {**data, "sha256": file_hash(data)}


@settings(max_examples=150, deadline=None)
@given(content=contents())
def test_what_is_written_reads_back_equal(content):
    text = write_json(content, DRAFT).decode()

    assert parse_json(text, "profil.json")[0] == content


def test_the_schema_is_a_schema_and_the_file_follows_it():
    jsonschema.Draft202012Validator.check_schema(schema())

    jsonschema.Draft202012Validator(schema()).validate(written())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_same_content_same_bytes():
    assert write_json(CONTENT, DRAFT) == write_json(CONTENT, DRAFT)


def test_file_tells_where_it_came_from():
    text = write_json(settled(CONTENT), FROZEN).decode()

    assert parse_json(text, "x")[1] == Origin("Bezirksamt Mitte von Berlin", 1, "2025-07-18", "ab" * 32)
    assert written()["origin"] == {
        "authority": "Bezirksamt Mitte von Berlin",
        "version": 2,
        "status": "draft",
        "frozen_on": None,
        "profile_sha256": None,
    }


def test_raw_text_stands_only_where_it_differs():
    duties = written()["profile"]["duties"]

    assert [duty["text"] for duty in duties[:2]] == [
        {"text": "Durchführung des Teilhabeplanverfahrens", "raw": "Durchführung des Teilhabepanverfahrens"},
        {"text": "Beratung & Betreuung von <Klient*innen>"},
    ]


def test_any_change_with_the_old_hash_is_refused():
    changed = written()
    changed["profile"]["sections"][0]["criteria"][0]["weight"] = 3
    renamed = written()
    renamed["origin"]["authority"] = "Andere Behörde"

    for data in (changed, renamed):
        assert refused(data) == (
            "Die Datei profil.json wurde nach ihrer Ausgabe verändert: Die Prüfsumme in der Datei passt nicht zum "
            "Inhalt. Ändern Sie das Profil bitte in der Anwendung, oder lassen Sie sich die Datei neu ausgeben."
        )


def test_white_space_and_order_of_keys_are_no_change():
    data = written()
    shuffled = json.dumps(dict(reversed(data.items())), separators=(",", ":"))

    assert parse_json(shuffled, "x")[0] == CONTENT


@pytest.mark.parametrize("version", [0, 2, "1", None, True, 1.5, [1]])
def test_an_unknown_version_is_refused(version):
    assert "Fassung" in refused(signed({**written(), "schema_version": version}))


def test_another_file_is_refused():
    for data in ({}, [], {"schema": "lebenslauf"}, 7):
        assert refused(data) == (
            "Die Datei profil.json ist kein Anforderungsprofil im Austauschformat "
            "(Angabe „schema“ fehlt oder ist anders)."
        )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a": NaN}',
        '{"schema": "anforderungsprofil", "schema": "x"}',
        '{"schema": "anforderungsprofil", "x": "\\ud800"}',
        "[" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
    ],
)
def test_what_is_no_json_is_refused(text):
    assert refused(text) == "Die Datei profil.json ist kein gültiges JSON."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: p.pop("duties"), "profile: ein vorgeschriebenes Feld fehlt (duties)"),
        (lambda p: p.update(extra=1), "profile: ein unbekanntes Feld steht da (extra)"),
        (lambda p: p.update(stand=7), "profile › stand: der Wert hat die falsche Art"),
        (lambda p: p.update(stand="x" * 61), "profile › stand: der Text ist zu lang"),
        (lambda p: p.update(author="a\u0000b"), "profile › author: der Wert hat nicht die vorgeschriebene Form"),
        (lambda p: p["title"].update(text=""), "profile › title › text: der Text ist leer"),
        (
            lambda p: p["sections"][0]["criteria"][0].update(weight=5),
            "profile › sections › 1 › criteria › 1 › weight: die Zahl ist zu groß",
        ),
        (
            lambda p: p["sections"][0]["criteria"][1].update(weight_confirmed=True),
            "profile › sections › 1 › criteria › 2 › weight: der Wert hat die falsche Art",
        ),
        (
            lambda p: p["formal_requirements"][0].update(track="richter"),
            "profile › formal_requirements › 1 › track: der Wert ist keiner der zulässigen",
        ),
        (
            lambda p: p["sections"][0]["criteria"][0].update(id="1"),
            "profile › sections › 1 › criteria › 1 › id: der Wert hat nicht die vorgeschriebene Form",
        ),
    ],
)
def test_what_breaks_the_schema_is_refused_with_the_place(change, message):
    data = written()
    change(data["profile"])

    assert refused(signed(data)) == f"Die Datei profil.json entspricht nicht dem Schema: {message}."


def test_numbers_and_identifiers_stand_once():
    first, second = CONTENT.sections[0].criteria
    for twice, words in (
        (replace(second, number=first.number), "Die Nummer einer Anforderung steht doppelt da (3.1.1)"),
        (replace(second, key=first.key), f"Die Kennung einer Anforderung steht doppelt da ({first.key})"),
    ):
        content = replace(CONTENT, sections=(replace(CONTENT.sections[0], criteria=(first, twice)),))
        assert refused(write_json(content, DRAFT).decode()) == f"Die Datei profil.json ist widersprüchlich: {words}."


def test_a_whole_number_written_with_a_point_is_that_number():
    data = written(replace(settled(CONTENT), title=plain("Titel")))
    data["profile"]["sections"][0]["criteria"][0]["weight"] = 4.0

    weight = parse_json(json.dumps(signed(data)), "x")[0].criteria[0].weight

    assert (weight, type(weight)) == (4, int)


def with_readings(*weights):
    """The sample whose second criterion is in doubt between ``weights``."""
    first, *rest = CONTENT.sections
    clear, doubtful, *others = first.criteria
    criteria = (clear, replace(doubtful, weight_readings=weights), *others)
    return replace(CONTENT, sections=(replace(first, criteria=criteria), *rest))


def test_what_a_doubtful_weight_may_mean_goes_along_and_is_absent_elsewhere():
    with_doubt, without = (
        [criterion for section in written(content)["profile"]["sections"] for criterion in section["criteria"]]
        for content in (with_readings(2, 3), CONTENT)
    )

    assert [criterion.get("weight_readings") for criterion in with_doubt] == [
        None,
        [2, 3],
        *[None] * (len(without) - 2),
    ]
    assert not any("weight_readings" in criterion for criterion in without)  # files of before stay valid, byte by byte
    assert parse_json(write_json(with_readings(2, 3), DRAFT).decode(), "x")[0] == with_readings(2, 3)


@pytest.mark.parametrize("weights", [[], [5], [2, 2], ["2"], [1, 2, 3, 4, 4]])
def test_readings_that_are_none_are_refused(weights):
    data = written(with_readings(2, 3))
    data["profile"]["sections"][0]["criteria"][1]["weight_readings"] = weights

    assert "weight_readings" in refused(signed(data))
