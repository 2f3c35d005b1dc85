"""`manage.py list_due_erasures`: what is due for erasure, by procedure; changes nothing and names nobody."""

from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.retention.due import due_procedures
from recruitment.database.replica import from_replica


class Command(BaseCommand):
    """Proposing and confirming are acts of two persons and happen in the application."""

    help = "Zeigt je Verfahren, was zu löschen ist, was aussteht und was ausgesetzt ist. Löscht nichts."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="JJJJ-MM-TT", help="Stichtag; ohne Angabe heute")

    def handle(self, *args, **options) -> None:
        with from_replica(told=self.stderr.write):
            self._tell(options["on"] or timezone.localdate())

    def _tell(self, today: date) -> None:
        is_empty = True
        for one in due_procedures(today=today):
            is_empty = False
            counts = {
                "reference": one.posting.reference_number,
                "due": one.to_erase_count,
                "held": one.held_count,
                "count": one.person_count,
                "since": f"{one.due_on:%d.%m.%Y}" if one.due_on else _("offen"),
            }
            self.stdout.write(
                _("%(reference)s: %(due)s Bewerbungen fällig von %(count)s, ausgesetzt %(held)s, Fristende %(since)s")
                % counts
            )
            for hindrance in one.hindrances:
                self.stdout.write(f"    {hindrance}")
        if is_empty:
            self.stdout.write(_("In keinem Verfahren steht eine Löschung an."))
