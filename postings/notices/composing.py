"""What is written: the texts of one sending, each exactly as it goes out, and the letter as PDF."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import gettext as _

from postings.documents.document_request import address_window
from postings.letters import Letter, information, letter_to_pdf, return_address
from postings.models import Posting
from postings.notices.enums import Kind, Way
from postings.notices.errors import NamesAnother, RecipientsIncomplete
from postings.notices.people import tokens_by_application
from postings.notices.placeholders import fill, without_placeholders
from postings.notices.recipients import Recipient
from postings.notices.standard_texts import Text
from postings.notices.wording import named_person, warning_words
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class Draft:
    """One notice exactly as it is sent. ``body`` of an e-mail is the whole mail, that of a letter its paragraphs."""

    application_id: int
    occasion: str
    name: str
    address: str
    subject: str
    body: str
    warnings: tuple[str, ...]


def compose(
    posting: Posting, kind: Kind, way: Way, recipients: Sequence[Recipient], *, text: Text, actor: User
) -> list[Draft]:
    """Return what goes to ``recipients``, in their order.

    :raises RecipientsIncomplete: if something is missing for one of them.
    :raises NamesAnother: if what people wrote into it names an applicant whom it is not about.
    """
    if lacking := [one.application.shown.list_name for one in recipients if one.missing_for(way)]:
        raise RecipientsIncomplete(names="; ".join(lacking))
    _refuse_names(posting, recipients, text)
    return [_draft(posting, kind, way, one, text, actor) for one in recipients]


def _refuse_names(posting: Posting, recipients: Sequence[Recipient], text: Text) -> None:
    """Check what people wrote, not what data fill in: the own name may be that of somebody else too. The text of the
    house names nobody, whatever an applicant is called."""
    tokens = tokens_by_application(posting)
    common = without_placeholders(f"{text.subject}\n{text.body}") if text.version else ""
    for one in recipients:
        own = tokens.get(one.application.pk, frozenset())
        foreign = sorted(frozenset().union(*(t for pk, t in tokens.items() if pk != one.application.pk)) - own)
        written = "\n".join([common, *(one.values.get(word, "") for word in ("grund", "ort", "format"))])
        if name := named_person(written, foreign):
            raise NamesAnother(name=name)


def _draft(posting: Posting, kind: Kind, way: Way, one: Recipient, text: Text, actor: User) -> Draft:
    person = one.application.applicant
    values = {
        "name": person.full_name,
        "kennzahl": posting.reference_number,
        "stelle": posting.function,
        "eingang": formats.date_format(one.application.received_on, "d.m.Y"),
        "behoerde": posting.authority,
        "ansprechperson": actor.get_full_name() or str(actor),
        "wartefrist": str(settings.WAITING_PERIOD_DAYS),
        **one.values,
    }
    body = fill(text.body, values).strip()
    warnings = warning_words(
        "\n".join([without_placeholders(text.body) if text.version else "", values.get("grund", "")])
    )
    if way == Way.EMAIL:
        facts = {"salutation": salutation(person.full_name), "body": body, "signatory": posting.signatory or actor}
        body = render_to_string("mail/notice.txt", {"mail": {**facts, "authority": posting.authority}}).strip() + "\n"
    return Draft(
        application_id=one.application.pk,
        occasion=one.occasion,
        name=person.full_name,
        address=person.email if way == Way.EMAIL else "\n".join(address_window(person)),
        subject=" ".join(fill(text.subject, values).split()),  # a line end would begin a header of its own
        body=body,
        warnings=warnings,
    )


def salutation(full_name: str) -> str:
    """Return a neutral address: what sex a person is of is not known here (DOMAIN.md R1)."""
    return _("Guten Tag %(name)s,") % {"name": full_name}


def digest_of(drafts: Sequence[Draft]) -> str:
    """Return what proves that these notices are those of the preview."""
    return hashlib.sha256(json.dumps([asdict(draft) for draft in drafts]).encode()).hexdigest()


def build_letter(posting: Posting, *, number: int, address: str, subject: str, body: str, dated_on: date) -> Letter:
    """Return the letter around a stored notice; the same notice gives the same letter, whenever it is made.

    The first line of ``address`` is the name; ``number`` is the running number of the application.
    """
    window = tuple(address.split("\n"))
    return Letter(
        title=subject,
        authority=posting.authority,
        office=posting.office,
        return_address=return_address(posting),
        window=window,
        info=information((_("Unser Zeichen"), f"{posting.reference_number} / {number}"), today=dated_on),
        subject=subject,
        reference=_("Stelle: %(function)s, Kennzahl %(number)s")
        % {"function": posting.function, "number": posting.reference_number},
        salutation=salutation(window[0]),
        signatory=posting.signatory,
        dated_at=dated_on.isoformat(),
        paragraphs=tuple(part.strip() for part in body.split("\n\n") if part.strip()),
    )


def render_letter(letter: Letter, *, kind: Kind, posting: Posting) -> bytes:
    """Return the letter as PDF/UA and PDF/A-3 with its data attached; the same letter gives the same bytes.

    :raises SystemLibraryMissing: if PDF making lacks a system library.
    :raises DocumentFaulty: if a letter of the text has no glyph in the embedded fonts.
    """
    html = render_to_string("reports/notice.html", {"letter": letter})
    return letter_to_pdf(html, letter, kind=kind.value, label=str(kind.label), posting=posting)
