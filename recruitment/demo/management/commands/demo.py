"""`manage.py demo`: load the two demonstration procedures once, and tell the accounts and where to look."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recruitment.demo import documents, finished, people, procedure


class Command(BaseCommand):
    help = "Lädt die Vorführverfahren 148/2025 und 900/2026 (nur auf lokalen Rechnern)."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="nur die Konten nennen")

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("Die Vorführung wird in der Produktion nicht geladen.")
        if not options["accounts"]:
            if procedure.is_loaded():
                self.stdout.write(
                    "Die Vorführung ist schon geladen; die Daten bleiben, wie sie sind (neu beginnen: make demo-reset)."
                )
            else:
                posting = procedure.load()
                documents.load(posting)
                self.stdout.write(f"Vorführverfahren geladen: {posting}")
                self.stdout.write(f"Vorführverfahren geladen: {finished.load()}")
            return
        self.stdout.write("\nWo es etwas zu sehen gibt")
        for reference_number, what in people.PROCEDURES:
            self.stdout.write(f"  {reference_number:<17} {what}")
        self.stdout.write(f"\nVorführkonten (Passwort für alle: {people.PASSWORD})")
        for account in people.ACCOUNTS:
            name = f"{account.first_name} {account.last_name}"
            self.stdout.write(f"  {account.username:<17} {name:<18} {account.does}")
