"""`manage.py show_procedure KENNZAHL --as-of DATE [--json]`: what was known and decided on a day, and by whom.

Applicants are numbers and ratings are counted only: who runs the server is nobody in the procedure.
"""

import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from postings.chronicle.reading import read_state
from postings.chronicle.state import ProcedureState
from postings.errors import UnknownReferenceNumber
from postings.models import Posting


class Command(BaseCommand):
    help = "Zeigt den Stand eines Verfahrens am Ende eines Tages: was war bekannt, was entschieden, von wem."

    def add_arguments(self, parser):
        parser.add_argument("posting", metavar="KENNZAHL", help="zum Beispiel 148/2025")
        parser.add_argument(
            "--as-of", metavar="TAG", help="JJJJ-MM-TT; gemeint ist das Ende des Tages in Berlin. Ohne Angabe: heute"
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
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"„{text}“ ist kein Tag. Bitte so angeben: 2026-03-31") from error


def _lines(state: ProcedureState) -> list[str]:
    if not state.exists:
        return [f"Am Ende des {state.day} gab es das Verfahren {state.reference_number} noch nicht."]
    lines = [f"Verfahren {state.reference_number}, Stand am Ende des {state.day}", ""]
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
            f"{d.kind}, Fassung {d.version}, {d.issued_at}, {d.issued_by}, SHA-256 {d.sha256}"
            f"{' (Datei inzwischen gelöscht)' if d.is_erased else ''}"
            for d in state.documents
        ],
    )
    return lines + _part("Handlungen", [f"{act.happened_at} {act.person}: {act.words}" for act in state.acts])


def _part(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines or ["–"])]
