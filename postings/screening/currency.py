"""How old an appraisal may be. Pure.

Source: "möglichst nicht älter als ein Jahr" (Berlin practice) and OVG NRW 6 B 708/19 (end dates not more than about a
year apart under three-year Regelbeurteilungen), DOMAIN.md 1.4; the number of months is a setting of the posting.
"""

import calendar
from datetime import date


def months_before(day: date, months: int) -> date:
    """Return the same day ``months`` earlier; the last day of a shorter month where there is none."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    month += 1
    return date(years, month, min(day.day, calendar.monthrange(years, month)[1]))


def is_current(period_to: date, *, reference_day: date, months: int) -> bool:
    """Whether an appraisal whose period ended on ``period_to`` is current on ``reference_day``."""
    return period_to >= months_before(reference_day, months)


def are_far_apart(ends: list[date], *, months: int) -> bool:
    """Whether the ends of the periods of appraisals to be compared lie more than ``months`` apart."""
    return len(ends) > 1 and min(ends) < months_before(max(ends), months)
