"""Reasons why a step of the pre-selection is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class PreSelectionConcluded(ProcedureError):
    """Raised when findings of a concluded pre-selection are changed; it is reopened first, with a reason."""

    user_message = _("Die Vorauswahl ist abgeschlossen. Öffnen Sie sie zuerst mit einer Begründung wieder.")


class PreSelectionNotConcluded(ProcedureError):
    """Raised when a pre-selection is to be reopened that is open."""

    user_message = _("Die Vorauswahl ist nicht abgeschlossen.")


class PreSelectionIncomplete(ProcedureError):
    """Raised when the pre-selection is to be concluded while somebody's steps are open."""

    user_message = _("Die Vorauswahl ist noch nicht vollständig: Bei %(count)s Bewerbungen sind Schritte offen.")


class NobodyToSelect(ProcedureError):
    """Raised when nobody meets the formal requirements."""

    user_message = _("Es gibt noch keine Bewerbung, für die die formalen Anforderungen erfüllt sind.")


class FormalChecksOpen(ProcedureError):
    """Raised when the pre-selection is to be concluded while formal checks are open."""

    user_message = _("Bei %(count)s Bewerbungen ist die formale Prüfung noch nicht abgeschlossen.")


class FindingsChangedMeanwhile(ProcedureError):
    """Raised when somebody else saved findings of the same application since the page was opened."""

    user_message = _(
        "Diese Bewerbung wurde inzwischen an anderer Stelle bearbeitet. Ihre Eingabe steht noch im Formular; bitte "
        "vergleichen Sie sie mit dem Verlauf und speichern Sie erneut."
    )


class AppraisalMissing(ProcedureError):
    """Raised when a comparison names an appraisal as its basis that nobody has entered."""

    user_message = _("Als Grundlage ist eine dienstliche Beurteilung angegeben; es ist aber keine erfasst.")
