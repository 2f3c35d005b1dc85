"""What the interviews hold on one applicant, and its erasure: appointments and records with all that was said."""

from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.interviews.models import Interview, InterviewRecord, RecordAnswer, RecordExtra, RecordPresence
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many appointments and records there are."""
    return {
        _("Termine von Auswahlgesprächen"): application.interviews.count(),
        _("Gesprächsprotokolle mit Fragen und Antworten"): application.interview_records.count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Delete appointments and records with their history, those too that were cancelled before."""
    known = set(application.interview_records.values_list("pk", flat=True))
    for part in (RecordAnswer, RecordExtra, RecordPresence):
        part.objects.filter(record__in=known).delete()
    for part in (RecordAnswer, RecordExtra):
        part.pgh_event_model.objects.filter(record__in=known).delete()
    for model in (InterviewRecord, Interview):
        model.objects.filter(application=application).delete()
        model.pgh_event_model.objects.filter(application=application).delete()
