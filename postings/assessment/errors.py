"""Reasons why a step of the rating is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class SheetSubmitted(ProcedureError):
    """Raised when a submitted sheet is to be changed or submitted again."""

    user_message = _("Dieser Bewertungsbogen wurde bereits abgegeben und kann nicht mehr geändert werden.")


class SheetNotFromPaper(ProcedureError):
    """Raised when the personnel office types over a sheet that the assessor began in person."""

    user_message = _("%(person)s hat diesen Bogen selbst begonnen; er kann nicht vom Papier eingegeben werden.")


class SheetChangedMeanwhile(ProcedureError):
    """Raised when the sheet was saved elsewhere since it was opened; ``sheet`` is the state that stands."""

    user_message = _("Dieser Bewertungsbogen wurde inzwischen an anderer Stelle gespeichert.")

    def __init__(self, *, sheet: object) -> None:
        super().__init__()
        self.sheet = sheet


class CellChangedMeanwhile(ProcedureError):
    """Raised when a cell holds something that the client does not know of; ``stored`` stands, ``sent`` does not."""

    user_message = _("Hierzu wurde inzwischen an anderer Stelle etwas anderes gespeichert.")

    def __init__(self, *, stored: object, sent: object) -> None:
        super().__init__()
        self.stored = stored
        self.sent = sent


class SheetIncomplete(ProcedureError):
    """Raised when a sheet is submitted with open criteria; ``problems`` maps criterion ids to German messages."""

    user_message = _("Der Bewertungsbogen ist noch nicht vollständig und wurde nicht abgegeben.")

    def __init__(self, *, problems: dict[int, str]) -> None:
        super().__init__()
        self.problems = problems


class RatingOutOfRange(ProcedureError):
    """Raised when a rating is no whole step of the scale."""

    user_message = _("Die Bewertung %(value)s liegt nicht auf der Skala von %(minimum)s bis %(maximum)s.")


class UnknownCriterion(ProcedureError):
    """Raised when a rating names a criterion that the profile of the posting does not have."""

    user_message = _("Diese Anforderung gehört nicht zum Anforderungsprofil der Ausschreibung.")


class ScoringNotOpen(ProcedureError):
    """Raised when somebody rates while the procedure does not stand at rating."""

    user_message = _("Die Bewertung ist für diese Ausschreibung nicht eröffnet.")


class ApplicationNotRated(ProcedureError):
    """Raised when an application that is withdrawn or not eligible is to be rated."""

    user_message = _("Diese Bewerbung wird nicht bewertet: %(status)s.")


class NotAnAssessor(ProcedureError):
    """Raised when a sheet is to be opened for somebody who does not rate in this procedure."""

    user_message = _("%(person)s bewertet in diesem Verfahren nicht.")


class RoundNotOpen(ProcedureError):
    """Raised when somebody rates in a round that is not open."""

    user_message = _("Die Bewertungsrunde „%(title)s“ ist nicht offen: %(status)s.")


class RoundNotReady(ProcedureError):
    """Raised when a step of a round is taken out of turn."""

    user_message = _("Dieser Schritt ist für die Bewertungsrunde „%(title)s“ nicht möglich. Ihr Stand: %(status)s.")


class NoteLocked(ProcedureError):
    """Raised when own notes are to be changed in a round that is concluded or not opened yet."""

    user_message = _(
        "Diese Bewertungsrunde ist abgeschlossen. Ihre eigenen Notizen können Sie noch lesen und löschen, aber nicht "
        "mehr ändern."
    )


class DueDatePassed(ProcedureError):
    """Raised when the day until which sheets are due lies before today."""

    user_message = _("Die Bewertungsfrist liegt in der Vergangenheit. Bitte wählen Sie einen Tag ab heute.")


class NobodyToRemind(ProcedureError):
    """Raised when nobody of those who were chosen owes a sheet and can be reached by e-mail."""

    user_message = _(
        "Von den ausgewählten Personen schuldet niemand mehr einen Bogen oder niemand ist per E-Mail erreichbar."
    )


class RemindersChanged(ProcedureError):
    """Raised when what would be sent is not what the person read in the preview."""

    user_message = _(
        "Seit der Vorschau hat sich etwas geändert, zum Beispiel weil ein Bogen abgegeben wurde. Es ist nichts "
        "gesendet. Bitte prüfen Sie die neue Vorschau."
    )


class RemindedToday(ProcedureError):
    """Raised when somebody would be reminded a second time on one day without this being said on purpose."""

    user_message = _("Heute schon erinnert: %(people)s. Bitte bestätigen Sie, dass noch einmal erinnert werden soll.")


class SentenceNamesApplicant(ProcedureError):
    """Raised when the additional sentence of a reminder names an applicant."""

    user_message = _(
        "Der zusätzliche Satz nennt eine Bewerberin oder einen Bewerber („%(name)s“). E-Mails enthalten keine Angaben "
        "zu Bewerbenden."
    )


class MailNotConfigured(ProcedureError):
    """Raised when e-mails are to be sent and no mail server is named in the settings."""

    user_message = _("Es ist kein Mailserver eingerichtet. Erinnerungen lassen sich deshalb nicht senden.")


class RoundInUse(ProcedureError):
    """Raised when the plan leaves out a round for which a later step has something."""

    user_message = _(
        "Zur Bewertungsrunde „%(title)s“ gibt es schon einen Gesprächsleitfaden, Termine oder Protokolle. Sie bleibt "
        "deshalb im Plan; umbenennen lässt sie sich."
    )


class RoundGapsLeft(ProcedureError):
    """Raised when a round is concluded without a reason while something is missing; ``gaps`` says what."""

    user_message = _(
        "Es fehlt noch: %(gaps)s. Wenn die Runde trotzdem abgeschlossen werden soll, begründen Sie das bitte."
    )


class SheetsMissing(ProcedureError):
    """Raised when a round is closed without a reason while sheets are missing."""

    user_message = _(
        "Es fehlen noch %(count)s Bewertungsbögen. Wenn die Runde trotzdem geschlossen werden soll, begründen Sie das "
        "bitte."
    )


class PlanFixed(ProcedureError):
    """Raised when the plan of the rating is to be changed after the first sheet was begun."""

    user_message = _(
        "Der erste Bewertungsbogen ist begonnen oder eine Runde geschlossen. Runden, Anforderungen und Rechenregel "
        "stehen seitdem fest."
    )


class PlanTooEarly(ProcedureError):
    """Raised when rounds are planned on a requirement profile that is still a draft."""

    user_message = _("Bewertungsrunden lassen sich planen, sobald die Ausschreibung veröffentlicht ist.")


class RoundWithoutCriteria(ProcedureError):
    """Raised when a planned round observes nothing."""

    user_message = _("Die Bewertungsrunde „%(title)s“ beobachtet keine Anforderung.")


class CriteriaNotObserved(ProcedureError):
    """Raised when a weighted criterion is observed in no round."""

    user_message = _("Diese Anforderungen beobachtet keine Bewertungsrunde: %(criteria)s.")


class ExemptFromRating(ProcedureError):
    """Raised when somebody rates an applicant whom this person does not rate."""

    user_message = _("%(person)s bewertet diese Bewerbung nicht.")


class NobodyPresent(ProcedureError):
    """Raised when a value is agreed on by fewer than two members."""

    user_message = _("Bitte kreuzen Sie an, wer an der Besprechung beteiligt war – mindestens zwei Mitglieder.")


class NotDeclared(ProcedureError):
    """Raised when somebody rates an applicant without having declared the own impartiality."""

    user_message = _(
        "Zu dieser Bewerbung fehlt noch die Erklärung von %(person)s zur Befangenheit. Erst danach kann bewertet "
        "werden."
    )


class ConflictKnown(ProcedureError):
    """Raised when a conflict of interest is recorded twice."""

    user_message = _("Für %(person)s ist zu dieser Bewerbung bereits eine Befangenheit festgehalten.")


class SheetSubmittedBefore(ProcedureError):
    """Raised when a conflict is found after the person has submitted a sheet on the applicant."""

    user_message = _(
        "%(person)s hat zu dieser Bewerbung bereits einen Bogen abgegeben; abgegebene Bögen bleiben unverändert. Bitte "
        "halten Sie den Sachverhalt im Auswahlvermerk fest und klären Sie mit dem Rechtsamt, ob die Bewertung zu "
        "wiederholen ist."
    )


class DeputyNotFree(ProcedureError):
    """Raised when somebody is named as a deputy who cannot stand in on this applicant."""

    user_message = _(
        "%(person)s kann hier nicht vertreten: Nötig ist die Rolle „Stellvertretung mit Bewertung“, ohne eigene "
        "Befangenheit und ohne Vertretung eines weiteren Mitglieds bei derselben Bewerbung."
    )


class DeputyRated(ProcedureError):
    """Raised when a deputy is to be changed who has submitted a sheet."""

    user_message = _("%(person)s hat als Stellvertretung bereits einen Bogen abgegeben und bleibt deshalb benannt.")


class OwnDeputy(ProcedureError):
    """Raised when somebody who is exempt names the own deputy."""

    user_message = _(
        "Wer befangen ist, benennt die eigene Stellvertretung nicht selbst. Bitte wenden Sie sich an den "
        "Personalservice."
    )


class OwnLifting(ProcedureError):
    """Raised when somebody who is exempt lifts the own conflict of interest."""

    user_message = _(
        "Wer befangen ist, hebt die eigene Befangenheit nicht selbst auf. Bitte wenden Sie sich an den Personalservice."
    )


class LiftedTooLate(ProcedureError):
    """Raised when a conflict of interest is lifted after a round was closed."""

    user_message = _(
        "Eine Bewertungsrunde ist bereits geschlossen; dort fehlte dann ein Bogen. Öffnen Sie zuerst die Runde wieder."
    )


class NoRoundLeft(ProcedureError):
    """Raised when a deputy is named after every round was closed."""

    user_message = _(
        "Alle Bewertungsrunden sind geschlossen. Eine Stellvertretung kann erst benannt werden, wenn eine Runde wieder "
        "geöffnet ist."
    )
