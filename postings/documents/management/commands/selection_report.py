"""`manage.py selection_report --posting 148/2025 --output FILE.pdf`: write the ranked selection report to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from postings.documents.services import issue_selection_report, read_report
from postings.errors import UnknownReferenceNumber
from postings.models import Posting
from recruitment.errors import ProcedureError


class Command(BaseCommand):
    help = "Schreibt den Auswahlbericht einer Ausschreibung als PDF; er wird dabei als Fassung aufbewahrt."

    def add_arguments(self, parser):
        parser.add_argument("--posting", required=True, metavar="KENNZAHL", help="zum Beispiel 148/2025")
        parser.add_argument("--robustheit", action="store_true", help="mit der Anlage zur Robustheit der Rangfolge")
        parser.add_argument("--output", required=True, metavar="DATEI", type=Path)

    def handle(self, *args, **options):
        try:
            posting = Posting.objects.filter(reference_number=options["posting"]).first()
            if posting is None:
                raise UnknownReferenceNumber(number=options["posting"])
            report = issue_selection_report(posting=posting, actor=None, with_robustness=options["robustheit"])
            content = read_report(report=report, actor=None)
        except ProcedureError as error:
            raise CommandError(str(error.user_message)) from error
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']} kann nicht geschrieben werden: {_reason(error)}") from error
        self.stdout.write(f"{options['output']}: Fassung {report.version}, SHA-256 {report.sha256}")


def _reason(error: OSError) -> str:
    """Return in German why a file could not be written; the system's own word for anything unusual."""
    reasons = {
        FileNotFoundError: "Den Ordner gibt es nicht.",
        IsADirectoryError: "Das ist ein Ordner, keine Datei.",
        NotADirectoryError: "Ein Teil des Pfades ist kein Ordner.",
        PermissionError: "Die Berechtigung fehlt.",
    }
    return reasons.get(type(error), str(error.strerror))
