"""What every letter of a procedure says around its text; ``templates/reports/letter.html`` lays it out (DIN 5008).

A letter is a ``Letter`` (or a dataclass with more) and a template that extends the layout. Rendering and keeping are
the business of the step that sends it.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from postings.models import Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Every text of a letter, finished. ``window`` are the lines of the address, ``info`` the terms at its right."""

    title: str  # of the file, for readers and archives
    authority: str
    office: str
    return_address: str  # the small line above the address
    window: tuple[str, ...]
    info: tuple[tuple[str, str], ...]
    subject: str
    reference: str  # the line below the subject
    salutation: str
    signatory: str
    dated_at: str  # ISO date; the file carries no other time
    paragraphs: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()


def return_address(posting: Posting) -> str:
    """Return the line above the address: the setting ``RETURN_ADDRESS``, else authority and place."""
    return settings.RETURN_ADDRESS or f"{posting.authority} · {posting.work_location}".rstrip(" ·")


def information(*rows: tuple[str, str], today: date) -> tuple[tuple[str, str], ...]:
    """Return the rows at the right of the address that have a value, the date of the letter last."""
    return tuple((term, value) for term, value in (*rows, (_("Datum"), formats.date_format(today, "d.m.Y"))) if value)
