"""What later steps say on the page of a posting, for the personnel office only (setting ``POSTING_NOTES``)."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from postings.models import Posting
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class PostingNote:
    """A link of the step "Bewerbungen", with a word in a badge where something is to be done."""

    label: str
    url: str
    badge: str = ""
    level: str = "info"


def notes_on(user: User, posting: Posting) -> list[PostingNote]:
    """Return the notes of every step, in the order of the setting."""
    return [note for name in settings.POSTING_NOTES for note in import_string(name)(user, posting)]
