"""Issued documents that hold one applicant, and their erasure. Selection reports are evidence and stay to the end."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.documents.enums import OF_THE_FILE
from postings.documents.models import IssuedReport
from postings.models import Posting
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many documents would go: those on this application, and overviews of the procedure."""
    return {_("Ausgefertigte Bögen, Auszüge und Bewerberübersichten"): _concerned(application).count()}


def erase(application: Application, actor: User | None) -> None:
    """Delete them; that they were issued, with version and SHA-256, stays in the record."""
    _concerned(application).delete()


def _concerned(application: Application):
    return IssuedReport.objects.erased_with(application)


def held_of_procedure(posting: Posting) -> dict[str, int]:
    """Return how many reports and memos of the whole procedure there are."""
    return {_("Auswahlberichte und Auswahlvermerke"): _of_the_file(posting).count()}


def procedures_held() -> QuerySet:
    """Return the keys of the procedures with reports or memos, as a query."""
    return IssuedReport.objects.filter(kind__in=OF_THE_FILE).order_by().values("posting")


def erase_procedure(posting: Posting) -> None:
    """Delete them, once nobody's data are left; the statistics, which name nobody, stay."""
    _of_the_file(posting).delete()


def _of_the_file(posting: Posting):
    return IssuedReport.objects.filter(posting=posting, kind__in=OF_THE_FILE).defer("content")
