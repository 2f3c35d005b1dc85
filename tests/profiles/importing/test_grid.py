"""The traps of the grid, on hand-made tables: what is not beyond doubt stays unconfirmed, with words and place."""

from dataclasses import replace

import pytest

from profiles.importing.neutral import Cell, Line, Mark, NeutralDocument, Row, Table
from profiles.importing.pipeline import parse
from profiles.importing.ticks import read_cell

HEAD = ["", "", "4", "3", "2", "1"]


def cell(value):
    if isinstance(value, Cell):
        return value
    lines = value if isinstance(value, list) else [value] if value else []
    return read_cell([line if isinstance(line, Line) else Line(line, "") for line in lines])


def table(*rows, start=1):
    return Table(tuple(Row(tuple(cell(c) for c in row), f"Zeile {n}") for n, row in enumerate(rows, start=start)))


def read(*blocks):
    return parse(NeutralDocument(tuple(blocks)), name="probe", sha256="0" * 64)


def criteria(document):
    return {c.number: c for s in document.profile.sections for c in s.criteria}


def codes(document):
    return [finding.code for finding in document.findings]


def item(text):
    return Line(text, "", is_item=True)


def row(number, title, weight=None, *, sign="☒", empty="☐"):
    return [number, title, *(sign if column == weight else empty for column in (4, 3, 2, 1))]


def test_a_regular_row_is_beyond_doubt():
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3)))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, found.weight_reason, found.place) == (3, True, None, "Zeile 3")


@pytest.mark.parametrize("empty", ["☐", ""])
def test_an_empty_column_may_be_a_box_or_nothing(empty):
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 2, empty=empty)))

    assert (criteria(document)["3.1.1"].weight, criteria(document)["3.1.1"].weight_confirmed) == (2, True)


def test_a_row_with_a_cell_too_few_is_counted_at_its_four_boxes_and_stays_in_doubt():
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, ["3.1.1 Recht", "☐", "☒", "☐", "☐"]))

    found = criteria(document)["3.1.1"]
    assert (found.title.text, found.weight, found.weight_confirmed) == ("Recht", 3, False)
    assert "hat 5 statt 6 Zellen" in found.weight_reason
    assert codes(document) == ["weight_ragged"]


def test_a_tick_that_spans_two_columns_gives_no_weight_but_both_readings():
    wide = Cell(mark=Mark.TICKED, ticks=1, columns=2)
    covered = Cell(is_covered=True)
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, ["3.1.1", "Recht", "", wide, covered, ""]))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_alternatives, found.weight_confirmed) == (None, (2, 3), False)


def test_a_box_that_cannot_be_read_leaves_the_weight_open():
    unreadable = Cell(mark=Mark.UNREADABLE)
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, ["3.1.1", "Recht", unreadable, "☐", "☐", "☐"]))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed) == (None, False)
    assert "nicht lesbar (Zeile 3)" in found.weight_reason


def test_an_unreadable_box_beside_a_tick_makes_the_tick_a_proposal():
    unreadable = Cell(mark=Mark.UNREADABLE)
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, ["3.1.1", "Recht", unreadable, "☒", "☐", "☐"]))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed) == (3, False)


def test_words_in_a_weight_column_are_no_tick():
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, ["3.1.1", "Recht", "", "ja", "", ""]))

    assert (criteria(document)["3.1.1"].weight, codes(document)) == (None, ["weight_unreadable"])


def test_two_ticks_in_two_rows_of_one_criterion_are_two_ticks():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3), ["", [item("SGB IX")], "", "", "☒", ""])
    )

    assert (criteria(document)["3.1.1"].weight, codes(document)) == (None, ["weight_twice"])


def _torn(places):
    first = table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", ["Recht", item("kennt das")], None, empty=""))
    second = table(["", "Teilhabe", "", "☒", "", ""], start=10)
    rows = [
        Table(tuple(replace(r, place=f"{name}{r.place}") for r in t.rows))
        for t, name in zip((first, second), places, strict=True)
    ]
    return criteria(read(*rows))["3.1.1"]


def test_a_row_split_by_a_page_break_is_one_criterion():
    found = _torn(("Seite 1, Tabelle 1, ", "Seite 2, Tabelle 1, "))

    assert (found.weight, found.weight_confirmed) == (3, True)


@pytest.mark.parametrize(
    "places",
    [
        ("", ""),
        ("Seite 1, Tabelle 1, ", "Seite 1, Tabelle 2, "),
        ("Seite 1, Tabelle 1, ", "Seite 3, Tabelle 1, "),
    ],
)
def test_a_tick_in_a_further_table_is_only_a_proposal(places):
    found = _torn(places)

    assert (found.weight, found.weight_confirmed) == (3, False)
    assert "in einer weiteren Tabelle" in found.weight_reason


def test_a_sentence_split_by_a_page_break_is_joined():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", ["Recht", item("kennt das Gesetz über die")], 3)),
        table(["", ["eigene Teilhabe", item("kennt die Praxis")], "", "", "", ""], start=10),
    )

    texts = [indicator.text for indicator in criteria(document)["3.1.1"].indicators]
    assert texts == ["kennt das Gesetz über die eigene Teilhabe", "kennt die Praxis"]


def test_a_word_divided_by_a_page_break_is_whole_again():
    document = read(
        table(
            ["3.1", "Fachkompetenzen"],
            HEAD,
            row("3.1.1", ["Recht", Line("Fähigkeit, Fäl‐", "", is_definition=True)], 3),
        ),
        table(["", [Line("le zu lösen", "", is_italic=True)], "", "", "", ""], start=10),
    )

    assert criteria(document)["3.1.1"].definition.text == "Fähigkeit, Fälle zu lösen"


def test_a_table_that_goes_on_without_head_keeps_its_columns():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3)), table(row("3.1.2", "Praxis", 1), start=20)
    )

    assert (criteria(document)["3.1.2"].weight, codes(document)) == (1, [])


def test_a_table_that_goes_on_with_other_columns_is_in_doubt():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3)),
        table(["3.1.2", "Praxis", "", "☐", "☐", "☒", "☐"], start=20),
    )

    found = criteria(document)["3.1.2"]
    assert (found.weight, found.weight_confirmed, found.weight_alternatives) == (2, False, (1, 2))


def test_the_same_number_on_the_next_page_goes_on_with_the_criterion():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", ["Recht", item("SGB IX")], 3)),
        table(HEAD, ["3.1.1", [item("SGB XII")], "", "", "", ""], start=20),
    )

    assert [i.text for i in criteria(document)["3.1.1"].indicators] == ["SGB IX", "SGB XII"]


def test_a_row_split_by_a_page_break_goes_on_below_the_repeated_head():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", ["Recht", item("kennt das Gesetz über die")], 3)),
        table(
            ["3.", "Leistungsmerkmale", "Gewichtungen *", "", "", ""],
            ["3.1", "Fachkompetenzen"],
            HEAD,
            ["", ["eigene Teilhabe"], "", "", "", ""],
            row("3.1.2", "Praxis", 1),
            start=10,
        ),
    )

    found = criteria(document)
    assert [i.text for i in found["3.1.1"].indicators] == ["kennt das Gesetz über die eigene Teilhabe"]
    assert (found["3.1.1"].weight, found["3.1.2"].weight, codes(document)) == (3, 1, ["legend_lost"])


def test_a_number_given_twice_gets_the_next_free_one_and_a_finding():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3), row("3.1.2", "A", 1), row("3.1.1", "B", 2))
    )

    found = criteria(document)
    assert (found["3.1.3"].title.text, found["3.1.3"].weight, codes(document)) == ("B", 2, ["number_twice"])


def test_a_row_with_own_boxes_but_without_number_is_a_criterion_in_doubt():
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3), row("", "Praxis", 2)))

    found = criteria(document)["3.1.2"]
    assert (found.title.text, found.weight, found.weight_confirmed, codes(document)) == (
        "Praxis",
        2,
        False,
        ["number_missing"],
    )


@pytest.mark.parametrize("heading", [["Persönliche Kompetenzen", ""], ["", "Persönliche Kompetenzen"]])
def test_a_heading_without_number_names_the_section_of_the_next_criterion(heading):
    document = read(table(HEAD, heading, row("3.2.1", "Planung", 3)))

    assert [(s.number, s.title.text) for s in document.profile.sections] == [("3.2", "Persönliche Kompetenzen")]


def test_a_section_without_any_heading_is_kept_and_asked_for():
    document = read(table(HEAD, row("3.7.1", "Planung", 3)))

    assert [(s.number, s.title.text) for s in document.profile.sections] == [("3.7", "Abschnitt 3.7")]
    assert codes(document) == ["section_untitled"]


def test_a_heading_between_the_tables_names_the_section():
    document = read(Line("3.4 Führungskompetenzen", "Absatz 3"), table(HEAD, row("3.4.1", "Führung", 4)))

    assert [(s.number, s.title.text) for s in document.profile.sections] == [("3.4", "Führungskompetenzen")]


def test_head_and_section_in_one_row():
    document = read(table(["3.1", "Fachkompetenzen", "4", "3", "2", "1"], row("3.1.1", "Recht", 4)))

    assert [(s.number, s.title.text) for s in document.profile.sections] == [("3.1", "Fachkompetenzen")]
    assert criteria(document)["3.1.1"].weight == 4


def test_a_table_of_other_things_is_no_grid():
    document = read(Line("Anforderungsprofil", "Absatz 1"), table(["Jahr", "1", "2", "3"], ["2025", "x", "", ""]))

    assert document.profile.sections == ()
    assert "no_weight_grid" in codes(document)


def test_numbered_rows_without_boxes_and_head_are_no_grid():
    document = read(table(["3.1.1", "Recht", "sehr wichtig"], ["3.1.2", "Praxis", "wichtig"]))

    assert (document.profile.sections, codes(document)) == ((), ["no_weight_grid"])


def test_the_footnote_of_the_legend_is_read_and_is_no_indicator():
    footnote = ["* 4 = unabdingbar, 3 = sehr wichtig, 2 = wichtig, 1 = erforderlich", "", "", "", "", ""]
    document = read(table(["3.1", "Gewichtungen *"], HEAD, row("3.1.1", "Recht", 3), footnote))

    assert document.profile.legend == ((4, "unabdingbar"), (3, "sehr wichtig"), (2, "wichtig"), (1, "erforderlich"))
    assert (criteria(document)["3.1.1"].indicators, codes(document)) == ((), [])


def test_a_legend_may_use_words_of_its_own():
    footnote = Line(
        "* Gewichtungen: 4 = muss vorliegen; 3 = sehr wichtig; 2 = soll vorliegen; 1 = kann helfen", "Absatz 9"
    )
    document = read(table(["3.1", "Gewichtungen *"], HEAD, row("3.1.1", "Recht", 3)), footnote)

    assert document.profile.legend == (
        (4, "muss vorliegen"),
        (3, "sehr wichtig"),
        (2, "soll vorliegen"),
        (1, "kann helfen"),
    )


def test_labels_with_signs_keep_them():
    title = 'Müller\'s "Kommunikation" * : / & Sachbearbeiter*innen'
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", title, 3)))

    assert criteria(document)["3.1.1"].title.text == title


@pytest.mark.parametrize("nothing", ["-", "–", "—", "./."])
def test_a_dash_in_a_weight_column_is_no_tick_and_no_doubt(nothing):
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3, sign="X", empty=nothing)))

    assert (criteria(document)["3.1.1"].weight, codes(document)) == (3, [])


def test_boxes_of_several_columns_in_one_cell_give_no_weight():
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, ["3.1.1", "Recht", "☐ ☐ ☒ ☐", "", "", ""]))

    found = criteria(document)["3.1.1"]
    assert (found.weight, codes(document)) == (None, ["weight_unreadable"])
    assert "Kreuz und leeres Kästchen" in found.weight_reason


@pytest.mark.parametrize(
    "head",
    [
        ["4 (unabdingbar)", "3 (sehr wichtig)", "2 (wichtig)", "1 (erforderlich)"],
        ["unabdingbar (4)", "sehr wichtig (3)", "wichtig (2)", "erforderlich (1)"],
        ["unabdingbar = 4", "sehr wichtig = 3", "wichtig = 2", "erforderlich = 1"],
        ["unabdingbar", "sehr wichtig", "wichtig", "erforderlich"],
    ],
)
@pytest.mark.parametrize("step", [1, -1])
def test_the_head_may_name_the_steps_in_words(head, step):
    signs = ["", "X", "", ""][::step]
    document = read(table(["", "", *head[::step]], ["3.1", "Fachkompetenzen"], ["3.1.1", "Recht", *signs]))

    assert (criteria(document)["3.1.1"].weight, codes(document)) == (3, [])


def test_the_columns_of_the_weights_may_stand_on_the_left():
    document = read(
        table(["4", "3", "2", "1", "Nr.", "Merkmal"], ["", "", "", "", "3.1", "Fach"], ["x", "", "", "", "3.1.1", "A"])
    )

    assert (criteria(document)["3.1.1"].weight, codes(document)) == (4, [])


def test_another_table_with_four_numbered_columns_belongs_to_no_criterion():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht")),
        table(["Phase", "", "1", "2", "3", "4"], ["Einarbeitung", "", "", "X", "", ""], start=20),
    )

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.indicators, codes(document)) == (None, (), ["weight_missing"])


def test_legend_and_signatures_below_the_rows_are_no_indicators():
    document = read(
        table(
            ["3.1", "Fachkompetenzen"],
            HEAD,
            row("3.1.1", "Recht", 3),
            *(["4 = unabdingbar"], ["3 = sehr wichtig"], ["2 = wichtig"], ["1 = erforderlich"]),
            ["Datum: 1.7.2025", "", "Unterschrift: Müller", "", "", ""],
            ["Aufgestellt: Müller"],
        )
    )

    assert (criteria(document)["3.1.1"].weight, criteria(document)["3.1.1"].indicators) == (3, ())
    assert document.profile.legend[0] == (4, "unabdingbar")


@pytest.mark.parametrize(
    "written",
    [
        "Planung ► Fähigkeit, zu planen",
        "Planung ▶ ▶ Fähigkeit, zu planen",
        "Planung – Fähigkeit, zu planen",
        "Planung: Fähigkeit, zu planen",
        "Planung Fähigkeit, zu planen",
    ],
)
def test_title_and_definition_in_one_line_are_told_apart(written):
    found = criteria(read(table(["3.2", "Persönlich"], HEAD, row("3.2.1", written, 3))))["3.2.1"]

    assert (found.title.text, found.definition.text) == ("Planung", "Fähigkeit, zu planen")


def test_bullets_in_the_middle_of_a_line_part_indicators():
    words = ["Planung", item("plant früh • plant gut ▪ setzt um")]
    found = criteria(read(table(["3.2", "Persönlich"], HEAD, row("3.2.1", words, 3))))["3.2.1"]

    assert [indicator.text for indicator in found.indicators] == ["plant früh", "plant gut", "setzt um"]


def test_a_tick_behind_other_text_is_only_a_proposal():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht")),
        Line("Arbeitszeit", "Absatz 7"),
        table(["Montag", "", "X", "", "", ""], start=20),
    )

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, codes(document)) == (4, False, ["weight_apart"])


def test_the_grid_ends_at_the_next_chapter():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3)),
        Line("4 Sonstiges", "Absatz 7"),
        table(["Anlage", "", "X", "", "", ""], start=20),
    )

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.indicators, codes(document)) == (3, (), [])


TURNED = ["", "", "1", "2", "3", "4"]


@pytest.mark.parametrize("place", ["", "Seite 2, Tabelle 1, "])
def test_a_head_that_turns_the_columns_within_a_criterion_gives_no_weight(place):
    first = table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", None, empty=""))
    second = table(TURNED, ["", [item("kennt das")], "☒", "", "", ""], row("3.1.2", "Praxis", 4, empty=""), start=10)
    if place:
        first, second = (
            Table(tuple(replace(r, place=f"{name}{r.place}") for r in t.rows))
            for t, name in ((first, "Seite 1, Tabelle 1, "), (second, place))
        )
        document = read(first, second)
    else:
        document = read(Table((*first.rows, *second.rows)))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, found.weight_alternatives) == (None, False, (1, 2, 3, 4))
    assert "weight_head_turned" in codes(document)


def test_a_table_may_name_its_columns_in_another_order_than_the_one_before():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 2)),
        table(["3.2", "Personal"], TURNED, ["3.2.1", "Teamarbeit", "", "☒", "", ""], start=10),
    )

    assert {n: (c.weight, c.weight_confirmed) for n, c in criteria(document).items()} == {
        "3.1.1": (2, True),
        "3.2.1": (2, True),
    }


def test_two_heads_that_contradict_each_other_give_no_weight():
    words = ["", "", "erforderlich", "wichtig", "sehr wichtig", "unabdingbar"]
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, words, row("3.1.1", "Recht", 4)))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, codes(document)) == (None, False, ["weight_head_turned"])


def test_a_line_of_text_that_looks_like_a_head_turns_no_weight_silently():
    lines = ["3.1 Fachkompetenzen 4 3 2 1", "3.1.1 Recht ☐ ☒ ☐ ☐", "siehe Anlagen 1 2 3 4", "3.1.2 Praxis ☐ ☒ ☐ ☐"]
    document = read(*(Line(text, "") for text in lines))

    found = criteria(document)
    assert (found["3.1.1"].weight, found["3.1.1"].weight_confirmed) == (3, True)
    assert (found["3.1.2"].weight, found["3.1.2"].weight_confirmed) == (None, False)


@pytest.mark.parametrize(
    "head",
    [
        ["", "", "1", "2", "3", "4", "5"],
        ["", "", "0", "1", "2", "3", "4"],
        ["", "", "5", "4", "3", "2", "1"],
        ["", "", "1 unabdingbar", "2 sehr wichtig", "3 wichtig", "4 erforderlich"],
    ],
)
@pytest.mark.parametrize("follows", [False, True])
def test_columns_of_another_scale_are_no_weights(head, follows):
    before = [table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3))] if follows else []
    ticked = ["3.2.1", "Teamarbeit", "", "", "☒", *[""] * (len(head) - 5)]
    document = read(*before, table(["3.2", "Personal"], head, ticked, start=10))

    found = criteria(document)["3.2.1"]
    assert (found.weight, found.weight_confirmed, codes(document)) == (None, False, ["no_weight_header"])


def test_a_lined_up_head_of_five_steps_is_no_head():
    lines = ["3.1 Fachkompetenzen 5 4 3 2 1", "3.1.1 Recht ☐ ☐ ☒ ☐ ☐", "3.1.2 Praxis ☐ ☐ ☒ ☐"]
    document = read(*(Line(text, "") for text in lines))

    assert [c.weight_confirmed for c in criteria(document).values()] == [False, False]
    assert codes(document) == ["no_weight_header", "no_weight_header"]


def test_a_legend_that_calls_1_the_highest_step_makes_every_weight_a_proposal():
    legend = Line("1 = unabdingbar, 2 = sehr wichtig, 3 = wichtig, 4 = erforderlich", "")
    document = read(table(["3.1", "Fachkompetenzen"], TURNED, ["3.1.1", "Recht", "☒", "", "", ""]), legend)

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, codes(document)) == (1, False, ["weight_upside_down"])


DAMAGED = ["3.l.2", "3.1 .2", "3.1,2", "3.1.2)", "3 .1.2", "3.1.1.2", "3.1-2", "(3.1.2)", "Nr. 3.1.2", "3.1. 2", "3.12"]


@pytest.mark.parametrize("number", DAMAGED)
def test_a_damaged_number_begins_a_criterion_in_doubt(number):
    document = read(
        table(
            ["3.1", "Fachkompetenzen"],
            HEAD,
            row("3.1.1", "Recht", None, empty=""),
            row(number, "Praxis", 4, empty=""),
            row("3.1.3", "Technik", 2, empty=""),
        )
    )

    assert {n: (c.weight, c.weight_confirmed) for n, c in criteria(document).items()} == {
        "3.1.1": (None, False),
        "3.1.2": (4, False),
        "3.1.3": (2, True),
    }
    assert codes(document) == ["weight_missing", "number_missing"]


@pytest.mark.parametrize("number", DAMAGED)
def test_a_damaged_number_behind_the_heading_drops_no_criterion(number):
    rows = [row(number, "Praxis", 4, empty=""), row("3.1.1", "Recht", 2, empty="")]
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, *rows))

    found = list(criteria(document).values())
    assert [(c.weight, c.weight_confirmed) for c in found] == [(4, False), (2, True)]
    assert codes(document) == ["number_twice", "number_missing"]


@pytest.mark.parametrize("number", ["312", "2.", "zu 2"])
def test_a_tick_beside_words_in_the_place_of_the_number_is_only_a_proposal(number):
    rows = [row("3.1.1", "Recht", None, empty=""), row(number, "Praxis", 4, empty="")]
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, *rows))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, codes(document)) == (4, False, ["weight_apart"])


def test_a_tick_in_a_row_below_with_a_title_of_its_own_is_only_a_proposal():
    rows = [row("3.1.1", "Recht", None, empty=""), row("", "Praxis", 4, empty="")]
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, *rows))

    assert (criteria(document)["3.1.1"].weight_confirmed, codes(document)) == (False, ["weight_apart"])


@pytest.mark.parametrize(
    "below", [[item("SGB IX")], ["Umfassende Kenntnisse im Sozialrecht"], ["Fähigkeit, Recht anzuwenden"], ["im Recht"]]
)
def test_a_tick_beside_the_text_of_its_criterion_is_beyond_doubt(below):
    rows = [row("3.1.1", "Recht", None, empty=""), row("", below, 4, empty="")]
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, *rows))

    assert (criteria(document)["3.1.1"].weight, criteria(document)["3.1.1"].weight_confirmed) == (4, True)


@pytest.mark.parametrize(
    "stray",
    [
        ["3.2", "Persönliche Kompetenzen", "", "☒", "", ""],
        ["", "Datum", "", "☒", "", ""],
        ["", "Gewichtung von Interessen", "", "☒", "", ""],
        ["", "Gewichtungen", "☒", "", "", ""],
    ],
)
def test_a_tick_that_belongs_to_no_criterion_is_told(stray):
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 3), stray))

    assert codes(document)[-1] == "tick_without_criterion"
    assert (criteria(document)["3.1.1"].weight, criteria(document)["3.1.1"].weight_confirmed) == (3, True)


@pytest.mark.parametrize("weights", [(None, 3), (2, None)])
def test_the_same_number_in_the_next_row_is_another_criterion(weights):
    rows = [row("3.1.1", title, weight, empty="") for title, weight in zip("AB", weights, strict=True)]
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, *rows))

    assert [(c.title.text, c.weight) for c in criteria(document).values()] == list(zip("AB", weights, strict=True))
    assert codes(document) == ["number_twice", "weight_missing"]


@pytest.mark.parametrize(
    ("number", "words"), [("3.1.1", ["Recht", "3.1.2 Praxis"]), (["3.1.1", "3.1.2"], ["Recht", "Praxis"])]
)
def test_a_tick_beside_two_numbers_is_only_a_proposal(number, words):
    document = read(table(["3.1", "Fachkompetenzen"], HEAD, [number, words, "", "☒", "", ""]))

    found = criteria(document)["3.1.1"]
    assert (found.weight, found.weight_confirmed, codes(document)) == (3, False, ["number_inside"])
    assert "auch die Nummer 3.1.2" in found.weight_reason


def test_a_table_without_head_after_heads_in_both_directions_gives_no_weight():
    document = read(
        table(["3.1", "Fachkompetenzen"], HEAD, row("3.1.1", "Recht", 2)),
        table(["3.2", "Personal"], TURNED, ["3.2.1", "Teamarbeit", "", "☒", "", ""], start=10),
        table(["3.2.2", "Diversität", "", "☒", "", ""], start=20),
    )

    found = criteria(document)
    assert {n: (c.weight, c.weight_confirmed) for n, c in found.items()} == {
        "3.1.1": (2, True),
        "3.2.1": (2, True),
        "3.2.2": (None, False),
    }


def test_a_criterion_without_tick_above_the_others_of_its_table_is_kept():
    document = read(
        table(["3.1.1", "Recht", "", "", "", ""], HEAD, row("3.1.2", "Praxis", 3)),
        Line("4 Sonstiges", ""),
        table(["3.2.1", "Team", "", "", "", ""], row("3.2.2", "Vielfalt", 2), start=10),
    )

    assert {n: c.weight for n, c in criteria(document).items()} == {
        "3.1.1": None,
        "3.1.2": 3,
        "3.2.1": None,
        "3.2.2": 2,
    }


@pytest.mark.parametrize("line", ["3.l.2 Praxis ☐ ☒ ☐ ☐", "3.1 .2 Praxis ☐ ☒ ☐ ☐", "Praxis ☐ ☒ ☐ ☐"])
def test_a_lined_up_row_with_a_damaged_number_is_a_criterion_in_doubt(line):
    document = read(*(Line(text, "") for text in ("3.1 Fach 4 3 2 1", "3.1.1 Recht ☒ ☐ ☐ ☐", line)))

    assert [(c.weight, c.weight_confirmed) for c in criteria(document).values()] == [(4, True), (3, False)]


def test_a_lined_up_row_with_five_signs_gives_no_weight():
    document = read(*(Line(text, "") for text in ("3.1 Fach 4 3 2 1", "3.1.1 Recht ☐ ☐ ☐ ☒ ☐")))

    assert (criteria(document)["3.1.1"].weight, codes(document)) == (None, ["weight_unreadable"])
