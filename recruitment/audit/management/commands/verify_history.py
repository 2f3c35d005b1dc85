"""`manage.py verify_history`: whether anybody touched the histories, and of which day."""

import sys
from argparse import ArgumentTypeError
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.audit.verifying import verify_history
from recruitment.database.replica import from_replica


def _known(text: str) -> tuple[int, str]:
    number, _colon, digest = text.partition(":")
    if not number.isdigit() or len(digest) != 64:
        raise ArgumentTypeError("NUMMER:PRÜFSUMME, wie seal_history sie ausgibt")
    return int(number), digest


def _days(text: str) -> int:
    if not text.isdigit():
        raise ArgumentTypeError("eine Anzahl Tage ab 0")
    return int(text)


class Command(BaseCommand):
    """Ends with 0 when everything holds and with 1 otherwise."""

    help = "Rechnet alle Siegel der Historien nach und nennt die Tage, an denen etwas nicht stimmt."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--known", type=_known, metavar="NUMMER:PRÜFSUMME", help="ein anderswo notiertes Siegel")
        parser.add_argument(
            "--recent",
            type=_days,
            metavar="TAGE",
            help="nur nachrechnen, was in den letzten Tagen versiegelt wurde; die Kette wird immer ganz geprüft",
        )

    def handle(self, *args, **options) -> None:
        since = None if options["recent"] is None else timezone.localdate() - timedelta(days=options["recent"])
        with from_replica(told=self.stderr.write):
            verdict = verify_history(known=options["known"], since=since)
        for fault in verdict.faults:
            day = f"{fault.day:%d.%m.%Y}" if fault.day else _("ohne Tag")
            self.stdout.write(f"{day}: {fault.words}")
        words = _(
            "%(links)s Siegel über %(rows)s Zeilen, %(erased)s Löschvermerke; %(unsealed)s Zeilen nicht versiegelt."
        )
        if since:
            self.stdout.write(
                _("Nur die seit dem %(day)s versiegelten Zeilen wurden nachgerechnet: %(count)s.")
                % {"day": f"{since:%d.%m.%Y}", "count": verdict.checked_count}
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
