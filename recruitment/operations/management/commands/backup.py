"""``manage.py backup``: database and documents in one archive."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recruitment.database.replica import from_replica
from recruitment.operations.backups import delete_old_backups, make_backup
from recruitment.operations.errors import BackupError


class Command(BaseCommand):
    help = "Sichert Datenbank und Unterlagen in eine Datei, verschlüsselt, wenn ein Empfänger eingerichtet ist."

    def add_arguments(self, parser):
        parser.add_argument("--to", default=settings.BACKUP_DIR, help="Ordner der Sicherungen")
        parser.add_argument("--keep-days", type=int, default=0, help="danach ältere Sicherungen dort löschen; 0: keine")

    def handle(self, *, to, keep_days, **options):
        folder, now = Path(to), timezone.now()
        try:
            with from_replica(told=self.stderr.write):
                backup = make_backup(folder=folder, now=now)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Gesichert: {backup.path} ({backup.row_count} Zeilen, {backup.file_count} Unterlagen)")
        if not backup.is_encrypted:
            self.stderr.write("Nicht verschlüsselt: Die Datei enthält alle Personaldaten im Klartext.")
        if keep_days > 0:
            for path in delete_old_backups(folder=folder, keep_days=keep_days, now=now):
                self.stdout.write(f"Gelöscht: {path}")
