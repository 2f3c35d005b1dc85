"""The head of the profile: labels with their values beside, behind or below them, and the grading of the post."""

import re
from collections.abc import Sequence

from profiles.importing.neutral import Line
from profiles.importing.running import LABEL

Lines = Sequence[Line]

TITLE = re.compile(
    r"^Stellentitel(?:\s*/\s*Funktion)?|^Stellenbezeichnung|^Bezeichnung der Stelle|^Funktion(?:sbezeichnung)?\b"
)
AUTHOR = re.compile(r"^(?:Ersteller|Verfasser)(?:[/*:]?in)?(?!\w)|^Erstellt (?:von|durch)")
GRADING = re.compile(r"^(?:1\.\d\s+)?Bewertung(?:\s+der Stelle|\s+des Arbeitsgebiete?s)?\s*(?::.*)?$")
# What may stand behind a label without a colon: a grade, a date; more of the label itself begins with a sign.
BARE_VALUE = re.compile(
    r"^\s*(?:[EA]\s?\d|/|\(|\d{1,2}[./]|20\d\d\b|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*\.?\s+\d)"
)
INNER_LABEL = re.compile(r"\s+(?=(?:Stand|Ersteller(?:/in|in|\*in)?|Kennzahl|Besoldungsgruppe|Entgeltgruppe)\s*:\s)")
NEXT_FIELD = re.compile(
    r"^(?:[A-ZÄÖÜ][\w/ *]{2,40}:|\d+\.?\s+[A-ZÄÖÜ]|Entgeltgruppe|Besoldungsgruppe|Formale Anforderungen|Bewertung\b)"
)
PAY_GRADE_E = re.compile(
    r"\b(?:Entgeltgruppe|EG|EntgGr\.?)\s*:?\s*(E?\s?\d{1,2}\s?[abc]?\b(?:,?\s*(?:Tl\.|Teil)[^/;]*)?)"
)
PAY_GRADE_A = re.compile(r"\b(?:Besoldungsgruppe|BesGr\.?)\s*:?\s*([AR]\s?\d{1,2}\b)")
BARE_GRADE = {
    PAY_GRADE_E: re.compile(r"\b(E\s?\d{1,2}\s?[abc]?\b[^/;|]*?)(?=\s*(?:[/;|(]|,?\s*(?:bzw|oder|und|Bes|A\s?\d)|$))"),
    PAY_GRADE_A: re.compile(r"\b([AR]\s?\d{1,2}\b)"),
}


def read_grade(lines: Lines, rule: re.Pattern[str]) -> str | None:
    """Return the grade out of the lines on the grading of the post ("Bewertung: E 9b / Besoldungsgruppe A 9")."""
    found = [rule.search(line.full) for line in lines if GRADING.match(line.full) or rule.match(line.full)]
    found += [BARE_GRADE[rule].search(text) for text, _ in read_values(lines, GRADING, 3)]
    return next((match.group(1).strip(" ,") for match in found if match), None)


def split_labels(lines: Lines) -> Lines:
    """Cut lines that hold several labels ("Stand: Jul 2025   Ersteller/in: Soz 4K")."""
    return [
        Line(part, line.place, is_item=line.is_item, ordinal=line.ordinal if i == 0 else "", is_bold=line.is_bold)
        for line in lines
        for i, part in enumerate(INNER_LABEL.split(line.text))
    ]


def read_values(lines: Lines, label: re.Pattern[str], count: int) -> list[tuple[str, str]]:
    """Return up to ``count`` values of a label as (text, place): behind the colon, or in the lines that follow."""
    for index, line in enumerate(lines):
        if not (match := label.match(line.full)):
            continue
        before, colon, value = line.full.partition(":")
        if not colon:
            value = line.full[match.end() :] if match.end() < len(line.full) else ""
            is_title = line.full.startswith("Stellentitel / Funktion ")
            if value and not is_title and not BARE_VALUE.match(value):
                continue
            value = "" if value.lstrip().startswith(("/", "(")) else value
        elif len(before) > 50:
            continue
        found = [(value.strip(), line.place)] if value.strip() else []
        for following in lines[index + 1 :]:
            if len(found) >= count or NEXT_FIELD.match(following.full) or LABEL.match(following.full):
                break
            found.append((following.full, following.place))
        return found[:count]
    return []
