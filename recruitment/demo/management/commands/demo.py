"""`manage.py demo`: load the two demonstration procedures once, and tell the accounts and where to look."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recruitment.demo import documents, finished, people, procedure


class Command(BaseCommand):
    help = "Lädt die Vorführverfahren 148/2025 und 900/2026 (nur auf lokalen Rechnern)."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="nur die Konten nennen")
        parser.add_argument(
            "--first", action="store_true", help="nur 148/2025 laden; das zweite Verfahren kostet länger"
        )

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("Die Vorführung wird in der Produktion nicht geladen.")
        if options["accounts"]:
            self._tell_accounts()
            return
        is_new = not procedure.is_loaded()
        if is_new:
            posting = procedure.load()
            documents.load(posting)
            self.stdout.write(f"Vorführverfahren geladen: {posting}")
        if not finished.is_loaded():
            if options["first"]:
                self.stdout.write("900/2026 wird im Hintergrund geladen und ist in etwa einer halben Minute da.")
            else:
                self.stdout.write(f"Vorführverfahren geladen: {finished.load()}")
        elif not is_new:
            self.stdout.write(
                "Die Vorführung ist schon geladen; die Daten bleiben, wie sie sind (neu beginnen: make demo-reset)."
            )

    def _tell_accounts(self):
        self.stdout.write("\nWo es etwas zu sehen gibt")
        for reference_number, what in people.PROCEDURES:
            self.stdout.write(f"  {reference_number:<17} {what}")
        self.stdout.write(f"\nVorführkonten (Passwort für alle: {people.PASSWORD})")
        for account in people.ACCOUNTS:
            name = f"{account.first_name} {account.last_name}"
            self.stdout.write(f"  {account.username:<17} {name:<18} {account.does}")
