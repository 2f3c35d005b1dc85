"""Erase what the authority holds on a person, everywhere, in one transaction, and say so without naming anybody."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from postings.applications.models import Application
from postings.retention.enums import LegalGround
from postings.retention.models import DeletionRecord
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import forget_free_text, record


def erasure_steps() -> Iterator[ModuleType]:
    """Return the modules of ``ERASURE_STEPS`` in their order, which goes from the last step of the procedure back.

    Each offers ``held(application)``, a mapping of German label to number of rows, and ``erase(application, actor)``.
    """
    return map(import_module, settings.ERASURE_STEPS)


def held_on(application: Application) -> dict[str, int]:
    """Return what would be erased with ``application``: German label and number of rows, nothing that is not there."""
    return {label: count for step in erasure_steps() for label, count in step.held(application).items() if count}


def subject_hash(application_id: int) -> str:
    """Return the keyed hash under which the erasure of an application is recorded."""
    return salted_hmac("postings.retention.application", str(application_id), algorithm="sha256").hexdigest()


@transaction.atomic
def erase_application(*, application: Application, actor: User | None) -> DeletionRecord:
    """Erase everything personal of a withdrawn ``application``, history included; its number keeps counting.

    The deletion record is written first: it opens the triggers for this transaction only. Called by the withdrawal
    itself (setting ``AFTER_WITHDRAWAL``), so that there is no withdrawn application with data.
    """
    posting = lock_posting(application.posting_id)
    written = DeletionRecord.objects.create(
        subject_hash=subject_hash(application.pk),
        posting_reference=posting.reference_number,
        legal_ground=LegalGround.WITHDRAWN,
        counts={str(label): count for label, count in held_on(application).items()},
        erased_by=actor,
    )
    forget_free_text(posting_reference=posting.reference_number, number=application.number)
    for step in erasure_steps():
        step.erase(application, actor)
    record(
        actor=actor,
        action="application.erased",
        subject=application,
        posting_reference=posting.reference_number,
        number=application.number,
    )
    return written
