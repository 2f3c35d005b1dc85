"""Reasons why a step of the procedure is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class PostingNotReady(ProcedureError):
    """Raised when a posting with open doubts is to be published; ``problems`` lists them in words."""

    user_message = _("Die Ausschreibung kann noch nicht veröffentlicht werden.")

    def __init__(self, *, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems


class PostingAlreadyPublished(ProcedureError):
    """Raised when a published posting is changed or published again."""

    user_message = _("Diese Ausschreibung ist bereits veröffentlicht und kann nicht mehr geändert werden.")


class NotADraft(ProcedureError):
    """Raised when something is done that only a draft allows."""

    user_message = _("Das ist nur bei einem Entwurf möglich. Diese Ausschreibung hat den Stand „%(status)s“.")


class ReasonTooShort(ProcedureError):
    """Raised when a reason is none that somebody else can follow."""

    user_message = _("Bitte schreiben Sie einen Grund, den andere nachvollziehen können (mindestens 15 Zeichen).")


class NamesNotHidden(ProcedureError):
    """Raised when names are to be disclosed that nobody hides, or that are disclosed already."""

    user_message = _("Die Namen der Bewerbenden sind in diesem Verfahren nicht verborgen.")


class WrongStep(ProcedureError):
    """Raised when a step does not follow on the present one."""

    user_message = _("Dieser Schritt folgt nicht auf den Stand „%(status)s“.")


class NotYetPublished(ProcedureError):
    """Raised when something is recorded that only a published posting can have, a suit for example."""

    user_message = _("Das ist erst nach der Veröffentlichung möglich: Über einen Entwurf ist nichts zu entscheiden.")


class CommitteeIncomplete(ProcedureError):
    """Raised when rating is to open without chair or with fewer than two assessors."""

    user_message = _("Die Auswahlkommission braucht einen Vorsitz und mindestens zwei Mitglieder mit Bewertung.")


class ReferenceNumberTaken(ProcedureError):
    """Raised when a second posting with the same Kennzahl is to be made."""

    user_message = _("Eine Ausschreibung mit der Kennzahl %(number)s gibt es schon.")


class ReferenceNumberMissing(ProcedureError):
    """Raised when a posting is to be made without Kennzahl."""

    user_message = _("Bitte geben Sie die Kennzahl der Ausschreibung an.")


class UnknownReferenceNumber(ProcedureError):
    """Raised when no posting has the Kennzahl."""

    user_message = _("Eine Ausschreibung mit der Kennzahl %(number)s gibt es nicht.")


class DocumentWithoutPosting(ProcedureError):
    """Raised when a document holds a profile only, no Stellenausschreibung."""

    user_message = _("Das Dokument enthält keine Stellenausschreibung.")


class MemberHasRated(ProcedureError):
    """Raised when an assessor with submitted sheets is to leave the committee."""

    user_message = _("%(person)s hat bereits Bewertungsbögen abgegeben und bleibt deshalb Mitglied.")
