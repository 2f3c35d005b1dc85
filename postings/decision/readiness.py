"""What is still missing before a posting can be decided, as sentences. Other apps add theirs by setting."""

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.assessment.enums import RoundStatus
from postings.assessment.models import AssessmentRound
from postings.models import Posting


def composed_checks(posting: Posting) -> list[str]:
    """Return what the functions of ``DECISION_CHECKS`` miss: (posting) -> list of sentences, in their order."""
    return [sentence for name in settings.DECISION_CHECKS for sentence in import_string(name)(posting)]


def open_weights(posting: Posting) -> list[str]:
    """Return the weights that nobody confirmed (I11)."""
    open_ones = posting.profile.criteria.filter(weight_confirmed=False).order_by("group__position", "position")
    return [
        _("Die Gewichtung von %(criterion)s ist nicht bestätigt.") % {"criterion": f"{entry.number} {entry.title}"}
        for entry in open_ones
    ]


def open_rounds(posting: Posting) -> list[str]:
    """Return the rounds that are not concluded: until then values may still change."""
    rounds = list(AssessmentRound.objects.filter(plan=posting.pk).order_by("position"))
    if not rounds:
        return [_("Es gibt noch keine Bewertungsrunde.")]
    return [
        _("Die Bewertungsrunde „%(round)s“ ist noch nicht endgültig abgeschlossen (Stand: %(status)s).")
        % {"round": entry.title, "status": entry.get_status_display()}
        for entry in rounds
        if entry.status != RoundStatus.CONCLUDED
    ]


def missing_before_decision(posting: Posting) -> list[str]:
    """Return everything that keeps ``posting`` from being decided; empty when nothing does."""
    return [*open_weights(posting), *open_rounds(posting), *composed_checks(posting)]
