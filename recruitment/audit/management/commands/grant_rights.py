"""`manage.py grant_rights ROLLE`: what the application's role may do in the database; run it as the owner."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from recruitment.audit.guards import grant_rights


class Command(BaseCommand):
    help = "Gibt der Rolle, mit der die Anwendung arbeitet, die nötigen Rechte und nimmt ihr alle anderen."

    def add_arguments(self, parser) -> None:
        parser.add_argument("role", metavar="ROLLE")

    def handle(self, *args, **options) -> None:
        try:
            with transaction.atomic():
                grant_rights(options["role"])
        except DatabaseError as error:
            raise CommandError(_("Die Rechte wurden nicht gesetzt: %(reason)s") % {"reason": error}) from error
        self.stdout.write(_("Die Rolle „%(role)s“ hat die Rechte der Anwendung.") % {"role": options["role"]})
