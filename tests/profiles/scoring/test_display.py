from decimal import Decimal
from fractions import Fraction

import pytest

from profiles.scoring.display import (
    display_mean,
    display_percent,
    exact_text,
    format_german,
    format_points,
    format_quotient,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(137, 41), "3.34"),
        (Fraction(5, 2), "2.50"),
        (Fraction(1001, 400), "2.50"),
        (Fraction(501, 200), "2.51"),  # 2.505: half up, where binary floats round down
        (Fraction(-501, 200), "-2.51"),
    ],
)
def test_means_are_rounded_half_up_on_exact_numbers(value, shown):
    assert display_mean(value) == Decimal(shown)


def test_percent_of_the_worked_example():
    assert display_percent(Fraction(137, 205)) == Decimal("66.83")


def test_german_numbers_carry_a_comma():
    assert [format_german(Fraction(2, 3)), format_german(4), format_german(Decimal("66.83"))] == [
        "0,67",
        "4,00",
        "66,83",
    ]


@pytest.mark.parametrize(
    ("numerator", "denominator", "options", "shown"),
    [
        (274, 82, {}, "3,34"),  # not in lowest terms
        (501, 200, {}, "2,51"),  # 2.505: half up, where binary floats round down
        (-501, 200, {}, "-2,51"),
        (1, 200, {"places": 0}, "0"),
        (13700, 205, {"point": "."}, "66.83"),
        (5, 100, {}, "0,05"),
    ],
)
def test_quotients_of_whole_numbers_are_rounded_half_up(numerator, denominator, options, shown):
    assert format_quotient(numerator, denominator, **options) == shown


def test_points_show_decimals_only_where_there_are_some():
    assert [format_points(Fraction(137)), format_points(Fraction(409, 3))] == ["137", "136,33"]


def test_exact_text_keeps_the_fraction():
    assert exact_text(Fraction(137, 41)) == "137/41"
