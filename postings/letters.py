"""What every letter of a procedure says around its text; ``templates/reports/letter.html`` lays it out (DIN 5008).

A letter is a ``Letter`` (or a dataclass with more) and a template that extends the layout. Rendering and keeping are
the business of the step that sends it; ``letter_to_pdf`` gives the file its data, ``KeptLetter`` tells the check of a
file (setting ``LETTER_SOURCES``) what a step has kept.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from postings.attachment import attached_data, content_sha256
from postings.models import Posting
from recruitment.pdf import html_to_pdf


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


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter that a step keeps with its bytes: ``facts`` in words, ``read`` gives the bytes as they were made.

    ``data_sha256`` is empty for letters that were made before they carried their data.
    """

    label: str
    facts: tuple[tuple[str, str], ...]
    sha256: str
    data_sha256: str
    read: Callable[[], bytes]


# Where the making of a letter is recorded, with the whole SHA-256 of the file: it is known when the letter is erased.
LETTERS_MADE = ("notice.made", "participation.sent", "request.issued")


def letter_sha256(letter: Letter) -> str:
    """Return the SHA-256 of everything that ``letter`` says."""
    return content_sha256(asdict(letter))


def letter_to_pdf(html: str, letter: Letter, *, kind: str, label: str, posting: Posting) -> bytes:
    """Return ``letter``, laid out as ``html``, as PDF/UA-1 and PDF/A-3 with what it says as attached data.

    The same letter gives the same bytes.

    :raises SystemLibraryMissing: if PDF making lacks a system library.
    :raises DocumentFaulty: if a sign of the text has no glyph in the embedded fonts.
    """
    return html_to_pdf(
        html,
        attached=attached_data(
            kind=kind,
            kind_label=label,
            reference_number=posting.reference_number,
            profile_hash=posting.profile.content_hash,
            content=asdict(letter),
            dated_at=letter.dated_at,
        ),
    )


def return_address(posting: Posting) -> str:
    """Return the line above the address: the setting ``RETURN_ADDRESS``, else authority and place."""
    return settings.RETURN_ADDRESS or f"{posting.authority} · {posting.work_location}".rstrip(" ·")


def information(*rows: tuple[str, str], today: date) -> tuple[tuple[str, str], ...]:
    """Return the rows at the right of the address that have a value, the date of the letter last."""
    return tuple((term, value) for term, value in (*rows, (_("Datum"), formats.date_format(today, "d.m.Y"))) if value)
