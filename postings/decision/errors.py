"""Reasons why a step towards the decision is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class NotDecidable(ProcedureError):
    """Raised when a decision is to be made at another step of the procedure."""

    user_message = _(
        "Eine Auswahlentscheidung ist nur möglich, während die Bewertung läuft oder abgeschlossen ist. "
        "Das Verfahren steht bei „%(status)s“."
    )


class NotReady(ProcedureError):
    """Raised when something is missing before a decision or a final memo; ``missing`` lists it in sentences."""

    user_message = _("Es fehlt noch etwas; die Liste nennt, was zu tun ist.")

    def __init__(self, *, missing: list[str]) -> None:
        super().__init__()
        self.missing = missing


class AlreadyDecided(ProcedureError):
    """Raised when a second decision is to be made while one stands."""

    user_message = _("Für diese Stelle gilt bereits eine Auswahlentscheidung.")


class NoStandingDecision(ProcedureError):
    """Raised when a decision is to be withdrawn that does not stand, or a post that is filled."""

    user_message = _("Diese Auswahlentscheidung gilt nicht mehr, oder die Stelle ist schon besetzt.")


class OrderFaulty(ProcedureError):
    """Raised when the placings are no order; ``problems`` lists why in sentences."""

    user_message = _("Die Reihenfolge ist noch nicht vollständig.")

    def __init__(self, *, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems


class ReasonTooShort(ProcedureError):
    """Raised when a reason cannot be followed by somebody else ("ok", "passt")."""

    user_message = _(
        "Bitte begründen Sie so, dass andere es nachvollziehen können: ein ganzer Satz mit dem tragenden Grund."
    )
