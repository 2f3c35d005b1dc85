"""Write the rows of a plan: applications, what belongs to equality in its own place, and the record of it all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils import formats

from postings.applications.enums import EmploymentStatus, LateDecision
from postings.applications.importing.planning import PlannedRow, label_of
from postings.applications.models import Applicant, Application
from postings.applications.sorting import din_5007_2_key
from postings.equality.services import receive_statements
from postings.intake.review import APPLICATION_FIELDS, EQUALITY_FIELDS, PERSON_FIELDS, model_values
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.audit.services import build_event, record_all

AT_ONCE = 500  # rows of one statement


@dataclass(frozen=True, slots=True)
class Written:
    """How many applications are new, and how many changed."""

    created: int
    updated: int


def write_rows(*, posting: Posting, rows: Sequence[PlannedRow], source: str, actor: User) -> Written:
    """Write every row of a plan that is to be written; the posting is locked, the rows are planned under that lock."""
    new = [row for row in rows if row.is_written and row.application_id is None]
    known = [row for row in rows if row.is_written and row.application_id is not None]
    applications = _create(posting, new, source, actor)
    applications |= _update(posting, known, source, actor)
    statements = {}
    for row in (*new, *known):
        if row.application_id is None:
            stated = {name: str(row.fields[name]) for name in EQUALITY_FIELDS if name in row.fields}
        else:
            stated = {c.field: str(c.after) for c in row.changes if c.field in EQUALITY_FIELDS}
        if stated:
            statements[applications[row.row]] = stated
    receive_statements(posting=posting, statements=statements, actor=actor)
    return Written(len(new), len(known))


def _create(posting: Posting, rows: Sequence[PlannedRow], source: str, actor: User) -> dict[int, Application]:
    people = []
    for row in rows:
        person = Applicant(**model_values(row.fields, PERSON_FIELDS))
        person.sort_key = din_5007_2_key(person.last_name, person.first_name)
        people.append(person)
    Applicant.objects.bulk_create(people, batch_size=AT_ONCE)
    last = posting.applications.aggregate(last=Max("number"))["last"] or 0
    deadline, created = posting.deadline, {}
    for number, (row, person) in enumerate(zip(rows, people, strict=True), start=last + 1):
        application = Application(
            **{
                "posting": posting,
                "applicant": person,
                "number": number,
                "employment_status": EmploymentStatus.NOT_STATED,
                "source": source,
                **model_values(row.fields, APPLICATION_FIELDS),
            }
        )
        if deadline is not None and application.received_on > deadline:
            application.late_decision = LateDecision.OPEN
        created[row.row] = application
    Application.objects.bulk_create(created.values(), batch_size=AT_ONCE)
    record_all(
        build_event(
            actor=actor,
            action="application.received",
            subject=application,
            posting_reference=posting.reference_number,
            number=application.number,
            code=application.code,
            date=formats.date_format(application.received_on, "d.m.Y"),
        )
        for application in created.values()
    )
    return created


def _update(posting: Posting, rows: Sequence[PlannedRow], source: str, actor: User) -> dict[int, Application]:
    stored = posting.applications.select_related("applicant").in_bulk([row.application_id for row in rows])
    changed, touched = {}, set()
    for row in rows:
        application = changed[row.row] = stored[row.application_id]
        new = {change.field: change.after for change in row.changes}
        touched |= new.keys()
        for name, value in model_values(new, PERSON_FIELDS).items():
            setattr(application.applicant, name, value)
        for name, value in model_values(new, APPLICATION_FIELDS).items():
            setattr(application, name, value)
        if "source_number" in new:
            application.source = source
        person = application.applicant
        person.sort_key = din_5007_2_key(person.last_name, person.first_name)
    if of_person := touched & set(PERSON_FIELDS):
        people = [application.applicant for application in changed.values()]
        Applicant.objects.bulk_update(people, [*sorted(of_person), "sort_key"], batch_size=AT_ONCE)
    if of_application := touched & set(APPLICATION_FIELDS):
        names = sorted(of_application | ({"source"} if "source_number" in touched else set()))
        Application.objects.bulk_update(changed.values(), names, batch_size=AT_ONCE)
    record_all(
        build_event(
            actor=actor,
            action="application.list_changed",
            subject=changed[row.row],
            posting_reference=posting.reference_number,
            number=changed[row.row].number,
            code=changed[row.row].code,
            fields=", ".join(label_of(c.field) for c in row.changes if c.field not in EQUALITY_FIELDS),
        )
        for row in rows
        if any(change.field not in EQUALITY_FIELDS for change in row.changes)
    )
    return changed
