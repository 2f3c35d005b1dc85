"""The information itself: what is told of the processing (Art. 15 Abs. 1 DSGVO), then every table, then the record."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.models import RatingSheet
from postings.attachment import content_sha256
from postings.disclosure.collecting import ToldTable, collect
from postings.disclosure.errors import DisclosureImpossible
from postings.disclosure.explaining import explanation
from postings.disclosure.persons import Reading
from postings.documents.enums import DocumentKind
from postings.documents.extract_content import decided_sections, own_ids
from postings.documents.models import IssuedReport
from postings.documents.paper import Paper, PaperSection, PaperTable
from postings.documents.paper_head import moment_words, paper
from postings.intake.erasure import rows_about
from postings.models import Posting
from postings.selection.ranking import build_ranking
from profiles.scoring import display_mean, format_german
from recruitment.audit.models import Event
from recruitment.audit.wording import COUNTING

# The information tells what was done with the data before it was asked for, not how it was made itself.
OF_THE_DISCLOSURE = ("disclosure.requested", "disclosure.issued", "disclosure.data_downloaded")
MOST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The printed document and the same data by table and column; both go through one ``Reading``."""

    paper: Paper
    tables: tuple[ToldTable, ...]

    @property
    def sha256(self) -> str:
        return content_sha256(self.as_data())

    def as_data(self) -> dict[str, Any]:
        """Return what travels as JSON: rows by table and German name of the column, former values, the whole text."""
        return {
            "tables": [
                {
                    "table": table.label,
                    "title": table.title,
                    "rows": [[{"name": name, "value": text} for name, text in row] for row in table.rows],
                    "former": [{"until": until, "name": name, "value": text} for until, name, text in table.former],
                }
                for table in self.tables
            ],
            "document": asdict(self.paper),
        }


def build_disclosure(application: Application, *, with_values: bool, today: date) -> Disclosure:
    """Return everything that is held on the applicant of ``application`` in its procedure.

    ``with_values``: whether ratings and ranking are told, as whoever issues it may view them.

    :raises DisclosureImpossible: if the data of the applicant are erased.
    """
    if application.erased_at:
        raise DisclosureImpossible
    posting = application.posting
    named = Application.objects.select_related("applicant", "posting__profile__scale").get(pk=application.pk)
    named.is_named = True  # the information is for this person
    reading = Reading(named)
    own = own_ids(named)
    people = list(posting.applications.filter(pk__in=own).values_list("applicant", flat=True))
    numbers = list(posting.applications.filter(pk__in=own).values_list("number", flat=True))
    tables = collect(own, people, words=reading, with_values=with_values)
    tables += _list_rows(named, reading)
    events = _events(posting, numbers)
    sections = [
        *explanation(named, today=today),
        *_told(tables),
        *(_results(named, own) if with_values else [_withheld(own)]),
        *([_read(one, reading) for one in decided_sections(named)] if with_values else []),
        _further_documents(posting),
        _recipients(events, reading),
        _former(tables),
        _record(events, reading),
    ]
    received = datetime.combine(named.received_on, time(), timezone.get_default_timezone())
    document = paper(
        posting,
        title=_("Auskunft nach Artikel 15 DSGVO, Bewerbung %(number)s") % {"number": named.number},
        as_of=events[-1].happened_at if events else received,
        is_wide=True,
        lead=(
            _("Auskunft für %(name)s.") % {"name": named.applicant.full_name},
            _(
                "Diese Auskunft enthält alle Angaben, die in diesem Auswahlverfahren zu Ihrer Person gespeichert sind. "
                "Andere Bewerbende sind mit Buchstaben bezeichnet, Beschäftigte der Behörde mit ihrer Funktion "
                "(Art. 15 Abs. 4 DSGVO). Die Angaben sind dieser Datei als JSON beigefügt."
            ),
        ),
        sections=tuple(section for section in sections if section.tables or section.paragraphs),
    )
    return Disclosure(document, tuple(tables))


def _table(caption: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], **form: Any) -> PaperTable:
    """Return columns side by side; few rows are told as terms and values, because a table with more headings than
    cells is read badly aloud."""
    if len(header) + len(rows) > len(rows) * (len(header) - 1):
        return PaperTable(caption=caption, rows=tuple(pair for row in rows for pair in zip(header, row, strict=True)))
    return PaperTable(caption=caption, header=header, rows=rows, **form)


def _told(tables: list[ToldTable]) -> list[PaperSection]:
    """Return a section for each table: few columns side by side, many one below the other for each row."""
    return [
        PaperSection(title=table.title, tables=tuple(_printed(table)), starts_page=number == 0)
        for number, table in enumerate(table for table in tables if table.rows)
    ]


def _printed(table: ToldTable) -> list[PaperTable]:
    names = list(dict.fromkeys(name for row in table.rows for name, _text in row))
    if len(names) <= MOST_COLUMNS and len(table.rows) > 1:
        by_name = [dict(row) for row in table.rows]
        rows = tuple(tuple(row.get(name, "–") for name in names) for row in by_name)
        return [_table(table.title, tuple(names), rows)]
    if len(table.rows) == 1:
        return [PaperTable(caption=table.title, rows=table.rows[0])]
    return [
        PaperTable(caption=f"{table.title}, {_('Eintrag')} {number}", rows=row)
        for number, row in enumerate(table.rows, start=1)
    ]


def _list_rows(application: Application, reading: Reading) -> list[ToldTable]:
    """Return the rows of uploaded lists, which know of the application by what stands in them only."""
    rows = []
    for kept, numbers in rows_about(application):
        source = kept.source_table
        for row in source.rows:
            if row.number in numbers:
                pairs = zip(source.columns, row.cells, strict=False)
                rows.append(tuple((name, reading.text(cell)) for name, cell in pairs if cell.strip()))
    return (
        [ToldTable("intake.ApplicantList", _("Ihre Zeile in eingelesenen Bewerberlisten"), tuple(rows))] if rows else []
    )


def _results(application: Application, own: list[int]) -> list[PaperSection]:
    """Return the person's own place in the computed ranking; of the others only how many there are."""
    posting = application.posting
    if not posting.profile.is_frozen:
        return []
    ranked = build_ranking(posting).ranked
    rows = tuple(
        (str(line.rank), format_german(display_mean(line.mean)), str(len(ranked)))
        for line in ranked
        if line.facts.application_id in own
    )
    if not rows:
        return []
    return [
        PaperSection(
            title=_("Rechnerische Rangfolge"),
            paragraphs=(
                _(
                    "Die Rangfolge ist eine Arbeitsgrundlage; über die Auswahl entscheiden Menschen mit schriftlichen "
                    "Gründen."
                ),
            ),
            tables=(
                _table(
                    caption=_("Ihr Platz"),
                    header=(_("Rang"), _("gewichtetes Mittel (1–5, hoch ist gut)"), _("bewertete Bewerbungen")),
                    rows=rows,
                    numeric=(1, 2),
                ),
            ),
        )
    ]


def _withheld(own: list[int]) -> PaperSection:
    """Say that there are ratings which nobody of the personnel office may view yet."""
    count = RatingSheet.objects.filter(application__in=own).count()
    return PaperSection(
        title=_("Bewertungen"),
        paragraphs=(
            _(
                "Die Auswahlkommission bewertet noch. Bis zum Ende der Bewertung kann auch der Personalservice "
                "einzelne Werte nicht einsehen. Begonnene Bewertungsbögen zu Ihrer Bewerbung: %(count)s. Ihr Inhalt "
                "wird Ihnen nach dem Ende der Bewertung ohne neuen Antrag mitgeteilt."
            )
            % {"count": count},
        ),
    )


def _read(section: PaperSection, reading: Reading) -> PaperSection:
    """Return a section of a neighbour with functions in place of the names of the staff."""
    return PaperSection(
        title=reading.text(section.title),
        paragraphs=tuple(map(reading.text, section.paragraphs)),
        tables=tuple(
            PaperTable(
                caption=reading.text(table.caption),
                header=tuple(map(reading.text, table.header)),
                rows=tuple(tuple(map(reading.text, row)) for row in table.rows),
                numeric=table.numeric,
                row_head=table.row_head,
                broad=table.broad,
                slim=table.slim,
            )
            for table in section.tables
        ),
        starts_page=section.starts_page,
    )


def _further_documents(posting: Posting) -> PaperSection:
    """List documents on the whole procedure that name the person with the others."""
    reports = IssuedReport.objects.filter(
        posting=posting,
        kind__in=(DocumentKind.SELECTION_REPORT, DocumentKind.SELECTION_MEMO, DocumentKind.APPLICANT_OVERVIEW),
    )
    rows = tuple(
        (str(report.get_kind_display()), str(report.version), moment_words(report.issued_at), report.sha256)
        for report in reports.defer("content").order_by("kind", "version")
    )
    if not rows:
        return PaperSection("")
    return PaperSection(
        title=_("Dokumente über das ganze Verfahren, in denen Sie vorkommen"),
        paragraphs=(
            _("Was darin über Sie steht, ist in dieser Auskunft enthalten; die Dokumente selbst nennen auch andere."),
        ),
        tables=(
            _table(
                caption=_("Ausgefertigte Dokumente"),
                header=(_("Dokument"), _("Fassung"), _("ausgefertigt am"), _("Prüfsumme (SHA-256)")),
                rows=rows,
                broad=(3,),
                slim=(1,),
            ),
        ),
    )


def _events(posting: Posting, numbers: list[int]) -> list[Event]:
    """Return every act in which one of the own applications is named, reading included, in its order."""
    events = (
        Event.objects.filter(posting_reference=posting.reference_number, facts__number__in=numbers)
        .exclude(action__in=OF_THE_DISCLOSURE)
        .select_related("actor")
        .order_by("happened_at", "pk")
    )
    return [event for event in events if event.action not in COUNTING]


def _recipients(events: list[Event], reading: Reading) -> PaperSection:
    """Return in which functions people opened the file or acted on it, with how often (Art. 15 Abs. 1 lit. c)."""
    counts = Counter(reading.function(event.actor) for event in events)
    opened = Counter(reading.function(event.actor) for event in events if event.action.endswith("opened"))
    rows = tuple((function, str(opened[function]), str(count)) for function, count in sorted(counts.items()))
    if not rows:
        return PaperSection("")
    return PaperSection(
        title=_("Wer mit Ihren Daten gearbeitet hat"),
        tables=(
            _table(
                caption=_("Zugriffe nach Funktionen"),
                header=(_("Funktion"), _("davon Einsichtnahmen"), _("Vorgänge insgesamt")),
                rows=rows,
                numeric=(1, 2),
            ),
        ),
    )


def _former(tables: list[ToldTable]) -> PaperSection:
    """Return what stood in the tables before, one table for each."""
    return PaperSection(
        title=_("Frühere Fassungen"),
        paragraphs=(_("Frühere Inhalte bleiben gespeichert, damit Änderungen nachvollziehbar sind."),),
        tables=tuple(
            _table(
                caption=table.title,
                header=(_("gültig bis"), _("Angabe"), _("früherer Inhalt")),
                rows=table.former,
                row_head=1,
                broad=(2,),
            )
            for table in tables
            if table.former
        ),
        starts_page=True,
    )


def _record(events: list[Event], reading: Reading) -> PaperSection:
    return PaperSection(
        title=_("Protokoll"),
        tables=(
            _table(
                caption=_("Was zu Ihrer Bewerbung geschehen ist"),
                header=(_("Zeitpunkt"), _("Handlung"), _("Funktion")),
                rows=tuple(
                    (moment_words(event.happened_at), reading.text(str(event)), reading.function(event.actor))
                    for event in events
                ),
                row_head=1,
                broad=(1,),
            ),
        )
        if events
        else (),
        starts_page=True,
    )
