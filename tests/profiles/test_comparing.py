from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.comparing import (
    CriterionContent,
    DutyContent,
    Kind,
    ProfileContent,
    RequirementContent,
    SectionContent,
    compare,
    compare_words,
)


def criterion(number, *, title="", weight=3, key="", **fields):
    defaults = {"definition": "", "indicators": (), "title": title or f"Merkmal {number}"}
    return CriterionContent(**{"key": key or number, "number": number, "weight": weight, **defaults, **fields})


def section(number, *criteria, title=""):
    return SectionContent(number, title or f"Kompetenzen {number}", criteria)


BASE = ProfileContent(
    header=(("Stand", "Jul 2025"), ("Ersteller/in", "Soz 4K")),
    legend=((4, "unabdingbar", True), (3, "sehr wichtig", False)),
    scale=("Ausprägungsgrad", "5 = am besten", "1 = nicht"),
    sections=(
        section("3.1", criterion("3.1.1", weight=2), criterion("3.1.2", weight=4), criterion("3.1.3")),
        section("3.2", criterion("3.2.1")),
    ),
    duties=(DutyContent("", "Anträge prüfen"), DutyContent("", "Bürgerinnen und Bürger beraten")),
    requirements=(RequirementContent("Tarifbeschäftigte", "Abschluss", ("Bachelor of Laws", "Verwaltungslehrgang")),),
)


def with_sections(*sections):
    return replace(BASE, sections=sections)


def kinds(comparison):
    return {
        (change.after or change.before).number: [str(kind) for kind in change.kinds] for change in comparison.criteria
    }


def test_a_profile_does_not_differ_from_itself():
    assert compare(BASE, BASE).is_equal


def test_a_weight_a_word_and_a_place_are_three_kinds_of_change():
    first, second = BASE.sections
    one, two, three = first.criteria
    after = with_sections(
        section("3.1", replace(two, number="3.1.1"), replace(one, number="3.1.2"), replace(three, title="Merkmal neu")),
        section("3.2", replace(second.criteria[0], weight=1)),
    )

    assert kinds(compare(BASE, after)) == {"3.1.1": ["moved"], "3.1.3": ["reworded"], "3.2.1": ["reweighted"]}


def test_a_criterion_in_front_moves_no_other():
    first, second = BASE.sections
    shifted = [replace(c, number=f"3.1.{n}") for n, c in enumerate(first.criteria, start=2)]
    after = with_sections(section("3.1", criterion("3.1.1", title="neu", key="n"), *shifted), second)

    assert kinds(compare(BASE, after)) == {"3.1.1": ["added"]}


def test_a_criterion_that_goes_is_removed():
    first, second = BASE.sections
    comparison = compare(BASE, with_sections(section("3.1", *first.criteria[:2]), second))

    assert kinds(comparison) == {"3.1.3": ["removed"]}
    assert (comparison.weight_before, comparison.weight_after) == (12, 9)
    assert comparison.count(Kind.REMOVED) == 1


def test_moving_into_another_section_names_both():
    first, second = BASE.sections
    after = with_sections(
        section("3.1", *first.criteria[:2]),
        section("3.2", *second.criteria, replace(first.criteria[2], number="3.2.2")),
    )

    (change,) = compare(BASE, after).criteria
    assert (change.kinds, change.moved_from, change.moved_to) == (
        (Kind.MOVED,),
        "3.1 Kompetenzen 3.1",
        "3.2 Kompetenzen 3.2",
    )


def test_a_renamed_section_is_no_move_of_its_criteria():
    first, second = BASE.sections
    comparison = compare(BASE, with_sections(replace(first, title="Fachliches"), second))

    assert comparison.criteria == ()
    assert [change.label for change in comparison.sections] == ["Abschnitt"]


def test_profiles_of_different_origin_match_by_title_then_by_alike_text_of_the_same_number():
    foreign = with_sections(
        section(
            "3.1",
            criterion("3.1.9", title="Merkmal 3.1.1", weight=2, key="a"),
            criterion("3.1.2", title="Merkmal 3.1.2", definition="plant", weight=4, key="b"),
            criterion("3.1.3", title="Ganz etwas anderes hier", key="c"),
        ),
        section("3.2", criterion("3.2.1", title="merkmal 3.2.1", key="d")),
    )

    assert kinds(compare(BASE, foreign)) == {"3.1.2": ["reworded"], "3.1.3": ["removed"], "3.2.1": ["reworded"]}
    added = [c.after.title for c in compare(BASE, foreign).criteria if Kind.ADDED in c.kinds]
    assert added == ["Ganz etwas anderes hier"]


def test_header_legend_scale_duties_and_requirements_are_compared():
    after = replace(
        BASE,
        header=(("Stand", "Aug 2025"), ("Ersteller/in", "Soz 4K")),
        legend=((4, "unabdingbar", True), (3, "sehr wichtig", True)),
        scale=("Ausprägungsgrad", "5 = am allerbesten", "1 = nicht"),
        duties=(DutyContent("", "Bürgerinnen und Bürger beraten"), DutyContent("", "Anträge prüfen")),
        requirements=(
            RequirementContent("Tarifbeschäftigte", "Abschluss", ("Bachelor of Laws", "Verwaltungslehrgang II")),
            RequirementContent("Beamte", "Laufbahn", ()),
        ),
    )

    comparison = compare(BASE, after)

    assert [change.label for change in comparison.header] == ["Stand"]
    assert [change.label for change in comparison.legend] == ["Gewichtung 3"]
    assert [change.kind for change in comparison.scale] == [Kind.REWORDED]
    assert [change.kind for change in comparison.duties] == [Kind.MOVED]
    assert [change.kind for change in comparison.requirements] == [Kind.REWORDED, Kind.ADDED]
    assert not comparison.is_equal


def test_words_are_compared_one_by_one():
    before, after = compare_words("arbeitet genau und schnell", "arbeitet sehr genau und zügig")

    assert [(piece.kind, piece.text.strip()) for piece in before] == [
        ("same", "arbeitet"),
        ("same", "genau und"),
        ("removed", "schnell"),
    ]
    assert [(piece.kind, piece.text.strip()) for piece in after] == [
        ("same", "arbeitet"),
        ("added", "sehr"),
        ("same", "genau und"),
        ("added", "zügig"),
    ]


TEXT = st.text(alphabet="ab \n", max_size=30)


@given(TEXT, TEXT)
def test_the_pieces_of_each_side_are_its_text(before, after):
    left, right = compare_words(before, after)

    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (before, after)


@given(st.permutations([c for s in BASE.sections for c in s.criteria]))
def test_exchanging_the_sides_exchanges_added_and_removed(order):
    after = with_sections(section("3.1", *order[:3]))

    there, back = compare(BASE, after), compare(after, BASE)

    assert there.count(Kind.REMOVED) == back.count(Kind.ADDED) == 1
    assert there.count(Kind.ADDED) == back.count(Kind.REMOVED) == 0


@pytest.mark.parametrize("weight", [None, 1])
def test_an_open_weight_counts_nothing_yet(weight):
    first, second = BASE.sections
    content = with_sections(first, section("3.2", replace(second.criteria[0], weight=weight)))

    assert compare(content, BASE).weight_before == 9 + (weight or 0)
