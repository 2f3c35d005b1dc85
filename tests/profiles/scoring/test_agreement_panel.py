"""What a committee reads about its agreement, and when nothing is shown."""

from fractions import Fraction

import pytest

from profiles.scoring import WeightedCriterion
from profiles.scoring.agreement import NotShown
from profiles.scoring.agreement_panel import AssessorLeniency, panel_agreement

CRITERIA = [
    WeightedCriterion(key="3.1.1", weight=4, group="3.1"),
    WeightedCriterion(key="3.1.2", weight=1, group="3.1"),
]


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

    assert (found.shows_totals, found.apart) == (False, ())
    assert {found.icc, found.concordance, *(entry.alpha for entry in found.criteria)} == {NotShown.TOO_FEW_ASSESSORS}


def test_below_five_applicants_totals_are_hidden_and_spreads_stay():
    found = panel_agreement(CRITERIA, [1, 2], values_of([(1, 3), (4, 3)], [(3, 3), (3, 3)]))

    assert (found.shows_totals, found.complete, found.intervals) == (False, 2, None)
    assert {found.icc, found.concordance, *(entry.alpha for entry in found.criteria)} == {NotShown.TOO_FEW_APPLICANTS}
    assert [(entry.applicant, entry.key, entry.values, entry.spread) for entry in found.apart] == [
        (1, "3.1.1", {1: 1, 2: 4}, 3)
    ]


def test_all_the_same_is_not_defined_and_neither_nought_nor_one():
    found = panel_agreement(CRITERIA, [1, 2], values_of(*([(3, 3), (3, 3)] for _ in range(6))))

    assert found.shows_totals
    assert {found.icc.icc_2_k, found.concordance, *(entry.alpha for entry in found.criteria)} == {
        NotShown.NO_DIFFERENCES
    }
    assert (found.intervals.icc_2_k, found.error, found.distinguishable_from) == (None, None, None)


def test_the_error_of_a_mean_follows_from_its_reliability():
    found = panel_agreement(CRITERIA, [1, 2], SIX)

    assert found.error == pytest.approx(found.total_deviation * (1 - float(found.icc.icc_2_k)) ** 0.5)
    assert round(found.distinguishable_from / found.error, 4) == 2.7719


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
    assert (with_gap.icc, with_gap.intervals) == (without.icc, without.intervals)
    assert [entry.shared for entry in with_gap.criteria] == [6, 7]


def test_distances_count_every_value_once():
    values = {1: {one: {"3.1.1": value, "3.1.2": 3} for one, value in enumerate((1, 2, 5))}}
    values[2] = {0: {"3.1.1": 1, "3.1.2": 3}, 1: {"3.1.1": 2, "3.1.2": 3}, 2: {"3.1.1": None, "3.1.2": 3}}

    found = panel_agreement(CRITERIA, [0, 1, 2], values).criteria[0]

    # 5/3 + 2/3 + 7/3 from the mean 8/3, and twice 1/2 from 3/2: five values
    assert (found.mean_distance, found.wide_count) == (Fraction(17, 3) / 5, 1)


def test_an_exempt_assessor_is_compared_on_own_cells_only():
    values = {1: {1: {"3.1.1": 5, "3.1.2": 5}}, 2: {1: {"3.1.1": 2, "3.1.2": 2}, 2: {"3.1.1": 2, "3.1.2": 2}}}

    assert [entry.difference for entry in panel_agreement(CRITERIA, [1, 2], values).assessors] == [0, 0]


def test_alpha_order_and_strictness_come_with_their_intervals():
    found = panel_agreement(CRITERIA, [1, 2], SIX)

    first, second = found.criteria
    assert first.interval.low < first.alpha < first.interval.high <= 1
    assert (second.alpha, second.interval) == (NotShown.NO_DIFFERENCES, None)
    assert 0 < found.concordance_interval.low < found.concordance.w < found.concordance_interval.high < 1
    # Five of six applicants got one step more on one of two criteria: a quarter of 5/6 to both sides, t 2.570582.
    half = 2.570582 * (5 / 36 / 5) ** 0.5 / 4
    for entry, middle in zip(found.assessors, (Fraction(-5, 24), Fraction(5, 24)), strict=True):
        assert entry.difference == middle
        assert (entry.interval.low, entry.interval.high) == pytest.approx((middle - half, middle + half))


def test_below_five_applicants_nothing_has_an_interval():
    found = panel_agreement(CRITERIA, [1, 2], values_of(*([(value, 3), (value + 1, 3)] for value in (1, 2, 2, 4))))

    assert {*(one.interval for one in found.criteria), *(one.interval for one in found.assessors)} == {None}
    assert [entry.difference for entry in found.assessors] == [Fraction(-1, 4), Fraction(1, 4)]


def test_an_alpha_that_hangs_on_one_applicant_has_no_interval():
    rows = [[(3, 3), (3, 3)] for _ in range(5)] + [[(1, 3), (5, 3)]]

    (first, _second) = panel_agreement(CRITERIA, [1, 2], values_of(*rows)).criteria

    assert (first.alpha, first.interval) == (Fraction(-5, 6), None)


def test_who_rated_alone_is_not_compared():
    values = {1: {1: {"3.1.1": 5, "3.1.2": 5}}, 2: {1: {"3.1.1": 4, "3.1.2": 4}, 2: {"3.1.1": 2, "3.1.2": 2}}}

    first, second = panel_agreement(CRITERIA, [1, 2], values).assessors

    assert (first.mean, first.difference) == (Fraction(9, 2), 1)
    assert (second.mean, second.difference) == (2, -1)


@pytest.mark.parametrize(
    ("difference", "expected"), [("1/2", False), ("-1/2", False), ("51/100", True), ("-51/100", True)]
)
def test_more_than_half_a_step_from_the_panel_is_to_be_discussed(difference, expected):
    one = AssessorLeniency(1, 10, Fraction(3), Fraction(difference), None, None)

    assert one.is_to_be_discussed is expected
