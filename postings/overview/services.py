"""The same act for many applications at once: all of them or none, each recorded as its own act."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from postings.applications.models import Application
from postings.applications.services import decide_lateness
from postings.documents.document_request import issue_document_request
from postings.files.enums import NeedState
from postings.files.needs import needs_of
from recruitment.accounts.models import User


@transaction.atomic
def decide_lateness_of(
    *, applications: Sequence[Application], is_admitted: bool, reason: str, actor: User
) -> list[Application]:
    """Admit or refuse several late applications for the same reason; each keeps a decision of its own.

    :raises ProcedureError: as ``decide_lateness``, for the first that does not allow it; then nothing is written.
    """
    return [
        decide_lateness(application=application, is_admitted=is_admitted, reason=reason, actor=actor)
        for application in sorted(applications, key=lambda one: one.pk)
    ]


@transaction.atomic
def request_documents_of(*, applications: Sequence[Application], due_on: date, today: date, actor: User) -> int:
    """Make for each application the letter that asks for what is missing; return how many letters there are.

    :raises ProcedureError: as ``issue_document_request``, for the first that does not allow it; nothing is kept then.
    """
    for application in sorted(applications, key=lambda one: one.pk):
        issue_document_request(
            application=application,
            needs=[found.need for found in needs_of(application) if found.verdict.state == NeedState.MISSING],
            further="",
            due_on=due_on,
            today=today,
            actor=actor,
        )
    return len(applications)
