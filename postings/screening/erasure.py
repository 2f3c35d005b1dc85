"""Appraisals and findings on one applicant, and their erasure."""

from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.screening.models import Appraisal, Finding, SingleMark
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many appraisals and findings there are."""
    return {
        _("Dienstliche Beurteilungen mit Einzelnoten"): application.appraisals.count(),
        _("Feststellungen der Vorauswahl mit Gründen"): application.findings.count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Delete appraisals and findings with their history, those too that were taken away before."""
    histories = Appraisal.pgh_event_model.objects.filter(application=application)
    appraisals = set(histories.values_list("pgh_obj", flat=True))
    SingleMark.objects.filter(appraisal__in=appraisals).delete()
    SingleMark.pgh_event_model.objects.filter(appraisal__in=appraisals).delete()
    application.appraisals.all().delete()
    histories.delete()
    application.findings.all().delete()
    Finding.pgh_event_model.objects.filter(application=application).delete()
