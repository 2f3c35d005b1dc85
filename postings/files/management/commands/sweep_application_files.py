"""`manage.py sweep_application_files`: delete files without a row, check waiting ones for viruses."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from postings.files.enums import ScanState
from postings.files.errors import FileDamaged
from postings.files.services import files_to_scan, keys_of_missing, scan_again, sweep_files


class Command(BaseCommand):
    help = (
        "Löscht gespeicherte Dateien, zu denen keine Unterlage gehört, und holt ausstehende Virenprüfungen nach. "
        "Stündlich durch einen Zeitgeber."
    )

    def handle(self, *args, **options):
        swept = sweep_files(now=timezone.now())
        self.stdout.write(f"{swept.deleted} Dateien ohne Unterlage gelöscht.")
        damaged = keys_of_missing(swept)
        for pk in sorted(damaged):
            self.stderr.write(f"Unterlage {pk}: Die Datei fehlt oder ist verändert.")
        checked = found = waiting = 0
        for file in files_to_scan().iterator(chunk_size=500):
            if file.pk in damaged:
                continue
            try:
                result = scan_again(file=file, actor=None)
            except FileDamaged:
                damaged.add(file.pk)
                self.stderr.write(f"Unterlage {file.pk}: Die Datei fehlt oder ist verändert.")
                continue
            found += result is None
            checked += result is not None and result.scan_state == ScanState.CLEAN
            waiting += result is not None and result.scan_state == ScanState.PENDING
        self.stdout.write(f"Virenprüfung: {checked} geprüft, {found} wegen eines Fundes gelöscht, {waiting} warten.")
        if damaged:
            raise SystemExit(1)
