"""`manage.py run_erasures`: finish erasures that two persons agreed to, and files whose own period is over; nightly."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.retention.runs import finish_all


class Command(BaseCommand):
    """What a killed process left over goes on here; without a confirmation nothing is erased."""

    help = "Schließt bestätigte Löschvorgänge ab."

    def handle(self, *args, **options) -> None:
        runs, files = finish_all(today=timezone.localdate())
        self.stdout.write(
            _("%(runs)s Löschvorgänge abgeschlossen, Akten von %(files)s Verfahren gelöscht.")
            % {"runs": runs, "files": files}
        )
