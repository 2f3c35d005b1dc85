"""The texts of the house, one for each kind of notice: version 0, until the personnel office writes its own.

They name nobody and give no reason by themselves. A blank line begins a new paragraph; words in braces are filled in
(``PLACEHOLDERS`` says with what).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from postings.notices.enums import Kind

# What may stand in every text, then what the kind adds.
COMMON = {
    "name": _("Vor- und Nachname der angeschriebenen Person"),
    "kennzahl": _("Kennzahl der Ausschreibung"),
    "stelle": _("Aufgabe oder Funktion der Stelle"),
    "eingang": _("Tag des Eingangs der Bewerbung"),
    "behoerde": _("Behörde"),
    "ansprechperson": _("wer die Mitteilung veranlasst"),
}
OWN = {
    Kind.INVITATION: {
        "termin": _("Tag und Uhrzeit des Gesprächs"),
        "ort": _("Ort des Gesprächs"),
        "dauer": _("Dauer in Minuten"),
        "format": _("Art des Gesprächs (Bewertungsrunde)"),
        "kommission": _("Funktionen in der Auswahlkommission, ohne Namen"),
    },
    Kind.COMPETITOR: {
        "grund": _("wesentliche Gründe für genau diese Person"),
        "wartefrist": _("Dauer der Wartefrist in Tagen"),
    },
    Kind.OFFER: {"wartefrist": _("Dauer der Wartefrist in Tagen")},
    Kind.ABORT: {"grund": _("Grund des Abbruchs")},
}
REQUIRED = {
    Kind.INVITATION: ("termin", "ort"),
    Kind.COMPETITOR: ("grund", "wartefrist"),
    Kind.ABORT: ("grund",),
}
PLACEHOLDERS = {kind: COMMON | OWN.get(kind, {}) for kind in Kind}


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and body of one kind of notice, with placeholders; ``version`` 0 is the text of the house."""

    version: int
    subject: str
    body: str


_STANDARD = {
    Kind.INVITATION: (
        _("Einladung zum Auswahlgespräch, Kennzahl {kennzahl}"),
        _(
            "vielen Dank für Ihre Bewerbung um die Stelle „{stelle}“ (Kennzahl {kennzahl}). Wir laden Sie zu einem "
            "Gespräch ein.\n\n"
            "Termin: {termin}\nOrt: {ort}\nDauer: etwa {dauer} Minuten\nArt des Gesprächs: {format}\n"
            "Am Gespräch nehmen teil: {kommission}\n\n"
            "Bitte bestätigen Sie den Termin, und bringen Sie einen Lichtbildausweis mit. Brauchen Sie einen "
            "barrierefreien Zugang oder andere Unterstützung für das Gespräch, teilen Sie uns das bitte mit; wir "
            "richten es ein. Über die Erstattung von Reisekosten geben wir Ihnen auf Nachfrage Auskunft.\n\n"
            "Für Fragen steht Ihnen {ansprechperson} zur Verfügung."
        ),
    ),
    Kind.EARLY_REJECTION: (
        _("Ihre Bewerbung, Kennzahl {kennzahl}"),
        _(
            "vielen Dank für Ihre Bewerbung vom {eingang} um die Stelle „{stelle}“ (Kennzahl {kennzahl}) und für das "
            "Interesse an einer Tätigkeit bei uns.\n\n"
            "Nach Prüfung aller Bewerbungen können wir Sie in diesem Verfahren leider nicht weiter "
            "berücksichtigen.\n\n"
            "Für Ihren weiteren beruflichen Weg wünschen wir Ihnen alles Gute."
        ),
    ),
    Kind.COMPETITOR: (
        _("Mitteilung über die Auswahlentscheidung, Kennzahl {kennzahl}"),
        _(
            "im Auswahlverfahren für die Stelle „{stelle}“ (Kennzahl {kennzahl}) haben wir die Auswahlentscheidung "
            "getroffen. Die Wahl ist nicht auf Sie gefallen; die Stelle soll einer anderen Person übertragen "
            "werden.\n\n"
            "Die wesentlichen Gründe sind:\n{grund}\n\n"
            "Die Stelle wird frühestens nach Ablauf von {wartefrist} Tagen nach dem Zugang dieser Mitteilung besetzt, "
            "damit Sie die Entscheidung prüfen und gegebenenfalls gerichtlichen Rechtsschutz suchen können. Wenn Sie "
            "Einsicht in die Auswahlunterlagen nehmen möchten, soweit sie Sie betreffen, wenden Sie sich bitte an "
            "{ansprechperson}.\n\n"
            "Wir danken Ihnen für Ihre Bewerbung und die Zeit, die Sie dafür aufgewendet haben."
        ),
    ),
    Kind.OFFER: (
        _("Auswahlverfahren Kennzahl {kennzahl}: Ergebnis unter Vorbehalt"),
        _(
            "im Auswahlverfahren für die Stelle „{stelle}“ (Kennzahl {kennzahl}) ist beabsichtigt, Ihnen die Stelle zu "
            "übertragen.\n\n"
            "Dies gilt nur vorbehaltlich: Zuerst müssen die Wartefrist von {wartefrist} Tagen ablaufen, in der andere "
            "Bewerbende die Entscheidung gerichtlich prüfen lassen können, und alle weiteren Voraussetzungen erfüllt "
            "sein. Ein Anspruch auf Ernennung, Einstellung oder Übertragung entsteht aus diesem Schreiben nicht. "
            "Bitte behandeln Sie die Mitteilung bis dahin vertraulich und kündigen Sie ein bestehendes "
            "Arbeitsverhältnis noch nicht.\n\n"
            "Wir melden uns unaufgefordert bei Ihnen."
        ),
    ),
    Kind.REJECTION: (
        _("Abschluss des Auswahlverfahrens, Kennzahl {kennzahl}"),
        _(
            "das Auswahlverfahren für die Stelle „{stelle}“ (Kennzahl {kennzahl}) ist abgeschlossen; die Stelle ist "
            "besetzt. Ihre Bewerbung konnte nicht berücksichtigt werden.\n\n"
            "Ihre Unterlagen bewahren wir nur so lange auf, wie es für mögliche rechtliche Ansprüche nötig ist; danach "
            "löschen wir sie. Wir danken Ihnen für Ihr Interesse und wünschen Ihnen alles Gute."
        ),
    ),
    Kind.ABORT: (
        _("Abbruch des Auswahlverfahrens, Kennzahl {kennzahl}"),
        _(
            "das Auswahlverfahren für die Stelle „{stelle}“ (Kennzahl {kennzahl}) wurde abgebrochen. Eine Auswahl wird "
            "in diesem Verfahren nicht getroffen.\n\n"
            "Der Grund ist:\n{grund}\n\n"
            "Wird die Stelle erneut ausgeschrieben, ist eine neue Bewerbung nötig. Für Ihre Bewerbung danken wir Ihnen."
        ),
    ),
}


def standard_text(kind: Kind) -> Text:
    """Return the text of the house for ``kind``."""
    subject, body = _STANDARD[kind]
    return Text(version=0, subject=str(subject), body=str(body))
