"""Which cells of a small table may be shown, so that no cell under five and no difference tells of single persons.

The table has one row per category with two counts: who applied, and who of them was invited. The totals of both counts
are shown elsewhere, so a hidden cell could be found as the rest to a total, or as "applied minus invited": where one
cell is hidden, others go with it until every hidden cell could have at least ``THRESHOLD`` different values. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from postings.equality.small_numbers import THRESHOLD, may_show_part


@dataclass(frozen=True, slots=True)
class Counted:
    """One category: how many applied, and how many of them were invited (never more)."""

    label: str
    applied: int
    invited: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The same category as it may be shown; None is a suppressed cell."""

    label: str
    applied: int | None
    invited: int | None


def suppress(rows: Sequence[Counted]) -> list[Shown]:
    """Return ``rows`` with everything hidden that could tell of single persons.

    A table of one category, or of fewer than ``THRESHOLD`` applications, is hidden whole.
    """
    total, invited = sum(row.applied for row in rows), sum(row.invited for row in rows)
    everything = set(range(len(rows)))
    hidden_applied = {place for place, row in enumerate(rows) if row.applied < THRESHOLD}
    if total < THRESHOLD or len(rows) < 2:
        hidden_applied = set(everything)
    while hidden_applied and hidden_applied != everything and not _is_safe_sum(rows, hidden_applied):
        hidden_applied.add(_smallest(rows, everything - hidden_applied))
    hidden_invited = hidden_applied | {
        place for place, row in enumerate(rows) if row.invited < THRESHOLD or row.applied - row.invited < THRESHOLD
    }
    if not may_show_part(total, invited):
        hidden_invited = set(everything)
    while hidden_invited != everything and not _are_wide(rows, hidden_applied, hidden_invited):
        hidden_invited.add(_smallest(rows, everything - hidden_invited))
    return [
        Shown(
            row.label,
            None if place in hidden_applied else row.applied,
            None if place in hidden_invited else row.invited,
        )
        for place, row in enumerate(rows)
    ]


def _smallest(rows: Sequence[Counted], places: set[int]) -> int:
    return min(places, key=lambda place: (rows[place].applied, place))


def _is_safe_sum(rows: Sequence[Counted], hidden: set[int]) -> bool:
    """The rest to the total is shared by several categories and is itself no small number."""
    return len(hidden) >= 2 and sum(rows[place].applied for place in hidden) >= THRESHOLD


def _are_wide(rows: Sequence[Counted], hidden_applied: set[int], hidden_invited: set[int]) -> bool:
    """Whether every hidden number of invited could be one of at least ``THRESHOLD`` values.

    Known to the reader are the rests to both totals: ``invited`` and ``others`` (applied, not invited) of all hidden
    rows together, and for a row whose number of applications is shown, that number.
    """
    if not hidden_invited:
        return True
    invited = sum(rows[place].invited for place in hidden_invited)
    others = sum(rows[place].applied - rows[place].invited for place in hidden_invited)
    free = sum(rows[place].applied for place in hidden_applied)
    for place in hidden_invited:
        if place in hidden_applied:
            lowest, highest = 0, min(invited, free)
        else:
            applied = rows[place].applied
            lowest, highest = max(0, applied - others), min(applied, invited)
        if highest - lowest < THRESHOLD - 1:
            return False
    return True
