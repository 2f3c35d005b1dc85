"""A draft that is not wanted any more: it is discarded with a reason, kept, and its Kennzahl becomes free.

An abort (``postings.notices``) ends a procedure that applicants know of. Nobody applied to a draft, so nobody is told,
and the mistake that most often leads here, a wrong document, is mended by a new draft under the same Kennzahl.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.enums import PostingStatus
from postings.errors import NotADraft, ReasonTooShort
from postings.models import Posting
from postings.reasons import is_too_short
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.models import Event, EventQuerySet
from recruitment.audit.services import record

LONGEST_REFERENCE = 40


@transaction.atomic
def discard_draft(*, posting: Posting, reason: str, actor: User) -> Posting:
    """Discard the draft of a posting for good. Its profile, and the document it came from, stay as they are.

    :raises NotADraft: if it was published, or discarded before.
    :raises ReasonTooShort: if ``reason`` is none.
    """
    posting = lock_posting(posting.pk)
    if not posting.is_draft:
        raise NotADraft(status=posting.get_status_display())
    if is_too_short(reason):
        raise ReasonTooShort
    before = posting.reference_number
    posting.status = PostingStatus.DISCARDED
    posting.discarded_at, posting.discarded_by, posting.discarded_reason = timezone.now(), actor, reason.strip()
    posting.discarded_reference, posting.reference_number = before, _free_reference(before)
    posting.save(
        update_fields=[
            "status",
            "discarded_at",
            "discarded_by",
            "discarded_reason",
            "discarded_reference",
            "reference_number",
        ]
    )
    # Under the Kennzahl that everybody knows; the page of the discarded draft finds it by ``discarded_reference``.
    record(
        actor=actor,
        action="posting.discarded",
        subject=posting,
        posting_reference=before,
        reason=reason.strip(),
        name=posting.reference_number,
    )
    return posting


def events_of(posting: Posting) -> EventQuerySet:
    """Return the entries of the record on ``posting``, those of a discarded draft under the Kennzahl it had."""
    if not posting.discarded_reference:
        return Event.objects.filter(posting_reference=posting.reference_number)
    # Another posting may have that Kennzahl by now; to the draft nothing came after its discarding.
    return Event.objects.filter(
        Q(happened_at__lte=posting.discarded_at) | Q(action="posting.discarded", subject_id=posting.pk),
        posting_reference=posting.discarded_reference,
    )


def _free_reference(number: str) -> str:
    """Return what a discarded draft is called from now on: its Kennzahl with the first free count."""
    taken = set(Posting.objects.filter(discarded_reference=number).values_list("reference_number", flat=True))
    count = 1
    while True:
        suffix = _(" – verworfen %(n)s") % {"n": count}
        name = number[: LONGEST_REFERENCE - len(suffix)] + suffix
        if name not in taken and not Posting.objects.filter(reference_number=name).exists():
            return name
        count += 1
