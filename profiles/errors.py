"""Reasons why a step with a requirement profile is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ProfileFrozen(ProcedureError):
    """Raised when a published profile is changed (I1: after publication no write)."""

    user_message = _(
        "Dieses Anforderungsprofil ist veröffentlicht und kann nicht mehr geändert werden. "
        "Legen Sie bei Bedarf eine neue Fassung an."
    )


class ProfileIncomplete(ProcedureError):
    """Raised when a profile with open doubts or gaps is to be frozen; ``problems`` lists them in words."""

    user_message = _("Das Anforderungsprofil ist noch nicht vollständig.")

    def __init__(self, *, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems


class ReasonMissing(ProcedureError):
    """Raised when an act that needs a reason comes without one."""

    user_message = _("Bitte geben Sie eine Begründung an.")


class WeightOutOfRange(ProcedureError):
    """Raised when a weight is none of 1, 2, 3, 4."""

    user_message = _("Die Gewichtung muss 4, 3, 2 oder 1 sein.")


class ProfileChangedMeanwhile(ProcedureError):
    """Raised when a draft was saved elsewhere since it was opened; nothing is written."""

    user_message = _(
        "Dieser Entwurf wurde inzwischen an anderer Stelle geändert. Ihre Eingabe steht noch im Formular, ist aber "
        "nicht gespeichert. Öffnen Sie den Entwurf in einem zweiten Fenster und übertragen Sie Ihre Änderungen."
    )


class ProfileLocked(ProcedureError):
    """Raised when a profile that a second person has locked is edited."""

    user_message = _(
        "Dieses Anforderungsprofil ist gesperrt (durch %(person)s) und kann nicht bearbeitet werden. "
        "Heben Sie die Sperre mit Begründung auf, wenn noch etwas zu ändern ist."
    )


class ProfileNotLocked(ProcedureError):
    """Raised when a profile is to be published or unlocked that nobody has locked."""

    user_message = _(
        "Dieses Anforderungsprofil ist nicht gesperrt. Vor der Veröffentlichung muss eine zweite Person es prüfen "
        "und sperren."
    )


class LockNeedsSecondPerson(ProcedureError):
    """Raised when the last editor wants to lock (four eyes)."""

    user_message = _(
        "%(person)s hat dieses Anforderungsprofil zuletzt bearbeitet. Sperren muss es eine andere Person "
        "(Vier-Augen-Prinzip)."
    )


class LockNeedsPersonnelOffice(ProcedureError):
    """Raised when neither the last editor nor the locker is an HR officer."""

    user_message = _(
        "Eine der beiden Personen muss dem Personalservice angehören: wer zuletzt bearbeitet oder wer sperrt."
    )


class CheckedStateOutdated(ProcedureError):
    """Raised when a draft was edited between the moment the second person read it and the locking."""

    user_message = _(
        "Der Entwurf wurde geändert, seit Sie ihn zur Prüfung geöffnet haben. Bitte prüfen Sie die jetzige Fassung."
    )


class ProfileNotInUse(ProcedureError):
    """Raised when a profile is to be superseded that has not been published."""

    user_message = _("Nur ein veröffentlichtes Anforderungsprofil kann abgelöst werden.")


class ProfileSuperseded(ProcedureError):
    """Raised when a superseded profile is to be superseded again or used for a further posting."""

    user_message = _("Die Fassung %(version)s ist abgelöst. Bitte verwenden Sie die geltende Fassung.")


class MandatoryCriterion(ProcedureError):
    """Raised when a mandatory criterion of the base profile is dropped or reworded; its weight is free."""

    user_message = _(
        "Die Anforderung „%(criterion)s“ ist verbindlicher Teil des Basisanforderungsprofils. Sie muss mit diesem "
        "Wortlaut im Anforderungsprofil stehen; frei ist nur ihre Gewichtung."
    )


class UnknownPart(ProcedureError):
    """Raised when an edit names a part that does not belong to the draft."""

    user_message = _("Ein Teil Ihrer Eingabe gehört nicht zu diesem Entwurf. Bitte laden Sie die Seite neu.")
