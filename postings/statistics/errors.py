"""Reasons why there is no statistics."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class TooFewApplications(ProcedureError):
    """Raised when so few applied that every figure would tell of single persons."""

    user_message = _("Für eine anonyme Statistik sind es zu wenige Bewerbungen (unter 5).")


class PeriodRunning(ProcedureError):
    """Raised before the end of the application period: two versions would tell who came in between."""

    user_message = _("Die Statistik wird erst nach Ablauf der Bewerbungsfrist ausgefertigt.")
