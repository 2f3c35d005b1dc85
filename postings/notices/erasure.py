"""What the notices hold on one applicant, and its erasure: letters, reasons, the appointment; a suit stays unnamed."""

from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.notices.models import Appointment, IndividualReason, Lawsuit, Notice
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many notices, reasons and so on there are."""
    return {
        _("Mitteilungen mit Anschrift und Text"): application.sent_notices.count(),
        _("Gründe für die Konkurrentenmitteilung, mit früheren Fassungen"): (
            IndividualReason.objects.filter(application=application).count()
            + IndividualReason.pgh_event_model.objects.filter(application=application).count()
        ),
        _("Angaben zur Ernennung oder Einstellung"): Appointment.objects.filter(application=application).count(),
        _("Zuordnung zu einem Gerichtsverfahren"): application.lawsuits.count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Delete notices, reasons and appointment; take the person out of a suit, which stays."""
    Notice.objects.filter(application=application).delete()
    IndividualReason.objects.filter(application=application).delete()
    IndividualReason.pgh_event_model.objects.filter(application=application).delete()
    Appointment.objects.filter(application=application).delete()
    Lawsuit.objects.filter(application=application).update(application=None)
