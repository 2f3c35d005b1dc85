"""Reference values: Shrout & Fleiss (1979), Krippendorff's 4 x 12 example, as in DOMAIN.md 11.3."""

from fractions import Fraction

import pytest

from profiles.scoring.agreement import (
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


def test_mean_squares_of_shrout_and_fleiss():
    squares = mean_squares(SHROUT_FLEISS)

    assert [str(round_half_up(x, 4)) for x in (squares.targets, squares.judges, squares.error)] == [
        "11.2417",
        "32.4861",
        "1.0194",
    ]


def test_contradicting_judges_are_not_read_as_agreement():
    icc = intraclass_correlations([[1, 5], [5, 1], [2, 4], [4, 2], [3, 3]])

    assert (icc.icc_2_k, icc.icc_2_1) == (None, Fraction(-5, 3))


def test_intraclass_correlations_of_shrout_and_fleiss():
    icc = intraclass_correlations(SHROUT_FLEISS)

    values = (icc.icc_1_1, icc.icc_2_1, icc.icc_3_1, icc.icc_2_k, icc.icc_3_k)
    assert [str(round_half_up(x, 4)) for x in values] == ["0.1657", "0.2898", "0.7148", "0.6201", "0.9093"]


def test_kendall_w_with_ties():
    found = kendall_w(SHROUT_FLEISS)

    assert (str(round_half_up(found.w, 4)), str(round_half_up(found.chi_square, 2))) == ("0.8870", "17.74")
    assert found.degrees_of_freedom == 5


@pytest.mark.parametrize(("level", "alpha"), [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849")])
def test_krippendorff_alpha_with_missing_values(level, alpha):
    units = list(zip(*OBSERVERS, strict=True))

    assert str(round_half_up(krippendorff_alpha(units, level=level), 3)) == alpha


def test_identical_ratings_are_undefined_and_not_perfect():
    same = [[3, 3], [3, 3], [3, 3]]

    assert intraclass_correlations(same).icc_2_k is None
    assert krippendorff_alpha(same) is None
    assert kendall_w(same) is None


@pytest.mark.parametrize("table", [[], [[1, 2]], [[1], [2]], [[1, 2], [3]]])
def test_too_little_data_is_refused(table):
    with pytest.raises(ScoringError):
        mean_squares(table)


def test_spread_needs_two_values():
    assert [spread([]), spread([3]), spread([2, 5, 3])] == [None, None, 3]
