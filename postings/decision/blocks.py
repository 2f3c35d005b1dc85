"""The fourteen blocks of a selection memo (DOMAIN.md 1.5), with what must be written in each. Pure data."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``needs_text``: the program drafts facts at most, the reasoning must come from people."""

    key: int
    title: str | Promise
    hint: str | Promise
    needs_text: bool = False


BLOCKS = (
    Block(
        1,
        _("Ausschreibung"),
        _(
            "Kennzahl, Aufgabe, Bewertung, Veröffentlichung, Fristende, Stand des "
            "Anforderungsprofils. Ergänzen Sie die Wege der Veröffentlichung."
        ),
    ),
    Block(
        2,
        _("Anforderungen und Gewichtungen"),
        _("Genau wie veröffentlicht. Dazu die Aussage, ob Frauen in diesem Bereich unterrepräsentiert sind."),
    ),
    Block(
        3,
        _("Zahl der Bewerbungen"),
        _("Nur Zahlen, keine Namen: gesamt, zurückgezogen, verspätet, freiwillige Angaben."),
    ),
    Block(4, _("Formale Prüfung"), _("Wer welche Anforderung nicht erfüllt und womit das belegt ist.")),
    Block(
        5,
        _("Grundlagen je Bewerbung"),
        _("Beurteilung mit Zeitraum, Statusamt und Gesamturteil, Arbeitszeugnis, oder warum nichts vorliegt."),
    ),
    Block(
        6,
        _("Leistungsvergleich und Feststellung"),
        _(
            "Der Vergleich auf diesen Grundlagen, ausdrücklich mit „im Wesentlichen gleich geeignet: "
            "ja/nein, weil …“. Punktwerte begründen das nicht."
        ),
        True,
    ),
    Block(7, _("Einladungen"), _("Wer eingeladen wurde; zu jeder Nichteinladung der Grund.")),
    Block(
        8,
        _("Auswahlgespräche"),
        _(
            "Kommission, Tage, Leitfaden; je Person die Antworten in Kürze; wo die Bewertungen "
            "auseinanderlagen und wie die Kommission sich verständigte."
        ),
        True,
    ),
    Block(
        9,
        _("Ergebnis und Vergleich in Worten"),
        _(
            "Die Tabelle ist Arbeitsgrundlage. Vergleichen Sie die Führenden Anforderung für "
            "Anforderung in Worten, beginnend mit Gewichtung 4."
        ),
        True,
    ),
    Block(10, _("Hilfskriterien"), _("Nicht herangezogen, oder herangezogen mit Feststellung und Einzelfallprüfung.")),
    Block(
        11,
        _("Vorschlag und Reserve"),
        _("Wen die Kommission vorschlägt, in welcher Folge, und die tragenden Gründe."),
        True,
    ),
    Block(
        12,
        _("Beteiligung"),
        _(
            "Schwerbehindertenvertretung, Frauenvertretung, Personalrat: wann beteiligt, wann "
            "geantwortet, mit welchem Ergebnis; wie Einwände behandelt wurden."
        ),
    ),
    Block(
        13,
        _("Abweichungen"),
        _("Jede Abweichung von der rechnerischen Rangfolge oder vom üblichen Verfahren, mit Grund."),
    ),
    Block(14, _("Zeichnung"), _("Wer entscheidet und zeichnet; Zeitpunkte stehen bei der Fassung.")),
)
LAST_BLOCK = len(BLOCKS)
BY_KEY = {block.key: block for block in BLOCKS}
MAY_TOUCH_EQUALITY = frozenset({2, 3, 7, 10, 12})  # elsewhere a word on it is pointed out to the authors
