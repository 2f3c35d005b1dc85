"""The extract for the inspection of the file by one applicant: own data whole, the others pseudonymised.

Everything goes through one ``Redactor`` before the document is made; the attached JSON holds the same text and no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.applications.models import Applicant, Application
from postings.documents.errors import ExtractImpossible
from postings.documents.extract_sections import appraised, checked, interviewed, own_data, rated
from postings.documents.paper import Paper, PaperSection, PaperTable
from postings.documents.paper_head import day_words, moment_words, paper
from postings.documents.redaction import OtherPerson, Redactor, letters
from postings.models import Posting
from postings.selection.ranking import build_ranking
from postings.selection.sums import build_summaries
from profiles.scoring import display_mean, display_percent, format_german
from recruitment.audit.models import Event
from recruitment.audit.wording import PERSONNEL_OFFICE_ONLY

OWN = "Sie selbst"
# What somebody looked at is no part of the file that is inspected.
LEFT_OUT = (
    "application.opened", "file.opened", "file.all_opened", "report.downloaded", "document.downloaded",
    "overview.exported", "extract.issued", "extract.asked_again", "extract.requested", "scores.exported",
    "sheets.downloaded", "request.opened", "notice.opened", "notice.printed", "participation.document_opened",
    "representation.list_opened", "representation.application_opened",
    "representation.paper_opened",
)  # fmt: skip


def build_extract(application: Application) -> Paper:
    """Return the extract for the applicant of ``application``.

    The state of the data is the last event of the procedure that it shows, so the same file gives the same bytes.

    :raises ExtractImpossible: if the data of the applicant are erased.
    """
    if application.erased_at:
        raise ExtractImpossible
    posting = application.posting
    named = Application.objects.select_related("applicant", "posting").get(pk=application.pk)
    named.is_named = True  # the extract is for this person
    words = _pseudonyms(posting, named)
    redactor = _redactor(posting, named, words)
    events = list(_events(posting, named))
    sections = [
        _procedure(posting),
        own_data(named, redactor),
        *_redacted([*checked(named), *appraised(named), *interviewed(named), *rated(named)], redactor),
        _ranking(posting, named, words),
        *_of_later_steps(named, words, redactor),
        *_redacted([_record(events)], redactor),
    ]
    return paper(
        posting,
        title=_("Auszug zur Akteneinsicht, Bewerbung %(number)s") % {"number": named.number},
        as_of=events[-1].happened_at if events else datetime.fromisoformat(f"{named.received_on}T00:00:00+00:00"),
        is_wide=True,
        lead=(
            _("Auszug für %(name)s.") % {"name": named.applicant.full_name},
            _(
                "Andere Bewerbende sind durchgehend mit Buchstaben bezeichnet (Bewerbung A, B, C …). Angaben zu ihnen "
                "in freien Texten sind vor der Ausfertigung entfernt; unter einer Schwärzung liegt kein Text."
            ),
        ),
        sections=tuple(section for section in sections if section.tables or section.paragraphs),
    )


def _others(posting: Posting, application: Application) -> list[Application]:
    """Return the applications of other people, in an order that tells neither alphabet, receipt nor rank."""
    own = Q(pk=application.pk) | Q(duplicate_of=application) | Q(applicant=application.applicant_id)
    if application.duplicate_of_id:
        own |= Q(pk=application.duplicate_of_id)
    return list(posting.applications.exclude(own).select_related("applicant").order_by("code", "pk"))


def _pseudonyms(posting: Posting, application: Application) -> dict[int, str]:
    return {
        other.pk: _("Bewerbung %(letters)s") % {"letters": letters(place)}
        for place, other in enumerate(_others(posting, application))
    }


def others_redactor(posting: Posting, application: Application) -> Redactor:
    """Return what takes everybody but the person of ``application`` out of a text, with a letter for each."""
    return _redactor(posting, application, _pseudonyms(posting, application))


def _redactor(posting: Posting, application: Application, words: dict[int, str]) -> Redactor:
    own = application.applicant
    return Redactor(
        [_as_person(other, words[other.pk]) for other in _others(posting, application)],
        own=(own.first_name, own.last_name),
    )


def _as_person(application: Application, word: str) -> OtherPerson:
    person: Applicant = application.applicant
    return OtherPerson(
        word=word,
        first_name=person.first_name,
        last_name=person.last_name,
        number=application.number,
        marks=(
            person.email,
            application.code,
            application.source_number if len(application.source_number) > 2 else "",
            person.street,
            day_words(person.birth_date) if person.birth_date else "",
        ),
        phones=(person.phone,),
    )


def _redacted(sections: Iterable[PaperSection], redactor: Redactor) -> list[PaperSection]:
    def table(one: PaperTable) -> PaperTable:
        return replace(
            one,
            caption=redactor.text(one.caption),
            header=tuple(map(redactor.text, one.header)),
            rows=tuple(tuple(map(redactor.text, row)) for row in one.rows),
        )

    return [
        replace(
            section,
            title=redactor.text(section.title),
            paragraphs=tuple(map(redactor.text, section.paragraphs)),
            tables=tuple(map(table, section.tables)),
        )
        for section in sections
    ]


def decided_sections(named: Application) -> list[PaperSection]:
    """Return decisions and final memos as they concern the person: no row on anybody else, in texts letters."""
    words = _pseudonyms(named.posting, named)
    redactor = _redactor(named.posting, named, words)
    names = {**words, **dict.fromkeys(own_ids(named), OWN)}
    found = import_string("postings.decision.extract.sections")(named, names)
    others = set(words.values())
    sections = []
    for section in _redacted([one.section for one in found], redactor):
        tables = [replace(one, rows=tuple(row for row in one.rows if not others & set(row))) for one in section.tables]
        sections.append(replace(section, tables=tuple(_as_terms(one) for one in tables if one.rows)))
    return sections


def _as_terms(table: PaperTable) -> PaperTable:
    """Return a table of one row as terms and values: more headings than cells are read badly aloud."""
    if not table.header or len(table.rows) > 1:
        return table
    pairs = tuple(zip(table.header, table.rows[0], strict=True))
    return PaperTable(caption=table.caption, rows=pairs)


def own_ids(application: Application) -> list[int]:
    """Return the applications of the same person to this posting, entries that were merged included."""
    others = [other.pk for other in _others(application.posting, application)]
    return list(application.posting.applications.exclude(pk__in=others).values_list("pk", flat=True))


def _of_later_steps(named: Application, words: dict[int, str], redactor: Redactor) -> list[PaperSection]:
    """Return what steps after this one have on the person (setting ``EXTRACT_SECTIONS``), each in its order."""
    own = named.posting.applications.exclude(pk__in=words).values_list("pk", flat=True)
    names = {**words, **dict.fromkeys(own, OWN)}
    added = [one for name in settings.EXTRACT_SECTIONS for one in import_string(name)(named, names)]
    return [one.section if one.is_own else _redacted([one.section], redactor)[0] for one in added]


def _procedure(posting: Posting) -> PaperSection:
    committee: dict[str, list[str]] = {}
    for member in posting.memberships.select_related("user"):
        committee.setdefault(member.user.get_full_name(), []).append(str(member.get_role_display()))
    rows = [
        (_("Kennzahl"), posting.reference_number),
        (_("Stelle"), posting.function),
        (_("Veröffentlicht am"), day_words(posting.published_on) if posting.published_on else "–"),
        (_("Bewerbungsfrist bis"), day_words(posting.deadline) if posting.deadline else "–"),
        (_("Bewerbungen insgesamt"), str(posting.applications.count())),
        (_("Prüfsumme des Anforderungsprofils"), posting.profile.content_hash or "–"),
    ]
    tables = [PaperTable(caption=_("Eckdaten"), rows=tuple(rows))]
    if committee:
        tables.append(
            PaperTable(
                caption=_("Auswahlkommission"),
                header=(_("Person"), _("Rolle im Verfahren")),
                rows=tuple((name, ", ".join(roles)) for name, roles in committee.items()),
            )
        )
    return PaperSection(title=_("Das Verfahren"), tables=tuple(tables))


def _ranking(posting: Posting, application: Application, words: dict[int, str]) -> PaperSection:
    if not posting.profile.is_frozen:
        return PaperSection("")
    ranking = build_ranking(posting)
    if not ranking.ranked:
        return PaperSection("")
    ids = [line.facts.application_id for line in ranking.ranked]
    summaries = build_summaries(posting, ranking.profile, ids, ranking.panel)
    groups = ranking.profile.groups
    return PaperSection(
        title=_("Rechnerische Rangfolge"),
        paragraphs=(
            _(
                "Die Rangfolge ist eine Arbeitsgrundlage; über die Auswahl entscheiden Menschen mit schriftlichen "
                "Gründen."
            ),
        ),
        tables=(
            PaperTable(
                caption=_("Rang, gewichtetes Mittel (1–5, hoch ist gut) und Anteil je Abschnitt"),
                header=(_("Bewerbung"), _("Rang"), _("Mittel"), *(f"{number} {title}" for number, title in groups)),
                rows=tuple(
                    (
                        words.get(line.facts.application_id, OWN),
                        str(line.rank),
                        format_german(display_mean(line.mean)),
                        *(
                            f"{format_german(display_percent(part.share))} %" if part.share is not None else "–"
                            for part in summaries[line.facts.application_id].result.groups
                        ),
                    )
                    for line in ranking.ranked
                ),
                numeric=tuple(range(1, len(groups) + 3)),
            ),
        ),
        starts_page=True,
    )


def _events(posting: Posting, application: Application) -> Iterator[Event]:
    """Return what was done in the procedure as far as it concerns everybody or this person, in its order."""
    events = (
        Event.objects.filter(posting_reference=posting.reference_number)
        .exclude(action__in=LEFT_OUT)
        .select_related("actor")
        .order_by("happened_at", "pk")
    )
    for event in events:
        is_own = event.facts.get("number") == application.number
        is_of_all = not event.facts.keys() & {"number", "numbers"} and event.action not in PERSONNEL_OFFICE_ONLY
        if is_own or is_of_all:
            yield event


def _record(events: list[Event]) -> PaperSection:
    return PaperSection(
        title=_("Protokoll"),
        tables=(
            PaperTable(
                caption=_("Was im Verfahren und zu Ihrer Bewerbung geschehen ist"),
                header=(_("Zeitpunkt"), _("Handlung"), _("Person")),
                rows=tuple(
                    (moment_words(event.happened_at), str(event), str(event.actor) if event.actor else _("System"))
                    for event in events
                ),
                row_head=1,
                half=(1,),
            ),
        )
        if events
        else (),
        starts_page=True,
    )
