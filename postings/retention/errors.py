"""Why an erasure, or a step towards one, is not possible now."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ErasureError(ProcedureError):
    """A step of an erasure is not possible."""


class ErasureHeld(ErasureError):
    user_message = _("Die Löschung ist ausgesetzt. Heben Sie zuerst die Aussetzung auf oder beenden Sie das Verfahren.")


class NothingDue(ErasureError):
    user_message = _("In diesem Verfahren ist zurzeit nichts zu löschen.")


class RunOpen(ErasureError):
    user_message = _("Für dieses Verfahren gibt es schon einen offenen Vorschlag.")


class RunDecided(ErasureError):
    user_message = _("Über diesen Vorschlag ist bereits entschieden.")


class SamePerson(ErasureError):
    user_message = _("Sie haben die Löschung vorgeschlagen. Bestätigen muss sie eine zweite Person.")


class ListChanged(ErasureError):
    user_message = _(
        "Seit dem Vorschlag ist eine Löschung ausgesetzt worden oder nicht mehr fällig. Bitte verwerfen Sie den "
        "Vorschlag und schlagen Sie die Löschung neu vor."
    )


class HoldLifted(ErasureError):
    user_message = _("Diese Aussetzung ist bereits aufgehoben.")
