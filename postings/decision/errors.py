"""Reasons why a step towards the decision is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class NotDecidable(ProcedureError):
    """Raised when a decision is to be made at another step of the procedure."""

    user_message = _(
        "Eine Auswahlentscheidung ist nur möglich, während die Bewertung läuft oder abgeschlossen ist. "
        "Das Verfahren steht bei „%(status)s“."
    )


class NotReady(ProcedureError):
    """Raised when something is missing before a decision or a final memo; ``missing`` lists it in sentences."""

    user_message = _("Es fehlt noch etwas; die Liste nennt, was zu tun ist.")

    def __init__(self, *, missing: list[str]) -> None:
        super().__init__()
        self.missing = missing


class AlreadyDecided(ProcedureError):
    """Raised when a second decision is to be made while one stands."""

    user_message = _("Für diese Stelle gilt bereits eine Auswahlentscheidung.")


class NoStandingDecision(ProcedureError):
    """Raised when a decision is to be withdrawn that does not stand, or a post that is filled."""

    user_message = _("Diese Auswahlentscheidung gilt nicht mehr, oder die Stelle ist schon besetzt.")


class OrderFaulty(ProcedureError):
    """Raised when the placings are no order; ``problems`` lists why in sentences."""

    user_message = _("Die Reihenfolge ist noch nicht vollständig.")

    def __init__(self, *, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems


class ReasonTooShort(ProcedureError):
    """Raised when a reason cannot be followed by somebody else ("ok", "passt")."""

    user_message = _(
        "Bitte begründen Sie so, dass andere es nachvollziehen können: ein ganzer Satz mit dem tragenden Grund."
    )


class MemoFinal(ProcedureError):
    """Raised when something is to change that a final memo rests on."""

    user_message = _(
        "Der Auswahlvermerk ist endgültig; daran ändert sich nichts mehr. Ist eine Änderung nötig, beginnen Sie mit "
        "Begründung einen weiteren Vermerk."
    )


class MemoMissing(ProcedureError):
    """Raised when there is no memo yet."""

    user_message = _("Es gibt noch keinen Auswahlvermerk.")


class MemoStands(ProcedureError):
    """Raised when a further memo is to be begun while one is open or a decision stands."""

    user_message = _(
        "Ein weiterer Auswahlvermerk ist nur möglich, wenn der letzte endgültig ist und keine Auswahlentscheidung gilt."
    )


class NotNewestVersion(ProcedureError):
    """Raised when somebody signs a version that is not the newest any more."""

    user_message = _("Diese Fassung ist nicht mehr die neueste. Bitte lesen und zeichnen Sie die neueste Fassung.")


class NotADecider(ProcedureError):
    """Raised when somebody signs who does not decide in this procedure."""

    user_message = _("Nur wer in diesem Verfahren entscheidet, zeichnet den Auswahlvermerk.")


class SignedAlready(ProcedureError):
    """Raised when somebody signs the same version twice."""

    user_message = _("Sie haben diese Fassung bereits gezeichnet.")


class ChangedMeanwhile(ProcedureError):
    """Raised when a text was saved elsewhere since; ``stored`` is what stands now. Nothing is written."""

    user_message = _("Dieser Text wurde inzwischen an anderer Stelle gespeichert.")

    def __init__(self, *, stored: object = None) -> None:
        super().__init__()
        self.stored = stored


class StepsBeforeOpen(ProcedureError):
    """Raised when a step of the ladder is to be settled before those that come before it."""

    user_message = _(
        "Die Stufen werden der Reihe nach abgeschlossen: Vor „%(step)s“ sind noch offen: %(open)s. "
        "Eine Stufe, die nicht in Betracht kommt, schließen Sie mit „entfällt“ und Begründung ab."
    )


class WeightReasonMissing(ProcedureError):
    """Raised when further instruments are settled in a mixed field without saying why they weigh more."""

    user_message = _(
        "Verbeamtete und andere Bewerbende stehen im Vergleich. Bitte begründen Sie, warum diese Stufe hier stärker "
        "wiegt als die Beurteilungen, die nicht für alle vergleichbar vorliegen."
    )


class NameInText(ProcedureError):
    """Raised when a text names somebody whose name is hidden in this procedure."""

    user_message = _(
        "Der Text nennt „%(name)s“, die Namen sind in diesem Verfahren aber verborgen. Schreiben Sie die Kennung."
    )


class FindingTooSmall(ProcedureError):
    """Raised when a finding speaks about fewer than two applicants of this procedure who are ranked."""

    user_message = _("Eine Feststellung betrifft mindestens zwei Bewerbungen mit vollständiger Bewertung.")


class FindingInUse(ProcedureError):
    """Raised when a finding "yes" is to change on which an auxiliary criterion rests."""

    user_message = _("Auf dieser Feststellung ruht ein Hilfskriterium. Nehmen Sie erst das Hilfskriterium zurück.")


class FindingNotEqual(ProcedureError):
    """Raised when an auxiliary criterion is looked at without a reasoned finding of equal suitability."""

    user_message = _(
        "Ein Hilfskriterium kommt erst in Betracht, wenn begründet festgestellt ist, dass diese Bewerbenden im "
        "Wesentlichen gleich geeignet sind."
    )


class AuxiliaryOrderFixed(ProcedureError):
    """Raised when the order of auxiliary criteria is to change after somebody was rated."""

    user_message = _("Die Reihenfolge der Hilfskriterien steht fest, sobald der erste Bewertungsbogen begonnen ist.")


class ProtectedWordInText(ProcedureError):
    """Raised when a reason names what must not enter the comparison (R1)."""

    user_message = _("Bitte begründen Sie ohne „%(word)s“: Das darf in den Leistungsvergleich nicht eingehen.")
