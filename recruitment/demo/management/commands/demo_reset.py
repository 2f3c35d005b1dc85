"""`manage.py demo_reset`: empty the local database completely, so that the demonstration begins anew."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from postings.files.services import sweep_files
from postings.files.storage import GRACE


class Command(BaseCommand):
    help = "Leert die lokale Datenbank; danach lädt „manage.py demo“ das Vorführverfahren neu."

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("In der Produktion wird nichts geleert.")
        with connection.cursor() as cursor:
            # A new schema takes tables, triggers and whatever a half-done migration left.
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        call_command("migrate", interactive=False, verbosity=0)
        # No row names any document now; an hour from now none of them is too young to go.
        sweep_files(now=timezone.now() + GRACE)
        self.stdout.write("Die Datenbank ist geleert.")
