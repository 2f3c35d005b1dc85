"""What this app holds on one applicant, and its erasure. One label for all: a count of its own would tell something."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.equality.models import EqualityData, InvitationLine, ReceiptNotice, SuitabilityFinding
from recruitment.accounts.models import User

WITH_HISTORY: tuple[type[Model], ...] = (EqualityData, ReceiptNotice, SuitabilityFinding)


def held(application: Application) -> dict[str, int]:
    """Return one row for all that belongs here, whether or not there is anything."""
    return {_("Angaben zur Gleichstellung mit Meldungen und Einladungsgründen"): 1}


def erase(application: Application, actor: User | None) -> None:
    """Delete statements, notices, findings, and the lines of adopted lists; counts of those lists stay."""
    for model in WITH_HISTORY:
        model.objects.filter(application=application).delete()
        model.pgh_event_model.objects.filter(application=application).delete()
    InvitationLine.objects.filter(application=application).delete()
