"""`manage.py send_reminders`: remind by e-mail of sheets that are due soon or overdue. For a timer, once a night."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from postings.assessment.enums import ReminderState
from postings.assessment.models import Reminder
from postings.assessment.reminders import Scheduled, remind_by_schedule, rounds_due
from recruitment.errors import ProcedureError


class Command(BaseCommand):
    help = (
        "Erinnert alle per E-Mail, die Bewertungsbögen schulden, wenn die Frist der Runde bald endet oder vorbei ist; "
        "niemanden öfter als einmal in so vielen Tagen. Einmal in der Nacht durch einen Zeitgeber."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=settings.REMINDER_DAYS, help="so viele Tage vor der Frist (REMINDER_DAYS)"
        )
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, wer erinnert würde")

    def handle(self, *args, **options):
        if options["days"] < 0:
            raise CommandError("--days darf nicht negativ sein.")
        today = timezone.localdate()
        failed = 0
        for entry in rounds_due(today, options["days"]):
            posting = entry.plan.posting
            self.stdout.write(f"Kennzahl {posting.reference_number}, {entry.title}, Frist {entry.due_on:%d.%m.%Y}")
            try:
                result = remind_by_schedule(
                    round=entry, days=options["days"], today=today, is_dry_run=options["dry_run"]
                )
            except ProcedureError as error:
                self.stderr.write(f"  {error.user_message}")
                failed += 1
                continue
            failed += self._tell(result, is_dry_run=options["dry_run"])
        if failed:
            raise CommandError(f"{failed} Erinnerungen wurden nicht gesendet.")

    def _tell(self, result: Scheduled, *, is_dry_run: bool) -> int:
        """Print what became of every person; return how many e-mails did not leave."""
        failures = dict(
            Reminder.objects.filter(batch=result.batch, state=ReminderState.FAILED).values_list("person", "failure")
        )
        for mail in result.mails:
            if is_dry_run:
                self.stdout.write(f"  würde erinnert: {mail.name}")
            elif mail.person_id in failures:
                self.stdout.write(f"  nicht gesendet: {mail.name} – {failures[mail.person_id]}")
            else:
                self.stdout.write(f"  erinnert: {mail.name}")
        for name in result.waiting:
            self.stdout.write(f"  vor Kurzem erinnert: {name}")
        for name, hindrance in result.unreachable:
            self.stdout.write(f"  nicht erreichbar: {name} – {hindrance}")
        if not (result.mails or result.waiting or result.unreachable):
            self.stdout.write("  niemand schuldet einen Bogen")
        return len(failures)
