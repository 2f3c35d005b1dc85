"""``manage.py restore``: an archive into an empty database and an empty folder."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from recruitment.operations.errors import BackupError
from recruitment.operations.restoring import check_archive, restore_backup


class Command(BaseCommand):
    help = "Stellt eine Sicherung in einer leeren Datenbank wieder her und vergleicht jeden Wert."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--identity", type=Path, help="Datei mit dem geheimen Schlüssel von age")
        parser.add_argument("--check-only", action="store_true", help="nur die Sicherung prüfen")
        parser.add_argument("--with-privileges", action="store_true", help="auch die Rechte der Datenbankrollen")

    def handle(self, *, archive, identity, check_only, with_privileges, **options):
        try:
            if check_only:
                manifest = check_archive(path=archive, identity=identity)
                self.stdout.write(f"Unversehrt, vom {manifest['made_at']}.")
                return
            restored = restore_backup(path=archive, identity=identity, with_privileges=with_privileges)
        except (BackupError, FileNotFoundError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Wiederhergestellt, Stand {restored.made_at}: {restored.row_count} Zeilen in {restored.table_count} "
            f"Tabellen, {restored.file_count} Unterlagen. Jeder Wert ist verglichen."
        )
        if restored.has_other_secret_key:
            self.stderr.write(
                "SECRET_KEY ist ein anderer als damals: Alle müssen sich neu anmelden, und alte Löschvermerke sind "
                "nicht mehr vergleichbar."
            )
        self.stdout.write(
            "Danach: manage.py migrate, repeat_erasures --erase (löscht erneut, was seit der Sicherung gelöscht war), "
            "sweep_application_files."
        )
