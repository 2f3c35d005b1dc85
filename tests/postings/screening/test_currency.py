from datetime import date

import pytest

from postings.screening.currency import are_far_apart, is_current, months_before


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 8, 15), 12, date(2024, 8, 15)),
        (date(2025, 1, 31), 2, date(2024, 11, 30)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 31), 36, date(2022, 12, 31)),
    ],
)
def test_months_before_keeps_the_day_where_there_is_one(day, months, expected):
    assert months_before(day, months) == expected


@pytest.mark.parametrize(("ended", "current"), [(date(2024, 8, 15), True), (date(2024, 8, 14), False)])
def test_an_appraisal_is_current_up_to_the_day(ended, current):
    assert is_current(ended, reference_day=date(2025, 8, 15), months=12) is current


@pytest.mark.parametrize(
    ("ends", "far"),
    [
        ([], False),
        ([date(2020, 1, 1)], False),
        ([date(2024, 1, 1), date(2025, 1, 1)], False),
        ([date(2023, 12, 31), date(2025, 1, 1)], True),
    ],
)
def test_ends_of_periods_lie_far_apart(ends, far):
    assert are_far_apart(ends, months=12) is far
