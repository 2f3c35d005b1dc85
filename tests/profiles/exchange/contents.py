"""Contents of profiles for tests: one that holds every feature, and all that hypothesis can think of."""

from dataclasses import replace
from uuid import UUID

from hypothesis import strategies as st

from profiles.exchange.content import (
    CorrectionContent,
    CriterionContent,
    DutyContent,
    Edition,
    ProfileContent,
    RequirementContent,
    ScaleContent,
    SectionContent,
)
from profiles.importing.document import ParsedText

DRAFT = Edition(
    version=2,
    authority="Bezirksamt Mitte von Berlin",
    frozen_on="",
    sha256="",
    dated_at="2025-07-18T10:00:00+02:00",
)
FROZEN = replace(DRAFT, version=1, frozen_on="2025-07-18", sha256="ab" * 32)


def plain(text: str) -> ParsedText:
    return ParsedText(raw=text, text=text)


def key(number: int) -> str:
    return str(UUID(int=number))


CONTENT = ProfileContent(
    title=plain("Erste Sachbearbeitung Leistungskoordination"),
    stand="Jul 2025",
    author="Soz 4K, Soz 41",
    department=("Bezirksamt Mitte von Berlin", "Amt für Soziales"),
    pay_grade_e="E 10, Tl. I, TV-L",
    pay_grade_a="A 11",
    base_profile_note="Die grau unterlegten Felder markieren den verbindlichen Teil des Basisanforderungsprofils.",
    aggregation_rule="mean",
    scale=ScaleContent("Probeskala", 1, 5, (1, 5), ((5, "sehr gut erfüllt"), (4, "gut"), (3, "erfüllt"), (2, "teils"),
                                                    (1, "nicht erfüllt"))),
    weight_legend=((4, "unabdingbar", True), (3, "sehr wichtig", True), (2, "wichtig", True),
                   (1, "erforderlich", True)),
    duties=(
        DutyContent("Insbesondere:", ParsedText("Durchführung des Teilhabepanverfahrens",
                                                "Durchführung des Teilhabeplanverfahrens"), False),
        DutyContent("Insbesondere:", plain("Beratung & Betreuung von <Klient*innen>"), False),
        DutyContent("", plain("Arbeit im Netzwerk"), True),
    ),
    requirements=(
        RequirementContent(
            "employee",
            plain("Abgeschlossener Verwaltungslehrgang II oder abgeschlossener Bachelor- oder Diplomstudiengang"),
            (
                plain("Abgeschlossener Verwaltungslehrgang II"),
                plain("Abgeschlossener Bachelor- oder Diplomstudiengang: Verwaltung und Recht"),
                plain("Abgeschlossener Bachelor- oder Diplomstudiengang: Sozialwirt"),
            ),
        ),
        RequirementContent(
            "employee",
            plain("mit mindestens einem Jahr Berufserfahrung"),
            (plain("Mit mindestens einem Jahr Berufserfahrung"),),
        ),
        RequirementContent("civil_servant", plain("Laufbahnbefähigung"), (plain("Laufbahnbefähigung"),)),
    ),
    sections=(
        SectionContent(
            "3.1",
            "Fachkompetenzen",
            (
                CriterionContent(key(1), "3.1.1", plain("Rechtskenntnisse"), plain(""), (plain("Kenntnisse SGB IX"),),
                                 4, True, "", False),
                CriterionContent(key(2), "3.1.2", plain("Informationstechnik"), plain(""), (), None, False,
                                 "Zu 3.1.2 ist keine Gewichtung angekreuzt.", None),
            ),
        ),
        SectionContent(
            "3.2",
            "Persönliche Kompetenzen",
            (
                CriterionContent(
                    key(3), "3.2.1", plain("Organisationsfähigkeit"), plain("Fähigkeit, vorausschauend zu planen"),
                    (plain("plant frühzeitig und realistisch"), plain("strukturiert die Aufgaben")), 2, True, "", True,
                ),
            ),
        ),
    ),
    corrections=(CorrectionContent("Zeile 12", "Teilhabepanverfahren", "Teilhabeplanverfahren", "Lesefehler"),),
)  # fmt: skip


def settled(content: ProfileContent) -> ProfileContent:
    """The same with every weight confirmed, as a frozen profile has it."""
    sections = tuple(
        replace(
            section,
            criteria=tuple(
                replace(
                    criterion, weight=criterion.weight or 1, weight_confirmed=True, weight_doubt="", weight_readings=()
                )
                for criterion in section.criteria
            ),
        )
        for section in content.sections
    )
    return replace(content, sections=sections)


# Any sign that a text may hold; half surrogate pairs and control signs are no text.
SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
LINES = st.text(SIGNS, max_size=40)
WORDS = st.text(SIGNS, min_size=1, max_size=40)
TEXTS = st.builds(ParsedText, raw=WORDS, text=WORDS)
NUMBERS = st.text("0123456789.", min_size=1, max_size=10)


@st.composite
def criteria(draw) -> CriterionContent:
    weight = draw(st.sampled_from([None, 1, 2, 3, 4]))
    is_confirmed = weight is not None and draw(st.booleans())
    return CriterionContent(
        key=str(draw(st.uuids())),
        number=draw(NUMBERS),
        title=draw(TEXTS),
        definition=draw(TEXTS | st.just(plain(""))),
        indicators=tuple(draw(st.lists(TEXTS, max_size=3))),
        weight=weight,
        weight_confirmed=is_confirmed,
        weight_doubt="" if is_confirmed else draw(WORDS),
        is_mandatory_base=draw(st.sampled_from([True, False, None])),
        weight_readings=() if is_confirmed else tuple(sorted(draw(st.sets(st.sampled_from([1, 2, 3, 4]))))),
    )


@st.composite
def contents(draw) -> ProfileContent:
    """Any content; numbers and identifiers stand once, as in the database."""
    found = draw(
        st.lists(
            st.tuples(NUMBERS, WORDS, st.lists(criteria(), max_size=3)), max_size=3, unique_by=lambda item: item[0]
        )
    )
    numbers: set[str] = set()
    sections = []
    for number, name, rows in found:
        kept = tuple(row for row in rows if row.number not in numbers and not numbers.add(row.number))
        sections.append(SectionContent(number, name, kept))
    return replace(
        CONTENT,
        title=draw(TEXTS),
        stand=draw(LINES),
        author=draw(LINES),
        department=tuple(draw(st.lists(WORDS.map(str.strip).filter(bool), max_size=3))),
        base_profile_note=draw(LINES),
        scale=replace(CONTENT.scale, name=draw(WORDS), comment_levels=tuple(draw(st.sets(st.integers(1, 5))))),
        weight_legend=tuple((weight, draw(WORDS), draw(st.booleans())) for weight in (4, 3, 2, 1)),
        duties=tuple(draw(st.lists(st.builds(DutyContent, LINES, TEXTS, st.booleans()), max_size=3))),
        requirements=tuple(
            draw(
                st.lists(
                    st.builds(
                        RequirementContent,
                        st.sampled_from(["employee", "civil_servant"]),
                        TEXTS,
                        st.lists(TEXTS, max_size=3).map(tuple),
                    ),
                    max_size=3,
                )
            )
        ),
        sections=tuple(sections),
        corrections=tuple(draw(st.lists(st.builds(CorrectionContent, LINES, WORDS, WORDS, LINES), max_size=2))),
    )
