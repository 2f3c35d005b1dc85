"""Reasons why a step with a requirement profile is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ProfileFrozen(ProcedureError):
    """Raised when a published profile is changed (I1: after publication no write)."""

    user_message = _(
        "Dieses Anforderungsprofil ist veröffentlicht und kann nicht mehr geändert werden. "
        "Legen Sie bei Bedarf eine neue Fassung an."
    )


class ProfileIncomplete(ProcedureError):
    """Raised when a profile with open doubts or gaps is to be frozen; ``problems`` lists them in words."""

    user_message = _("Das Anforderungsprofil ist noch nicht vollständig.")

    def __init__(self, *, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems


class ReasonMissing(ProcedureError):
    """Raised when an act that needs a reason comes without one."""

    user_message = _("Bitte geben Sie eine Begründung an.")


class WeightOutOfRange(ProcedureError):
    """Raised when a weight is none of 1, 2, 3, 4."""

    user_message = _("Die Gewichtung muss 4, 3, 2 oder 1 sein.")


class ProfileChangedMeanwhile(ProcedureError):
    """Raised when a draft was saved elsewhere since it was opened; nothing is written."""

    user_message = _(
        "Dieser Entwurf wurde inzwischen an anderer Stelle geändert. Ihre Eingabe steht noch im Formular, ist aber "
        "nicht gespeichert. Öffnen Sie den Entwurf in einem zweiten Fenster und übertragen Sie Ihre Änderungen."
    )
