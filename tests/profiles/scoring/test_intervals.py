"""Intervals against what scipy 1.17 and pingouin 0.7 answer, and how often they hold the true value."""

import math
import random

import pytest

from profiles.scoring.agreement import intraclass_correlations, kendall_w, mean_squares
from profiles.scoring.intervals import (
    concordance_interval,
    f_quantile,
    intraclass_intervals,
    jackknife_interval,
)
from tests.profiles.scoring.test_agreement import SHROUT_FLEISS, drawn_table

# seed, applicants, assessors; then figure, low and high of ICC(2,1), ICC(2,k), ICC(3,k)
PINGOUIN = [
    ((1, 5, 2), (0.7500, -0.33, 0.97), (0.8571, -0.98, 0.99), (0.8276, -0.66, 0.98)),
    ((2, 8, 3), (0.6689, 0.29, 0.91), (0.8584, 0.55, 0.97), (0.8748, 0.58, 0.97)),
    ((3, 12, 5), (0.4954, 0.24, 0.77), (0.8308, 0.62, 0.94), (0.8348, 0.62, 0.95)),
    ((4, 30, 4), (0.4796, 0.28, 0.67), (0.7866, 0.61, 0.89), (0.8287, 0.70, 0.91)),
    ((5, 60, 7), (0.5533, 0.43, 0.67), (0.8966, 0.84, 0.93), (0.9184, 0.88, 0.95)),
]


# probability, degrees of freedom above and below, what scipy.stats.f.ppf answers
SCIPY = [
    (0.975, 5, 15, 3.5764153492790607),
    (0.975, 4, 1.3, 204.20798538149822),
    (0.975, 1.3, 4, 11.56074641426676),
    (0.975, 4, 8.618, 4.833776062793361),
    (0.975, 199, 796, 1.237157345707206),
    (0.975, 796, 199, 1.2555051371952914),
    (0.95, 1, 4, 7.708647422176786),
    (0.95, 1, 199, 3.8886126124173175),
    (0.975, 1999, 3.7, 9.38019423896452),
    (0.025, 7, 18.7, 0.2228126515333152),
    (0.5, 0.5, 0.3, 3.4538609617045357),
    (0.975, 40, 8000, 1.4855210711240046),
    (0.975, 18.7, 1999, 1.7424320127561201),
]


@pytest.mark.parametrize(("probability", "first", "second", "quantile"), SCIPY)
def test_quantiles_are_those_of_scipy(probability, first, second, quantile):
    assert f_quantile(probability, first, second) == pytest.approx(quantile, rel=1e-9)


@pytest.mark.parametrize("second", [0.3, 1, 3, 18.7, 8000])
@pytest.mark.parametrize("probability", [0.025, 0.5, 0.975])
def test_quantiles_with_two_degrees_of_freedom_have_a_closed_form(probability, second):
    assert f_quantile(probability, 2, second) == pytest.approx(
        second / 2 * math.expm1(-2 / second * math.log(1 - probability)), rel=1e-9
    )
    assert f_quantile(1 - probability, second, 2) == pytest.approx(1 / f_quantile(probability, 2, second), rel=1e-9)


@pytest.mark.parametrize(("size", "single", "mean", "consistent"), PINGOUIN)
def test_correlations_and_intervals_are_those_of_pingouin(size, single, mean, consistent):
    squares = mean_squares(drawn_table(*size))
    icc, intervals = intraclass_correlations(squares), intraclass_intervals(squares)

    found = [
        (round(float(icc.icc_2_1), 4), round(intervals.icc_2_1.low, 2), round(intervals.icc_2_1.high, 2)),
        (round(float(icc.icc_2_k), 4), round(intervals.icc_2_k.low, 2), round(intervals.icc_2_k.high, 2)),
        (round(float(icc.icc_3_k), 4), round(intervals.icc_3_k.low, 2), round(intervals.icc_3_k.high, 2)),
    ]

    assert found == [single, mean, consistent]


def test_intervals_of_shrout_and_fleiss():
    found = intraclass_intervals(mean_squares(SHROUT_FLEISS))

    assert [(round(one.low, 2), round(one.high, 2)) for one in (found.icc_2_1, found.icc_2_k, found.icc_3_k)] == [
        (0.02, 0.76),
        (0.07, 0.93),
        (0.68, 0.99),
    ]


def test_perfect_agreement_leaves_no_interval_of_no_width():
    same = [[value, value] for value in (1, 2, 3, 4, 5)]
    found = intraclass_intervals(mean_squares(same))

    assert (found.icc_2_1, found.icc_2_k, found.icc_3_k) == (None, None, None)
    assert concordance_interval(kendall_w(same)) is None


def test_judges_who_differ_by_a_constant_are_not_certain_in_absolute_terms():
    found = intraclass_intervals(mean_squares([[value, value + 1] for value in (1, 2, 3, 4, 5)]))

    assert found.icc_3_k is None
    assert found.icc_2_k.low < 0.92 < found.icc_2_k.high < 1


@pytest.mark.parametrize("table", [[[3, 3]] * 5, [[1, 5], [5, 1], [2, 4], [4, 2], [3, 3]]])
def test_no_difference_between_applicants_leaves_no_interval(table):
    found = intraclass_intervals(mean_squares(table))

    assert (found.icc_2_1, found.icc_2_k, found.icc_3_k) == (None, None, None)


def test_below_the_pole_of_the_step_up_there_is_no_bound():
    found = intraclass_intervals(mean_squares([[1, 5], [5, 1], [2, 4], [4, 2], [3, 4]]))

    assert found.icc_2_k.low == -math.inf
    assert found.icc_2_k.high < 1


def test_the_interval_of_w_is_that_of_the_ranks():
    """Treating the ranks of a table without ties as ratings, ICC(3,1) and W share the ratio of mean squares."""
    ranks = [[1, 2, 1], [2, 1, 3], [3, 4, 2], [4, 3, 5], [5, 6, 4], [6, 5, 6]]
    icc_3_k = intraclass_intervals(mean_squares(ranks)).icc_3_k

    found = concordance_interval(kendall_w(ranks))

    assert [found.low, found.high] == pytest.approx(
        [ratio / (ratio + 2) for ratio in (1 / (1 - icc_3_k.low), 1 / (1 - icc_3_k.high))]
    )


def test_the_jackknife_of_a_mean_is_students_interval():
    values = [1, 2, 4, 4, 9]

    found = jackknife_interval(4, [(4 + (4 - value) / 4, 1) for value in values])

    # mean 4, variance 9.5, t with four degrees of freedom 2.776445
    assert [found.low, found.high] == pytest.approx([4 - 2.776445 * 1.9**0.5, 4 + 2.776445 * 1.9**0.5])
    assert found == jackknife_interval(4, [(4.75, 1), (4.5, 1), (4, 2), (2.75, 1)])


def test_a_value_that_no_applicant_changes_has_no_interval():
    assert jackknife_interval(1.0, [(1.0, 7)]) is None


def test_intervals_hold_the_true_reliability_as_often_as_they_say():
    """Five applicants and three assessors, the case in which drawing applicants held it in 70 % of the tables."""
    chance, held = random.Random(85), []
    for _table in range(400):
        true = [chance.gauss(0, 700) for _ in range(5)]
        strict = [chance.gauss(0, 300) for _ in range(3)]
        table = [[round(one + other + chance.gauss(0, 600)) for other in strict] for one in true]
        if found := intraclass_intervals(mean_squares(table)).icc_2_k:
            held.append(found.low <= 49 / (49 + (9 + 36) / 3) <= found.high)

    assert len(held) > 390
    assert 0.92 <= sum(held) / len(held) <= 0.98
