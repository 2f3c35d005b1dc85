"""`manage.py erase_withdrawn_applications`: erase withdrawn applications that still hold data."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus
from postings.applications.models import Application
from postings.retention.errors import ErasureHeld
from postings.retention.services import erase_application


class Command(BaseCommand):
    """Withdrawal erases at once, so this finds what a hold or an older version had kept; each one is a transaction."""

    help = __doc__

    def handle(self, *args, **options) -> None:
        left = Application.objects.filter(status=ApplicationStatus.WITHDRAWN, erased_at=None)
        done = 0
        for application in left.select_related("posting", "applicant"):
            try:
                erase_application(application=application, actor=None)
            except ErasureHeld:
                continue
            done += 1
        self.stdout.write(_("%(count)s zurückgezogene Bewerbungen gelöscht.") % {"count": done})
