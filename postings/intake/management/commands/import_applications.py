"""`manage.py import_applications FILE --posting KENNZAHL`: read a list, show what it would do, or do it."""

import hashlib
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from postings.applications.importing.columns import propose
from postings.applications.importing.planning import PlannedRow
from postings.applications.importing.reading import read_list_safely
from postings.applications.importing.serialising import as_json_dict, reasons
from postings.applications.importing.table import SourceTable
from postings.applications.importing.writing import rest_as_csv
from postings.errors import UnknownReferenceNumber
from postings.intake import services
from postings.intake.review import ListContent, make_plan, situation_of
from postings.models import Posting
from postings.permissions import may_manage_posting
from profiles.importing.document import UnreadableDocument
from profiles.importing.reading import read_bytes
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError

BAR = 40  # signs


class Unusable(Exception):
    """The command cannot be carried out as called; the text says why, on one line."""


class Command(BaseCommand):
    help = "Liest eine Bewerberliste (CSV, XLSX, ODS): zeigt mit --dry-run, was geschähe, oder übernimmt sie."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="DATEI")
        parser.add_argument("--posting", required=True, metavar="KENNZAHL")
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts speichern")
        parser.add_argument("--json", action="store_true", help="den Bericht als JSON ausgeben")
        parser.add_argument("--valid-only", action="store_true", help="gültige Zeilen übernehmen, den Rest lassen")
        parser.add_argument("--rest", type=Path, metavar="DATEI", help="nicht übernommene Zeilen als CSV hierhin")
        parser.add_argument("--source", default=services.DEFAULT_SOURCE, help="Quelle; ihre Zuordnung wird benutzt")
        parser.add_argument("--user", metavar="BENUTZERNAME", help="wer übernimmt (ohne --dry-run nötig)")

    def handle(self, *args, **options):
        try:
            self._handle(options)
        except (UnreadableDocument, Unusable) as error:
            self._fail(str(error))
        except ProcedureError as error:
            self._fail(str(error.user_message))
        except OSError as error:
            self._fail(f"Die Datei {options['rest']} kann nicht geschrieben werden: {error.strerror}.")

    def _fail(self, words: str) -> None:
        self.stderr.write(" ".join(words.split()))
        sys.exit(2)

    def _handle(self, options) -> None:
        # The file before the database: a wrong path is told in one line, whatever state the database is in.
        content = read_bytes(options["file"])
        posting = Posting.objects.select_related("profile").filter(reference_number=options["posting"]).first()
        if posting is None:
            raise UnknownReferenceNumber(number=options["posting"])
        actor = None if options["dry_run"] else self._actor(options["user"], posting)
        table = read_list_safely(content, options["file"].name)
        source = services.source_called(options["source"])
        mapping = propose(table.columns, source.mapping)
        if options["dry_run"]:
            self._print(options, table, mapping, self._plan(posting, table, source, mapping))
            return
        self._import(options, posting, table, mapping, hashlib.sha256(content).hexdigest(), actor)

    def _actor(self, username: str | None, posting: Posting) -> User:
        actor = User.objects.filter(username=username, is_active=True).first()
        if actor is None or not may_manage_posting(actor, posting):
            raise Unusable("Bitte mit --user ein Konto des Personalservice angeben (oder --dry-run).")
        return actor

    def _plan(self, posting, table: SourceTable, source, mapping) -> list[PlannedRow]:
        content = ListContent(table, mapping, source.name, source.defaults, {})
        return make_plan(content, situation_of(content, posting), progress=self._progress)

    def _import(self, options, posting: Posting, table: SourceTable, mapping, sha256: str, actor: User) -> None:
        """Take over as the browser does: keep, map, accept; nothing of it stays if the last step is refused."""
        refusal = None
        try:
            with transaction.atomic():
                kept = services.keep_list(
                    posting=posting, table=table, sha256=sha256, actor=actor, source_name=options["source"]
                )
                kept = services.map_columns(
                    applicant_list=kept,
                    mapping=mapping,
                    defaults=kept.defaults,
                    actor=actor,
                    remembers=False,
                    progress=self._progress,
                )
                rows = services.planned_rows(kept)
                kept = services.accept_list(applicant_list=kept, actor=actor, valid_only=options["valid_only"])
        except ProcedureError as error:
            refusal = error
        counts = {"created": 0, "updated": 0} if refusal else {n: kept.summary[n] for n in ("created", "updated")}
        self._print(options, table, mapping, rows, **counts)
        if refusal is not None:
            raise refusal

    def _print(self, options, table: SourceTable, mapping, rows: list[PlannedRow], **counts: int) -> None:
        if options["rest"]:
            options["rest"].write_bytes(rest_as_csv(table, reasons(rows)))
        report = as_json_dict(table, mapping, rows, **counts)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for column, field in report["columns"].items():
            self.stdout.write(f"{column} -> {field or '–'}")
        for column in table.dropped:
            self.stdout.write(f"weggelassen: {column.name} ({column.reason})")
        for row in rows:
            if row.problems:
                words = " ".join(f"{p.column}: {p.message}" if p.column else p.message for p in row.problems)
                self.stdout.write(f"Zeile {row.row}, {row.action}: {words}")
        found = report["summary"]
        total = ngettext("%(n)s Zeile", "%(n)s Zeilen", len(rows)) % {"n": len(rows)}
        self.stdout.write(
            f"{total}: {found['create']} neu, {found['update']} geändert, {found['duplicate']} doppelt "
            f"({found['unchanged']} ohne Änderung), {found['check']} zu prüfen, {found['late']} verspätet, "
            f"{found['invalid']} ungültig."
        )

    def _progress(self, done: int, total: int) -> None:
        """Draw a bar where a person looks on; a file or a pipe gets none."""
        if self.stderr.isatty() and total > 250:
            filled = BAR * done // total
            end = "\n" if done == total else ""
            self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}", ending=end)
