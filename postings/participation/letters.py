"""The letters to the bodies: Unterrichtung, or Mitbestimmungsvorlage for the Personalrat, with a form to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.letters import KeptLetter, Letter, information, letter_to_pdf, return_address
from postings.participation.enums import ANSWERS, STOPPING, Body, DocumentKind, Result
from postings.participation.models import Participation, ParticipationDocument
from recruitment.accounts.models import User

ANSWER_WORDS = {
    Result.APPROVED: gettext_lazy("Wir stimmen zu"),
    Result.NO_OBJECTION: gettext_lazy("Wir haben keine Einwände"),
    Result.OBJECTION: gettext_lazy("Wir beanstanden die Maßnahme"),
    Result.REFUSED: gettext_lazy("Wir verweigern die Zustimmung"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationLetter(Letter):
    """``answers`` are the choices of the form at the end, ``due`` the last day for it."""

    answers: tuple[str, ...]
    needs_reason: str
    due: str
    box: Mapping[str, object] = field(default_factory=lambda: {"spoken": _("Feld zum Ankreuzen"), "is_ticked": False})


def letter_name(matter: Participation) -> str:
    """Return what the letter is called: the Personalrat decides on a Vorlage, the others are informed and heard."""
    if matter.body == Body.STAFF_COUNCIL:
        return _("Mitbestimmungsvorlage")
    return _("Unterrichtung und Anhörung")


def build_letter(matter: Participation, *, enclosures: Sequence[str], actor: User | None) -> ParticipationLetter:
    """Collect what the letter of a matter says, sent or still unsaved; no clock: the same matter, the same letter.

    :raises ValueError: if the body was not asked.
    """
    posting = matter.posting
    if matter.sent_on is None or matter.due_on is None:
        raise ValueError("a body that is not asked gets no letter")
    due = _day(matter.due_on)
    return ParticipationLetter(
        title=_("%(letter)s, Kennzahl %(number)s")
        % {"letter": letter_name(matter), "number": posting.reference_number},
        authority=posting.authority,
        office=_("Personalservice"),
        return_address=return_address(posting),
        window=(str(Body(matter.body).label), posting.authority, _("im Hause")),
        info=information(
            (_("Unser Zeichen"), posting.reference_number),
            (_("Bearbeitung"), str(actor) if actor else ""),
            (_("Frist"), due),
            (_("Vertraulich"), _("Personalangelegenheit")),
            today=matter.sent_on,
        ),
        subject=_("%(letter)s: %(subject)s") % {"letter": letter_name(matter), "subject": matter.subject_words},
        reference=_("Stelle: %(function)s, Kennzahl %(number)s")
        % {"function": posting.function, "number": posting.reference_number},
        salutation=_("Guten Tag,"),
        paragraphs=(*_opening(matter), *_paragraphs(matter.text), *_asked(matter, due)),
        answers=tuple(str(ANSWER_WORDS[result]) for result in ANSWERS[matter.body]),
        needs_reason=", ".join(str(ANSWER_WORDS[r]) for r in ANSWERS[matter.body] if r in STOPPING),
        enclosures=tuple(enclosures),
        signatory=posting.signatory,
        due=due,
        dated_at=matter.sent_on.isoformat(),
    )


def _opening(matter: Participation) -> list[str]:
    words = {"subject": matter.subject_words}
    if matter.made_up_since is not None:
        yours = [
            _(
                "am %(day)s haben wir festgestellt, dass wir Sie nicht rechtzeitig beteiligt haben. Die Durchführung "
                "ist ausgesetzt; wir holen Ihre Beteiligung hiermit nach (§ 178 Abs. 2 Satz 2 SGB IX)."
            )
            % {"day": _day(matter.made_up_since)}
        ]
    elif matter.body == Body.STAFF_COUNCIL:
        yours = [_("wir bitten Sie um Ihre Zustimmung zu folgender Maßnahme: %(subject)s.") % words]
    elif matter.body == Body.WOMENS_REP:
        yours = [
            _(
                "wir unterrichten Sie über folgende Maßnahme und geben Ihnen Gelegenheit zur Stellungnahme, bevor "
                "entschieden wird (LGG § 17): %(subject)s."
            )
            % words
        ]
    else:
        yours = [
            _(
                "wir unterrichten Sie über folgende Angelegenheit und hören Sie an, bevor entschieden wird "
                "(§ 178 Abs. 2 SGB IX): %(subject)s."
            )
            % words
        ]
    if matter.application is not None:
        yours.append(
            _("Es geht um die Bewerbung von %(name)s (Nr. %(number)s).")
            % {"name": matter.application.applicant.full_name, "number": matter.application.number}
        )
    if matter.urgency_reason:
        yours.append(
            _("Die Frauenvertretung wird zeitgleich beteiligt, weil die Sache dringlich ist: %(reason)s")
            % {"reason": matter.urgency_reason}
        )
    if matter.papers_reason:
        yours.append(
            _("Auswahlvermerk und Auswahlbericht liegen diesem Schreiben nicht bei. Grund: %(reason)s")
            % {"reason": matter.papers_reason}
        )
    return yours


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _asked(matter: Participation, due: str) -> list[str]:
    if matter.body == Body.STAFF_COUNCIL:
        return [
            _(
                "Bitte teilen Sie uns Ihre Entscheidung bis zum %(due)s mit. Verweigern Sie die Zustimmung nicht bis "
                "dahin schriftlich, gilt sie als erteilt (§ 79 PersVG Berlin)."
            )
            % {"due": due}
        ]
    return [
        _("Bitte nehmen Sie bis zum %(due)s Stellung. Schweigen gilt nicht als Zustimmung; wir fragen dann nach.")
        % {"due": due}
    ]


def _day(day: date) -> str:
    return formats.date_format(day, "d.m.Y")


def render_letter_html(letter: ParticipationLetter) -> str:
    """Return the letter as HTML for print."""
    return render_to_string("reports/participation_letter.html", {"letter": letter})


def render_letter(letter: ParticipationLetter, matter: Participation) -> bytes:
    """Return the letter of ``matter`` as PDF/UA and PDF/A-3 with its data; the same letter gives the same bytes."""
    return letter_to_pdf(
        render_letter_html(letter),
        letter,
        kind="participation_letter",
        label=letter_name(matter),
        posting=matter.posting,
    )


def kept_letter(**hashes: str) -> KeptLetter | None:
    """Return the letter to a body with this ``sha256`` or ``data_sha256`` (setting ``LETTER_SOURCES``)."""
    kept = (
        ParticipationDocument.objects.filter(kind=DocumentKind.LETTER, **hashes)
        .defer("content")
        .select_related("participation__posting")
        .first()
    )
    if kept is None:
        return None
    matter = kept.participation
    return KeptLetter(
        label=f"{kept.name}, {matter}",
        facts=(
            (_("Dokument"), kept.name),
            (_("Kennzahl"), matter.posting.reference_number),
            (_("Beteiligte Stelle"), str(matter.get_body_display())),
            (_("Versandt am"), _day(matter.sent_on) if matter.sent_on else "–"),
        ),
        sha256=kept.sha256,
        data_sha256=kept.data_sha256,
        read=lambda: bytes(ParticipationDocument.objects.get(pk=kept.pk).content),
    )
