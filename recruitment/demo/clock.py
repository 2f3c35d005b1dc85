"""The clock of the second demonstration procedure: its steps lie weeks back, as those of a real one at its end would.

The services ask Django for the time, the triggers of the history ask PostgreSQL. Both get the day of the step while
the demonstration loads, inside its one transaction; afterwards nothing is left of it. Never in production.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.utils import timezone

from postings.deadlines import next_working_day

BEGINNING_OF_WORK = time(9)


class DemoClock:
    """Says how far back the present step lies."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def go_to(self, day: date) -> date:
        """Let the next steps take place on ``day``, from nine o'clock on; never before those that were."""
        begins = datetime.combine(day, BEGINNING_OF_WORK, tzinfo=timezone.get_default_timezone())
        shift = begins - datetime.now(UTC)  # across a change of summer time as well
        self._take(max(shift, self.shift) if self.shift else shift)
        return day

    def stand(self) -> None:
        """Begin with the time as it is."""
        self._take(timedelta())

    def _take(self, shift: timedelta) -> None:
        self.shift = shift
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('demo.shift', %s, true)", [f"{shift.total_seconds()} seconds"])


def days_before(today: date, days: int) -> date:
    """Return the day so many days before ``today``, or the next working day: nobody decides on a Sunday."""
    return next_working_day(today - timedelta(days=days))


@contextmanager
def set_back() -> Iterator[DemoClock]:
    """Give the clock to the steps inside; call it inside a transaction.

    :raises RuntimeError: in production.
    """
    if settings.IS_PRODUCTION:
        raise RuntimeError("the clock is set back for the demonstration only")
    clock = DemoClock()

    class AnyDatetime(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, datetime)

    class ShiftedDatetime(datetime, metaclass=AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + clock.shift

    with patch.object(timezone, "datetime", ShiftedDatetime), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        [before] = cursor.fetchone()
        # A function now() that is found before that of the system; functions look it up anew when the path changes.
        cursor.execute(
            "CREATE SCHEMA demo_clock;"
            "CREATE FUNCTION demo_clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS "
            "$$ SELECT pg_catalog.now() + current_setting('demo.shift')::interval $$"
        )
        cursor.execute(f"SET LOCAL search_path = demo_clock, {before}, pg_catalog")
        clock.stand()
        yield clock
        cursor.execute(f"SET LOCAL search_path = {before}")
        cursor.execute("DROP SCHEMA demo_clock CASCADE")
