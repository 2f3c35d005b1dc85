"""What erasure adds to the page of a posting."""

from django.urls import reverse
from django.utils.translation import ngettext

from postings.models import Posting
from postings.notes import PostingNote
from postings.retention.models import DeletionRecord
from recruitment.accounts.models import User


def posting_notes(user: User, posting: Posting) -> list[PostingNote]:
    """Return the way to the deletion records, where there are any."""
    count = DeletionRecord.objects.filter(posting_reference=posting.reference_number).count()
    if not count:
        return []
    words = ngettext("%(count)s Löschnachweis", "%(count)s Löschnachweise", count) % {"count": count}
    return [PostingNote(words, reverse("retention:deletion_list", args=[posting.pk]))]
