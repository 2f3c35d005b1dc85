from datetime import date

import pytest

from postings.participation.periods import end_of_period, make_up_until


@pytest.mark.parametrize(
    ("received", "end"),
    [
        (date(2025, 9, 1), date(2025, 9, 15)),
        (date(2025, 9, 19), date(2025, 10, 6)),  # 3 October is a holiday, then the weekend
        (date(2025, 12, 11), date(2025, 12, 29)),  # Christmas and the weekend after it
        (date(2026, 2, 22), date(2026, 3, 9)),  # 8 March: a holiday in Berlin and a Sunday
    ],
)
def test_bgb_188_193_two_weeks_end_on_the_same_weekday_or_the_next_working_day(received, end):
    assert end_of_period(received, days=14, moves_to_working_day=True) == end


def test_without_the_setting_the_end_stays_where_it_falls():
    assert end_of_period(date(2025, 9, 19), days=14, moves_to_working_day=False) == date(2025, 10, 3)


def test_sgb_ix_178_seven_calendar_days_to_make_up():
    assert make_up_until(date(2025, 9, 26)) == date(2025, 10, 3)
