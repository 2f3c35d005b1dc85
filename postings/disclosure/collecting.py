"""The rows on one applicant, in words: what stands in each table now, and what stood there before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from postings.disclosure.coverage import LABELS, LEFT_OUT, TOLD, Told
from postings.disclosure.wording import SPOKEN
from postings.documents.paper_head import day_words, moment_words

NOTHING = (None, "", [], {})
Words = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class ToldTable:
    """One table in words. ``rows`` are the present ones, each a list of (label, text); ``former`` what they were:
    (until when, label, text)."""

    label: str
    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    former: tuple[tuple[str, str, str], ...] = ()


def collect(applications: list[int], applicants: list[int], *, words: Words, with_values: bool) -> list[ToldTable]:
    """Return every table of ``coverage.TOLD`` that holds something on these applications of one person.

    ``words`` turns a value that is a person of the staff or a free text into what may be read. A constant number of
    queries: one or two for each table.
    """
    found = []
    for told in TOLD:
        if told.is_value and not with_values:
            continue
        table = _table(told, applications, applicants, _as_stated(words) if told.is_own else words)
        if table.rows or table.former:
            found.append(table)
    return found


def _as_stated(words: Words) -> Words:
    """Return what leaves text alone; of the staff it tells the function all the same."""
    return lambda value: words(value) if isinstance(value, models.Model) else str(value)


def told_columns(told: Told) -> list[models.Field]:
    """Return the columns that are told: all but those of ``LEFT_OUT``, keys, and the way to the application."""
    way = told.path.partition("__")[0]
    return [
        column
        for column in told.model._meta.fields
        if not column.primary_key
        and column.name not in (way, "application", "applicant")
        and not {column.name, f"{told.label}.{column.name}"} & LEFT_OUT.keys()
    ]


def label_of(column: models.Field) -> str:
    """Return the German name of a column."""
    label = LABELS.get(column.name, column.verbose_name)
    return str(label)[:1].upper() + str(label)[1:]


def _table(told: Told, applications: list[int], applicants: list[int], words: Words) -> ToldTable:
    columns = told_columns(told)
    live = told.model.objects.filter(**{f"{told.path}__in": applications}, **told.only).distinct()
    context = [way.split("__") for way, _label in told.context]
    parents = ["__".join(way) for way in context if _is_relation(told.model, way)]
    parents += ["__".join(way[:-1]) for way in context if len(way) > 1]
    related = [column.name for column in columns if column.is_relation]
    rows = []
    present: dict[int, dict[str, str]] = {}
    for row in live.select_related(*related, *dict.fromkeys(parents)).order_by("pk").defer(*_heavy(told.model)):
        texts = [
            (str(label), _text(_walked(row, way), words))
            for way, (_w, label) in zip(context, told.context, strict=True)
        ]
        texts += [(label_of(column), _value(told, row, column, words)) for column in columns]
        rows.append(tuple((label, text) for label, text in texts if text))
        present[row.pk] = {column.name: _value(told, row, column, words) for column in columns}
    former = _former(told, columns, applications, applicants, present, words)
    return ToldTable(told.label, str(told.title), tuple(rows), tuple(former))


def _former(
    told: Told,
    columns: list[models.Field],
    applications: list[int],
    applicants: list[int],
    present: dict[int, dict[str, str]],
    words: Words,
) -> Iterator[tuple[str, str, str]]:
    """Return what a history tells beyond the present rows: each value that was replaced, and rows that were deleted."""
    history = getattr(told.model, "pgh_event_model", None)
    if history is None:
        return
    events = _events(told, history, applications, applicants)
    known = {column.name for column in history._meta.fields}
    columns = [column for column in columns if column.name in known]
    related = [column.name for column in columns if column.is_relation]
    before: dict[int, dict[str, str]] = {}
    for event in events.select_related(*related).order_by("pgh_id"):
        values = {column.name: _value(told, event, column, words) for column in columns}
        last = before.get(event.pgh_obj_id)
        if last is not None:
            yield from _replaced(columns, last, values, moment_words(event.pgh_created_at))
        before[event.pgh_obj_id] = values
    if told.only:  # a row that does not show now need not be deleted
        return
    for pk, last in before.items():
        yield from _replaced(
            columns, last, present.get(pk, {}), "" if pk in present else _("gelöscht"), gone=pk not in present
        )


def _replaced(
    columns: Iterable[models.Field], old: dict[str, str], new: dict[str, str], until: str, *, gone: bool = False
) -> Iterator[tuple[str, str, str]]:
    for column in columns:
        text = old[column.name]
        if text and (gone or (until and text != new.get(column.name, ""))):
            yield until, label_of(column), text


def _events(told: Told, history: type[models.Model], applications: list[int], applicants: list[int]) -> models.QuerySet:
    if told.path == "pk":
        return history.objects.filter(pgh_obj__in=applications)
    if told.label == "applications.Applicant":
        return history.objects.filter(pgh_obj__in=applicants)
    first, _dot, rest = told.path.partition("__")
    if not rest:
        if told.model._meta.get_field(first).many_to_many:
            live = told.model.objects.filter(**{f"{first}__in": applications}).values("pk")
            return history.objects.filter(pgh_obj__in=live)
        return history.objects.filter(**{f"{first}__in": applications})
    parent = told.model._meta.get_field(first).related_model
    parent_history = getattr(parent, "pgh_event_model", None)
    ids: Any = parent.objects.filter(**{f"{rest}__in": applications}).values("pk")
    if parent_history is not None and not parent._meta.get_field(rest).many_to_many:
        ids = parent_history.objects.filter(**{f"{rest}__in": applications}).values("pgh_obj")
    if told.only:
        only = {name.partition("__")[2]: value for name, value in told.only.items()}
        ids = parent.objects.filter(**{f"{rest}__in": applications}, **only).values("pk")
    return history.objects.filter(**{f"{first}__in": ids})


def _heavy(model: type[models.Model]) -> list[str]:
    return [column.name for column in model._meta.fields if isinstance(column, models.BinaryField)]


def _is_relation(model: type[models.Model], way: list[str]) -> bool:
    column: Any = None
    for name in way:
        column = model._meta.get_field(name)
        if column.is_relation:
            model = column.related_model
    return bool(column.is_relation)


def _walked(row: models.Model, way: list[str]) -> Any:
    value: Any = row
    for name in way:
        value = getattr(value, name, None)
    return value


def _value(told: Told, row: models.Model, column: models.Field, words: Words) -> str:
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")() or "")
    spoken = SPOKEN.get(f"{told.label}.{column.name}")
    if spoken is not None:
        value = getattr(row, column.name)
        return "" if value in NOTHING else _text(spoken(value), words)
    try:
        return _text(getattr(row, column.name), words)
    except ObjectDoesNotExist:
        return ""


def _text(value: Any, words: Words) -> str:
    if value in NOTHING:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return day_words(value)
    return words(value)
