"""Put a matter to a body, or say why it need not be asked. ``answers`` is about what comes back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.letters import letter_sha256
from postings.models import Posting
from postings.participation.enclosures import Enclosure
from postings.participation.enums import Body, DocumentKind, Result, Subject
from postings.participation.errors import (
    BasisMissing,
    BodyCompetent,
    BodyNotCompetent,
    DayImpossible,
    DisabilityRepFirst,
    DocumentDamaged,
    MatterOpen,
    PapersOfOthers,
    PreviewOutdated,
    WomensRepFirst,
)
from postings.participation.gate import anew_since, is_before
from postings.participation.letters import build_letter, letter_name, render_letter, render_letter_html
from postings.participation.models import Participation, ParticipationDocument
from postings.participation.periods import end_of_period, make_up_until
from postings.participation.permissions import is_disability_rep_competent
from postings.services import lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What HR wants to put to a body. ``due_on`` only for the Schwerbehindertenvertretung: no law names a period."""

    body: Body
    subject: Subject
    subject_note: str = ""
    application: Application | None = None
    text: str = ""
    sent_on: date
    received_on: date | None = None
    due_on: date | None = None
    urgency_reason: str = ""
    papers_reason: str = ""
    made_up_since: date | None = None


def due_date(draft: Draft) -> date:
    """Return until when the body may answer; the numbers are settings (DOMAIN.md marks them unverified).

    :raises DayImpossible: if there is neither a rule nor a day.
    """
    received = draft.received_on or draft.sent_on
    if draft.made_up_since is not None:
        return make_up_until(draft.made_up_since)
    moves = settings.PERIODS_MOVE_TO_WORKING_DAY
    if draft.body == Body.STAFF_COUNCIL:
        return end_of_period(received, days=7 * settings.PARTICIPATION_STAFF_COUNCIL_WEEKS, moves_to_working_day=moves)
    if draft.body == Body.WOMENS_REP:
        return end_of_period(received, days=settings.PARTICIPATION_WOMENS_REP_DAYS, moves_to_working_day=moves)
    if draft.due_on is None:
        raise DayImpossible(reason=_("Bitte geben Sie an, bis wann Sie die Antwort erbitten."))
    return draft.due_on


def build_matter(posting: Posting, draft: Draft, *, actor: User | None) -> Participation:
    """Return the unsaved matter of ``draft``, for the preview of its letter.

    :raises DayImpossible: if its days do not fit each other.
    """
    received, due = draft.received_on or draft.sent_on, due_date(draft)
    if draft.sent_on > timezone.localdate():
        raise DayImpossible(reason=_("Der Tag des Versands liegt in der Zukunft."))
    if received < draft.sent_on:
        raise DayImpossible(reason=_("Das Schreiben kann nicht vor dem Versand eingegangen sein."))
    if due < received and draft.made_up_since is None:
        raise DayImpossible(reason=_("Die Frist endet vor dem Eingang bei der Stelle."))
    if draft.made_up_since and draft.made_up_since > draft.sent_on:
        raise DayImpossible(reason=_("Die Unterlassung kann nicht nach dem Versand festgestellt worden sein."))
    return Participation(
        posting=posting,
        body=draft.body,
        subject=draft.subject,
        subject_note=draft.subject_note.strip(),
        application=draft.application,
        text=draft.text.strip(),
        sent_on=draft.sent_on,
        received_on=received,
        due_on=due,
        urgency_reason=draft.urgency_reason.strip(),
        papers_reason=draft.papers_reason.strip(),
        made_up_since=draft.made_up_since,
        created_by=actor,
    )


def letter_digest(matter: Participation, enclosures: Sequence[Enclosure], actor: User | None) -> str:
    """Return what tells one letter from another, so that exactly what was read in the preview is sent."""
    html = render_letter_html(build_letter(matter, enclosures=[one.entry for one in enclosures], actor=actor))
    return hashlib.sha256(html.encode()).hexdigest()


@transaction.atomic
def send_matter(
    *,
    posting: Posting,
    draft: Draft,
    enclosures: Sequence[Enclosure] = (),
    digest: str = "",
    actor: User | None,
) -> Participation:
    """Put the matter to the body: keep it with its letter (PDF/UA, SHA-256) and what goes with it.

    ``digest``: of the letter that was read in the preview; "" if there was none.

    :raises BodyNotCompetent: if the Schwerbehindertenvertretung may not know of it.
    :raises WomensRepFirst: if the Personalrat were asked before the Frauenvertretung (LGG § 17).
    :raises DisabilityRepFirst: if the part of the Schwerbehindertenvertretung is not settled before.
    :raises BasisMissing: if neither memo nor report goes with a letter on the selection and no reason says why.
    :raises PapersOfOthers: if papers of an applicant would go with a letter that is not on this application.
    :raises MatterOpen: if the same matter is open.
    :raises DayImpossible: if the days do not fit each other.
    :raises PreviewOutdated: if the letter changed since the preview.
    """
    posting = lock_posting(posting.pk)
    matter = build_matter(posting, draft, actor=actor)
    check_matter(matter, enclosures)
    letter = build_letter(matter, enclosures=[one.entry for one in enclosures], actor=actor)
    if digest and hashlib.sha256(render_letter_html(letter).encode()).hexdigest() != digest:
        raise PreviewOutdated
    matter.full_clean(validate_unique=False, validate_constraints=False)
    save_matter(matter)
    kept = keep_document(
        matter,
        DocumentKind.LETTER,
        letter_name(matter),
        render_letter(letter, matter),
        actor,
        data_sha256=letter_sha256(letter),
    )
    for one in enclosures:
        if one.read is not None:
            keep_document(matter, DocumentKind.ENCLOSURE, one.label, one.read(), actor)
    record_matter(
        matter,
        actor,
        "participation.sent",
        day=_day(matter.sent_on),
        due=_day(matter.due_on),
        sha256=kept.sha256,
    )
    return matter


def check_matter(matter: Participation, enclosures: Sequence[Enclosure]) -> None:
    """Refuse what could not be sent, so that nobody reads the preview of a letter that must not go out yet.

    :raises BodyNotCompetent: as ``send_matter``.
    :raises BasisMissing: as ``send_matter``.
    :raises PapersOfOthers: as ``send_matter``.
    :raises WomensRepFirst: as ``send_matter``.
    :raises DisabilityRepFirst: as ``send_matter``.
    :raises MatterOpen: as ``send_matter``.
    """
    if matter.body == Body.DISABILITY_REP and not is_disability_rep_competent(matter.posting, matter.application):
        raise BodyNotCompetent
    if any(one.application_id not in (None, matter.application_id) for one in enclosures):
        raise PapersOfOthers
    if lacks_basis(matter, enclosures) and not matter.papers_reason:
        raise BasisMissing
    if matter.body == Body.STAFF_COUNCIL:
        _check_order(matter)
    same = {name: getattr(matter, name) for name in ("posting", "body", "subject", "subject_note", "application")}
    if Participation.objects.open().filter(**same).exists():
        raise MatterOpen


def lacks_basis(matter: Participation, enclosures: Sequence[Enclosure]) -> bool:
    """Whether a body would be heard on the selection without a paper that tells what it rests on.

    Then the letter says why: a letter on paper may have its papers beside it. Source: DOMAIN.md 1.6.
    """
    return matter.subject == Subject.SELECTION and not any(one.is_basis for one in enclosures)


def _check_order(matter: Participation) -> None:
    """Hold DOMAIN.md S9: Schwerbehindertenvertretung and Frauenvertretung first; a trigger holds it again."""
    asked = (
        Participation.objects.standing()
        .filter(posting=matter.posting, subject=matter.subject, subject_note=matter.subject_note)
        .select_related("corrects")
    )
    if matter.subject == Subject.SELECTION and (since := anew_since(matter.posting)) is not None:
        asked = [one for one in asked if not is_before(one, since)]
    womens = [one for one in asked if one.body == Body.WOMENS_REP]
    is_urgent = bool(matter.urgency_reason)
    if not any(
        one.result == Result.NOT_REQUIRED
        or one.sent_on < matter.sent_on
        or (one.sent_on == matter.sent_on and is_urgent)
        for one in womens
    ):
        raise WomensRepFirst
    if not any(
        one.body == Body.DISABILITY_REP and (one.result == Result.NOT_REQUIRED or one.sent_on <= matter.sent_on)
        for one in asked
    ):
        raise DisabilityRepFirst


@transaction.atomic
def record_not_required(
    *, posting: Posting, body: Body, subject: Subject, reason: str, subject_note: str = "", actor: User | None
) -> Participation:
    """Find that ``body`` need not be asked, with the reason.

    :raises ReasonMissing: without a reason.
    :raises BodyCompetent: if the Schwerbehindertenvertretung has to be heard.
    """
    posting = lock_posting(posting.pk)
    if not reason.strip():
        raise ReasonMissing
    if body == Body.DISABILITY_REP and is_disability_rep_competent(posting):
        raise BodyCompetent
    matter = Participation(
        posting=posting,
        body=body,
        subject=subject,
        subject_note=subject_note.strip(),
        result=Result.NOT_REQUIRED,
        note=reason.strip(),
        answered_on=timezone.localdate(),
        recorded_by=actor,
        recorded_at=timezone.now(),
        created_by=actor,
    )
    matter.full_clean(validate_unique=False, validate_constraints=False)
    save_matter(matter)
    record_matter(matter, actor, "participation.not_required", reason=reason.strip())
    return matter


def save_matter(matter: Participation) -> None:
    """Save a row; what the database refuses comes as the sentence that belongs to it."""
    try:
        with transaction.atomic():
            matter.save()
    except IntegrityError as error:
        if "participation_one_open_matter" in str(error):
            raise MatterOpen from error
        raise
    except DatabaseError as error:
        if "womens representative first" in str(error):
            raise WomensRepFirst from error
        if "disability representative first" in str(error):
            raise DisabilityRepFirst from error
        raise


def keep_document(
    matter: Participation, kind: DocumentKind, name: str, content: bytes, actor: User | None, *, data_sha256: str = ""
) -> ParticipationDocument:
    """Keep a paper of ``matter`` with its SHA-256, and that of the data that it carries."""
    return ParticipationDocument.objects.create(
        participation=matter,
        kind=kind,
        name=name[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        data_sha256=data_sha256,
        created_by=actor,
    )


@transaction.atomic
def read_document(*, document: ParticipationDocument, actor: User) -> bytes:
    """Return the bytes as they were kept, and record who opened them (R13).

    :raises DocumentDamaged: if they do not fit their SHA-256.
    """
    content = bytes(document.content)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentDamaged
    record_matter(document.participation, actor, "participation.document_opened", document=document.name)
    return content


def record_matter(matter: Participation, actor: User | None, action: str, **facts: object) -> None:
    """Record an act on ``matter``, with the body and the subject in words."""
    subject = matter.subject_words
    if matter.application is not None:
        facts["number"] = matter.application.number
        subject = _("%(subject)s, Bewerbung %(number)s") % {"subject": subject, "number": matter.application.number}
    record(
        actor=actor,
        action=action,
        subject=matter,
        posting_reference=matter.posting.reference_number,
        body=matter.get_body_display(),
        matter=subject,
        **facts,
    )


def _day(day: date | None) -> str:
    return formats.date_format(day, "d.m.Y")
