"""Running text of the document: header fields, duties, formal requirements and notices."""

import re
from collections.abc import Sequence

from profiles.importing.corrections import Corrector, clean
from profiles.importing.document import Finding, ParsedNotice, ParsedRequirement, ParsedTask

Lines = Sequence[tuple[int, str]]

FIELD = re.compile(r"^[-*\s]*(?:\*\*)?([A-ZÄÖÜ][^:*]{2,40}):(?:\*\*)?\s*(.*)$")
TRACKS = (("employee", re.compile(r"^Bei Tarifbeschäftigten")), ("civil_servant", re.compile(r"^Bei Beamt")))
NUMERALS = {"einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8}
NOTICE_RULES = (
    ("profile_is_part", re.compile(r"Anforderungsprofil.*Bestandteil")),
    ("women", re.compile(r"^Frauen\b")),
    ("severe_disability", re.compile(r"[Ss]chwerbehinderte Menschen")),
    ("migration_background", re.compile(r"Migrationshintergrund")),
    ("reference_letter", re.compile(r"Arbeitszeugnis")),
    ("no_photo", re.compile(r"Bewerbungsfoto")),
    ("paper", re.compile(r"^Sollte Ihnen dies ausnahmsweise nicht möglich sein")),
    ("deadline", re.compile(r"innerhalb von (\w+) Wochen nach Veröffentlichung")),
    ("portal", re.compile(r"karriereportal", re.IGNORECASE)),
)


def between(lines: Lines, start: re.Pattern[str], *ends: re.Pattern[str]) -> Lines:
    """Return the lines after the first that matches ``start`` up to the next that matches one of ``ends``."""
    texts = [clean(text) for _, text in lines]
    first = next((i for i, text in enumerate(texts) if start.search(text)), None)
    if first is None:
        return []
    stop = next((i for i in range(first + 1, len(lines)) if any(end.search(texts[i]) for end in ends)), len(lines))
    return lines[first + 1 : stop]


def header_fields(lines: Lines) -> dict[str, tuple[str, list[str], int]]:
    """Return label -> (value, following lines until the next label, line number) of a header block."""
    fields: dict[str, tuple[str, list[str], int]] = {}
    current: str | None = None
    for number, text in lines:
        if match := FIELD.match(text):
            current = match.group(1).strip()
            fields[current] = (clean(match.group(2)), [], number)
        elif current is not None and clean(text):
            fields[current][1].append(clean(text))
    return fields


def read_tasks(lines: Lines, correct: Corrector) -> tuple[ParsedTask, ...]:
    """Return the duties: a line that ends with a colon is a heading, every other line a duty, bulleted or not."""
    tasks = []
    heading = None
    is_special = False
    for number, text in lines:
        where = f"Zeile {number}"
        words = clean(text)
        is_item = words.startswith(("- ", "• "))
        if not words:
            continue
        if words.startswith("Hervorzuhebende Sonderaufgaben"):
            is_special, heading = True, None
        elif words.endswith(":") and not is_item:
            heading = correct(words, where)
        else:
            tasks.append(ParsedTask(heading, correct(words.lstrip("-• "), where), is_special))
    return tuple(tasks)


def read_requirements(lines: Lines, correct: Corrector) -> tuple[ParsedRequirement, ...]:
    """Return both tracks as AND of ORs: "oder" adds an alternative, "mit" begins the next requirement.

    A sentence that the flattened table cut in two ("... des" / "allgemeinen ...") is joined again.
    """
    requirements: list[ParsedRequirement] = []
    track: str | None = None
    statements: list[tuple[int, str, list[str]]] = []  # line, statement, bullets below it

    def close() -> None:
        if track is None:
            return
        groups: list[list[tuple[int, str, list[str]]]] = []
        for statement in statements:
            if statement[1].startswith("oder ") and groups:
                groups[-1].append(statement)
            else:
                groups.append([statement])
        for number, group in enumerate(groups, start=1):
            where = f"Zeile {group[0][0]}"
            alternatives = [
                correct(text, f"Zeile {line}")
                for line, statement, bullets in group
                for text in _options(statement, bullets)
            ]
            text = " ".join(statement.rstrip(":") for _, statement, _ in group)
            requirements.append(ParsedRequirement(track, number, correct(text, where), tuple(alternatives)))

    for number, text in lines:
        words = clean(text)
        if not words or words.startswith("Gewichtungen") or words == "entfallen hier":
            continue
        next_track = next((name for name, rule in TRACKS if rule.match(words)), None)
        if next_track:
            close()
            track, statements = next_track, []
        elif words.startswith(("- ", "• ")) and statements:
            statements[-1][2].append(words.lstrip("-• "))
        elif statements and words[0].islower() and not words.startswith(("mit ", "oder ")):
            line, statement, bullets = statements[-1]
            statements[-1] = (line, f"{statement} {words}", bullets)
        elif track is not None:
            statements.append((number, words, []))
    close()
    return tuple(requirements)


def _options(statement: str, bullets: Sequence[str]) -> list[str]:
    statement = re.sub(r"^oder ", "", statement)
    statement = statement[0].upper() + statement[1:]
    return [f"{statement} {bullet}" for bullet in bullets] if bullets else [statement]


def read_notices(
    lines: Lines, correct: Corrector, findings: list[Finding]
) -> tuple[tuple[ParsedNotice, ...], int | None]:
    """Return the notices of the posting and the weeks of the deadline rule."""
    notices: list[ParsedNotice] = []
    weeks: int | None = None
    for number, text in lines:
        words = clean(text)
        where = f"Zeile {number}"
        if not words:
            continue
        if "dienstliche Beurteilung" in words:
            sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])", words)
            consent = [sentence for sentence in sentences if "Einverständnis" in sentence]
            appraisal = [sentence for sentence in sentences if sentence not in consent]
            notices.append(ParsedNotice("appraisal_required", correct(" ".join(appraisal), where)))
            notices.extend(ParsedNotice("consent_personnel_file", correct(sentence, where)) for sentence in consent)
            continue
        kind = next((name for name, rule in NOTICE_RULES if rule.search(words)), None)
        if kind is None:
            findings.append(
                Finding("unknown_notice", f"Ein Satz der Ausschreibung wurde nicht zugeordnet: „{words}“", where)
            )
            continue
        if kind == "deadline":
            given = re.search(r"innerhalb von (\w+) Wochen", words)
            word = given.group(1).lower() if given else ""
            weeks = int(word) if word.isdigit() else NUMERALS.get(word)
        notices.append(ParsedNotice(kind, correct(words, where)))
    return tuple(notices), weeks
