from itertools import product

import pytest

from profiles.importing.pipeline import read_content
from tests.profiles.importing.building_text import TICKS, build_text
from tests.profiles.importing.written_profile import EXAMPLE


def read(text: str):
    return read_content(text.encode(), "probe.md")


def weights(document):
    return {c.number: c.weight for s in document.profile.sections for c in s.criteria}


def doubtful(document):
    return [c.number for s in document.profile.sections for c in s.criteria if not c.weight_confirmed]


@pytest.mark.parametrize(("tick", "table"), product(TICKS, ("tab", "pipe")))
def test_every_sign_of_ticking_is_read_in_every_kind_of_table(tick, table):
    document = read(build_text(EXAMPLE, table=table, tick=tick))

    assert weights(document) == EXAMPLE.weights
    assert doubtful(document) == []


@pytest.mark.parametrize("tick", ["char", "bracket", "square", "input"])
def test_columns_lined_up_by_spaces_are_read(tick):
    document = read(build_text(EXAMPLE, table="aligned", tick=tick))

    assert (weights(document), doubtful(document)) == (EXAMPLE.weights, [])


@pytest.mark.parametrize("table", ["tab", "pipe"])
def test_the_header_decides_the_direction(table):
    document = read(build_text(EXAMPLE, table=table, columns=(1, 2, 3, 4)))

    assert weights(document) == EXAMPLE.weights


def test_a_table_that_goes_on_without_header_keeps_the_columns():
    document = read(build_text(EXAMPLE, header_again=False))

    assert (weights(document), doubtful(document)) == (EXAMPLE.weights, [])


@pytest.mark.parametrize("table", ["tab", "pipe"])
def test_titles_definitions_and_indicators_are_told_apart(table):
    document = read(build_text(EXAMPLE, table=table))

    found = [
        (c.number, c.title.text, c.definition.text if c.definition else None, tuple(i.text for i in c.indicators))
        for s in document.profile.sections
        for c in s.criteria
    ]
    assert found == [(c.number, c.title, c.definition, c.indicators) for s in EXAMPLE.sections for c in s.criteria]


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "▪", "·"])
def test_every_bullet_makes_a_duty(bullet):
    document = read(build_text(EXAMPLE, bullet=bullet))

    expected = [duty for _heading, duties in EXAMPLE.tasks for duty in duties] + list(EXAMPLE.special_tasks)
    assert [task.text.text for task in document.profile.tasks] == expected


def test_the_head_is_read():
    profile = read(build_text(EXAMPLE)).profile

    assert (profile.stand, profile.author) == ("Jul 2025", "Soz 4K, Soz 41")
    assert profile.title.text == EXAMPLE.metadata["stellentitel"]
    assert profile.department == EXAMPLE.metadata["dienststelle"]
    assert (profile.pay_grade_e, profile.pay_grade_a) == ("E 10, Tl. I, TV-L", "A 11")


def test_stars_of_gender_forms_are_no_markup():
    document = read(
        "Anforderungsprofil\n\n1 Beschreibung des Arbeitsgebietes\n\n- für Kolleg*innen und Kund*innen da\n"
    )

    assert [task.text.text for task in document.profile.tasks] == ["für Kolleg*innen und Kund*innen da"]


def test_a_lone_cross_in_lines_without_columns_is_no_weight():
    document = read(
        "3.1 Fachkompetenzen   4 3 2 1\n3.1.1 Rechtskenntnisse      X\n• kennt SGB IX\n3.1.2 Planung ☐ ☐ ☒ ☐\n"
    )

    found = {
        c.number: (c.title.text, c.weight, c.weight_confirmed) for s in document.profile.sections for c in s.criteria
    }
    assert found == {"3.1.1": ("Rechtskenntnisse", None, False), "3.1.2": ("Planung", 2, True)}


@pytest.mark.parametrize(
    ("tick", "empty"),
    [
        (r"$\checkmark$", ""),
        (r"$\boxtimes$", r"$\square$"),
        (r"\(\boxtimes\)", r"\(\square\)"),
        (r"\boxtimes", r"\square"),
        (r"$\times$", ""),
        (":selected:", ":unselected:"),
    ],
)
def test_signs_that_text_recognition_spells_out_are_ticks_and_boxes(tick, empty):
    document = read(
        f"| | | 4 | 3 | 2 | 1 |\n|---|---|---|---|---|---|\n| 3.1 | Fach | | | | |\n"
        f"| 3.1.1 | Recht | {empty} | {tick} | {empty} | {empty} |\n"
    )

    assert (weights(document), doubtful(document)) == ({"3.1.1": 3}, [])


def test_no_break_spaces_are_spaces():
    spaced = build_text(EXAMPLE).replace(" ", "\u00a0")

    assert read(spaced).profile.tasks == read(build_text(EXAMPLE)).profile.tasks


def test_stars_round_a_definition_are_markup():
    document = read(
        "| | | 4 | 3 | 2 | 1 |\n|---|---|---|---|---|---|\n| 3.2 | Persönlich | | | | |\n"
        "| 3.2.1 | Planung<br>► *Fähigkeit, zu planen* | ☐ | ☒ | ☐ | ☐ |\n"
    )

    assert document.profile.sections[0].criteria[0].definition.text == "Fähigkeit, zu planen"


def test_rows_of_a_table_need_no_outer_pipes():
    document = read(
        "Nr. | Merkmal | 4 | 3 | 2 | 1\n--- | --- | --- | --- | --- | ---\n3.1 | Fach | | | |\n"
        "3.1.1 | Recht | ☐ | ☒ | ☐ | ☐\n"
    )

    assert (weights(document), doubtful(document)) == ({"3.1.1": 3}, [])


@pytest.mark.parametrize("struck", ["<del>X</del>", "<s>☒</s>", "~~X~~"])
def test_a_struck_tick_is_no_weight_beyond_doubt(struck):
    document = read_content(f"| | | 4 | 3 | 2 | 1 |\n| 3.1.1 | Recht | {struck} | | | |\n".encode(), "a.md")

    (section,) = document.profile.sections
    assert not section.criteria[0].weight_confirmed


def test_the_word_checked_in_a_title_ticks_no_box():
    box = '<input type="checkbox" title="not checked">'
    document = read_content(f"| | | 4 | 3 | 2 | 1 |\n| 3.1.1 | Recht | {box} | | [x] | |\n".encode(), "a.md")

    (section,) = document.profile.sections
    assert (section.criteria[0].weight, section.criteria[0].weight_confirmed) == (2, True)
