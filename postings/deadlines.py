"""Periods of the procedure, counted as the civil code counts them. Pure: no clock, no database.

Source: §§ 187, 188, 193 BGB; DOMAIN.md 1.7 and I17.
"""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def berlin_holidays(year: int) -> frozenset[date]:
    """Return the statutory holidays of Berlin in ``year``.

    Source: Gesetz über die Sonn- und Feiertage Berlin, as kept by the library ``holidays``.
    """
    return frozenset(holidays.country_holidays("DE", subdiv="BE", years=year))


def next_working_day(day: date) -> date:
    """Return ``day``, or the next day that is no Saturday, Sunday or Berlin holiday (§ 193 BGB)."""
    while day.weekday() >= 5 or day in berlin_holidays(day.year):
        day += timedelta(days=1)
    return day


def application_deadline(published_on: date, *, weeks: int, move_to_working_day: bool) -> date:
    """Return the last day of the application period of ``weeks`` weeks after publication.

    The day of publication does not count (§ 187 Abs. 1); the period ends with the same weekday (§ 188 Abs. 2).
    """
    end = published_on + timedelta(weeks=weeks)
    return next_working_day(end) if move_to_working_day else end
