"""Legal holds: nothing is erased while one stands."""

from django.db import transaction
from django.utils import timezone

from postings.applications.models import Application
from postings.models import Posting
from postings.retention.due import is_held
from postings.retention.errors import ErasureHeld, HoldLifted
from postings.retention.models import LegalHold
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def set_hold(*, posting: Posting, application: Application | None, reason: str, actor: User) -> LegalHold:
    """Keep the data of ``application``, or of the whole procedure, from erasure until the hold is lifted."""
    posting = lock_posting(posting.pk)
    hold = LegalHold.objects.create(posting=posting, application=application, reason=reason, set_by=actor)
    _record(hold, actor, "hold.set", reason)
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, reason: str, actor: User) -> LegalHold:
    """End ``hold``; what is due goes with the next erasure, not by itself.

    :raises HoldLifted: if somebody did so before.
    """
    lock_posting(hold.posting_id)
    hold = LegalHold.objects.select_related("posting", "application").get(pk=hold.pk)
    if hold.lifted_at:
        raise HoldLifted
    hold.lifted_at, hold.lifted_by, hold.lifted_reason = timezone.now(), actor, reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    _record(hold, actor, "hold.lifted", reason)
    return hold


def refuse_while_held(*, application: Application) -> None:
    """Keep the documents of ``application`` while a hold or a suit needs them (setting ``FILE_REMOVAL_CHECKS``).

    :raises ErasureHeld: if one does.
    """
    if is_held(application.posting, application):
        raise ErasureHeld


def _record(hold: LegalHold, actor: User, action: str, reason: str) -> None:
    facts: dict[str, object] = {"scope": hold.scope, "reason": reason}
    if hold.application is not None:
        facts["number"] = hold.application.number  # by it an erasure finds the words
    record(actor=actor, action=action, subject=hold, posting_reference=hold.posting.reference_number, **facts)
