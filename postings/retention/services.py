"""Erase what the authority holds on a person, everywhere, in one transaction, and say so without naming anybody."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.models import Posting
from postings.retention import journal, traces
from postings.retention.due import is_held
from postings.retention.enums import LegalGround
from postings.retention.errors import ErasureHeld
from postings.retention.free_text import Naming, forget_in_texts
from postings.retention.models import DeletionRecord, LegalHold
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


def posting_hash(posting_id: int) -> str:
    """Return the keyed hash under which the erasure of what belongs to a procedure as a whole is recorded."""
    return salted_hmac("postings.retention.posting", str(posting_id), algorithm="sha256").hexdigest()


def erase_after_withdrawal(*, application: Application, actor: User | None) -> None:
    """Erase a withdrawn ``application`` at once (setting ``AFTER_WITHDRAWAL``), unless a hold or a suit forbids it.

    What is held then stands in the list of what is due, and goes when the hold does.
    """
    if not is_held(application.posting, application):
        erase_application(application=application, actor=actor)


@transaction.atomic
def erase_application(
    *, application: Application, actor: User | None, ground: LegalGround = LegalGround.WITHDRAWN
) -> DeletionRecord:
    """Erase everything personal of an ``application``, history included; its number keeps counting.

    The deletion record is written first: it opens the triggers for this transaction only. What lies outside of the
    database (files, mails) goes when the transaction is committed.

    :raises ErasureHeld: if a legal hold or an open suit forbids it.
    """
    posting = lock_posting(application.posting_id)
    if is_held(posting, application):
        raise ErasureHeld
    words, naming = traces.words_of(application), Naming(application)
    written = DeletionRecord.objects.create(
        subject_hash=subject_hash(application.pk),
        posting_reference=posting.reference_number,
        legal_ground=ground,
        counts={str(label): count for label, count in held_on(application).items()},
        erased_by=actor,
    )
    transaction.on_commit(lambda: journal.append(written), robust=True)
    forget_free_text(posting_reference=posting.reference_number, number=application.number)
    _forget_holds(LegalHold.objects.filter(application=application))
    for step in erasure_steps():
        step.erase(application, actor)
    forget_in_texts(posting, naming)
    traces.forget(words)
    record(
        actor=actor,
        action="application.erased",
        subject=application,
        posting_reference=posting.reference_number,
        number=application.number,
    )
    return written


def _file_steps() -> Iterator[ModuleType]:
    return map(import_module, settings.PROCEDURE_ERASURE_STEPS)


def held_by_file(posting: Posting) -> dict[str, int]:
    """Return what names people and belongs to the procedure as a whole: German label and number of documents."""
    return {label: count for step in _file_steps() for label, count in step.held_of_procedure(posting).items() if count}


def with_file() -> Q:
    """Return the condition on ``posting`` that something is left which ``held_by_file`` counts."""
    condition = Q(posting__in=())
    for step in _file_steps():
        condition |= Q(posting__in=step.procedures_held())
    return condition


@transaction.atomic
def erase_file(*, posting: Posting, actor: User | None) -> DeletionRecord:
    """Erase what names people and belongs to the procedure as a whole, once the data of all of them have gone.

    :raises ErasureHeld: if a hold or an open suit forbids it, or somebody's data are still there.
    """
    posting = lock_posting(posting.pk)
    if is_held(posting) or posting.applications.filter(erased_at=None).exists():
        raise ErasureHeld
    held = held_by_file(posting)
    written = DeletionRecord.objects.create(
        subject_hash=posting_hash(posting.pk),
        posting_reference=posting.reference_number,
        legal_ground=LegalGround.PERIOD_OVER,
        counts={str(label): count for label, count in held.items()},
        erased_by=actor,
    )
    transaction.on_commit(lambda: journal.append(written), robust=True)
    forget_free_text(posting_reference=posting.reference_number)
    _forget_holds(LegalHold.objects.filter(posting=posting))
    for step in _file_steps():
        step.erase_procedure(posting)
    traces.forget_jobs(posting.reference_number)
    record(actor=actor, action="erasure.file_erased", subject=posting, posting_reference=posting.reference_number)
    return written


def _forget_holds(holds: models.QuerySet[LegalHold]) -> None:
    """Empty the words of holds; those that stand forbid the erasure, so all of these are lifted."""
    holds.exclude(lifted_at=None).update(reason=_("[gelöscht]"), lifted_reason=_("[gelöscht]"))
