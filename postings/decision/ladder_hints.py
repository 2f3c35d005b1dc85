"""What must be written in each step of the comparison, and on what court decisions that rests (DOMAIN.md 1.4, 3.3)."""

from django.utils.translation import gettext_lazy as _

from postings.decision.enums import LadderStep

HINTS = {
    LadderStep.FORMAL: _(
        "Schreiben Sie, dass alle im Vergleich die formalen Anforderungen erfüllen, und woran das abgelesen wurde. "
        "Gewichtung 4 ist kein Ausschluss."
    ),
    LadderStep.APPRAISALS: _(
        "Vergleichen Sie zuerst die Gesamturteile der aktuellen Beurteilungen. Schreiben Sie, wie sie "
        "vergleichbar gemacht "
        "wurden: gleiches Statusamt? Eine bessere Note im niedrigeren Amt kann weniger wiegen. Enden die Zeiträume "
        "höchstens etwa ein Jahr auseinander? Bei Externen tritt das qualifizierte Arbeitszeugnis an die Stelle. "
        "1 ist die beste Note."
    ),
    LadderStep.DETAIL: _(
        "Nur wenn die Gesamturteile im Wesentlichen gleich sind: Werten Sie den vollen Inhalt der "
        "aktuellen Beurteilungen "
        "aus, vor allem die Einzelnoten zu Merkmalen, die das Anforderungsprofil hoch gewichtet. "
        "Einzelnoten werden nicht "
        "zusammengezählt."
    ),
    LadderStep.EARLIER: _(
        "Nur wenn danach noch Gleichstand besteht: frühere Beurteilungen und was sie über die "
        "Entwicklung sagen. Fehlen sie, "
        "ist das kein schlechtes Zeichen und darf nicht so behandelt werden."
    ),
    LadderStep.INSTRUMENTS: _(
        "Strukturiertes Gespräch, Arbeitsprobe: Schreiben Sie, warum sie herangezogen werden, in "
        "welchem festen Rahmen sie "
        "stattfanden und was sie gezeigt haben. Bei Verbeamteten kommen die Beurteilungen vor dem "
        "Gespräch: Erst wenn sie "
        "im Wesentlichen gleich sind, darf das Gespräch den Ausschlag geben."
    ),
}
