"""Why somebody does not get in, or not further right now."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class LimitReached(ProcedureError):
    """Raised when a person does more of something than the setting allows in its period; answered with 429."""

    user_message = _("Zu viele Vorgänge dieser Art in kurzer Zeit. Bitte warten Sie %(minutes)s Minuten.")


class CodeRefused(ProcedureError):
    """Raised when a code of the second factor is wrong, used up, or too many were tried."""

    user_message = _(
        "Der Code stimmt nicht oder ist abgelaufen. Bitte geben Sie den Code ein, den Ihre App jetzt anzeigt, "
        "oder einen noch nicht verbrauchten Wiederherstellungscode."
    )


class TooManyCodes(CodeRefused):
    """Raised while a device refuses every code after wrong ones."""

    user_message = _(
        "Zu viele falsche Codes. Bitte warten Sie %(seconds)s Sekunden und versuchen Sie es dann noch einmal."
    )


class OwnSecondFactor(ProcedureError):
    """Raised when somebody resets the own second factor: another administrator must look."""

    user_message = _("Den eigenen zweiten Faktor setzt eine andere Person der Verwaltung zurück.")


class NothingToReset(ProcedureError):
    """Raised when there is no second factor to reset."""

    user_message = _("Für dieses Konto ist kein zweiter Faktor eingerichtet.")


class LastFactorNeeded(ProcedureError):
    """Raised when somebody removes the only device although a role asks for one."""

    user_message = _(
        "Ihre Rolle verlangt einen zweiten Faktor. Richten Sie erst einen anderen ein und entfernen Sie dann diesen."
    )


class ProviderAway(ProcedureError):
    """Raised when the provider of the single sign-on cannot be asked where to log out."""

    user_message = _(
        "Hier sind Sie abgemeldet. Der Anmeldedienst der Behörde antwortet nicht; dort sind Sie vielleicht noch "
        "angemeldet. Schließen Sie an einem fremden Gerät den Browser."
    )
