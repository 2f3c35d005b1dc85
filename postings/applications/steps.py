"""What every step with an application begins and ends with: the lock, the state as it is, the entry in the record."""

from postings.applications.enums import ApplicationStatus
from postings.applications.errors import ApplicationIsDuplicate, ApplicationWithdrawn
from postings.applications.models import Application
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def lock_active(application: Application) -> Application:
    """Lock the posting, then return the application as it stands.

    :raises ApplicationWithdrawn: if it is withdrawn.
    :raises ApplicationIsDuplicate: if it is the second entry of a person.
    """
    lock_posting(application.posting_id)
    application = Application.objects.select_related("posting", "applicant").get(pk=application.pk)
    if application.status == ApplicationStatus.WITHDRAWN:
        raise ApplicationWithdrawn
    if application.status == ApplicationStatus.DUPLICATE:
        raise ApplicationIsDuplicate
    return application


def record_act(application: Application, actor: User | None, action: str, **facts: object) -> None:
    """Record an act; the person appears by running number, and by code for those who may not know the number."""
    record(
        actor=actor,
        action=action,
        subject=application,
        posting_reference=application.posting.reference_number,
        number=application.number,
        code=application.code,
        **facts,
    )
