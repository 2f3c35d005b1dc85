"""Django's ``migrate``, one at a time: two deployments that start it at once wait for each other.

The second finds nothing left to do. The lock belongs to a connection of its own and ends with the process, however it
ends. Both must reach PostgreSQL directly or through a pooler in session mode.
"""

from django.core.management.commands.migrate import Command as DjangosMigrate
from django.db import DEFAULT_DB_ALIAS

from recruitment.operations.contents import own_connection, wait_for_the_lock


class Command(DjangosMigrate):
    def handle(self, *args, **options):
        if options["database"] != DEFAULT_DB_ALIAS:
            return super().handle(*args, **options)
        with own_connection() as connection:
            wait_for_the_lock(connection, told=self._say_that_it_waits)
            return super().handle(*args, **options)

    def _say_that_it_waits(self):
        self.stderr.write("Eine andere Migration läuft gerade; diese wartet auf ihr Ende.")
