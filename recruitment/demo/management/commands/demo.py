"""`manage.py demo`: load the demonstration procedure once, and tell its accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recruitment.demo import documents, people, procedure


class Command(BaseCommand):
    help = "Lädt das Vorführverfahren zur Kennzahl 148/2025 (nur auf lokalen Rechnern)."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="nur die Konten nennen")

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("Das Vorführverfahren wird in der Produktion nicht geladen.")
        if not options["accounts"]:
            if procedure.is_loaded():
                self.stdout.write("Das Vorführverfahren ist schon geladen; die Daten bleiben, wie sie sind.")
            else:
                posting = procedure.load()
                documents.load(posting)
                self.stdout.write(f"Vorführverfahren geladen: {posting}")
            return
        self.stdout.write(f"\nVorführkonten (Passwort für alle: {people.PASSWORD})")
        for account in people.ACCOUNTS:
            name = f"{account.first_name} {account.last_name}"
            self.stdout.write(f"  {account.username:<13} {name:<18} {account.does}")
