"""`manage.py seal_history`: one more link of the chain over all histories; once a night by a timer."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.audit.sealing import DayAlreadySealed, SealingError, seal_history


class Command(BaseCommand):
    """Prints number and digest of the link, to be kept outside of the database (``verify_history --known``)."""

    help = "Versiegelt alles, was seit dem letzten Siegel in die Historien geschrieben wurde."

    def handle(self, *args, **options) -> None:
        try:
            link = seal_history(day=timezone.localdate())
        except DayAlreadySealed as error:
            self.stdout.write(str(error.user_message))
            return
        except SealingError as error:
            raise CommandError(str(error.user_message)) from error
        self.stdout.write(
            _("Siegel %(known)s vom %(day)s über %(count)s Zeilen.")
            % {"known": f"{link.number}:{link.digest}", "day": f"{link.day:%d.%m.%Y}", "count": link.row_count}
        )
