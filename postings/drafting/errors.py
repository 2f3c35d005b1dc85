"""Reasons why a step with an uploaded document is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class AlreadyAccepted(ProcedureError):
    """Raised when a document that became a draft is changed, discarded or accepted again."""

    user_message = _("Dieses Dokument ist bereits als Entwurf übernommen.")


class FindingsUnanswered(ProcedureError):
    """Raised when a document is accepted while a finding has no answer; ``positions`` names them."""

    user_message = _("Bitte nehmen Sie erst zu jedem Befund Stellung.")

    def __init__(self, *, positions: list[int]) -> None:
        super().__init__()
        self.positions = positions


class ReasonMissingFor(ProcedureError):
    """Raised when a settled weight or term, or an open remark, comes without its reason; ``positions`` names them."""

    user_message = _("Bitte begründen Sie Ihre Angabe.")

    def __init__(self, *, positions: list[int]) -> None:
        super().__init__()
        self.positions = positions
