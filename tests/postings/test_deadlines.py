from datetime import date

import pytest

from postings.deadlines import application_deadline, next_working_day


@pytest.mark.parametrize(
    ("published_on", "moves", "end"),
    [
        (date(2025, 7, 18), True, date(2025, 8, 15)),
        (date(2025, 7, 19), False, date(2025, 8, 16)),
        (date(2025, 7, 19), True, date(2025, 8, 18)),
    ],
)
def test_four_weeks_end_with_the_same_weekday_and_move_only_if_set(published_on, moves, end):
    """I17; §§ 187 Abs. 1, 188 Abs. 2, 193 BGB."""
    assert application_deadline(published_on, weeks=4, move_to_working_day=moves) == end


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 5, 8), date(2025, 5, 9)),  # a holiday in Berlin in 2025 only
        (date(2026, 3, 8), date(2026, 3, 9)),  # International Women's Day, a Sunday
        (date(2025, 10, 3), date(2025, 10, 6)),
        (date(2025, 11, 19), date(2025, 11, 19)),  # no holiday in Berlin
    ],
)
def test_berlin_holidays_are_no_working_days(day, working):
    assert next_working_day(day) == working
