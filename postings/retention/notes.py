"""What erasure adds to the page of a posting."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.models import Posting
from postings.notes import PostingNote
from postings.retention.models import DeletionRecord
from recruitment.accounts.models import User


def posting_notes(user: User, posting: Posting) -> list[PostingNote]:
    """Return the way to periods and holds, and to the deletion records, where there are any."""
    notes = [PostingNote(_("Aufbewahrung und Löschung"), reverse("retention:due_detail", args=[posting.pk]))]
    count = DeletionRecord.objects.filter(posting_reference=posting.reference_number).count()
    if not count:
        return notes
    words = ngettext("%(count)s Löschnachweis", "%(count)s Löschnachweise", count) % {"count": count}
    return [*notes, PostingNote(words, reverse("retention:deletion_list", args=[posting.pk]))]
