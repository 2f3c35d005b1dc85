"""A whole requirement profile as plain data, to be written in any format by the builders beside this module.

``EXAMPLE`` is the profile of Kennzahl 148/2025, shortened; what a builder writes from it must read back equal.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WrittenCriterion:
    """One weighted criterion; ``weight`` None: no box of its row is ticked."""

    number: str
    title: str
    weight: int | None
    definition: str | None = None
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenSection:
    number: str
    title: str
    criteria: tuple[WrittenCriterion, ...]


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """One sentence of the formal requirements with the bullets below it ("oder ..." begins an alternative)."""

    text: str
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenProfile:
    """Everything the paper form holds, in its order.

    ``metadata``: stand, ersteller, stellentitel, entgeltgruppe, besoldungsgruppe (str or None), dienststelle (lines).
    ``tasks``: (heading or None, duties). ``requirements``: track ("employee", "civil_servant") -> statements.
    """

    metadata: dict[str, str | tuple[str, ...] | None]
    tasks: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    special_tasks: tuple[str, ...] = ()
    requirements: dict[str, tuple[WrittenStatement, ...]] = field(default_factory=dict)
    sections: tuple[WrittenSection, ...] = ()

    @property
    def weights(self) -> dict[str, int | None]:
        return {criterion.number: criterion.weight for section in self.sections for criterion in section.criteria}


TRACK_HEADINGS = {
    "employee": "Bei Tarifbeschäftigten (m/w/d):",
    "civil_servant": "Bei Beamtinnen und Beamten (m/w/d):",
}
LEGEND = ("4 = unabdingbar", "3 = sehr wichtig", "2 = wichtig", "1 = erforderlich")
GREY_NOTE = "Die grau unterlegten Felder markieren den verbindlichen Teil des Basisanforderungsprofils."

EXAMPLE = WrittenProfile(
    metadata={
        "stand": "Jul 2025",
        "ersteller": "Soz 4K, Soz 41",
        "stellentitel": "Erste Sachbearbeitung Leistungskoordination im Teilhabefachdienst des Amtes für Soziales",
        "dienststelle": (
            "Bezirksamt Mitte von Berlin",
            "Geschäftsbereich Soziales und Bürgerdienste",
            "Amt für Soziales",
        ),
        "entgeltgruppe": "E 10, Tl. I, TV-L",
        "besoldungsgruppe": "A 11",
    },
    tasks=(
        (
            "Erste*r Sachbearbeiter*in im Teilhabefachdienst mit insbesondere folgenden Aufgabeninhalten:",
            (
                "Beratung der Sachbearbeiter*innen in schwierigen und wichtigen Angelegenheiten",
                "Zentrale Bearbeitung von rechtlich komplexen Fallgestaltungen",
            ),
        ),
        (
            "Leistungskoordinator*in im Teilhabefachdienst mit insbesondere folgenden Aufgabeninhalten:",
            (
                "Durchführung des Gesamtplanverfahrens nach § 117 SGB IX",
                "Sozialraumorientierung",
                "Führen von Statistiken",
            ),
        ),
    ),
    special_tasks=("Aufbau und Arbeiten in einem diffizilen und diversen Netzwerk",),
    requirements={
        "employee": (
            WrittenStatement("Abgeschlossener Verwaltungslehrgang II"),
            WrittenStatement(
                "oder abgeschlossener Bachelor- oder Diplomstudiengang:",
                ("Verwaltung und Recht", "Öffentliche Verwaltung", "Bachelor of Laws"),
            ),
            WrittenStatement("mit mindestens ein Jahr Berufserfahrung in der öffentlichen Verwaltung"),
        ),
        "civil_servant": (
            WrittenStatement(
                "Erfüllung der laufbahnrechtlichen Voraussetzungen für das erste Einstiegsamt der Laufbahngruppe zwei"
            ),
            WrittenStatement("mit mindestens ein Jahr Berufserfahrung in der öffentlichen Verwaltung"),
        ),
    },
    sections=(
        WrittenSection(
            "3.1",
            "Fachkompetenzen",
            (
                WrittenCriterion(
                    "3.1.1",
                    "Digitale Kompetenzen",
                    2,
                    indicators=(
                        "kann mit den jeweils einzusetzenden Standard-Software-Produkten umgehen",
                        "berücksichtigt Maßnahmen für Datensicherheit und gegen Datenmissbrauch",
                    ),
                ),
                WrittenCriterion(
                    "3.1.2",
                    "Rechtskenntnisse",
                    4,
                    definition="Umfassende Kenntnisse des Sozial- und Verwaltungsrechtes (§ 97 S. 2 Nr. 1 SGB IX)",
                    indicators=("Vertiefte Kenntnisse SGB IX, XII", "Grundkenntnisse SGB I und X"),
                ),
            ),
        ),
        WrittenSection(
            "3.2",
            "Persönliche Kompetenzen",
            (
                WrittenCriterion(
                    "3.2.1",
                    "Leistungs-, Lern- und Veränderungsfähigkeit",
                    3,
                    definition="Fähigkeit, auch unter schwierigen Bedingungen engagiert zu arbeiten",
                    indicators=(
                        "arbeitet auch unter Belastung präzise und effizient",
                        "bleibt unter Termin- und Leistungsdruck besonnen und sachlich",
                    ),
                ),
                WrittenCriterion(
                    "3.2.2",
                    "Organisationsfähigkeit",
                    1,
                    definition="Fähigkeit, vorausschauend zu planen und zu strukturieren",
                    indicators=("plant frühzeitig und realistisch",),
                ),
            ),
        ),
        WrittenSection(
            "3.3",
            "Sozialkompetenzen",
            (
                WrittenCriterion(
                    "3.3.1",
                    "Kommunikationsfähigkeit",
                    3,
                    definition="Fähigkeit, sich personen- und situationsbezogen auszutauschen",
                    indicators=("argumentiert verständlich, gliedert klar", "informiert zeitnah und umfassend"),
                ),
            ),
        ),
    ),
)


def large(sections: int = 6, criteria: int = 10) -> WrittenProfile:
    """Return a profile of ``sections`` times ``criteria`` criteria, each with a definition and three indicators."""
    return WrittenProfile(
        metadata=EXAMPLE.metadata,
        tasks=EXAMPLE.tasks,
        special_tasks=EXAMPLE.special_tasks,
        requirements=EXAMPLE.requirements,
        sections=tuple(
            WrittenSection(
                f"3.{section}",
                f"Kompetenzen {section}",
                tuple(
                    WrittenCriterion(
                        f"3.{section}.{number}",
                        f"Fähigkeit {section} {number}",
                        (section + number) % 4 + 1,
                        f"Fähigkeit, die Aufgabe {number} des Bereichs {section} auch unter Belastung zu erfüllen",
                        tuple(f"erfüllt den Auftrag {part} sorgfältig und termingerecht" for part in "abc"),
                    )
                    for number in range(1, criteria + 1)
                ),
            )
            for section in range(1, sections + 1)
        ),
    )
