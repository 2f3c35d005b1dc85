import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.editor import rows

ORDER = ["s1", "c1", "c2", "s2", "c3", "d1", "d2", "q1", "a1", "a2", "q2", "a3"]


@pytest.mark.parametrize(
    ("name", "step", "expected"),
    [
        ("c2", -1, ["s1", "c2", "c1", "s2", "c3"]),
        ("c1", -1, ["s1", "c1", "c2", "s2", "c3"]),
        ("c3", -1, ["s1", "c1", "c2", "c3", "s2"]),
        ("c2", 1, ["s1", "c1", "s2", "c2", "c3"]),
        ("c3", 1, ["s1", "c1", "c2", "s2", "c3"]),
        ("s2", -1, ["s2", "c3", "s1", "c1", "c2"]),
        ("s1", 1, ["s2", "c3", "s1", "c1", "c2"]),
        ("s2", 1, ["s1", "c1", "c2", "s2", "c3"]),
    ],
)
def test_sections_and_criteria_move(name, step, expected):
    assert rows.move(ORDER, name, step) == [*expected, *ORDER[5:]]


@pytest.mark.parametrize(
    ("name", "step", "expected"),
    [
        ("d1", 1, ["d2", "d1", "q1", "a1", "a2", "q2", "a3"]),
        ("d1", -1, ORDER[5:]),
        ("q2", -1, ["d1", "d2", "q2", "a3", "q1", "a1", "a2"]),
        ("a1", 1, ["d1", "d2", "q1", "a2", "a1", "q2", "a3"]),
        ("a2", 1, ORDER[5:]),
        ("a3", -1, ORDER[5:]),
    ],
)
def test_duties_requirements_and_alternatives_move_among_themselves(name, step, expected):
    assert rows.move(ORDER, name, step) == [*ORDER[:5], *expected]


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.sampled_from([-1, 1])), max_size=30))
def test_moving_loses_nothing_and_keeps_children_below_parents(moves):
    order = ORDER
    for name, step in moves:
        order = rows.move(order, name, step)

    assert sorted(order) == sorted(ORDER)
    assert rows.valid_names(order) == order
    assert [children for name, children in rows.tree(order, "q") if name == "q2"] == [["a3"]]


def test_new_rows_stand_at_the_end_of_theirs():
    assert rows.add(ORDER, "cx1", parent="s1")[:4] == ["s1", "c1", "c2", "cx1"]
    assert rows.add(ORDER, "ax1", parent="q1")[9:12] == ["a2", "ax1", "q2"]
    assert rows.add(ORDER, "sx1")[5] == "sx1"
    assert rows.add(ORDER, "dx1")[7] == "dx1"


@pytest.mark.parametrize("names", [["c1"], ["a1"], ["s1", "a1"], ["x1"], ["s1'"], ["s"], ["sX1"], ["s1 or 1=1"]])
def test_malformed_names_and_children_without_parents_are_left_out(names):
    assert [name for name in rows.valid_names(names) if name != "s1"] == []


def test_the_order_of_the_blocks_on_the_page_does_not_count():
    assert rows.valid_names(["d1", "q1", "a1", "s1", "c1"]) == ["s1", "c1", "d1", "q1", "a1"]


def test_a_name_counts_once():
    assert rows.valid_names(["s1", "c1", "s1", "c1"]) == ["s1", "c1"]


def test_missing_rows_are_joined_after_their_predecessor():
    assert rows.join(["s1", "c2"], ["s1", "c1", "c2", "s9"], ["c1", "s9"]) == ["s1", "c1", "c2", "s9"]
    assert rows.join(["s1"], ["s0", "s1"], ["s0"]) == ["s0", "s1"]
