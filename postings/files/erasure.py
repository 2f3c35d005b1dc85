"""What the documents hold on one applicant, and its erasure."""

from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.files.models import RecordedState
from postings.files.services import erase_files
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many documents, letters and remarks there are."""
    return {
        _("Unterlagen der Bewerbung"): application.files.count(),
        _("Nachforderungen von Unterlagen"): application.document_requests.count(),
        _("Vermerke zu Unterlagen"): application.recorded_states.count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Delete documents, letters and remarks with their history; the bytes of the files go after the commit."""
    erase_files(application=application, actor=actor)
    RecordedState.pgh_event_model.objects.filter(application=application).delete()
