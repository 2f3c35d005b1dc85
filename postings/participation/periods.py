"""Until when a body may answer. Pure: no clock, no database, no Django. Numbers come in as settings.

Source: DOMAIN.md 1.6, 1.7; PersVG Berlin § 79 (two weeks from receipt), § 178 Abs. 2 S. 2 SGB IX (seven days).
"""

from datetime import date, timedelta

from postings.deadlines import next_working_day

MAKE_UP_DAYS = 7  # § 178 Abs. 2 S. 2 SGB IX: an omitted participation is made up within seven days


def end_of_period(received_on: date, *, days: int, moves_to_working_day: bool) -> date:
    """Return the last day of a period of ``days`` days after the day of receipt, which does not count (§ 187 Abs. 1).

    14 days are the two weeks of § 188 Abs. 2: the same weekday. ``moves_to_working_day``: § 193 BGB.
    """
    end = received_on + timedelta(days=days)
    return next_working_day(end) if moves_to_working_day else end


def make_up_until(found_on: date) -> date:
    """Return until when an omitted participation of the Schwerbehindertenvertretung is made up: calendar days."""
    return found_on + timedelta(days=MAKE_UP_DAYS)
