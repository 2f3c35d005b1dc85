"""`manage.py delete_applicant_lists`: delete lists that nobody took over, and rests, after some days. For a timer."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from postings.intake.services import delete_expired_lists


class Command(BaseCommand):
    help = "Löscht eingelesene Bewerberlisten und Restlisten, die älter sind als erlaubt."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=settings.APPLICANT_LIST_DAYS, help="nach so vielen Tagen (APPLICANT_LIST_DAYS)"
        )

    def handle(self, *args, **options):
        count = delete_expired_lists(now=timezone.now(), days=options["days"])
        self.stdout.write(f"{count} Bewerberlisten gelöscht.")
