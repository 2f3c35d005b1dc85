"""Reasons why a step with an application is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ApplicationWithdrawn(ProcedureError):
    """Raised when a withdrawn application is changed."""

    user_message = _("Diese Bewerbung ist zurückgezogen und wird nicht weiter bearbeitet.")


class FormalCheckIncomplete(ProcedureError):
    """Raised when eligibility is to be decided with open or unclear requirements."""

    user_message = _("Die formale Prüfung ist noch nicht abgeschlossen: Es sind Anforderungen offen oder ungeklärt.")


class LatenessUndecided(ProcedureError):
    """Raised when a late application is to be found eligible before its admission is decided."""

    user_message = _("Über die Zulassung der verspäteten Bewerbung ist noch nicht entschieden.")


class ApplicationNotLate(ProcedureError):
    """Raised when the lateness of an application in time is to be decided."""

    user_message = _("Diese Bewerbung ist fristgerecht eingegangen.")


class PostingNotPublished(ProcedureError):
    """Raised when an application is to be entered before the posting is out."""

    user_message = _("Bewerbungen können erst nach der Veröffentlichung erfasst werden.")


class UnknownRequirement(ProcedureError):
    """Raised when a requirement of another track or profile is to be checked."""

    user_message = _("Diese formale Anforderung gilt für die Bewerbung nicht.")


class TrackUnsettled(ProcedureError):
    """Raised when the formal check is to be concluded before it is known for which track the person applies."""

    user_message = _("Es ist noch nicht geklärt, ob sich die Person als Tarifbeschäftigte oder verbeamtet bewirbt.")


class FormalCheckBegun(ProcedureError):
    """Raised when the track is to change after requirements of the old one have been checked."""

    user_message = _("Die formale Prüfung hat begonnen; danach bleibt der Weg der Bewerbung, wie er ist.")
