"""Querysets that are written once and sent many times.

Putting a queryset together costs Django more than PostgreSQL needs to answer it. Where people wait at every click, the
same queryset is compiled once per process, and each call only fills in its values. The rule stays where it is, in the
queryset; nothing is written a second time in SQL.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_MARKS = (30_000, 31_000)  # small enough for every column of numbers


class PreparedQuery:
    """``build`` takes ``count`` positive whole numbers, by position, and returns a queryset of ``values_list``.

    It is called with marks instead of numbers, twice with different ones: where the two statements differ, a number is
    filled in later. So ``build`` must treat every number alike; it may use each as often as it likes.
    """

    def __init__(self, build: Callable[..., QuerySet], count: int) -> None:
        self._build = build
        self._count = count
        self._statement: tuple[str, list[object]] | None = None
        self._places: list[tuple[int, int]] = []  # (place among the parameters, which number stands there)

    def first(self, *values: int) -> Sequence[Any] | None:
        """Return the first row for these ``values``, or None."""
        if self._statement is None:
            self._compile()
        text, parameters = self._statement
        filled = list(parameters)
        for place, number in self._places:
            filled[place] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(text, filled)
            return cursor.fetchone()

    def _compile(self) -> None:
        (text, parameters), (_text, others) = (
            self._build(*(mark + i for i in range(self._count))).query.sql_with_params() for mark in _MARKS
        )
        self._places = [
            (place, one - _MARKS[0])
            for place, (one, other) in enumerate(zip(parameters, others, strict=True))
            if one != other
        ]
        self._statement = text, list(parameters)
