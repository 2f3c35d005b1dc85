"""`manage.py sweep_application_files`: delete files without a row, check waiting ones for viruses."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from postings.files.enums import ScanState
from postings.files.errors import FileDamaged
from postings.files.models import ApplicationFile
from postings.files.services import scan_again, sweep_files


class Command(BaseCommand):
    help = (
        "Löscht gespeicherte Dateien, zu denen keine Unterlage gehört, und holt ausstehende Virenprüfungen nach. "
        "Stündlich durch einen Zeitgeber."
    )

    def handle(self, *args, **options):
        count = sweep_files(now=timezone.now())
        self.stdout.write(f"{count} Dateien ohne Unterlage gelöscht.")
        checked = found = waiting = damaged = 0
        for file in ApplicationFile.objects.exclude(scan_state=ScanState.CLEAN).select_related("application__posting"):
            try:
                result = scan_again(file=file, actor=None)
            except FileDamaged:
                damaged += 1
                self.stderr.write(f"Unterlage {file.pk}: Die Datei fehlt oder ist verändert.")
                continue
            found += result is None
            checked += result is not None and result.scan_state == ScanState.CLEAN
            waiting += result is not None and result.scan_state == ScanState.PENDING
        self.stdout.write(f"Virenprüfung: {checked} geprüft, {found} wegen eines Fundes gelöscht, {waiting} warten.")
        if damaged:
            raise SystemExit(1)
