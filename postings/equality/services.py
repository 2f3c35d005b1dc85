"""Read and change equality data; every change is recorded without its content."""

from collections.abc import Mapping

from django.db import transaction

from postings.applications.models import Application
from postings.equality.errors import StatementTooLate
from postings.equality.models import EqualityData
from postings.models import Posting
from postings.services import lock_posting
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.accounts.models import User
from recruitment.audit.services import build_event, record, record_all

STATEMENTS = ("sex", "disability_status", "migration_background")
NOT_STATED = "not_stated"


def equality_data_of(application: Application) -> EqualityData:
    """Return the stored data of ``application``, or unsaved ones that state nothing."""
    return EqualityData.objects.filter(application=application).first() or EqualityData(application=application)


@transaction.atomic
def save_equality_data(*, data: EqualityData, actor: User | None) -> EqualityData:
    """Save ``data`` and record that they changed; the record does not say how.

    :raises StatementTooLate: if something is stated anew after the end of the procedure.
    """
    posting = lock_posting(data.application.posting_id)
    if posting.is_ended:
        _refuse_new(data)
    before = EqualityData.objects.filter(pk=data.pk).values_list("refuses_disability_representative", flat=True).first()
    data.full_clean()
    data.save()
    if data.refuses_disability_representative and not before:
        record(
            actor=actor,
            action="equality.representation_refused",
            subject=data,
            posting_reference=posting.reference_number,
            number=data.application.number,
        )
    record(
        actor=actor,
        action="equality.changed",
        subject=data,
        posting_reference=posting.reference_number,
        number=data.application.number,
    )
    return data


def _refuse_new(data: EqualityData) -> None:
    """Let a person correct (Art. 16 DSGVO) or take back (Art. 7 III) what was stated, and nothing more (Art. 5 I b)."""
    stored = equality_data_of(data.application)
    for name in STATEMENTS:
        if getattr(stored, name) == NOT_STATED != getattr(data, name):
            raise StatementTooLate


def statements_in(posting: Posting) -> dict[int, dict[str, str]]:
    """Return what applicants of ``posting`` stated, by application; for the intake, which compares lists with it."""
    rows = EqualityData.objects.filter(application__posting=posting).values_list("application_id", *STATEMENTS)
    return {
        pk: {name: value for name, value in zip(STATEMENTS, values, strict=True) if value != NOT_STATED}
        for pk, *values in rows
    }


@transaction.atomic
def receive_statements(
    *, posting: Posting, statements: Mapping[Application, Mapping[str, str]], actor: User | None
) -> None:
    """Store what many applicants of the locked ``posting`` stated; what somebody left out stays as it is."""
    stored = {data.application_id: data for data in EqualityData.objects.filter(application__posting=posting)}
    new, changed = [], []
    for application, stated in statements.items():
        data = stored.get(application.pk)
        (changed if data else new).append(data := data or EqualityData(application=application))
        for name in STATEMENTS:
            setattr(data, name, stated.get(name, getattr(data, name)))
    EqualityData.objects.bulk_create(new, batch_size=500)
    EqualityData.objects.bulk_update(changed, STATEMENTS, batch_size=500)
    numbers = {application.pk: application.number for application in statements}
    record_all(
        build_event(
            actor=actor,
            action="equality.changed",
            subject=data,
            posting_reference=posting.reference_number,
            number=numbers[data.application_id],
        )
        for data in (*new, *changed)
    )


def record_inspection(*, posting: Posting, application: Application | None, actor: User) -> None:
    """Record that a representation of the employees looked at a procedure, or at one application (R13)."""
    body = ", ".join(str(AuthorityRoleName(role).label) for role in sorted(actor.representations))
    facts = {"body": body} if application is None else {"body": body, "number": application.number}
    record(
        actor=actor,
        action="representation.list_opened" if application is None else "representation.application_opened",
        subject=application or posting,
        posting_reference=posting.reference_number,
        **facts,
    )


def record_paper(*, posting: Posting, document: str, actor: User) -> None:
    """Record that a representation of the employees opened a document of the procedure (R13)."""
    body = ", ".join(str(AuthorityRoleName(role).label) for role in sorted(actor.representations))
    record(
        actor=actor,
        action="representation.paper_opened",
        subject=posting,
        posting_reference=posting.reference_number,
        body=body,
        document=document,
    )
