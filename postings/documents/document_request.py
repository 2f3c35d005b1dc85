"""The letter that asks an applicant for missing documents (Nachforderung), in the form of DIN 5008."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import gettext as _

from postings.applications.enums import EmploymentStatus
from postings.applications.models import Application
from postings.documents.errors import ReportDamaged
from postings.files.completeness import keep_request
from postings.files.enums import Need
from postings.files.models import DocumentRequest
from postings.files.needs import PUBLIC_SERVICE
from postings.files.services import record_act
from postings.letters import KeptLetter, Letter, information, letter_sha256, letter_to_pdf, return_address
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter(Letter):
    """The letter with what is asked for (``documents``), in its words."""

    documents: tuple[str, ...]
    asks_for_consent: bool
    due: str


def build_request_letter(
    application: Application,
    *,
    number: int,
    needs: Sequence[str],
    further: str,
    due_on: date,
    today: date,
    actor: User | None,
) -> RequestLetter:
    """Collect what the letter says. Neutral address: what sex a person is of is not known here (DOMAIN.md R1)."""
    posting, person = application.posting, application.applicant
    sign = f"{posting.reference_number} / {application.number}"
    return RequestLetter(
        title=_("Nachforderung von Unterlagen, Kennzahl %(number)s") % {"number": posting.reference_number},
        authority=posting.authority,
        office=posting.office,
        return_address=return_address(posting),
        window=address_window(person),
        info=information(
            (_("Unser Zeichen"), sign),
            (_("Nachforderung"), str(number)),
            (_("Bearbeitung"), str(actor) if actor else ""),
            today=today,
        ),
        subject=_("Ihre Bewerbung: fehlende Unterlagen"),
        reference=_("Stelle: %(function)s, Kennzahl %(number)s; Eingang Ihrer Bewerbung am %(day)s")
        % {
            "function": posting.function,
            "number": posting.reference_number,
            "day": formats.date_format(application.received_on, "d.m.Y"),
        },
        salutation=_("Guten Tag %(name)s,") % {"name": person.full_name},
        documents=(
            *(_requested(Need(need), application, posting) for need in Need.values if need in needs),
            *(line.strip() for line in further.splitlines() if line.strip()),
        ),
        asks_for_consent=Need.CONSENT in needs,
        due=formats.date_format(due_on, "d.m.Y"),
        signatory=posting.signatory,
        dated_at=today.isoformat(),
    )


def address_window(person) -> tuple[str, ...]:
    """Return the lines in the window of a letter: name and postal address, else the name and the way by e-mail."""
    town = f"{person.postal_code} {person.city}".strip()
    if person.street and town:
        return (person.full_name, person.street, town)
    return tuple(
        line
        for line in (person.full_name, _("per E-Mail: %(address)s") % {"address": person.email} if person.email else "")
        if line
    )


def _requested(need: Need, application: Application, posting) -> str:
    """Return the document in the words of a letter, with what makes it usable."""
    if need == Need.PERFORMANCE:
        age = _(", bei Fristablauf höchstens %(n)s Monate alt") % {"n": posting.appraisal_current_months}
        if application.employment_status in PUBLIC_SERVICE:
            return _("eine aktuelle dienstliche Beurteilung") + age
        if application.employment_status == EmploymentStatus.EXTERNAL:
            return _("ein aktuelles qualifiziertes Arbeitszeugnis") + age
        return (
            _("eine aktuelle dienstliche Beurteilung oder, außerhalb des öffentlichen Dienstes, ein Arbeitszeugnis")
            + age
        )
    return {
        Need.CV: _("Ihren Lebenslauf (ohne Foto)"),
        Need.COVER_LETTER: _("Ihr Anschreiben"),
        Need.DEGREE: _("einen Nachweis Ihres Abschlusses oder Ihrer Qualifikation"),
        Need.CONSENT: _("Ihre Erklärung, ob Sie mit der Einsicht in Ihre Personalakte einverstanden sind"),
    }[need]


def render_request_html(letter: RequestLetter) -> str:
    """Return the letter as HTML for print."""
    return render_to_string("reports/document_request.html", {"letter": letter})


def issue_document_request(
    *, application: Application, needs: Sequence[str], further: str, due_on: date, today: date, actor: User | None
) -> DocumentRequest:
    """Make the letter and keep it with number and SHA-256; sending is recorded when it happens.

    :raises NothingRequested: if it asks for nothing.
    :raises DueDateTooEarly: if the period ends with the day of the letter or before.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """

    def make(application: Application, number: int) -> tuple[bytes, str]:
        letter = build_request_letter(
            application, number=number, needs=needs, further=further, due_on=due_on, today=today, actor=actor
        )
        pdf = letter_to_pdf(
            render_request_html(letter),
            letter,
            kind="document_request",
            label=str(DocumentRequest._meta.verbose_name),
            posting=application.posting,
        )
        return pdf, letter_sha256(letter)

    return keep_request(
        application=application, needs=needs, further=further, due_on=due_on, today=today, make=make, actor=actor
    )


def kept_letter(**hashes: str) -> KeptLetter | None:
    """Return the Nachforderung with this ``sha256`` or ``data_sha256`` (setting ``LETTER_SOURCES``)."""
    kept = DocumentRequest.objects.filter(**hashes).defer("content").select_related("application__posting").first()
    if kept is None:
        return None
    return KeptLetter(
        label=str(kept),
        facts=(
            (_("Kennzahl"), kept.application.posting.reference_number),
            (_("Nachforderung"), str(kept.number)),
            (_("Bewerbung"), str(kept.application.number)),
        ),
        sha256=kept.sha256,
        data_sha256=kept.data_sha256,
        read=lambda: bytes(DocumentRequest.objects.get(pk=kept.pk).content),
    )


def read_request(*, request: DocumentRequest, actor: User) -> bytes:
    """Return the letter as it was made, and record who opened it.

    :raises ReportDamaged: if the bytes do not fit their SHA-256.
    """
    content = bytes(request.content)
    if hashlib.sha256(content).hexdigest() != request.sha256:
        raise ReportDamaged
    record_act(request.application, actor, "request.opened", request_number=request.number)
    return content
