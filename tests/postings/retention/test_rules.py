"""Periods of retention: pure rules."""

from datetime import date

import pytest

from postings.retention.rules import Ending, RetentionRule, begins_on, due_on, latest

RULE = RetentionRule("rejected", "", 6, "", True)


@pytest.mark.parametrize(
    ("days", "untold", "suits", "expected"),
    [
        ((date(2026, 1, 10), date(2026, 3, 1)), 0, 0, date(2026, 3, 1)),
        ((date(2026, 3, 1),), 1, 0, None),
        ((date(2026, 3, 1),), 0, 1, None),
        ((), 0, 0, None),
    ],
)
def test_the_period_begins_with_the_last_letter_or_act(days, untold, suits, expected):
    assert begins_on(Ending(days, untold, suits)) == expected


@pytest.mark.parametrize(
    ("begins", "due"), [(date(2026, 1, 10), date(2026, 7, 10)), (date(2025, 8, 31), date(2026, 2, 28))]
)
def test_six_months_after_a_rejection(begins, due):
    assert due_on(RULE, begins) == due


def test_unknown_days_do_not_count():
    assert latest([None, date(2026, 1, 1), None]) == (date(2026, 1, 1),)
