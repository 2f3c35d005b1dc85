"""The abort: a procedure ends without a choice, with a reason on the file (DOMAIN.md SX)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from postings.applications.reasons import protected_word
from postings.enums import UNPUBLISHED, PostingStatus
from postings.models import Posting
from postings.notices.errors import AppointmentStands, NamesAnother, NotAbortable, ReasonUnusable
from postings.notices.models import Abort, Appointment
from postings.notices.people import tokens_by_application
from postings.notices.wording import named_person
from postings.reasons import is_too_short
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record

NOT_ABORTABLE = (*UNPUBLISHED, PostingStatus.FILLED, PostingStatus.ABORTED)
SHORTEST_REASON = 40  # a ground that a court can follow is a sentence


@transaction.atomic
def abort_posting(*, posting: Posting, reason: str, actor: User, today: date) -> Abort:
    """Abort a procedure that runs; every applicant is told of it afterwards, with this reason.

    :raises NotAbortable: for a draft, a filled or an aborted posting.
    :raises AppointmentStands: if somebody is appointed already.
    :raises ReasonUnusable: if the reason is too short, or holds a word that must play no part.
    :raises NamesAnother: if it names an applicant: everybody gets it.
    """
    posting = lock_posting(posting.pk)
    if posting.status in NOT_ABORTABLE:
        raise NotAbortable(status=posting.get_status_display())
    if Appointment.objects.filter(application__posting=posting).exists():
        raise AppointmentStands
    reason = reason.replace("\r\n", "\n").strip()
    if is_too_short(reason) or len(reason) < SHORTEST_REASON:
        raise ReasonUnusable(
            problem=_("Bitte nennen Sie den sachlichen Grund in ganzen Sätzen (mindestens %(n)s Zeichen).")
            % {"n": SHORTEST_REASON}
        )
    if word := protected_word(reason):
        raise ReasonUnusable(
            problem=_("Das Wort „%(word)s“ berührt ein geschütztes Merkmal und gehört nicht in den Grund.")
            % {"word": word}
        )
    tokens = frozenset().union(*tokens_by_application(posting).values())
    if name := named_person(reason, sorted(tokens)):
        raise NamesAnother(name=name)
    abort = Abort.objects.create(posting=posting, reason=reason, aborted_on=today, aborted_by=actor)
    posting.status = PostingStatus.ABORTED
    posting.save(update_fields=["status"])
    record(
        actor=actor,
        action="posting.aborted",
        subject=posting,
        posting_reference=posting.reference_number,
        reason=reason,
    )
    return abort
