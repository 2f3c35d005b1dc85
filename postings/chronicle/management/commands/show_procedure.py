"""`manage.py show_procedure KENNZAHL --as-of DATE [--json]`: what was known and decided on a day, and by whom.

Applicants are numbers and ratings are counted only: who runs the server is nobody in the procedure.
"""

import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from postings.chronicle.histories import day_words
from postings.chronicle.reading import read_state
from postings.chronicle.state import DecisionThen, EndingThen, PlaceThen, ProcedureState
from postings.errors import UnknownReferenceNumber
from postings.models import Posting


class Command(BaseCommand):
    help = "Zeigt den Stand eines Verfahrens am Ende eines Tages: was war bekannt, was entschieden, von wem."

    def add_arguments(self, parser):
        parser.add_argument("posting", metavar="KENNZAHL", help="zum Beispiel 148/2025")
        parser.add_argument(
            "--as-of",
            metavar="TAG",
            help="TT.MM.JJJJ oder JJJJ-MM-TT; Ende des Tages in Berlin. Ohne Angabe: heute",
        )
        parser.add_argument("--json", action="store_true", help="als JSON ausgeben")

    def handle(self, *args, **options):
        posting = Posting.objects.select_related("profile").filter(reference_number=options["posting"]).first()
        if posting is None:
            raise CommandError(str(UnknownReferenceNumber(number=options["posting"]).user_message))
        state = read_state(posting, _day(options["as_of"]), viewer=None)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(state), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(state)))


def _day(text: str | None) -> date:
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat("-".join(reversed(text.split("."))) if "." in text else text)
    except ValueError as error:
        raise CommandError(f"„{text}“ ist kein Tag. Bitte so angeben: 31.03.2026 oder 2026-03-31") from error


def _lines(state: ProcedureState) -> list[str]:
    day = day_words(date.fromisoformat(state.day))
    if not state.exists:
        return [f"Am Ende des {day} gab es das Verfahren {state.reference_number} noch nicht."]
    lines = [f"Verfahren {state.reference_number}, Stand am Ende des {day}", ""]
    lines += [f"{term}: {value}" for term, value in state.facts]
    if state.profile_hash:
        lines += [f"Prüfsumme des Anforderungsprofils: {state.profile_hash}"]
    lines += _part("Gewichtungen", [f"{w.number} {w.title}: {w.weight}" for w in state.weights])
    lines += _part("Auswahlkommission", [f"{m.person}: {', '.join(m.roles)}" for m in state.committee])
    lines += _part("Bewertungsrunden", [f"{r.title} ({r.instrument}): {r.state}" for r in state.rounds])
    lines += _part(
        "Bewerbungen",
        [
            f"Nr. {a.label}: {a.state}{f', {a.invitation}' if a.invitation else ''}, Eingang {a.received_on}, "
            f"abgegebene Bögen {len(a.sheets)}, gemeinsame Werte {a.agreed_count}"
            for a in state.applications
        ],
    )
    lines += _part(
        "Ausgefertigte Dokumente",
        [
            f"{d.kind}{f' zu {d.about}' if d.about else ''}, Fassung {d.version}, {d.issued_at}, {d.issued_by}, "
            f"SHA-256 {d.sha256}"
            f"{' (Datei inzwischen gelöscht)' if d.is_erased else ''}"
            for d in state.documents
        ],
    )
    if state.decision is not None:
        lines += _decision_lines(state.decision)
    if state.participation is not None:
        lines += _part(
            "Beteiligung der Beschäftigtenvertretungen (ohne die Schwerbehindertenvertretung)",
            [
                f"{one.body}, {one.subject}{f', versandt {one.sent_on}' if one.sent_on else ''}: {one.answer}"
                f"{f'; {one.settled}' if one.settled else ''}"
                for one in state.participation
            ],
        )
    if state.ending is not None:
        lines += _ending_lines(state.ending)
    return lines + _part("Handlungen", [f"{act.happened_at} {act.person}: {act.words}" for act in state.acts])


def _decision_lines(found: DecisionThen) -> list[str]:
    lines = _part("Vergleich Stufe für Stufe", [f"{one.step}: {one.state}" for one in found.ladder])
    lines += _part(
        "Feststellungen zur im Wesentlichen gleichen Eignung",
        [
            f"{'ja' if one.is_equal else 'nein'}, zu {one.applications} Bewerbungen, {one.saved_at}, {one.person}"
            f"{f', Hilfskriterien herangezogen: {one.auxiliary_count}' if one.auxiliary_count else ''}"
            for one in found.findings
        ],
    )
    lines += _part("Endgültige Reihenfolge", [_place(one) for one in found.order])
    lines += _part(
        "Auswahlvermerke",
        [
            f"Vermerk {one.number}, Fassung {one.version}, {one.saved_at}, {one.saved_by}, SHA-256 {one.sha256}, "
            f"gezeichnet von {len(one.signed)}, {f'endgültig seit {one.final_at}' if one.final_at else 'Entwurf'}"
            for one in found.memos
        ],
    )
    return lines + _part(
        "Auswahlentscheidungen",
        [
            line
            for one in found.decisions
            for line in (
                f"Entscheidung {one.number}, {one.decided_at}, {one.person}, nicht ausgewählt {one.other_count}"
                f"{f'; aufgehoben {one.withdrawn_at}, {one.withdrawn_by} ({one.ground})' if one.withdrawn_at else ''}",
                *(f"  {_place(place)}" for place in one.chosen),
            )
        ],
    )


def _place(place: PlaceThen) -> str:
    return f"{place.position or '–'}: Nr. {place.label}, {place.outcome}"


def _ending_lines(found: EndingThen) -> list[str]:
    lines = _part(
        "Mitteilungen",
        [
            f"{one.kind} ({one.way}) vom {one.dated_on}, veranlasst {one.confirmed_at}, {one.person}: {one.total}, "
            f"davon versandt {one.sent}, zugegangen {one.received}, unzustellbar {one.returned}"
            for one in found.sendings
        ],
    )
    lines += _part("Wartefrist", [found.waiting] if found.waiting else [])
    lines += _part(
        "Gerichtsverfahren",
        [
            f"{one.court}, eingegangen {one.received_on}: {f'beendet am {one.ended_on}' if one.ended_on else 'offen'}"
            for one in found.lawsuits
        ]
        + [f"Nachfrage bei {one.asked_of}, {one.asked_on}: {one.answer}" for one in found.checks],
    )
    lines += _part(
        "Ernennung, Einstellung oder Übertragung",
        [f"Nr. {one.label}: {one.form}, {one.appointed_on}, Beginn {one.starts_on}" for one in found.appointments],
    )
    return lines + (_part("Abbruch", [found.abort]) if found.abort else [])


def _part(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines or ["–"])]
