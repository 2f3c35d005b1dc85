"""Reference values: Shrout & Fleiss (1979), Krippendorff's 4 x 12 example, as in DOMAIN.md 11.3, Kendall (1948).

Beside them, on drawn tables, the packages krippendorff (alpha, and W as the alpha of ranks) and numpy, which it brings
(the correlations, from covariances). For the intervals ``test_intervals`` keeps what pingouin and scipy answer: they
would bring some hundred megabytes.
"""

import random

import krippendorff
import numpy
import pytest

from profiles.scoring.agreement import (
    NotShown,
    alpha_without_each,
    intraclass_correlations,
    kendall_w,
    krippendorff_alpha,
    mean_squares,
    spread,
)
from profiles.scoring.display import round_half_up
from profiles.scoring.means import ScoringError

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]

# Three rankings of ten objects with ties (Kendall, Rank Correlation Methods, chapter 6): S = 591, W = .828.
KENDALL = [
    [2, 5, 4],
    [9, 2, 2],
    [4, 5, 9],
    [9, 9, 9],
    [6, 9, 9],
    [15, 16, 9],
    [12, 18, 16],
    [18, 13, 16],
    [15, 20, 16],
    [20, 13, 20],
]


def drawn_table(seed, applicants, assessors):
    """Ratings 1 to 5 of applicants who differ, by assessors who differ in strictness and err."""
    chance = random.Random(seed)
    true = [chance.gauss(3, 1) for _ in range(applicants)]
    leniency = [chance.gauss(0, 0.4) for _ in range(assessors)]
    return [
        [min(5, max(1, round(true[i] + leniency[j] + chance.gauss(0, 0.7)))) for j in range(assessors)]
        for i in range(applicants)
    ]


def test_mean_squares_of_shrout_and_fleiss():
    squares = mean_squares(SHROUT_FLEISS)

    assert [str(round_half_up(x, 4)) for x in (squares.targets, squares.judges, squares.error)] == [
        "11.2417",
        "32.4861",
        "1.0194",
    ]


def test_intraclass_correlations_of_shrout_and_fleiss():
    icc = intraclass_correlations(mean_squares(SHROUT_FLEISS))

    values = (icc.icc_1_1, icc.icc_2_1, icc.icc_3_1, icc.icc_2_k, icc.icc_3_k)
    assert [str(round_half_up(x, 4)) for x in values] == ["0.1657", "0.2898", "0.7148", "0.6201", "0.9093"]


@pytest.mark.parametrize("seed", range(12))
def test_correlations_are_those_of_the_covariances_numpy_finds(seed):
    table = drawn_table(seed, applicants=5 + 3 * seed, assessors=2 + seed % 5)
    covariances, n, k = numpy.cov(table, rowvar=False), len(table), len(table[0])
    alike = covariances[~numpy.eye(k, dtype=bool)].mean()
    error = covariances.trace() / k - alike
    strictness = numpy.mean(table, axis=0).var(ddof=1) - error / n

    icc = intraclass_correlations(mean_squares(table))

    assert float(icc.icc_2_1) == pytest.approx(alike / (alike + error + strictness))
    assert float(icc.icc_2_k) == pytest.approx(alike / (alike + (error + strictness) / k))
    assert float(icc.icc_3_k) == pytest.approx(alike / (alike + error / k))


def test_kendall_w_of_kendalls_example_with_ties():
    found = kendall_w(KENDALL)

    assert (str(round_half_up(found.w, 3)), str(round_half_up(found.chi_square, 3))) == ("0.828", "22.349")


@pytest.mark.parametrize("seed", range(12))
def test_kendall_w_is_the_alpha_of_ranks_in_the_package_krippendorff(seed):
    table = drawn_table(seed, applicants=5 + 3 * seed, assessors=3 + seed % 4)
    n, m = len(table), len(table[0])
    columns = [sorted(column) for column in zip(*table, strict=True)]
    ranks = [[column.index(row[j]) + column.count(row[j]) / 2 for row in table] for j, column in enumerate(columns)]
    theirs = krippendorff.alpha(reliability_data=ranks, level_of_measurement="interval")

    # W and alpha share the sums of squares: within applicants (n (m - 1)) and in all (n m - 1).
    assert float(kendall_w(table).w) == pytest.approx(1 - (1 - theirs) * n * (m - 1) / (n * m - 1))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("seed", range(8))
def test_alpha_is_that_of_the_package_krippendorff(seed, level):
    chance = random.Random(seed)
    table = [
        [None if chance.random() < 0.2 else value for value in row]
        for row in drawn_table(seed, applicants=6 + 5 * seed, assessors=2 + seed % 5)
    ]
    theirs = krippendorff.alpha(
        reliability_data=[
            [float("nan") if value is None else value for value in row] for row in zip(*table, strict=True)
        ],
        level_of_measurement=level,
    )

    assert float(krippendorff_alpha(table, level=level)) == pytest.approx(theirs)


def test_kendall_w_with_ties():
    found = kendall_w(SHROUT_FLEISS)

    assert (str(round_half_up(found.w, 4)), str(round_half_up(found.chi_square, 2))) == ("0.8870", "17.74")
    assert found.degrees_of_freedom == 5


@pytest.mark.parametrize(("level", "alpha"), [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849")])
def test_krippendorff_alpha_with_missing_values(level, alpha):
    units = list(zip(*OBSERVERS, strict=True))

    assert str(round_half_up(krippendorff_alpha(units, level=level), 3)) == alpha


def test_alpha_without_each_unit_is_alpha_of_the_others():
    units = [tuple(unit) for unit in zip(*OBSERVERS, strict=True)]

    found = dict(alpha_without_each(units))

    left = [krippendorff_alpha(units[:place] + units[place + 1 :]) for place in range(11)]  # the last holds one value
    assert found == {alpha: left.count(alpha) for alpha in left}


def test_identical_ratings_are_undefined_and_not_perfect():
    same = [[3, 3], [3, 3], [3, 3]]

    assert intraclass_correlations(mean_squares(same)).icc_2_k is NotShown.NO_DIFFERENCES
    assert krippendorff_alpha(same) is NotShown.NO_DIFFERENCES
    assert kendall_w(same) is NotShown.NO_DIFFERENCES
    assert krippendorff_alpha([[3, None], [None, None]]) is NotShown.NO_DIFFERENCES


@pytest.mark.parametrize("last", [3, 4])
def test_assessors_who_contradict_each_other_are_not_said_to_agree(last):
    # The formula of ICC(2,k) gives 5 and 50/9 here.
    found = intraclass_correlations(mean_squares([[1, 5], [5, 1], [2, 4], [4, 2], [3, last]]))

    assert found.icc_2_k is NotShown.NOTHING_DISTINGUISHED
    assert found.icc_2_1 < 0


@pytest.mark.parametrize("table", [[], [[1, 2]], [[1], [2]], [[1, 2], [3]]])
def test_too_little_data_is_refused(table):
    with pytest.raises(ScoringError):
        mean_squares(table)


def test_spread_needs_two_values():
    assert [spread([]), spread([3]), spread([2, 5, 3])] == [None, None, 3]
