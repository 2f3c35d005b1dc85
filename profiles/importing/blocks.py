"""Running text of the document: header fields, duties, formal requirements and notices."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from profiles.importing.corrections import Corrector
from profiles.importing.document import BOTH_TRACKS, Finding, ParsedNotice, ParsedRequirement, ParsedTask
from profiles.importing.neutral import Line

Lines = Sequence[Line]

FIELD = re.compile(r"^([A-ZÄÖÜ][^:]{2,40}):\s*(.*)$")
TRACKS = (
    ("employee", re.compile(r"^(?:(?:Bei|Für)\s+)?(?:Tarifb|Beschäftigten?\b|Arbeitnehm|Angestellt)", re.IGNORECASE)),
    ("civil_servant", re.compile(r"^(?:(?:Bei|Für)\s+)?(?:Beamt|Verbeamtet)", re.IGNORECASE)),
)
# A sentence that begins with a track is a demand of it, not only its heading.
SENTENCE = re.compile(r"\.$|\b(?:müssen|benötigen|brauchen|haben|besitzen|verfügen|erfüllen|sind|ist|werden)\b")
# Words that begin a further requirement although they are written small; other small words go on with the sentence.
FURTHER = ("mit ", "oder ", "und ", "sowie ", "zudem ", "zusätzlich ", "ferner ")
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
    first = next((i for i, line in enumerate(lines) if start.search(line.full)), None)
    if first is None:
        return []
    later = range(first + 1, len(lines))
    stop = next((i for i in later if any(end.search(lines[i].full) for end in ends)), len(lines))
    return lines[first + 1 : stop]


@dataclass(frozen=True, slots=True)
class Field:
    """A header field "Label: value"; ``following``: the lines until the next label."""

    value: str
    following: tuple[Line, ...]
    place: str


def header_fields(lines: Lines) -> dict[str, Field]:
    """Return label -> field of a header block."""
    fields: dict[str, Field] = {}
    current: str | None = None
    for line in lines:
        if match := FIELD.match(line.full):
            current = match.group(1).strip()
            fields[current] = Field(match.group(2), (), line.place)
        elif current is not None:
            field = fields[current]
            fields[current] = Field(field.value, (*field.following, line), field.place)
    return fields


def read_tasks(lines: Lines, correct: Corrector) -> tuple[ParsedTask, ...]:
    """Return the duties: a line that ends with a colon is a heading, every other line a duty, bulleted or not."""
    tasks = []
    heading = None
    is_special = False
    for line in lines:
        if line.text.startswith("Hervorzuhebende Sonderaufgaben"):
            is_special, heading = True, None
        elif line.text.endswith(":") and not line.is_item:
            heading = correct(line.full, line.place)
        else:
            tasks.append(ParsedTask(heading, correct(line.text, line.place), is_special))
    return tuple(tasks)


@dataclass
class _Statement:
    text: str
    place: str
    items: list[Line]
    is_alternative: bool = False  # begins with "oder"


def read_requirements(lines: Lines, correct: Corrector, findings: list[Finding]) -> tuple[ParsedRequirement, ...]:
    """Return both tracks as AND of ORs: "oder" adds an alternative, every other statement is a further requirement.

    A sentence that the flattened table cut in two ("... des" / "allgemeinen ...") is joined again. What stands below
    no track is marked as required in both, with a finding.
    """
    statements: dict[str | None, list[_Statement]] = {}
    track: str | None = None
    after_or = False
    for line in lines:
        words = line.text
        if not words or words.startswith(("Gewichtungen", "Gewichtung entf")) or words == "entfallen hier":
            continue
        next_track = next((name for name, rule in TRACKS if rule.match(words)), None)
        head, colon, demand = words.partition(":")
        if next_track and colon and len(head) <= 60 and demand.strip():
            track, words = next_track, demand.strip()  # "Tarifbeschäftigte: Verwaltungslehrgang II"
        elif next_track and SENTENCE.search(words):
            track = next_track
        elif next_track and (words.endswith(":") or len(words) <= 60) and not line.is_item:
            track = next_track
            continue
        is_open = re.search(r"(?<!-)\s+oder$", words) is not None  # the next statement is an alternative to this one
        words = re.sub(r",?(?<!-)\s+oder$", "", words)
        present = statements.setdefault(track, [])
        if words.rstrip(":").lower() == "oder":
            after_or = True
        elif line.is_item and _goes_below(present, words) and not after_or:
            present[-1].items.append(replace(line, text=words))
        elif present and words[0].islower() and not words.startswith(FURTHER) and not line.is_item and not after_or:
            present[-1].text += f" {words}"
            after_or = is_open
        elif track is None and words.endswith(":"):
            continue
        else:
            is_alternative = (after_or or words.startswith("oder ")) and bool(present)
            if after_or and present:
                words = f"oder {words}"
            present.append(_Statement(words, line.place, [], is_alternative))
            after_or = is_open
    requirements: list[ParsedRequirement] = []
    for name in (None, *(name for name, _rule in TRACKS)):
        groups = _grouped(statements.get(name, []))
        if name is None and groups:
            findings.append(
                Finding(
                    "requirement_without_track",
                    "Für mindestens eine formale Anforderung ist nicht angegeben, ob sie für Tarifbeschäftigte oder "
                    "für Beamtinnen und Beamte gilt; sie wird für beide aufgenommen. Bitte prüfen.",
                    f"{groups[0][0].place}, Formale Anforderungen",
                )
            )
        for number, group in enumerate(groups, start=1):
            alternatives = [correct(text, place) for statement in group for text, place in _options(statement)]
            text = " ".join(statement.text.rstrip(":") for statement in group)
            requirements.append(
                ParsedRequirement(name or BOTH_TRACKS, number, correct(text, group[0].place), tuple(alternatives))
            )
    return tuple(requirements)


def _goes_below(statements: Sequence[_Statement], words: str) -> bool:
    """Whether a bullet is one of the possibilities of the statement above; "mit mindestens ..." adds a demand to it."""
    if not statements or words.startswith(FURTHER):
        return False
    return bool(statements[-1].items) or statements[-1].text.endswith(":")


def for_each_track(requirements: Sequence[ParsedRequirement]) -> tuple[ParsedRequirement, ...]:
    """Return the requirements with those of both tracks put first into each, numbered anew."""
    common = [requirement for requirement in requirements if requirement.track == BOTH_TRACKS]
    return tuple(
        replace(requirement, track=track, number=number)
        for track, _rule in TRACKS
        for number, requirement in enumerate([*common, *(r for r in requirements if r.track == track)], start=1)
    )


def _grouped(statements: Sequence[_Statement]) -> list[list[_Statement]]:
    groups: list[list[_Statement]] = []
    for statement in statements:
        if statement.is_alternative and groups:
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def _options(statement: _Statement) -> list[tuple[str, str]]:
    text = re.sub(r"^oder ", "", statement.text)
    text = text[0].upper() + text[1:]
    if statement.items:
        return [(f"{text} {item.text}", item.place) for item in statement.items]
    return [(text, statement.place)]


NOTICE_START = re.compile(r"^(?:Das als Anlage|Das (?:beigefügte |anliegende )?Anforderungsprofil ist|Frauen werden\b)")


def read_notices(
    lines: Lines, correct: Corrector, findings: list[Finding]
) -> tuple[tuple[ParsedNotice, ...], int | None]:
    """Return the notices of the posting and the weeks of the deadline rule."""
    notices: list[ParsedNotice] = []
    weeks: int | None = None
    for line in lines:
        words, where = line.full, line.place
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
