from datetime import date

import pytest

from postings.notices.periods import (
    agg_claims_until,
    months_after,
    presumed_receipt,
    waiting_period,
    waiting_until,
)


@pytest.mark.parametrize(
    ("receipt", "moves", "expected"),
    [
        (date(2025, 11, 3), True, date(2025, 11, 17)),  # Monday to Monday
        (date(2025, 11, 1), False, date(2025, 11, 15)),  # a Saturday
        (date(2025, 11, 1), True, date(2025, 11, 17)),
        (date(2025, 12, 11), True, date(2025, 12, 29)),  # 25 December, a Thursday; Friday is a holiday too
        (date(2026, 4, 17), True, date(2026, 5, 4)),  # 1 May, a Friday
    ],
)
def test_waiting_period_of_14_days(receipt, moves, expected):
    assert waiting_until(receipt, days=14, move_to_working_day=moves) == expected


def test_moving_never_shortens_a_period():
    for offset in range(400):
        receipt = date.fromordinal(date(2025, 1, 1).toordinal() + offset)
        plain = waiting_until(receipt, days=14, move_to_working_day=False)
        assert waiting_until(receipt, days=14, move_to_working_day=True) >= plain


@pytest.mark.parametrize(
    ("receipt", "moves", "expected"),
    [
        (date(2025, 12, 31), False, date(2026, 2, 28)),  # DOMAIN.md I18
        (date(2025, 12, 31), True, date(2026, 3, 2)),
        (date(2027, 12, 31), False, date(2028, 2, 29)),
        (date(2025, 11, 10), False, date(2026, 1, 10)),
    ],
)
def test_agg_claims_end_two_months_after_receipt(receipt, moves, expected):
    assert agg_claims_until(receipt, move_to_working_day=moves) == expected


def test_months_after_crosses_the_year():
    assert months_after(date(2025, 11, 30), 3) == date(2026, 2, 28)


def test_presumed_receipt_counts_days_from_the_sending():
    assert presumed_receipt(date(2025, 11, 28), days=4) == date(2025, 12, 2)


def test_waiting_period_tells_what_its_words_need():
    period = waiting_period(date(2025, 11, 1), is_receipt_presumed=True, days=14, move_to_working_day=True)

    assert (period.unmoved_end, period.until, period.is_moved) == (date(2025, 11, 15), date(2025, 11, 17), True)
    assert period.earliest_on == date(2025, 11, 18)
    assert not period.is_over(date(2025, 11, 17))
    assert period.is_over(date(2025, 11, 18))
