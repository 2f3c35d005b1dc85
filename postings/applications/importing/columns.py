"""What the columns of a list mean: a proposal by German and English names, whatever their order and spelling.

The fields and their names stand in ``columns.csv``.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LOST = "\ufffd"
FIELDS_FILE = Path(__file__).with_name("columns.csv")
# Words that portals put before or behind the name of a field.
ABOUT_WHOM = re.compile(
    r"^(?:(?:bewerber(?:in)?(?:daten)?|person(?:en)?(?:daten)?|kandidat(?:in)?|kontakt|applicant|candidate|person)"
    r"[\s:._/>-]+)+",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\s*[(\[].*?[)\]]\s*")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field that a column can be mapped to."""

    name: str
    label: str
    aliases: tuple[str, ...]


@cache
def fields() -> Mapping[str, FieldInfo]:
    """Return every field by its name, in the order in which people choose."""
    with FIELDS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {row["field"]: FieldInfo(row["field"], row["label"], tuple(row["aliases"].split("|"))) for row in rows}


def compact(name: str) -> str:
    """Return ``name`` reduced to its letters and digits: "E-Mail-Adresse*" is "emailadresse"."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_FOLDED)
    text = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in text if sign.isalnum() or sign == LOST)


def spellings(name: str) -> list[str]:
    """Return the reduced spellings under which ``name`` may be known, the most exact first."""
    unbroken = unbroken_name(name)
    forms = [unbroken, ASIDE.sub(" ", unbroken)]
    forms += [ABOUT_WHOM.sub("", form.strip()) for form in forms]
    return list(dict.fromkeys(reduced for form in forms if (reduced := compact(form))))


def unbroken_name(name: str) -> str:
    """Return the name of a column with UTF-8 that was taken for Windows-1252 put right ("StraÃŸe").

    Only the names of columns are put right, to recognise them; what people wrote into cells never is.
    """
    try:
        return name.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


@cache
def _by_spelling() -> Mapping[str, str]:
    return {compact(alias): info.name for info in fields().values() for alias in (*info.aliases, info.name)}


def recognise(name: str) -> str | None:
    """Return the field that a column called ``name`` holds, or None if nobody can tell."""
    known = _by_spelling()
    for spelling in spellings(name):
        if spelling in known:
            return known[spelling]
    if LOST in name or "?" in name:
        pattern = "".join(".{1,2}" if sign == LOST else re.escape(sign) for sign in compact(name.replace("?", LOST)))
        found = {field for alias, field in known.items() if re.fullmatch(pattern, alias)}
        return found.pop() if len(found) == 1 else None
    return None


def propose(columns: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str | None]:
    """Return for each column the proposed field; every field at most once, the first column has it.

    ``remembered`` is what a person chose for this source before, by reduced name ("" for "do not take over"); it goes
    before the names.
    """
    remembered = remembered or {}
    chosen: dict[str, str | None] = dict.fromkeys(columns)
    taken: set[str] = set()
    for column in columns:
        field = remembered.get(compact(column))
        if field and field in fields() and field not in taken:
            chosen[column] = field
            taken.add(field)
    has_first_name = any(recognise(column) == "first_name" for column in columns)
    for column in columns:
        if compact(column) in remembered:
            continue
        field = recognise(column)
        if field == "last_name" and not has_first_name and compact(column) == "name":
            field = "full_name"
        if field and field not in taken:
            chosen[column] = field
            taken.add(field)
    return chosen


def to_remember(mapping: Mapping[str, str | None]) -> dict[str, str]:
    """Return ``mapping`` in the form that ``propose`` remembers by."""
    return {compact(column): field or "" for column, field in mapping.items()}
