"""How long what is kept: the rules as data (DOMAIN.md 5.4). Pure: no model, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from postings.notices.periods import months_after


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """``months`` after the procedure ended for its persons; 0: without delay. ``is_verified``: a source names it."""

    key: str
    label: str
    months: int
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """What a period begins with. ``days`` are letters of rejection, the end of the procedure and of suits."""

    days: tuple[date, ...]
    untold_count: int  # persons without a letter: their period has not begun
    open_suit_count: int


def begins_on(ending: Ending) -> date | None:
    """Return the day from which everybody's period runs, None while somebody is untold or a suit is open.

    One day for all: the file of one is the evidence for the claims of the others (R12).
    """
    if not ending.days or ending.untold_count or ending.open_suit_count:
        return None
    return max(ending.days)


def due_on(rule: RetentionRule, begins: date) -> date:
    """Return the first day on which what ``rule`` is about must go."""
    return months_after(begins, rule.months)


def latest(days: Iterable[date | None]) -> tuple[date, ...]:
    """Return the days that are known."""
    return tuple(day for day in days if day is not None)
