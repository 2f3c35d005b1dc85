"""`manage.py run_jobs`: the workers for long reports and other long work. One process of it per machine."""

import os

from django.core.management.base import BaseCommand

from recruitment.jobs.worker import Supervisor, run_waiting_jobs, run_worker


class Command(BaseCommand):
    help = (
        "Erledigt lange Arbeiten (Vorgänge), bis es mit SIGTERM oder Strg+C beendet wird; die laufende Arbeit wird "
        "dann noch fertig. Läuft auf jedem Rechner, der mitarbeiten soll, einmal."
    )
    requires_system_checks = []  # once, below: each single worker would repeat what its supervisor has checked

    def add_arguments(self, parser):
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="Zahl der Prozesse; sonst einer je Rechenkern"
        )
        parser.add_argument("--stop-seconds", type=float, default=60, help="so lange darf eine laufende Arbeit noch")
        parser.add_argument("--with-parent", type=int, default=0, metavar="PID", help="endet mit diesem Elternprozess")
        parser.add_argument("--once", action="store_true", help="erledigt, was wartet, und endet")
        parser.add_argument("--single", action="store_true", help="ein einzelner Arbeitsprozess, ohne Aufsicht")

    def handle(self, *args, **options):
        if not options["single"]:
            self.check()
        if options["once"]:
            run_waiting_jobs()
        elif options["single"]:
            run_worker()
        else:
            Supervisor(
                count=max(1, options["workers"]),
                parent=options["with_parent"],
                stop_seconds=options["stop_seconds"],
            ).run()
