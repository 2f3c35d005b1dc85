"""Reasons why a step with a list of applicants is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ListAlreadyAccepted(ProcedureError):
    """Raised when an accepted list is mapped, decided on or accepted again."""

    user_message = _("Diese Bewerberliste ist bereits übernommen.")


class ListNotMapped(ProcedureError):
    """Raised when a list is to be accepted before its columns have a meaning."""

    user_message = _("Bitte ordnen Sie zuerst die Spalten zu.")


class RowsInTheWay(ProcedureError):
    """Raised when all rows are to be taken over and some cannot be; nothing is taken over then."""

    user_message = _("Es wurde nichts übernommen: %(count)s Zeilen sind ungültig, doppelt oder noch zu prüfen.")


class NothingToTakeOver(ProcedureError):
    """Raised when only the valid rows are to be taken over and there are none."""

    user_message = _("Es gibt keine Zeile, die übernommen werden kann.")


class PreviewOutdated(ProcedureError):
    """Raised when applications changed since the preview so that other rows would be written than were shown."""

    user_message = _(
        "Seit der Vorschau hat sich etwas geändert. Es wurde nichts übernommen; bitte prüfen Sie die neue Vorschau."
    )
