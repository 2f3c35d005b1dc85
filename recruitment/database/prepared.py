"""Querysets that are written once and sent many times.

Putting a queryset together costs Django more than PostgreSQL needs to answer it. Where people wait at every click, the
same queryset is compiled once per process, and each call only fills in its values. The rule stays where it is, in the
queryset; nothing is written a second time in SQL.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BigIntegerField, BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

_MARKS = (30_000, 31_000)  # small enough for every column of numbers


class PreparedQuery:
    """``build`` takes ``count`` positive whole numbers, by position, and returns a queryset.

    It is called with marks instead of numbers, twice with different ones: where the two statements differ, a number is
    filled in later. So ``build`` must treat every number alike; it may use each as often as it likes. A value may also
    be a list of numbers: ``build`` gives its mark to ``is_among``. ``first`` and ``rows`` are for ``values_list``,
    ``objects`` for model objects with all that the queryset brings along.
    """

    def __init__(self, build: Callable[..., QuerySet], count: int) -> None:
        self._build = build
        self._count = count
        self._compiled: _Compiled | None = None

    def first(self, *values: int | list[int]) -> Sequence[Any] | None:
        """Return the first row for these ``values``, or None."""
        with connection.cursor() as cursor:
            cursor.execute(*self._statement(values))
            return cursor.fetchone()

    def rows(self, *values: int | list[int]) -> list[Sequence[Any]]:
        """Return all rows for these ``values``."""
        with connection.cursor() as cursor:
            cursor.execute(*self._statement(values))
            return cursor.fetchall()

    def objects(self, *values: int | list[int]) -> list[Any]:
        """Return the model objects for these ``values``."""
        text, parameters = self._statement(values)
        compiled = self._compiled
        queryset = compiled.queryset.all()
        queryset._known_related_objects = {}  # stand-ins with a mark as their number
        queryset.query.get_compiler = lambda using=DEFAULT_DB_ALIAS, **_options: compiled.answering(
            text, parameters, using
        )
        return list(queryset)

    def get(self, *values: int | list[int]) -> Any:
        """Return the one model object for these ``values``.

        :raises DoesNotExist: of the model, if there is none.
        """
        found = self.objects(*values)
        if not found:
            model: type[Model] = self._compiled.queryset.model
            raise model.DoesNotExist
        return found[0]

    def _statement(self, values: Sequence[int | list[int]]) -> tuple[str, list[object]]:
        if self._compiled is None:
            querysets = (self._build(*(mark + i for i in range(self._count))) for mark in _MARKS)
            self._compiled = _Compiled(*querysets)
        return self._compiled.text, self._compiled.filled(values)


def is_among(column: str, mark: int) -> Func:
    """Return the condition that ``column`` is in the list of numbers given later: ``filter(is_among("pk", mark))``."""
    numbers = Value([mark], output_field=ArrayField(BigIntegerField()))
    return Func(F(column), numbers, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())


class _Compiled:
    """One statement, and where among its parameters which number stands."""

    def __init__(self, queryset: QuerySet, other: QuerySet) -> None:
        self.queryset = queryset
        self._compiler: SQLCompiler = queryset.query.get_compiler(queryset.db)
        self.text, parameters = self._compiler.as_sql()
        self._parameters = list(parameters)
        _text, others = other.query.sql_with_params()
        self._places = [
            (place, (one[0] if isinstance(one, list) else one) - _MARKS[0])
            for place, (one, two) in enumerate(zip(parameters, others, strict=True))
            if one != two
        ]

    def filled(self, values: Sequence[int | list[int]]) -> list[object]:
        filled = list(self._parameters)
        for place, number in self._places:
            filled[place] = values[number]
        return filled

    def answering(self, text: str, parameters: Sequence[object], using: str) -> SQLCompiler:
        """Return the compiler as it is after its work, which knows what the columns become."""
        compiler = copy.copy(self._compiler)
        compiler.using, compiler.connection = using, connections[using]
        compiler.as_sql = lambda *_arguments, **_options: (text, parameters)
        return compiler
