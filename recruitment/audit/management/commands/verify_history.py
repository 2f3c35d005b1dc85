"""`manage.py verify_history`: whether anybody touched the histories, and of which day."""

import sys
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from recruitment.audit.sealing import verify_history
from recruitment.database.replica import from_replica


def _known(text: str) -> tuple[int, str]:
    number, _colon, digest = text.partition(":")
    if not number.isdigit() or len(digest) != 64:
        raise ArgumentTypeError("NUMMER:PRÜFSUMME, wie seal_history sie ausgibt")
    return int(number), digest


class Command(BaseCommand):
    """Ends with 0 when everything holds and with 1 otherwise."""

    help = "Rechnet alle Siegel der Historien nach und nennt die Tage, an denen etwas nicht stimmt."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--known", type=_known, metavar="NUMMER:PRÜFSUMME", help="ein anderswo notiertes Siegel")

    def handle(self, *args, **options) -> None:
        with from_replica(told=self.stderr.write):
            verdict = verify_history(known=options["known"])
        for fault in verdict.faults:
            day = f"{fault.day:%d.%m.%Y}" if fault.day else _("ohne Tag")
            self.stdout.write(f"{day}: {fault.words}")
        words = _(
            "%(links)s Siegel über %(rows)s Zeilen, %(erased)s Löschvermerke; %(unsealed)s Zeilen nicht versiegelt."
        )
        counts = {
            "links": verdict.link_count,
            "rows": verdict.row_count,
            "erased": verdict.erased_count,
            "unsealed": verdict.unsealed,
        }
        self.stdout.write(words % counts)
        if verdict.faults:
            sys.exit(1)
        self.stdout.write(_("Die Historie ist unverändert."))
