"""`manage.py repeat_erasures`: after a restore, erase again what had been erased since the backup."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from postings.retention import journal
from postings.retention.repeating import repeat


class Command(BaseCommand):
    """Those erasures were confirmed when they happened; the restore brought the data back against that."""

    help = "Löscht nach einer Wiederherstellung erneut, was seitdem gelöscht war. Ohne --erase zählt es nur."

    def add_arguments(self, parser) -> None:
        parser.add_argument("journals", type=Path, nargs="*", help="Löschjournale; ohne Angabe ERASURE_JOURNAL")
        parser.add_argument("--erase", action="store_true", help="wirklich löschen")

    def handle(self, *, journals, erase, **options) -> None:
        paths = journals or ([Path(settings.ERASURE_JOURNAL)] if settings.ERASURE_JOURNAL else [])
        if not paths:
            raise CommandError(_("Bitte nennen Sie ein Löschjournal."))
        try:
            lines = journal.read(paths)
        except OSError as error:
            raise CommandError(_("Das Löschjournal ist nicht lesbar: %(error)s") % {"error": error.strerror}) from error
        result = repeat(lines, really=erase)
        words = (
            _("Erneut gelöscht: %(applications)s Bewerbungen, Akten von %(files)s Verfahren; aufzubewahren: %(held)s.")
            if erase
            else _("Wieder da: %(applications)s Bewerbungen, Akten von %(files)s Verfahren. Löschen mit --erase.")
        )
        counts = {"applications": result.applications, "files": result.files, "held": result.held}
        self.stdout.write(words % counts)
