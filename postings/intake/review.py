"""The preview: what is stored already, put beside what a list says."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from postings.applications.enums import ApplicationStatus, EmploymentStatus
from postings.applications.erased import erased_in, marks_of
from postings.applications.importing.planning import Action, Decision, Known, PlannedRow, Situation, plan
from postings.applications.importing.records import Level, Problem, Reading, read_records
from postings.applications.importing.table import SourceTable
from postings.applications.models import Applicant, Application, ErasedMark
from postings.equality.services import statements_in
from postings.models import Posting

PERSON_FIELDS = (
    "academic_title", "first_name", "last_name", "birth_date", "street", "postal_code", "city", "email", "phone"
)  # fmt: skip
APPLICATION_FIELDS = (
    "received_on", "channel", "employment_status", "track", "is_internal", "current_grade", "current_position",
    "qualification", "experience", "consents_to_personnel_file", "remarks", "source_number",
)  # fmt: skip
EQUALITY_FIELDS = ("sex", "disability_status", "migration_background")
# What an application says of itself: the comparison rests on it, so it stands once that is decided.
STATED_FIELDS = frozenset(APPLICATION_FIELDS) - {"consents_to_personnel_file", "remarks", "source_number"}
DAYS = ("birth_date", "received_on")


@dataclass(frozen=True, slots=True)
class ListContent:
    """A list with the meaning of its columns and what a person said to its rows."""

    table: SourceTable
    mapping: Mapping[str, str | None]
    source: str
    defaults: Mapping[str, str]
    decisions: Mapping[int, Decision]


def situation_of(content: ListContent, posting: Posting) -> Situation:
    """Return what decides about the rows beside themselves; three queries, whatever the length of the list."""
    return Situation(
        known_applications(posting),
        posting.deadline,
        content.source,
        content.decisions,
        erased_in(posting),
        standing=frozenset() if posting.is_under_way or not posting.is_published else STATED_FIELDS,
        not_begun=frozenset(EQUALITY_FIELDS) if posting.is_ended else frozenset(),
        is_ended=posting.is_ended,
    )


def fingerprint(situation: Situation) -> str:
    """Return a hash of all that a plan rests on beside the list itself; the same hash means the same plan."""
    by_step = (sorted(situation.standing), situation.is_ended)
    rests_on = (timezone.localdate(), situation.deadline, situation.known, situation.erased, by_step)
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()


def make_plan(
    content: ListContent, situation: Situation, *, progress: Callable[[int, int], None] | None = None
) -> list[PlannedRow]:
    """Return what an import would do with each row of ``content``."""
    records = read_records(content.table, Reading(content.mapping, timezone.localdate(), content.defaults))
    rows = (_checked(row) for row in plan(records, situation, progress=progress))
    return [_not_brought_back(row, situation) for row in rows] if situation.erased else list(rows)


def _not_brought_back(row: PlannedRow, situation: Situation) -> PlannedRow:
    """Return ``row``, but never as new if it is an application whose data were erased.

    The number of the source is the same application for certain; an address, or name and birthday, may be the same
    person applying anew, and that a person decides.
    """
    if row.application_id is not None or row.action not in (Action.CREATE, Action.LATE, Action.CHECK):
        return row
    if situation.is_ended:
        return row
    marks = marks_of(row.fields, source=situation.source)
    numbers = {kind: situation.erased[mark] for kind, mark in marks.items() if mark in situation.erased}
    if not numbers:
        return row
    number = next(iter(numbers.values()))
    said = f"Bewerbung {number} wurde zurückgezogen, ihre Daten sind gelöscht."
    if ErasedMark.Kind.NUMBER in numbers:
        note = Problem(Level.NOTE, f"{said} Sie wird nicht wieder angelegt.")
        return replace(
            row, action=Action.DUPLICATE, problems=(note,), is_unchanged=True, may_be_taken=False, decision=None
        )
    doubt = Problem(Level.CHECK, f"{said} Bitte klären Sie, ob sich die Person neu beworben hat.")
    return replace(
        row,
        action=Action.CHECK,
        problems=(*row.problems, doubt),
        may_be_taken=True,
        decision=situation.decisions.get(row.row),
    )


def known_applications(posting: Posting) -> list[Known]:
    """Return every application of ``posting`` in the form in which rows are compared with it."""
    statements = statements_in(posting)
    return [
        Known(
            application_id=application.pk,
            number=application.number,
            fields={
                **dict(stated(application.applicant, PERSON_FIELDS)),
                **dict(stated(application, APPLICATION_FIELDS)),
                **statements.get(application.pk, {}),
            },
            source=application.source,
            is_withdrawn=application.status == ApplicationStatus.WITHDRAWN,
            is_duplicate=application.status == ApplicationStatus.DUPLICATE,
        )
        for application in posting.applications.filter(erased_at=None).select_related("applicant").order_by("number")
    ]


def stated(source: Applicant | Application, names: Iterable[str]) -> Iterable[tuple[str, str | bool]]:
    """Return what ``source`` states, days as ISO text."""
    for name in names:
        value = getattr(source, name)
        if value is None or value in ("", EmploymentStatus.NOT_STATED):
            continue
        yield name, value.isoformat() if isinstance(value, date) else value if isinstance(value, bool) else str(value)


def model_values(fields: Mapping[str, str | bool], names: Iterable[str]) -> dict[str, object]:
    """Return the fields called ``names`` as the models take them."""
    return {
        name: date.fromisoformat(str(fields[name])) if name in DAYS else fields[name]
        for name in names
        if name in fields
    }


def _checked(row: PlannedRow) -> PlannedRow:
    """Return ``row``, invalid if the models do not take its values (too long, mostly)."""
    if not row.is_written and row.action is not Action.CHECK:
        return row
    problems = []
    for model, names in ((Applicant, PERSON_FIELDS), (Application, APPLICATION_FIELDS)):
        for name, value in model_values(row.fields, names).items():
            try:
                model._meta.get_field(name).clean(value, None)
            except ValidationError as error:
                problems.append(Problem(Level.ERROR, " ".join(error.messages), field=name))
    if not problems:
        return row
    return replace(row, action=Action.INVALID, problems=(*row.problems, *problems), decision=None, changes=())
