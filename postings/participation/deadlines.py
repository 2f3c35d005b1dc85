"""Periods of a procedure as the page "Fristen" shows them; later steps add theirs (setting ``DEADLINE_SOURCES``)."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.deadlines import berlin_holidays
from postings.models import Posting
from postings.participation.enums import Body
from postings.participation.gate import standing_matters

MAXIMUM_MONTHS = 6  # a calendar of years helps nobody; the list below it is complete


@dataclass(frozen=True, slots=True)
class DueItem:
    """One period. ``key`` stays the same as long as the item does (calendars replace by it); ``discreet`` is what an
    exported calendar may say, which deputies and telephones read too."""

    key: str
    due_on: date
    label: str
    discreet: str
    is_open: bool
    url: str = ""
    state: str = ""  # in words, where it is not simply open or overdue


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; ``number`` is 0 outside of its month."""

    number: int
    is_holiday: bool
    is_today: bool
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[tuple[Day, ...], ...]


def participation_items(posting: Posting) -> list[DueItem]:
    """Return the periods of the bodies in ``posting``."""
    return [
        DueItem(
            key=f"beteiligung-{one.pk}",
            due_on=one.ends_on,
            label=_("Antwort: %(matter)s") % {"matter": one},
            discreet=_("Beteiligung")
            if one.body == Body.DISABILITY_REP
            else _("Antwort: %(matter)s") % {"matter": one},
            is_open=one.is_open,
            url=reverse("participation:matter_detail", args=[one.pk]),
            state="" if one.is_open else str(one.get_result_display()),
        )
        for one in standing_matters(posting)
        if one.ends_on is not None
    ]


def due_items(posting: Posting) -> list[DueItem]:
    """Return every period that a step of the procedure names, the earliest first. For the personnel office."""
    found = [item for name in settings.DEADLINE_SOURCES for item in import_string(name)(posting)]
    return sorted(found, key=lambda item: (item.due_on, item.key))


def months_of(items: Sequence[DueItem], *, today: date) -> list[Month]:
    """Return the calendar from the first open period (or today) to the last one, with the holidays of Berlin."""
    days = [item.due_on for item in items if item.is_open]
    if not days:
        return []
    first, last = min([today, *days]), max([today, *days])
    months, month = [], first.replace(day=1)
    if (last.year - first.year) * 12 + last.month - first.month >= MAXIMUM_MONTHS:
        month = today.replace(day=1)
    while month <= last and len(months) < MAXIMUM_MONTHS:
        months.append(_month(month, items, today))
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def _month(first: date, items: Sequence[DueItem], today: date) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Day(
                    number=day.day if day.month == first.month else 0,
                    is_holiday=day in berlin_holidays(day.year),
                    is_today=day == today,
                    items=tuple(item for item in items if item.due_on == day and item.is_open),
                )
                for day in week
            )
            for week in weeks
        ),
    )
