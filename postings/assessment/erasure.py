"""What the rating holds on one applicant, and its erasure. Sheets of a withdrawn applicant count nowhere any more."""

from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.models import (
    ConsensusPresence,
    ConsensusRating,
    Exemption,
    ImpartialityDeclaration,
    PrivateNote,
    Rating,
    RatingSheet,
)
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many rating sheets there are; private notes are erased too, but nobody learns that there are any."""
    return {
        _("Bewertungsbögen mit Einzelbewertungen und Texten"): application.sheets.count(),
        _("gemeinsame Werte der Auswahlkommission"): application.consensus_ratings.count(),
        _("Ausschlüsse von der Bewertung"): application.exemptions.count(),
        _("Erklärungen zur Befangenheit"): application.declarations.count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Delete sheets and ratings, submitted ones included, with their history."""
    sheets = list(application.sheets.values_list("pk", flat=True))
    ratings = list(Rating.objects.filter(sheet__in=sheets).values_list("pk", flat=True))
    Rating.objects.filter(pk__in=ratings).delete()
    RatingSheet.objects.filter(pk__in=sheets).delete()
    PrivateNote.objects.filter(application=application).delete()
    ConsensusPresence.objects.filter(consensusrating__application=application).delete()
    for model in (ConsensusRating, Exemption, ImpartialityDeclaration):
        model.objects.filter(application=application).delete()
        model.pgh_event_model.objects.filter(application=application).delete()
    # The history knows the rows by number only, those too that were deleted before.
    Rating.pgh_event_model.objects.filter(sheet__in=sheets).delete()
    RatingSheet.pgh_event_model.objects.filter(application=application).delete()
