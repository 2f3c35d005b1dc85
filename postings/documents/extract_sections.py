"""What the extract for the inspection of a file holds on the person who inspects it, step by step of the procedure."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.documents.errors import NothingToIssue
from postings.documents.paper import PaperSection, PaperTable
from postings.documents.paper_head import day_words, moment_words
from postings.documents.redaction import Redactor
from postings.documents.sheet_content import build_formal_sheet, build_rating_sheets
from postings.interviews.guides import questions_of
from postings.interviews.presentation import answer_lines, time_text
from postings.screening.presentation import appraisal_text


@dataclass(frozen=True, slots=True)
class ExtractSection:
    """A section that a later step adds. Everything is redacted but what ``is_own``: what this person was sent."""

    section: PaperSection
    is_own: bool = False


def own_data(application: Application, redactor: Redactor) -> PaperSection:
    """Return what is held on the person; only what the office wrote about it is redacted."""
    person = application.applicant
    rows = [
        (_("Name"), person.full_name),
        (_("Geburtsdatum"), day_words(person.birth_date) if person.birth_date else ""),
        (
            _("Anschrift"),
            ", ".join(part for part in (person.street, f"{person.postal_code} {person.city}".strip()) if part),
        ),
        (_("E-Mail-Adresse"), person.email),
        (_("Telefon"), person.phone),
        (_("Laufende Nummer und Kennung"), f"{application.number}, {application.code}"),
        (_("Eingang"), f"{day_words(application.received_on)}, {application.get_channel_display()}"),
        (_("Frist"), str(application.get_late_decision_display())),
        (_("Begründung zur Verspätung"), redactor.text(application.late_reason)),
        (_("Beschäftigung"), str(application.get_employment_status_display())),
        (_("Bewirbt sich als"), str(application.get_track_display())),
        (_("Statusamt oder Entgeltgruppe"), application.current_grade),
        (_("Derzeitige Tätigkeit"), application.current_position),
        (_("Abschluss"), application.qualification),
        (_("Einschlägige Erfahrung"), application.experience),
        (_("Leistungsnachweis"), str(application.get_basis_display())),
        (_("Gesamturteil (1 = beste Note)"), application.basis_result),
        (_("Stand"), str(application.get_status_display())),
        (_("Begründung zum Stand"), redactor.text(application.status_reason)),
        (_("Auswahlgespräch"), str(application.get_invitation_display())),
        *(row for name in settings.EXTRACT_FACTS for row in import_string(name)(application)),
    ]
    tables = [
        PaperTable(
            caption=_("Was zu Ihrer Person gespeichert ist"), rows=tuple((term, value) for term, value in rows if value)
        )
    ]
    files = [(file.get_kind_display(), file.name) for file in application.files.order_by("pk")]
    if files:
        tables.append(
            PaperTable(
                caption=_("Ihre Unterlagen"), header=(_("Art"), _("Datei")), rows=tuple((str(k), n) for k, n in files)
            )
        )
    return PaperSection(title=_("Ihre Angaben"), tables=tuple(tables))


def checked(application: Application) -> list[PaperSection]:
    """Return the remark of the office and the check of the formal requirements."""
    remarks = [PaperSection(_("Bemerkung des Personalservice"), (application.remarks,))] if application.remarks else []
    try:
        sections = build_formal_sheet(application).sections
    except NothingToIssue:
        return remarks
    return [*remarks, *(replace(section, title=f"{_('Formale Prüfung')}: {section.title}") for section in sections)]


def rated(application: Application) -> list[PaperSection]:
    """Return every submitted sheet on the person, and the summary."""
    try:
        return [replace(section, starts_page=True) for section in build_rating_sheets(application).sections]
    except NothingToIssue:
        return []


def appraised(application: Application) -> list[PaperSection]:
    """Return the appraisals and what was found in the pre-selection."""
    tables = []
    appraisals = [
        appraisal_text(appraisal, application.posting, with_note=True)
        for appraisal in application.appraisals.prefetch_related("single_marks")
    ]
    if appraisals:
        tables.append(
            PaperTable(
                caption=_("Dienstliche Beurteilungen (1 = beste Note)"),
                header=(_("Zeitraum"), _("Gesamturteil"), _("Amt"), _("Behörde"), _("Einzelmerkmale, Bemerkung")),
                rows=tuple(
                    (
                        one.period,
                        str(one.mark),
                        one.grade,
                        one.authority,
                        "\n".join((*one.single_marks, one.note)) or "–",
                    )
                    for one in appraisals
                ),
            )
        )
    findings = list(application.findings.select_related("saved_by").order_by("saved_at", "pk"))
    if findings:
        tables.append(
            PaperTable(
                caption=_("Feststellungen der Vorauswahl"),
                header=(_("Schritt"), _("Ergebnis"), _("Begründung"), _("festgehalten")),
                rows=tuple(
                    (
                        str(found.get_step_display()),
                        str(found.get_verdict_display()),
                        found.reason or "–",
                        f"{moment_words(found.saved_at)}, {found.saved_by}",
                    )
                    for found in findings
                ),
            )
        )
    return [PaperSection(title=_("Beurteilungen und Vorauswahl"), tables=tuple(tables))] if tables else []


def interviewed(application: Application) -> list[PaperSection]:
    """Return the records of the interviews: what was asked and answered."""
    sections = []
    records = application.interview_records.select_related("round", "guide").prefetch_related(
        "answers", "extras", "present"
    )
    for stored in records.order_by("round__position"):
        questions = questions_of(stored.guide) if stored.guide else []
        rows = [
            (f"{line.question.position}. {line.question.text}", line.state, line.answer or "–")
            for line in answer_lines(stored, questions)
        ]
        rows += [(extra.question, _("zusätzliche Frage"), extra.answer or "–") for extra in stored.extras.all()]
        people = [person.get_full_name() for person in stored.present.all()]
        facts = [time_text(stored.started_at, stored.ended_at), ", ".join(people), stored.others_present]
        sections.append(
            PaperSection(
                title=_("Gesprächsprotokoll: %(round)s") % {"round": stored.round.title},
                paragraphs=tuple(fact for fact in facts if fact),
                tables=(
                    PaperTable(
                        caption=_("Fragen und Antworten, %(round)s") % {"round": stored.round.title},
                        header=(_("Frage"), _("gestellt"), _("Antwort in Stichworten")),
                        rows=tuple(rows),
                    ),
                )
                if rows
                else (),
            )
        )
    return sections
