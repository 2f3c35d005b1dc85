import pytest

from postings.notices.placeholders import faults_in, fill, without_placeholders
from postings.notices.wording import name_parts, named_person, warning_words


@pytest.mark.parametrize(
    ("text", "tokens", "found"),
    [
        ("Frau Müller war besser.", {"Müller"}, "Müller"),
        ("MÜLLER war besser.", {"Müller"}, "Müller"),
        ("Müllers Antworten waren besser.", {"Müller"}, "Müller"),
        ("Die Müllerin war besser.", {"Müller"}, None),
        ("Der Kreis war klein.", {"Klein"}, None),
        ("Frau Quitzow war besser.", name_parts("Quitzow-Ähre"), "Quitzow"),
        ("Herr von der Heide war besser.", name_parts("von der Heide"), "Heide"),
        ("in der Runde von zwei", name_parts("von der Heide"), None),
        ("wie B-4171 gezeigt", {"B-4171"}, "B-4171"),
        ("siehe anna@example.org", {"anna@example.org"}, "anna@example.org"),
    ],
)
def test_named_person(text, tokens, found):
    assert named_person(text, sorted(tokens)) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sie sind uns zu alt.", ("zu alt",)),
        ("wegen der Kinder und der Herkunft", ("Kinder", "Herkunft")),
        ("trotz der Schwangerschaft", ("Schwanger",)),
        (
            "In 3.1.2 waren die Antworten weniger vollständig: manchmal, Familiengericht.",
            ("Familiengericht",),
        ),
        ("Die Fachkenntnisse in der Eingliederungshilfe waren geringer.", ()),
    ],
)
def test_warning_words(text, words):
    assert warning_words(text) == words


def test_placeholders_unknown_missing_and_broken():
    faults = faults_in("{name}, {nane}", "{", known={"name", "grund"}, required=("grund",))

    assert (faults.unknown, faults.missing, faults.has_stray_brace) == (("nane",), ("grund",), True)
    assert not faults_in("{name} {grund}", known={"name", "grund"}, required=("grund",))


def test_fill_replaces_once_and_leaves_braces_of_values_alone():
    assert fill("{a} und {b}", {"a": "{b}", "b": "2"}) == "{b} und 2"
    assert without_placeholders("Guten Tag {name}") == "Guten Tag  "
