"""Reasons why a step of the duties of notice and invitation is not possible."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from postings.equality.rules import Fault
from recruitment.errors import ProcedureError


class StatementTooLate(ProcedureError):
    """Raised when something is stated anew after the end; what is there can be corrected and taken back."""

    user_message = _(
        "Das Verfahren ist beendet. Vorhandene Angaben können Sie berichtigen oder auf „keine Angabe“ setzen; neue "
        "Angaben werden für nichts mehr gebraucht und nicht mehr gespeichert."
    )


class NoticeNotDue(ProcedureError):
    """Raised when a notice is recorded that nobody is owed: nothing stated, or the representation is refused."""

    user_message = _("Zu dieser Bewerbung ist diese Stelle nicht zu informieren.")


class NoticeDayImpossible(ProcedureError):
    """Raised when a body is said to have been told in the future or before the application was there."""

    user_message = _("Dieser Tag liegt in der Zukunft oder vor dem Eingang der Bewerbung.")


class InvitationsIncomplete(ProcedureError):
    """Raised when a list misses a duty without the decision or reason that this needs; ``faults`` and ``duties`` say
    which."""

    user_message = _("Die Einladungen können so noch nicht festgelegt werden.")

    def __init__(self, *, faults: Sequence[Fault], duties: Sequence[str]) -> None:
        super().__init__()
        self.faults, self.duties = faults, duties


class NotInThisProcedure(ProcedureError):
    """Raised when an application of elsewhere, a withdrawn or a duplicate one is to be invited."""

    user_message = _("Eine der gewählten Bewerbungen gehört nicht mehr zu diesem Verfahren.")


class NotSeverelyDisabled(ProcedureError):
    """Raised when aptitude is to be found lacking for somebody whom § 165 SGB IX does not concern."""

    user_message = _("Diese Feststellung gibt es nur für schwerbehinderte und gleichgestellte Menschen.")


class FindingStands(ProcedureError):
    """Raised when a finding is proposed a second time, or a confirmed one is confirmed again."""

    user_message = _("Diese Feststellung gibt es schon.")


class SecondPersonNeeded(ProcedureError):
    """Raised when the person who proposed a finding wants to confirm it."""

    user_message = _("Die Feststellung muss eine zweite Person bestätigen.")
