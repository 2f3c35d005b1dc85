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


class ProcedureEnded(ProcedureError):
    """Raised when an application is to be entered after the procedure has ended."""

    user_message = _(
        "Das Verfahren ist beendet und nimmt keine Bewerbung mehr auf. Bitte beantworten Sie die Bewerbung und senden "
        "Sie sie zurück; die Angaben werden hier nicht gespeichert."
    )


class UnknownRequirement(ProcedureError):
    """Raised when a requirement of another track or profile is to be checked."""

    user_message = _("Diese formale Anforderung gilt für die Bewerbung nicht.")


class TrackUnsettled(ProcedureError):
    """Raised when the formal check is to be concluded before it is known for which track the person applies."""

    user_message = _("Es ist noch nicht geklärt, ob sich die Person als Tarifbeschäftigte oder verbeamtet bewirbt.")


class FormalCheckBegun(ProcedureError):
    """Raised when the track is to change after requirements of the old one have been checked."""

    user_message = _("Die formale Prüfung hat begonnen; danach bleibt der Weg der Bewerbung, wie er ist.")


class FormalCheckConcluded(ProcedureError):
    """Raised when a concluded check is changed or concluded again; it is reopened first, with a reason."""

    user_message = _(
        "Die formale Prüfung dieser Bewerbung ist abgeschlossen. Öffnen Sie sie zuerst mit einer Begründung wieder."
    )


class NothingConcluded(ProcedureError):
    """Raised when a check is to be reopened that nobody concluded."""

    user_message = _("Die formale Prüfung dieser Bewerbung ist noch nicht abgeschlossen.")


class RefusalNotProposed(ProcedureError):
    """Raised when a proposed "no" has been confirmed, sent back or taken back meanwhile."""

    user_message = _("Dieser Vorschlag wartet nicht mehr auf eine Bestätigung.")


class SamePersonConfirms(ProcedureError):
    """Raised when the officer who concluded a check wants to confirm it or send it back as the second person."""

    user_message = _("Sie haben diese Prüfung selbst abgeschlossen; bestätigen muss sie eine zweite Person.")


class ApplicationNotEligible(ProcedureError):
    """Raised when somebody is to be invited whose formal requirements are not found to be met."""

    user_message = _("Für diese Bewerbung ist nicht festgestellt, dass die formalen Anforderungen erfüllt sind.")


class ApplicationIsDuplicate(ProcedureError):
    """Raised when the second entry of a person is worked on."""

    user_message = _("Diese Bewerbung ist als doppelt gekennzeichnet; bearbeitet wird die erste.")


class SamePersonTwice(ProcedureError):
    """Raised when an application is to be merged with itself or with one of the same applicant."""

    user_message = _("Das ist bereits dieselbe Person.")


class NotMergeable(ProcedureError):
    """Raised when a withdrawn or already duplicate application is to be merged."""

    user_message = _("Zurückgezogene und bereits doppelte Bewerbungen lassen sich nicht zusammenführen.")


class MergeIrreversible(ProcedureError):
    """Raised when a merge is to be undone a second time, or after the person's data were erased."""

    user_message = _("Diese Zusammenführung lässt sich nicht mehr aufheben.")


class MergeChangedMeanwhile(ProcedureError):
    """Raised when one of the records was changed after the merge: putting it back would lose the change."""

    user_message = _(
        "Seit der Zusammenführung wurde einer der Einträge geändert (%(fields)s). Beim Aufheben ginge das verloren."
    )
