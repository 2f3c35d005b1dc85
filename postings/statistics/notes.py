"""What the statistics add to the page of a posting."""

from django.urls import reverse
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.notes import PostingNote
from recruitment.accounts.models import User


def posting_notes(user: User, posting: Posting) -> list[PostingNote]:
    """Return the way to the statistics."""
    return [PostingNote(_("Anonyme Statistik"), reverse("statistics:statistics", args=[posting.pk]))]
