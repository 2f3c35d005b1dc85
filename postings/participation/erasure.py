"""What the participation holds on one applicant, and its erasure. The label says nothing about whether there is any."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.models import Posting
from postings.participation.models import Participation, ParticipationDocument, Settlement
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return one row for all that belongs here, whether or not there is anything: a count of its own would tell."""
    return {_("Vorgänge der Beschäftigtenvertretungen zu dieser Bewerbung"): 1}


def erase(application: Application, actor: User | None) -> None:
    """Delete the matters on this application with letters, settlements and history, the newest first."""
    matters = Participation.objects.filter(application=application).order_by("-id")
    Settlement.objects.filter(participation__in=matters).delete()
    ParticipationDocument.objects.filter(participation__in=matters).delete()
    for matter in matters:
        matter.delete()
    Participation.pgh_event_model.objects.filter(application=application).delete()


def held_of_procedure(posting: Posting) -> dict[str, int]:
    """Return how many letters on the whole procedure went to the representations; they name who was chosen."""
    return {_("Schreiben an die Beschäftigtenvertretungen"): _letters(posting).count()}


def procedures_held() -> QuerySet:
    """Return the keys of the procedures with such letters, as a query."""
    return ParticipationDocument.objects.order_by().values("participation__posting")


def erase_procedure(posting: Posting) -> None:
    """Delete these letters; what was asked and answered when stays."""
    _letters(posting).delete()


def _letters(posting: Posting):
    return ParticipationDocument.objects.filter(participation__posting=posting)
