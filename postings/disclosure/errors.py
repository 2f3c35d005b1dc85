"""Why an information under Art. 15 DSGVO cannot be issued."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class DisclosureImpossible(ProcedureError):
    """Raised when the data of the person are erased: nothing is left that could be told."""

    user_message = _("Die Daten dieser Bewerbung sind gelöscht; zu dieser Person ist nichts mehr gespeichert.")


class DisclosureNotAllowed(ProcedureError):
    """Raised when whoever asked for it is no longer of the personnel office once the job begins."""

    user_message = _("Sie gehören nicht mehr zum Personalservice. Bitte wenden Sie sich an diese Stelle.")
