"""What a committee reads about its agreement, and when nothing is shown."""

import random
from fractions import Fraction

import pytest

from profiles.scoring import WeightedCriterion
from profiles.scoring.agreement_panel import bootstrap_interval, panel_agreement

CRITERIA = [
    WeightedCriterion(key="3.1.1", weight=4, group="3.1"),
    WeightedCriterion(key="3.1.2", weight=1, group="3.1"),
]
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def values_of(*rows):
    """Rows of applicants; each a list of assessors' (value, value)."""
    return {
        applicant: {
            assessor: dict(zip(("3.1.1", "3.1.2"), given, strict=True)) for assessor, given in enumerate(row, start=1)
        }
        for applicant, row in enumerate(rows, start=1)
    }


SIX = values_of(*([(value, 3), (min(value + 1, 5), 3)] for value in (1, 2, 3, 4, 5, 3)))


def test_one_assessor_gives_no_statistics_of_agreement():
    found = panel_agreement(CRITERIA, [1], values_of([(1, 2)], [(3, 4)], [(5, 5)], [(2, 2)], [(4, 4)]))

    assert (found.shows_totals, found.icc, found.concordance, found.apart) == (False, None, None, ())
    assert [entry.alpha for entry in found.criteria] == [None, None]


def test_below_five_applicants_totals_are_hidden_and_spreads_stay():
    found = panel_agreement(CRITERIA, [1, 2], values_of([(1, 3), (4, 3)], [(3, 3), (3, 3)]))

    assert (found.shows_totals, found.complete, found.interval) == (False, 2, None)
    assert [(entry.applicant, entry.key, entry.values, entry.spread) for entry in found.apart] == [
        (1, "3.1.1", {1: 1, 2: 4}, 3)
    ]


def test_all_the_same_is_not_defined_and_neither_nought_nor_one():
    found = panel_agreement(CRITERIA, [1, 2], values_of(*([(3, 3), (3, 3)] for _ in range(6))))

    assert found.shows_totals
    assert (found.icc.icc_2_k, found.interval, found.error, found.distinguishable_from) == (None, None, None, None)
    assert [entry.alpha for entry in found.criteria] == [None, None]


def test_who_is_stricter_is_named_with_the_distance():
    found = panel_agreement(CRITERIA, [1, 2], values_of(*([(value, 2), (value + 2, 4)] for value in (1, 2, 3))))

    assert [(entry.mean, entry.difference, entry.is_to_be_discussed) for entry in found.assessors] == [
        (Fraction(2), Fraction(-1), True),
        (Fraction(4), Fraction(1), True),
    ]


def test_a_missing_value_leaves_the_totals_and_is_no_nought():
    values = {**SIX, 7: {1: {"3.1.1": None, "3.1.2": 3}, 2: {"3.1.1": 5, "3.1.2": 3}}}

    with_gap, without = panel_agreement(CRITERIA, [1, 2], values), panel_agreement(CRITERIA, [1, 2], SIX)

    assert (with_gap.applicant_count, with_gap.complete) == (7, 6)
    assert (with_gap.icc, with_gap.interval) == (without.icc, without.interval)


def test_an_exempt_assessor_is_compared_on_own_cells_only():
    values = {1: {1: {"3.1.1": 5, "3.1.2": 5}}, 2: {1: {"3.1.1": 2, "3.1.2": 2}, 2: {"3.1.1": 2, "3.1.2": 2}}}

    assert [entry.difference for entry in panel_agreement(CRITERIA, [1, 2], values).assessors] == [0, 0]


def test_the_interval_repeats_and_holds_the_value():
    low, high = bootstrap_interval(SHROUT_FLEISS)

    assert (low, high) == bootstrap_interval(SHROUT_FLEISS)
    assert low < 0.62 < high <= 1


@pytest.mark.parametrize("seed", [1, 2])
def test_a_wider_sample_narrows_the_interval(seed):
    chance = random.Random(seed)

    def table(count):
        return [[(base := chance.randint(40, 200)) + chance.randint(-20, 20), base] for _ in range(count)]

    small, large = bootstrap_interval(table(8)), bootstrap_interval(table(150))

    assert large[1] - large[0] < small[1] - small[0]
