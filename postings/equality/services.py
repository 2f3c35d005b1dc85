"""Read and change equality data; every change is recorded without its content."""

from django.db import transaction

from postings.applications.models import Application
from postings.equality.models import EqualityData
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def equality_data_of(application: Application) -> EqualityData:
    """Return the stored data of ``application``, or unsaved ones that state nothing."""
    return EqualityData.objects.filter(application=application).first() or EqualityData(application=application)


@transaction.atomic
def save_equality_data(*, data: EqualityData, actor: User | None) -> EqualityData:
    """Save ``data`` and record that they changed; the record does not say how."""
    posting = lock_posting(data.application.posting_id)
    data.full_clean()
    data.save()
    record(
        actor=actor,
        action="equality.changed",
        subject=data,
        posting_reference=posting.reference_number,
        number=data.application.number,
    )
    return data
