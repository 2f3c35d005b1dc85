"""``stability`` against the plain definitions of ``robustness``, and against the worked example of DOMAIN.md 8.3."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.scoring import (
    NOT_ASSESSABLE,
    Scale,
    WeightedCriterion,
    applicant_result,
    closeness_band,
    closeness_groups,
    rank,
)
from profiles.scoring.robustness import one_at_a_time, rank_acceptability, ranking_for, smallest_swap
from profiles.scoring.stability import (
    RankRange,
    acceptability,
    scenarios,
    single_changes,
    smallest_swaps,
    value_table,
)
from tests.profiles.scoring.test_means import A, B, seed_criteria

SCALE = Scale(1, 5)
CRITERIA = seed_criteria()
KEYS = [criterion.key for criterion in CRITERIA]
ONE_STEP = Fraction(4)


def table_of(criteria, panels, order, common=60):
    values = {
        key: {name: int(value * common) for name, value in panel.items() if value is not NOT_ASSESSABLE}
        for key, panel in panels.items()
    }
    return value_table(criteria, values, common=common, order=order)


@pytest.fixture
def seed():
    panels = {
        name: {key: Fraction(value) for key, value in zip(KEYS, values, strict=True)}
        for name, values in (("A", A), ("B", B))
    }
    return table_of(CRITERIA, panels, ["A", "B"])


def test_worked_example_3_3_5_alone_at_3_swaps_a_and_b(seed):
    changes, ranges = single_changes(seed, band_steps=ONE_STEP, among=["A", "B"])

    found = {(change.criterion, change.new_weight): change for change in changes}
    assert len(changes) == 2 + 13 * 2
    flip = found["3.3.5", 3]
    assert (flip.old_weight, flip.swapped, flip.changes_leader, flip.moved) == (2, (("A", "B"),), True, 2)
    assert (flip.leaders, found["3.1.1", 1].leaders) == (("B",), ("A", "B"))
    assert found["3.3.5", 1].swapped == ()
    assert not any(change.first_group_changes for change in changes)  # one point apart: both are near the best
    assert ranges == {"A": RankRange(rank=1, best=1, worst=2), "B": RankRange(rank=2, best=1, worst=2)}


def test_worked_example_every_smallest_change_between_the_neighbours(seed):
    (swap,) = smallest_swaps(seed, ["A", "B"])

    # One point between them. A change by one step moves the distance by the difference of the two values on that
    # criterion; equal means are no swap, so the difference must be two.
    assert (swap.ahead, swap.behind, swap.steps) == ("A", "B", 1)
    assert set(swap.changes) == {("3.1.4", 2, 1), ("3.3.5", 2, 3)}


def test_worked_example_both_tables_of_the_provisional_weight(seed):
    found = scenarios(seed, {"3.3.5": (2, 3)}, most=8)

    assert found == [({"3.3.5": 2}, {"A": 1, "B": 2}), ({"3.3.5": 3}, {"A": 2, "B": 1})]


def test_two_weights_in_doubt_are_combined_as_long_as_there_is_room(seed):
    both = scenarios(seed, {"3.3.5": (2, 3), "3.1.1": (1, 2)}, most=4)
    alone = scenarios(seed, {"3.3.5": (2, 3), "3.1.1": (1, 2)}, most=3)

    assert [list(scenario) for scenario, _ranks in both] == [["3.3.5", "3.1.1"]] * 4
    assert [scenario for scenario, _ranks in alone] == [{"3.3.5": 2}, {"3.3.5": 3}, {"3.1.1": 1}, {"3.1.1": 2}]
    assert scenarios(seed, {"3.3.5": (2,)}, most=8) == scenarios(seed, {}, most=8) == []


def test_neighbours_who_share_a_rank_are_not_asked(seed):
    table = table_of(CRITERIA, {name: dict.fromkeys(KEYS, Fraction(3)) for name in "xy"}, ["x", "y"])

    assert smallest_swaps(table, ["x", "y"]) == []
    assert seed.ranks([seed.weights]).tolist() == [[1, 2]]
    assert table.ranks([table.weights]).tolist() == [[1, 1]]


def test_one_above_the_other_everywhere_is_never_swapped():
    panels = {"t": dict.fromkeys(KEYS, Fraction(5)), "l": dict.fromkeys(KEYS, Fraction(1))}
    table = table_of(CRITERIA, panels, ["t", "l"])

    (swap,) = smallest_swaps(table, ["t", "l"])

    assert (swap.steps, swap.changes) == (None, ())
    assert acceptability(table, seed=1, among=["l"], draws=30) == {"l": {2: 1}}


def test_same_seed_same_shares_and_all_of_them_sum_to_one(seed):
    first = acceptability(seed, seed=7, among=["A", "B"], draws=500)

    assert first == acceptability(seed, seed=7, among=["A", "B"], draws=500)
    assert first != acceptability(seed, seed=8, among=["A", "B"], draws=500)
    assert all(sum(shares.values()) == 1 for shares in first.values())


@st.composite
def procedures(draw):
    """A profile of up to six criteria and up to seven panels with gaps; everybody has at least one value."""
    weights = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    criteria = [WeightedCriterion(key=f"3.1.{n}", weight=weight, group="3.1") for n, weight in enumerate(weights)]
    value = st.sampled_from([NOT_ASSESSABLE, *(Fraction(n, 2) for n in range(2, 11))])
    panels = {}
    for number in range(draw(st.integers(1, 7))):
        values = draw(st.lists(value, min_size=len(weights), max_size=len(weights)))
        if all(one is NOT_ASSESSABLE for one in values):
            values[0] = Fraction(3)
        panels[number] = dict(zip((criterion.key for criterion in criteria), values, strict=True))
    return criteria, panels


@settings(max_examples=60)
@given(procedures(), st.booleans())
def test_the_fast_way_gives_what_the_plain_definition_gives(procedure, is_large):
    criteria, panels = procedure
    names = {key: key for key in panels}
    published = {entry.key: entry.rank for entry in ranking_for(criteria, panels, SCALE, names)}
    order = sorted(panels, key=lambda key: (published[key], key))
    # Beyond 64 bits the arrays hold Python's own whole numbers.
    table = table_of(criteria, panels, order, common=2 * 3**40 if is_large else 60)

    changes, ranges = single_changes(table, band_steps=ONE_STEP, among=order)
    plain = one_at_a_time(criteria, panels, SCALE, names)

    assert [(c.criterion, c.new_weight, frozenset(c.leaders), c.changes_leader, c.moved > 0) for c in changes] == [
        (c.criterion, c.new_weight, c.leaders, c.changes_leader, c.changes_any_rank) for c in plain
    ]
    assert {key: found.rank for key, found in ranges.items()} == published
    for change in changes:
        altered = [
            WeightedCriterion(c.key, change.new_weight if c.key == change.criterion else c.weight, c.group)
            for c in criteria
        ]
        entries = ranking_for(altered, panels, SCALE, names)
        ranks = {entry.key: entry.rank for entry in entries}
        pairs = {(a, b) for a in panels for b in panels if published[a] < published[b] and ranks[a] > ranks[b]}
        assert set(change.swapped) == pairs
        assert all(ranges[key].best <= place <= ranges[key].worst for key, place in ranks.items())
        first = {len(g.keys) for g in closeness_groups(entries, closeness_band(altered))[:1]}
        before = closeness_groups(ranking_for(criteria, panels, SCALE, names), closeness_band(criteria))[0]
        if len(before.keys) not in first:
            assert change.first_group_changes
    for swap in smallest_swaps(table, order):
        found = smallest_swap(criteria, panels[swap.ahead], panels[swap.behind], SCALE)
        assert found == (swap.changes[0] if swap.changes else None)
    assert acceptability(table, seed=3, among=order, draws=40) == rank_acceptability(criteria, panels, draws=40, seed=3)


def test_two_means_that_differ_in_the_last_place_keep_their_order():
    criteria = [WeightedCriterion("a", 4, "g"), WeightedCriterion("b", 4, "g"), WeightedCriterion("c", 3, "g")]
    panels = {
        "x": {"a": Fraction(4), "b": Fraction(3), "c": Fraction(3)},  # 37/11 = 3.3636
        "y": {"a": Fraction(4), "b": NOT_ASSESSABLE, "c": Fraction(5, 2)},  # 47/14 = 3.3571
        "z": {"a": Fraction(101, 30), "b": NOT_ASSESSABLE, "c": Fraction(202, 60)},
    }
    means = {key: applicant_result(criteria, panel, SCALE).mean for key, panel in panels.items()}
    expected = {entry.key: entry.rank for entry in rank(means, neutral_order={key: key for key in panels})}
    table = table_of(criteria, panels, list(panels))

    assert dict(zip(panels, table.ranks([table.weights]).tolist()[0], strict=True)) == expected
