from fractions import Fraction

import pytest

from profiles.scoring import NOT_ASSESSABLE, Rule, combine_rounds, common_share

HALF = Fraction(7, 2)


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (Rule.MEAN, [(Fraction(3), 1), (Fraction(4), 9)], HALF),
        (Rule.SHARES, [(Fraction(3), 1), (Fraction(4), 3)], Fraction(15, 4)),
        (Rule.LATEST, [(Fraction(3), 9), (Fraction(4), 1)], Fraction(4)),
        (Rule.MEAN, [(HALF, 1)], HALF),
        (Rule.SHARES, [(NOT_ASSESSABLE, 9), (HALF, 1)], HALF),
        (Rule.LATEST, [(HALF, 1), (NOT_ASSESSABLE, 1)], HALF),
        (Rule.MEAN, [(NOT_ASSESSABLE, 1), (NOT_ASSESSABLE, 1)], NOT_ASSESSABLE),
        (Rule.MEAN, [], NOT_ASSESSABLE),
    ],
)
def test_rounds_become_one_value(rule, values, expected):
    assert combine_rounds(values, rule) == expected


@pytest.mark.parametrize(
    ("rule", "shares", "expected"),
    [(Rule.MEAN, [5, 7, 9], 6), (Rule.SHARES, [1, 2], 6), (Rule.LATEST, [5, 7], 1), (Rule.SHARES, [], 1)],
)
def test_every_sum_of_shares_divides_the_common_one(rule, shares, expected):
    assert common_share(shares, rule) == expected
