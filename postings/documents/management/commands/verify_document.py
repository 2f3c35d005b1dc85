"""`manage.py verify_document FILE`: say whether a file is ours, unaltered, and which version of which data it shows.

Exit codes: 0 ours and unaltered, 1 altered, 2 not ours, 3 not readable.
"""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from postings.documents.verification import Verdict, verify

EXIT_CODES = {
    Verdict.GENUINE: 0,
    Verdict.ERASED: 0,
    Verdict.ALTERED: 1,
    Verdict.FOREIGN: 2,
    Verdict.UNREADABLE: 3,
}


class Command(BaseCommand):
    help = (
        "Prüft, ob eine Datei von uns stammt und unverändert ist. Ergebnis als Rückgabewert: 0 unverändert von uns, "
        "1 verändert, 2 nicht von uns, 3 nicht lesbar."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="DATEI", type=Path)

    def handle(self, *args, **options):
        path = options["file"]
        try:
            if path.stat().st_size > settings.VERIFY_MAX_MB * 1024 * 1024:
                raise CommandError(f"{path} ist größer als {settings.VERIFY_MAX_MB} MB.", returncode=3)
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} kann nicht gelesen werden: {error.strerror}", returncode=3) from error
        found = verify(content)
        self.stdout.write(f"{path}: {found.verdict.label}")
        self.stdout.write(found.sentence)
        for term, value in found.facts:
            self.stdout.write(f"  {term}: {value}")
        if found.differences:
            self.stdout.write("Unterschiede, soweit bekannt:")
        for words in found.differences:
            self.stdout.write(f"  - {words}")
        if code := EXIT_CODES[found.verdict]:
            sys.exit(code)
