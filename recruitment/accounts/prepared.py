"""Prepared queries that answer differently to the personnel office than to everybody else."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db.models import QuerySet

from recruitment.accounts.models import User
from recruitment.database.prepared import PreparedQuery


class PreparedForPerson:
    """A ``PreparedQuery`` that is compiled once for HR officers and once for everybody else.

    ``build`` takes ``count`` positive whole numbers, then a person, all by position, and returns a queryset. The person
    is an unsaved stand-in with the number and the role of whoever will ask; nothing else of it may be read.
    """

    def __init__(self, build: Callable[..., QuerySet], count: int) -> None:
        def compiled(is_hr_officer: bool) -> PreparedQuery:
            def for_person(*values: int | list[int]) -> QuerySet:
                *numbers, person_id = values
                return build(*numbers, User.with_roles(person_id, is_hr_officer=is_hr_officer))

            return PreparedQuery(for_person, count + 1)

        self._for = cache(compiled)

    def first(self, person: User, *values: int | list[int]) -> Sequence[Any] | None:
        """Return the first row that ``person`` may see for these ``values``, or None."""
        return self._for(person.is_hr_officer).first(*values, person.pk)

    def rows(self, person: User, *values: int | list[int]) -> list[Sequence[Any]]:
        """Return all rows that ``person`` may see for these ``values``."""
        return self._for(person.is_hr_officer).rows(*values, person.pk)

    def objects(self, person: User, *values: int | list[int]) -> list[Any]:
        """Return the model objects that ``person`` may see for these ``values``."""
        return self._for(person.is_hr_officer).objects(*values, person.pk)

    def get(self, person: User, *values: int | list[int]) -> Any:
        """Return the one model object that ``person`` may see for these ``values``.

        :raises DoesNotExist: of the model, if there is none.
        """
        return self._for(person.is_hr_officer).get(*values, person.pk)
