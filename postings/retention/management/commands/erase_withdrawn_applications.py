"""`manage.py erase_withdrawn_applications`: erase what older versions kept of applications that were withdrawn."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus
from postings.applications.models import Application
from postings.retention.services import erase_application


class Command(BaseCommand):
    """Since withdrawal erases at once, this finds something only after an update; each one is a transaction."""

    help = __doc__

    def handle(self, *args, **options) -> None:
        left = Application.objects.filter(status=ApplicationStatus.WITHDRAWN, erased_at=None)
        done = 0
        for application in left.select_related("posting", "applicant"):
            erase_application(application=application, actor=None)
            done += 1
        self.stdout.write(_("%(count)s zurückgezogene Bewerbungen gelöscht.") % {"count": done})
