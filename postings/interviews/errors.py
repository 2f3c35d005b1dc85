"""Reasons why a step of the interviews is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class NoConversation(ProcedureError):
    """Raised when somebody is to be asked something in a round on the file."""

    user_message = _("In der Bewertungsrunde „%(title)s“ werden Unterlagen bewertet; es wird niemand befragt.")


class GuideFixed(ProcedureError):
    """Raised when the guide is to be changed after the first record was begun or the first sheet saved."""

    user_message = _(
        "Das erste Gesprächsprotokoll oder der erste Bewertungsbogen dieser Runde ist begonnen. Der Leitfaden steht "
        "seitdem fest, damit alle dieselben Fragen bekommen und mit demselben Maß bewertet werden."
    )


class GuideChangedMeanwhile(ProcedureError):
    """Raised when what is to be saved was changed elsewhere since it was opened; ``stored`` stands, None if it is
    gone."""

    user_message = _("Der Leitfaden wurde inzwischen an anderer Stelle geändert.")

    def __init__(self, *, stored: object) -> None:
        super().__init__()
        self.stored = stored


class CriterionNotObserved(ProcedureError):
    """Raised when a question names a criterion that the round does not observe."""

    user_message = _("Diese Anforderung beobachtet die Bewertungsrunde „%(title)s“ nicht.")


class AnchorOffScale(ProcedureError):
    """Raised when an anchor is no step of the scale."""

    user_message = _("Die Stufe %(value)s liegt nicht auf der Bewertungsskala.")


class RoundOver(ProcedureError):
    """Raised when something is planned or written down in a round that is concluded, or not open yet."""

    user_message = _("In der Bewertungsrunde „%(title)s“ ist das nicht möglich. Ihr Stand: %(status)s.")


class NotInterviewed(ProcedureError):
    """Raised when an application is withdrawn or not eligible, so that nobody is interviewed."""

    user_message = _("Zu dieser Bewerbung findet kein Auswahlgespräch statt: %(status)s.")


class TimeTaken(ProcedureError):
    """Raised when two interviews of a round would overlap."""

    user_message = _(
        "Zu dieser Zeit ist in der Runde schon ein Gespräch geplant: %(moment)s (%(name)s). Bitte wählen Sie eine "
        "andere Zeit."
    )


class InterviewChangedMeanwhile(ProcedureError):
    """Raised when the appointment was changed elsewhere since it was opened; ``stored`` stands, None if it is gone."""

    user_message = _(
        "Der Termin wurde inzwischen an anderer Stelle geändert. Gespeichert ist jetzt: %(moment)s. Ihre Eingabe steht "
        "noch im Formular; wenn Sie sie erneut speichern, gilt sie."
    )

    def __init__(self, *, stored: object, moment: object) -> None:
        super().__init__(moment=moment)
        self.stored = stored


class RecordChangedMeanwhile(ProcedureError):
    """Raised when the record was saved elsewhere since it was opened; ``record`` is the state that stands."""

    user_message = _("Dieses Gesprächsprotokoll wurde inzwischen an anderer Stelle gespeichert.")

    def __init__(self, *, record: object) -> None:
        super().__init__()
        self.record = record


class UnknownQuestion(ProcedureError):
    """Raised when an answer names a question that the guide of the round does not have."""

    user_message = _("Diese Frage gehört nicht zum Leitfaden der Bewertungsrunde.")


class EndsBeforeStart(ProcedureError):
    """Raised when an interview would end before it starts."""

    user_message = _("Das Ende liegt nicht nach dem Beginn.")


class NotOfTheCommittee(ProcedureError):
    """Raised when somebody is noted as present who neither belongs to the committee nor to the personnel office."""

    user_message = _("%(person)s gehört nicht zur Auswahlkommission. Bitte tragen Sie diese Person als Text ein.")
