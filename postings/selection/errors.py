"""Reasons why there is no ranking."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class NoCompleteRating(ProcedureError):
    """Raised when no application has been rated by every assessor yet."""

    user_message = _(
        "Es gibt noch keine vollständige Bewertung: Für keine Bewerbung haben alle bewertenden Mitglieder ihren "
        "Bogen abgegeben. Eine Rangfolge und ein Auswahlbericht sind deshalb noch nicht möglich."
    )


class ProfileNotFrozen(ProcedureError):
    """Raised when a ranking is asked for before publication froze the weights."""

    user_message = _("Das Anforderungsprofil ist noch nicht veröffentlicht; eine Rangfolge ist noch nicht möglich.")
