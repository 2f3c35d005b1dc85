"""Receipt, waiting period and the two months of the AGG, counted as the civil code counts them. Pure.

Source: §§ 187, 188, 193 BGB; DOMAIN.md 1.7, S10, S13, I18.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from postings.deadlines import next_working_day

AGG_MONTHS = 2  # § 15 Abs. 4 AGG


def presumed_receipt(sent_on: date, *, days: int) -> date:
    """Return the day on which something sent on ``sent_on`` counts as received; ``days`` >= 0 is a setting."""
    return sent_on + timedelta(days=days)


def waiting_until(last_receipt: date, *, days: int, move_to_working_day: bool) -> date:
    """Return the last day of the waiting period of ``days`` days after the last receipt.

    The day of receipt does not count (§ 187 Abs. 1 BGB). An end on a Saturday, Sunday or Berlin holiday moves on to the
    next working day if the setting says so (§ 193 BGB); moving only ever makes the period longer.
    """
    end = last_receipt + timedelta(days=days)
    return next_working_day(end) if move_to_working_day else end


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later; the last day of a shorter month where there is none (§ 188 Abs. 3 BGB)."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(years, month, min(day.day, calendar.monthrange(years, month)[1]))


def agg_claims_until(receipt: date, *, move_to_working_day: bool) -> date:
    """Return the last day on which claims under § 15 Abs. 4 AGG may be raised after a rejection came in."""
    end = months_after(receipt, AGG_MONTHS)
    return next_working_day(end) if move_to_working_day else end


@dataclass(frozen=True, slots=True)
class WaitingPeriod:
    """The waiting period of one decision: from the last receipt, ``days`` long, to ``until`` (its last day)."""

    last_receipt: date
    days: int
    unmoved_end: date
    until: date
    is_receipt_presumed: bool

    @property
    def is_moved(self) -> bool:
        return self.until != self.unmoved_end

    @property
    def earliest_on(self) -> date:
        """The first day on which the post may be given."""
        return self.until + timedelta(days=1)

    def is_over(self, today: date) -> bool:
        return today > self.until


def waiting_period(
    last_receipt: date, *, is_receipt_presumed: bool, days: int, move_to_working_day: bool
) -> WaitingPeriod:
    """Return the waiting period after ``last_receipt``, with what its words need."""
    return WaitingPeriod(
        last_receipt=last_receipt,
        days=days,
        unmoved_end=waiting_until(last_receipt, days=days, move_to_working_day=False),
        until=waiting_until(last_receipt, days=days, move_to_working_day=move_to_working_day),
        is_receipt_presumed=is_receipt_presumed,
    )
