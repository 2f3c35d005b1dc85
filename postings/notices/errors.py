"""Reasons why a notice, an appointment or an abort is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class NotPossibleNow(ProcedureError):
    """Raised when a kind of notice does not fit the step of the procedure; ``problem`` is a sentence."""

    user_message = "%(problem)s"


class TextFaulty(ProcedureError):
    """Raised when a text has unknown, missing or broken placeholders, or lacks what the kind needs."""

    user_message = "%(problem)s"


class NamesAnother(ProcedureError):
    """Raised when a text holds the name, code or address of an applicant whom it is not about."""

    user_message = _(
        "Der Text nennt eine andere Bewerberin oder einen anderen Bewerber („%(name)s“). Bitte formulieren Sie ohne "
        "Namen und Kennungen anderer. Ist es kein Name, sondern ein gewöhnliches Wort, nehmen Sie bitte ein anderes."
    )


class ReasonUnusable(ProcedureError):
    """Raised when a reason is too short to be followed or holds a word that must play no part."""

    user_message = "%(problem)s"


class RecipientsIncomplete(ProcedureError):
    """Raised when somebody is chosen to whom something is missing (address, reason, appointment)."""

    user_message = _("Bei %(names)s fehlt noch etwas. Die Liste nennt, was.")


class NobodyChosen(ProcedureError):
    user_message = _("Bitte wählen Sie mindestens eine Person.")


class NoticesChanged(ProcedureError):
    """Raised when what would be sent is no longer what was read, or somebody was told meanwhile."""

    user_message = _(
        "Inzwischen hat sich etwas geändert. Bitte lesen Sie die Vorschau noch einmal; versandt wurde nichts."
    )


class WarningsUnread(ProcedureError):
    """Raised when words that may touch a protected feature were not confirmed as read."""

    user_message = _(
        "Einige Texte enthalten Wörter, die ein geschütztes Merkmal berühren können. Bitte prüfen Sie die Hinweise und "
        "bestätigen Sie, dass die Texte so bleiben sollen."
    )


class NoMailServer(ProcedureError):
    user_message = _("Es ist kein Mailserver eingerichtet. Bitte wählen Sie den Versand als Brief.")


class NothingToDispatch(ProcedureError):
    user_message = _("In diesem Versand liegt kein Brief, der noch abzusenden ist.")


class DayImpossible(ProcedureError):
    """Raised when a day lies before what it follows on, or in the future."""

    user_message = "%(problem)s"


class NoticeNotOut(ProcedureError):
    """Raised when receipt or return is recorded of a notice that did not go out, or came back."""

    user_message = _("Diese Mitteilung ist nicht versandt oder kam zurück; ein Zugang lässt sich nicht festhalten.")


class NotUnclear(ProcedureError):
    user_message = _("Bei dieser Mitteilung ist inzwischen klar, ob sie versandt wurde.")


class LawsuitEnded(ProcedureError):
    user_message = _("Dieses Gerichtsverfahren ist bereits beendet.")


class LetterDamaged(ProcedureError):
    """Raised when a stored letter does not fit its SHA-256; it is never handed out."""

    user_message = _("Der gespeicherte Brief ist beschädigt und wird nicht ausgegeben. Bitte an die Systembetreuung.")


class NothingToPrint(ProcedureError):
    user_message = _("In diesem Versand ist noch kein Brief erstellt.")


class NotAppointable(ProcedureError):
    """Raised while something hinders the appointment; ``hindrances`` lists it in sentences."""

    user_message = _("Die Stelle kann noch nicht übertragen werden. Die Liste nennt, was noch hindert.")

    def __init__(self, *, hindrances: list[str]) -> None:
        super().__init__()
        self.hindrances = hindrances


class NotSelected(ProcedureError):
    user_message = _("Diese Person ist nach der geltenden Auswahlentscheidung nicht ausgewählt oder schon ernannt.")


class NotAbortable(ProcedureError):
    """Raised when a draft, a filled or an aborted posting is to be aborted."""

    user_message = _("Ein Verfahren im Stand „%(status)s“ lässt sich nicht abbrechen.")


class AppointmentStands(ProcedureError):
    user_message = _("In diesem Verfahren ist schon jemand ernannt oder eingestellt. Es lässt sich nicht abbrechen.")


class NoticeUnderWay(ProcedureError):
    """Raised when two applications are merged while a notice to the one that goes is being made or sent."""

    user_message = _(
        "An Bewerbung Nr. %(number)s wird gerade eine Mitteilung erstellt oder versandt. Bitte warten Sie, bis der "
        "Versand beendet ist (Seite „Mitteilungen“), und führen Sie die Einträge dann zusammen."
    )


class ToldDifferently(ProcedureError):
    """Raised when two applications are merged to which different things were told: people must settle which holds."""

    user_message = _(
        "Beiden Bewerbungen ist schon etwas mitgeteilt worden, und nicht dasselbe (%(stays)s; %(goes)s). Bitte klären "
        "Sie mit der Person, was gilt; bis dahin bleiben beide Bewerbungen bestehen."
    )


class ToldOfItsOwn(ProcedureError):
    """Raised when the application that was invited or chosen would become the duplicate of another."""

    user_message = _(
        "Zu Bewerbung Nr. %(number)s gibt es eine Mitteilung, die an diese Bewerbung gebunden ist (%(kind)s). Bitte "
        "wählen Sie Nr. %(number)s als die Bewerbung, die bleibt."
    )


class ReasonsDiffer(ProcedureError):
    """Raised when other reasons are kept for the application that stays than the other was told."""

    user_message = _(
        "Für Bewerbung Nr. %(stays)s sind andere Gründe der Konkurrentenmitteilung gespeichert, als der Bewerbung "
        "Nr. %(goes)s mitgeteilt wurden. Bitte gleichen Sie die Gründe zuerst an (Seite „Mitteilungen“)."
    )
