"""What the authority must not hold goes at the door: whole columns, by their name or by what stands in them.

Source: DOMAIN.md 5.2; Art. 5, 9 and 10 GDPR. Names and values stand in ``forbidden.csv``.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from postings.applications.importing.columns import compact, recognise, spellings, unbroken_name
from postings.applications.importing.table import DroppedColumn, RawRow

FORBIDDEN_FILE = Path(__file__).with_name("forbidden.csv")
# Words in a free text that tell the committee what it must not know (R1, DOMAIN.md 5.5).
SENSITIVE = re.compile(
    r"schwerbehind|gleichgestellt|\bGdB\b|behinderung|migrationshintergrund|migrationsgeschichte|schwanger|krankheit"
    r"|alleinerzieh|verheiratet|geschieden|verwitwet|\bledig\b|religion|konfession|gewerkschaft|parteimitglied"
    r"|staatsangehörig|disabled|disability|pregnan|married|divorced",
    re.IGNORECASE,
)
ENOUGH = 0.8  # of the filled cells speak the words of a forbidden field


@cache
def _known(kind: str) -> Mapping[str, str]:
    """Return the reasons by whole ``names``, by ``values`` of cells, or by ``parts`` of names, all reduced."""
    with FORBIDDEN_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {compact(word): row["reason"] for row in rows for word in row[kind].split("|") if word}


def reason_by_name(column: str) -> str | None:
    """Return why a column of this name must not be held, or None; parts count only in names that mean nothing else."""
    names, parts = _known("names"), _known("parts")
    for spelling in spellings(column):
        if spelling in names:
            return names[spelling]
    if recognise(column) is None:
        return next((reason for part, reason in parts.items() if part in compact(unbroken_name(column))), None)
    return None


def reason_by_content(cells: Iterable[str]) -> str | None:
    """Return why a column with these cells must not be held, or None; a portal may call it "Feld 17"."""
    values = _known("values")
    filled = [compact(cell) for cell in cells if cell.strip()]
    found = Counter(values[cell] for cell in filled if cell in values)
    if not found:
        return None
    reason, count = found.most_common(1)[0]
    return reason if count >= ENOUGH * len(filled) else None


def sensitive_word(text: str) -> str | None:
    """Return the first word of a free text that tells what the committee must not know, or None."""
    found = SENSITIVE.search(text)
    return found[0] if found else None


def drop(
    columns: Sequence[str], rows: Sequence[RawRow]
) -> tuple[tuple[str, ...], tuple[RawRow, ...], tuple[DroppedColumn, ...]]:
    """Return columns and rows without what must not be held, and what that was."""
    dropped: dict[int, str] = {}
    for place, column in enumerate(columns):
        reason = reason_by_name(column)
        if reason is None and recognise(column) is None:
            reason = reason_by_content(row.cells[place] for row in rows if place < len(row.cells))
        if reason is not None:
            dropped[place] = reason
    if not dropped:
        return tuple(columns), tuple(rows), ()
    kept = [place for place in range(len(columns)) if place not in dropped]
    return (
        tuple(columns[place] for place in kept),
        tuple(
            RawRow(row.number, tuple(row.cells[p] for p in kept), "".join(row.kinds[p] for p in kept)) for row in rows
        ),
        tuple(DroppedColumn(columns[place], reason) for place, reason in dropped.items()),
    )
