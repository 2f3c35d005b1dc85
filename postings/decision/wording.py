"""Sentences of the decision that pages, lists of what is missing and documents share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from postings.decision.order import Fault


def after_withdrawal() -> str:
    """Return what stands and what is done anew once a decision was withdrawn."""
    return _(
        "Die Bewertungen bleiben, wie sie abgegeben und besprochen wurden; abgeschlossene Runden werden nicht wieder "
        "geöffnet, denn inzwischen ist bekannt, wer vorn liegt. Neu zu prüfen und zu begründen sind Vergleich, "
        "Feststellungen und Reihenfolge; dafür beginnen Sie einen weiteren Auswahlvermerk. Ist eine Bewertung selbst "
        "fehlerhaft zustande gekommen, lässt sich das in diesem Verfahren nicht nachholen: Dann ist es mit diesem "
        "Grund abzubrechen und die Stelle neu auszuschreiben."
    )


def order_sentence(fault: Fault, name: str) -> str:
    """Return what is wrong with an order, and what to do."""
    sentences = {
        Fault.NOBODY_SELECTED: _("Endgültige Reihenfolge: Noch ist niemand ausgewählt."),
        Fault.NOT_RANKED: _(
            "Endgültige Reihenfolge: %(name)s hat keine vollständige Bewertung oder erfüllt die formalen Anforderungen "
            "nicht und kann nicht ausgewählt werden."
        ),
        Fault.TWICE: _("Endgültige Reihenfolge: %(name)s steht zweimal darin."),
        Fault.POSITIONS: _(
            "Endgültige Reihenfolge: Die Plätze der Ausgewählten und der Reserve müssen 1, 2, 3 … ohne Lücke sein."
        ),
        Fault.RESERVE_BEFORE_SELECTED: _("Endgültige Reihenfolge: Die Reserve steht nach den Ausgewählten."),
        Fault.UNKNOWN: _("Endgültige Reihenfolge: Eine Bewerbung nimmt an diesem Verfahren nicht mehr teil."),
        Fault.LEFT_OUT: _("Endgültige Reihenfolge: Zu %(name)s ist noch nichts festgelegt."),
    }
    return sentences[fault] % {"name": name}


def reason_sentence(name: str, passed: Sequence[str], *, is_tie: bool) -> str:
    """Return that an order needs a reason of its own, and against whom."""
    text = (
        _("Endgültige Reihenfolge: %(name)s steht bei gleichem rechnerischem Rang vor %(passed)s. Bitte begründen.")
        if is_tie
        else _(
            "Endgültige Reihenfolge: %(name)s steht abweichend vom rechnerischen Rang vor %(passed)s. Bitte begründen."
        )
    )
    shown = ", ".join(passed[:5]) + (_(" und weiteren") if len(passed) > 5 else "")
    return text % {"name": name, "passed": shown}
