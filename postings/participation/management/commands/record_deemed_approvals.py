"""`manage.py record_deemed_approvals`: where the period of the Personalrat is over. For a timer, once a night."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from postings.participation.answers import deemed_approved_by, record_deemed_approval
from recruitment.errors import ProcedureError


class Command(BaseCommand):
    help = (
        "Hält fest, wo die Zustimmung des Personalrats als erteilt gilt, weil seine Frist ohne schriftliche "
        "Verweigerung abgelaufen ist. Einmal in der Nacht durch einen Zeitgeber."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was festgehalten würde")

    def handle(self, *args, **options):
        failed = 0
        for matter in deemed_approved_by(timezone.localdate()):
            line = (
                f"Kennzahl {matter.posting.reference_number}: {matter.subject_words}, Frist {matter.ends_on:%d.%m.%Y}"
            )
            if options["dry_run"]:
                self.stdout.write(f"{line} – würde festgehalten")
                continue
            try:
                record_deemed_approval(matter=matter, actor=None)
            except ProcedureError as error:
                self.stderr.write(f"{line} – {error.user_message}")
                failed += 1
            else:
                self.stdout.write(f"{line} – Zustimmung gilt als erteilt")
        if failed:
            raise CommandError(f"{failed} Vorgänge wurden nicht festgehalten.")
