"""Issued documents that hold one applicant, and their erasure. Selection reports are evidence and stay."""

from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.documents.models import IssuedReport
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many documents would go: those on this application, and overviews of the procedure."""
    return {_("Ausgefertigte Bögen, Auszüge und Bewerberübersichten"): _concerned(application).count()}


def erase(application: Application, actor: User | None) -> None:
    """Delete them; that they were issued, with version and SHA-256, stays in the record."""
    _concerned(application).delete()


def _concerned(application: Application):
    return IssuedReport.objects.erased_with(application)
