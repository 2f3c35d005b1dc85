"""The invented people and words of the second demonstration procedure, 900/2026. Days are counted back from loading."""

from datetime import date, timedelta

from postings.decision.enums import LadderStep
from recruitment.demo.clock import days_before
from recruitment.demo.people import Person

DAYS_RECEIVED = (126, 121, 118, 112, 108, 106)

OLAF, NORA, PIA, QUIRIN, ROSA, SIEGBERT = range(6)  # places in ``applicants``, the order of receipt


def applicants(today: date) -> tuple[Person, ...]:
    """Return who applied; the appraisals are from the year before."""
    received = [days_before(today, days) for days in DAYS_RECEIVED]
    appraised = received[0] - timedelta(days=60)
    return (
        Person(
            "Olaf", "Ofenglut", received[OLAF], "employee", "employee", True, "E 9c",
            "Sachbearbeitung Windauskunft", "Verwaltungslehrgang II", 1,
            "8 Jahre Wetterverwaltung", "appraisal", appraised, "2", consents=True,
            ratings=(
                (4, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4),
                (4, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4),
                (5, 4, 4, 4, 4, 4, 4, 4, 3, 4, 4),
            ),
            equality=("male", "none", "no"),
        ),
        Person(
            "Nora", "Nebelhorn", received[NORA], "civil_servant", "civil_servant", True, "A 10",
            "Sachbearbeitung Nebelmeldung", "Laufbahnbefähigung, erstes Einstiegsamt der Laufbahngruppe 2", 1,
            "7 Jahre Wetterverwaltung", "appraisal", appraised, "2", consents=True,
            ratings=(
                (4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4),
                (5, 4, 4, 4, 3, 4, 4, 4, 4, 4, 4),
                (4, 4, 3, 4, 4, 4, 5, 4, 4, 4, 4),
            ),
            equality=("female", "none", "not_stated"),
        ),
        Person(
            "Pia", "Perlmutt", received[PIA], "employee", "employee", False, "E 9b",
            "Sachbearbeitung Regenstatistik", "Studiengang Öffentliche Verwaltung", 2,
            "4 Jahre öffentliche Verwaltung", "appraisal", appraised, "2", consents=True,
            ratings=(
                (4, 4, 3, 4, 3, 4, 3, 3, 4, 3, 4),
                (3, 4, 4, 4, 3, 3, 4, 4, 4, 3, 4),
                (4, 4, 4, 3, 3, 4, 4, 4, 3, 3, 4),
            ),
            equality=("female", "severe", "not_stated"),
        ),
        Person(
            "Quirin", "Quellwasser", received[QUIRIN], "employee", "external", False, "",
            "Wetterstation eines Vereins, zuvor Landratsamt", "Studiengang Meteorologie", 3,
            "2 Jahre öffentliche Verwaltung", "reference", appraised, "",
            ratings=(
                (5, 2, 3, 3, 3, 3, 3, 4, 3, 3, 3),
                (4, 3, 4, 3, 3, 3, 3, 3, 3, 3, 3),
                (2, 3, 4, 3, 3, 3, 3, 3, 3, 4, 3),
            ),
            equality=("male", "none", "yes"),
        ),
        Person(
            "Rosa", "Regenbogen", received[ROSA], "civil_servant", "civil_servant", True, "A 9",
            "Sachbearbeitung Fundbüro", "Laufbahnbefähigung, erstes Einstiegsamt der Laufbahngruppe 2", 1,
            "2 Jahre Bürgeramt", "appraisal", appraised, "3", consents=True,
            ratings=(
                (2, 3, 3, 3, 3, 3, 2, 3, 3, 3, 3),
                (2, 3, 3, 3, 2, 3, 3, 3, 3, 3, 3),
                (3, 2, 3, 3, 3, 3, 2, 3, 3, 4, 3),
            ),
            equality=("female", "none", "no"),
        ),
        Person(
            "Siegbert", "Sandstein", received[SIEGBERT], "employee", "external", False, "",
            "Werkstattleitung", "Meisterbrief", 1,
            "keine", "reference", appraised, "", is_eligible=False,
            equality=("male", "none", "not_stated"),
        ),
    )  # fmt: skip


QUESTIONS = (
    (
        "Eine Bürgerin fragt, welche Wolken morgen über ihrem Garten stehen. Wie gehen Sie vor?",
        "Klärt das Anliegen, benennt Wolkengattungen und Grenzen der Auskunft, prüft den Auskunftsanspruch.",
        ("3.1.1", "3.1.2", "3.3.1", "3.3.3"),
    ),
    (
        "Zwei Anträge sind am selben Tag fällig, das Wolkenverzeichnis fällt aus. Was tun Sie zuerst?",
        "Setzt Prioritäten mit Begründung, informiert die Beteiligten, entscheidet rechtzeitig.",
        ("3.1.3", "3.2.1", "3.2.2", "3.2.3", "3.2.4"),
    ),
    (
        "Im Team wird eine Kollegin bei Besprechungen übergangen. Wie verhalten Sie sich?",
        "Spricht das Übergehen an, bezieht andere ein, achtet auf unterschiedliche Hintergründe.",
        ("3.3.2", "3.3.4"),
    ),
)
ANSWERS = {
    OLAF: (
        "Fragt nach Ort und Zweck, nennt drei Gattungen und den Weg zur Auskunft nach dem Informationsfreiheitsgesetz.",
        "Ordnet nach Frist und Folgen, bittet um Verlängerung, dokumentiert den Ausfall.",
        "Spricht das Muster in der Runde an, ohne jemanden bloßzustellen.",
    ),
    NORA: (
        "Erläutert Gattungen an einem Beispiel, grenzt Auskunft und Vorhersage ab, prüft die Zuständigkeit.",
        "Entscheidet nach Rechtsfolge, verteilt Aufgaben und informiert beide Antragstellenden am selben Tag.",
        "Gibt der Kollegin das Wort zurück und klärt danach im Gespräch, was sie sich wünscht.",
    ),
    PIA: (
        "Nennt die Rechtsgrundlage sicher, bei den Gattungen zwei Beispiele.",
        "Arbeitet beide Anträge nacheinander ab; Entscheidung erst auf Nachfrage begründet.",
        "Holt die Kollegin in die nächste Besprechung ausdrücklich hinein.",
    ),
    QUIRIN: (
        "Beschreibt die Wolken sehr genau, die Rechtsgrundlage bleibt offen.",
        "Beginnt mit dem Verzeichnis, die Fristen nennt er auf Nachfrage.",
        "Würde die Leitung ansprechen.",
    ),
    ROSA: (
        "Verweist an den Wetterdienst; Gattungen und Rechtsgrundlage werden nicht benannt.",
        "Fragt die Gruppenleitung, wie vorzugehen ist.",
        "Sucht das Gespräch mit der Kollegin nach der Besprechung.",
    ),
}
AGREED_REASON = (
    "Die Einzelwerte lagen weit auseinander. Einigung: Fachwissen sehr gut, der Bezug zur Auskunft fehlte zum Teil."
)

LADDER = {
    LadderStep.FORMAL: (
        "Fünf Bewerbungen erfüllen alle formalen Anforderungen, eine nicht; Belege siehe formale Prüfung."
    ),
    LadderStep.APPRAISALS: (
        "Vier Beurteilungen liegen vor, alle nicht älter als ein Jahr. Gesamturteile 2 in A 10, E 9c und E 9b, 3 "
        "in A 9. Das Arbeitszeugnis der externen Bewerbung entspricht nach seinem Inhalt einem Gesamturteil "
        "zwischen 2 und 3. A 10 und E 9c sind nach der Aufgabenbewertung vergleichbar."
    ),
    LadderStep.DETAIL: (
        "In den Einzelmerkmalen Fachkenntnisse und Arbeitsgüte ergibt sich zwischen den beiden Führenden kein "
        "Unterschied."
    ),
    LadderStep.EARLIER: (
        "Frühere Beurteilungen der beiden Führenden lauten ebenfalls auf 2; sie ergeben keinen Vorsprung."
    ),
    LadderStep.INSTRUMENTS: (
        "Das strukturierte Auswahlgespräch wurde mit allen fünf nach demselben Leitfaden geführt und von drei Personen "
        "unabhängig bewertet."
    ),
}
WEIGHT_REASON = (
    "Beamtinnen, Tarifbeschäftigte und eine externe Bewerbung sind über Beurteilungen allein nicht "
    "vergleichbar. Deshalb trägt das Auswahlgespräch stärker; die Beurteilungen bestätigen sein Ergebnis."
)
FINDING = (
    "Beurteilungen und Gespräch zeigen ein gleiches Bild: gleiches Gesamturteil, gleiche Stärken in den mit 4 "
    "gewichteten Anforderungen Wolkenkunde und Entscheidungsfähigkeit. Der kleine Abstand der Mittelwerte "
    "beruht auf einzelnen Stufen bei weniger wichtigen Anforderungen."
)
AUXILIARY_ORDER_REASON = "Festgelegt vor der ersten Bewertung, mit Frauenvertretung und Personalservice abgestimmt."
AUXILIARY_REASON = (
    "Nach der Feststellung gleicher Eignung wird § 8 LGG herangezogen. Im Bereich sind in dieser Entgelt- und "
    "Besoldungsgruppe 3 von 11 Stellen mit Frauen besetzt (Frauenförderplan, erfunden)."
)
CASE_CHECK = (
    "Im Einzelfall geprüft: In der Person des Mitbewerbers liegen keine Gründe vor, die so schwer wiegen, dass sie "
    "überwiegen; längere Dienstzeit allein genügt dafür nicht."
)
ORDER_REASON = (
    "Im Wesentlichen gleich geeignet mit dem rechnerisch Ersten (Feststellung im Leistungsvergleich); unter "
    "Gleichen gibt das Hilfskriterium nach § 8 LGG nach Prüfung des Einzelfalls den Ausschlag."
)

MEMO = {
    1: "Veröffentlicht im Karriereportal und im Haus durch Aushang.",
    6: (
        "**Im Wesentlichen gleich geeignet: ja**, weil Beurteilungen und Gespräch für die beiden Führenden ein "
        "gleiches Bild zeigen. Die übrigen drei liegen nach Beurteilung und Gespräch dahinter."
    ),
    8: (
        "Die Gespräche fanden mit unveränderter Kommission nach demselben Leitfaden statt. Weit auseinander lagen die "
        "Bewertungen nur bei einer Anforderung (3.1.1, Bewerbung Nr. 4); die Kommission hat sich dort auf einen Wert "
        "geeinigt und ihn begründet."
    ),
    9: (
        "Wolkenkunde (4) und Entscheidungsfähigkeit (4): Beide Führenden antworten sicher und mit eigenen Beispielen. "
        "Im Verwaltungsrecht (3) ist der rechnerisch Erste etwas genauer, in der Entscheidungsfähigkeit die "
        "Vorgeschlagene. Ein Vorsprung ergibt sich daraus nicht."
    ),
    11: (
        "Vorgeschlagen wird Nora Nebelhorn, als Reserve Olaf Ofenglut. Tragend sind die Feststellung gleicher "
        "Eignung und das Hilfskriterium nach § 8 LGG nach Prüfung des Einzelfalls."
    ),
    13: "Die Vorgeschlagene steht rechnerisch auf Platz 2; der Grund steht in den Abschnitten 6, 10 und 11.",
}
DECISION = (
    "Ich folge dem Vorschlag der Auswahlkommission. Die beiden Führenden sind im Wesentlichen gleich "
    "geeignet; nach der Prüfung des Einzelfalls gibt § 8 LGG den Ausschlag."
)
MATTER_TEXT = (
    "Vorgesehen ist, die Stelle mit der Person zu besetzen, die die Auswahlkommission vorschlägt. Der Entwurf "
    "des Auswahlvermerks liegt bei; die Bewerbungen stehen Ihnen in der Anwendung offen."
)
NOTICE_REASONS = {
    OLAF: (
        "Sie und die ausgewählte Person sind im Wesentlichen gleich geeignet. Unter gleich Geeigneten gab nach Prüfung "
        "des Einzelfalls das Hilfskriterium nach § 8 LGG den Ausschlag. Sie stehen auf der Reserveliste."
    ),
    PIA: (
        "In den mit 4 gewichteten Anforderungen Wolkenkunde und Entscheidungsfähigkeit waren Ihre Antworten weniger "
        "vollständig als die der ausgewählten Person."
    ),
    QUIRIN: (
        "Ihr Fachwissen zu Wolken überzeugte. Im Verwaltungsrecht und in der Entscheidungsfähigkeit blieben die "
        "Antworten hinter denen der ausgewählten Person zurück."
    ),
    ROSA: (
        "Ihre Beurteilung lautet auf 3, die der ausgewählten Person auf 2. Im Gespräch blieben Rechtsgrundlagen und "
        "eigene Entscheidungen offen."
    ),
    SIEGBERT: (
        "Die formalen Anforderungen sind nicht erfüllt: Es fehlt der geforderte Abschluss, und Berufserfahrung in der "
        "öffentlichen Verwaltung ist nicht nachgewiesen."
    ),
}
