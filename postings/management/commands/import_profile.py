"""`manage.py import_profile FILE --dry-run --json`: read a posting or profile document and print what was read."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from postings.services import create_posting_from_document
from profiles.importing.document import ParsedDocument, UnreadableDocument
from profiles.importing.sandbox import read_file
from profiles.importing.serialising import as_json_dict
from profiles.permissions import may_edit_profiles
from profiles.services import create_profile_from_document
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError


class Command(BaseCommand):
    help = "Liest ein Anforderungsprofil (mit oder ohne Stellenausschreibung) und legt einen Entwurf an."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="DATEI")
        parser.add_argument("--dry-run", action="store_true", help="nur lesen, nichts speichern")
        parser.add_argument("--json", action="store_true", help="das Gelesene als JSON ausgeben")
        parser.add_argument(
            "--with-posting", action="store_true", help="im JSON auch Ausschreibung und Korrekturen ausgeben"
        )
        parser.add_argument("--user", metavar="BENUTZERNAME", help="wer den Entwurf anlegt (ohne --dry-run nötig)")

    def handle(self, *args, **options):
        try:
            document = read_file(options["file"])
        except UnreadableDocument as error:
            self.stderr.write(str(error))
            sys.exit(2)
        if not options["dry_run"]:
            self._store(document, options["user"])
        if options["json"]:
            content = as_json_dict(document, with_posting=options["with_posting"])
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))
        else:
            self._print_summary(document)

    def _store(self, document: ParsedDocument, username: str | None) -> None:
        actor = User.objects.filter(username=username).first()
        if actor is None or not may_edit_profiles(actor):
            raise CommandError(
                "Bitte mit --user ein Konto des Personalservice oder der Profilverantwortung angeben (oder --dry-run)."
            )
        try:
            if document.posting is not None:
                draft = create_posting_from_document(document=document, actor=actor)
            else:
                draft = create_profile_from_document(document=document, actor=actor)
        except ProcedureError as error:
            raise CommandError(str(error.user_message)) from error
        self.stderr.write(f"Entwurf angelegt: {draft}")

    def _print_summary(self, document: ParsedDocument) -> None:
        self.stdout.write(document.profile.title.text)
        for section in document.profile.sections:
            self.stdout.write(f"{section.number} {section.title.text}")
            for criterion in section.criteria:
                mark = "" if criterion.weight_confirmed else "  <- bitte prüfen"
                weight = criterion.weight if criterion.weight is not None else "?"
                self.stdout.write(f"  {criterion.number} {criterion.title.text}: {weight}{mark}")
        for finding in document.findings:
            self.stdout.write(f"Befund ({finding.where}): {finding.message}")
