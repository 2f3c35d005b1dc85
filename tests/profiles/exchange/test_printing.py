from dataclasses import replace

from profiles.exchange.printing import Marker, WeightBox, print_profile
from profiles.importing.document import ParsedText
from tests.profiles.exchange.contents import CONTENT, DRAFT, FROZEN, plain, settled


def printed(content=CONTENT, edition=DRAFT):
    return print_profile(content, edition, Marker(content.corrections))


def test_a_corrected_word_carries_its_mark_behind_its_ending():
    mark = Marker(CONTENT.corrections)

    first = mark(ParsedText("des Teilhabepanverfahrens & mehr", "des Teilhabeplanverfahrens & mehr"))
    again = mark(ParsedText("Teilhabepanverfahren", "Teilhabeplanverfahren"))

    link = ' <a class="correction" href="#korrektur-1">[K1]</a>'
    assert (first, again) == (f"des Teilhabeplanverfahrens{link} &amp; mehr", f"Teilhabeplanverfahren{link}")
    assert [(note.sign, note.raw, note.display) for note in mark.notes] == [
        ("K1", "Teilhabepanverfahren", "Teilhabeplanverfahren")
    ]


def test_a_word_that_was_right_in_the_source_carries_no_mark():
    mark = Marker(CONTENT.corrections)

    assert mark(plain("Teilhabeplanverfahren")) == "Teilhabeplanverfahren"
    assert mark.notes == ()


def test_each_box_says_what_it_is():
    boxes = printed().sections[1].criteria[0].boxes

    assert boxes == (
        WeightBox("4", False, "4 leer"),
        WeightBox("3", False, "3 leer"),
        WeightBox("2", True, "Gewichtung 2 angekreuzt"),
        WeightBox("1", False, "1 leer"),
    )


def test_an_open_weight_ticks_nothing_and_is_called_open():
    criterion = printed().sections[0].criteria[1]

    assert [box.is_ticked for box in criterion.boxes] == [False] * 4
    assert (criterion.weight, criterion.doubt) == ("noch offen", "Gewichtung noch offen.")


def test_a_draft_carries_no_hash_and_a_frozen_profile_all_of_it():
    draft, frozen = printed(edition=DRAFT), printed(settled(CONTENT), FROZEN)

    assert (draft.is_draft, draft.sha256) == (True, "")
    assert (frozen.is_draft, frozen.sha256) == (False, "ab" * 32)
    assert frozen.status == "festgeschrieben am 18.07.2025, seither unverändert"
    assert printed(edition=replace(DRAFT, is_locked=True)).status == (
        "Entwurf – geprüft und gesperrt, noch nicht veröffentlicht"
    )


def test_what_is_unknown_about_the_grey_part_is_said():
    unknown = replace(CONTENT.sections[0].criteria[0], is_mandatory_base=None)
    nothing_known = replace(CONTENT, sections=(replace(CONTENT.sections[0], criteria=(unknown,)),))

    assert printed().mandatory_note == "Nicht bekannt ist dies für: 3.1.2. Sie sind nicht unterlegt."
    assert "kein Feld grau unterlegt" in printed(nothing_known).mandatory_note
    assert [c.is_mandatory for section in printed().sections for c in section.criteria] == [False, False, True]


def test_unproven_words_of_the_legend_are_called_so():
    legend = ((4, "unabdingbar", True), (3, "sehr wichtig", False), (2, "wichtig", False), (1, "erforderlich", False))

    assert printed().legend == "* Gewichtungen: 4 = unabdingbar, 3 = sehr wichtig, 2 = wichtig, 1 = erforderlich"
    assert printed(replace(CONTENT, weight_legend=legend)).legend == (
        "* Gewichtungen: 4 = unabdingbar; üblich, aber nicht belegt: "
        "„sehr wichtig“ (3), „wichtig“ (2), „erforderlich“ (1)"
    )
