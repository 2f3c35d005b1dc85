"""Kendall's tau-b against published values and against its definition pair by pair."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.scoring import ScoringError
from profiles.scoring.correlation import RankCorrelation, kendall_tau_b


def test_published_value_with_ties_in_both():
    """The example in the reference of scipy.stats.kendalltau: -0.47140452079103173, which is -4 / root of 72."""
    found = kendall_tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])

    assert found == RankCorrelation(difference=-4, square=72)
    assert found.difference / found.square**0.5 == pytest.approx(-0.47140452079103173, abs=1e-15)
    assert found.display() == Decimal("-0.47")


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], "1.00"),
        ([1, 2, 3, 4], [4, 3, 2, 1], "-1.00"),
        ([1, 1, 3], [1, 1, 3], "1.00"),
        ([1, 2, 3], [1, 1, 3], "0.82"),  # 2 / root of 6 = 0.8165: a tie in one of them only is no full agreement
        ([1, 2, 3, 4], [2, 1, 4, 3], "0.33"),
        ([1, 2, 3, 4], [2, 4, 1, 3], "0.00"),
    ],
)
def test_known_values(first, second, shown):
    assert kendall_tau_b(first, second).display() == Decimal(shown)


def test_without_any_order_in_one_of_them_it_is_not_defined():
    for found in (kendall_tau_b([1, 1, 1], [1, 2, 3]), kendall_tau_b([1], [1]), kendall_tau_b([], [])):
        assert not found.is_defined
        with pytest.raises(ScoringError):
            found.display()


def test_both_hold_the_same_people():
    with pytest.raises(ScoringError):
        kendall_tau_b([1, 2], [1])


def test_rounding_is_exact_at_a_half():
    # 1/8 = 0.125: half up, where binary fractions and banker's rounding would give 0.12
    assert RankCorrelation(difference=1, square=64).display() == Decimal("0.13")
    assert RankCorrelation(difference=-1, square=64).display() == Decimal("-0.13")
    assert RankCorrelation(difference=10**40 - 1, square=10**80).display() == Decimal("1.00")


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=12))
def test_the_numbers_are_those_of_the_definition(pairs):
    first, second = zip(*pairs, strict=True)
    signs = [((a < c) - (a > c), (b < d) - (b > d)) for (a, b), (c, d) in combinations(pairs, 2)]

    found = kendall_tau_b(first, second)

    assert found.difference == sum(x * y for x, y in signs)
    assert found.square == sum(x != 0 for x, _y in signs) * sum(y != 0 for _x, y in signs)
    assert found.difference**2 <= found.square or not found.is_defined
