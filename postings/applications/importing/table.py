"""What reading a list yields: named columns and numbered rows of text, every cell with the kind it had in its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from profiles.importing.document import UnreadableDocument

MAXIMUM_ROWS = 20_000
MAXIMUM_COLUMNS = 300
MAXIMUM_CELL = 20_000  # signs; a picture written as text is longer
HEADER_WITHIN = 20  # rows that may stand above the names of the columns

# Kinds of a cell, one letter each, so that a row carries them as one short text.
TEXT, NUMBER, DATE, BOOLEAN, FORMULA, ERROR = "t", "n", "d", "b", "f", "e"


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as its file has it; ``number`` counts like a spreadsheet program, from 1, empty rows included."""

    number: int
    cells: tuple[str, ...]
    kinds: str

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of the list, names of columns included. ``is_ragged``: a row of another width is a damaged one."""

    format_name: str
    rows: tuple[RawRow, ...]
    notes: tuple[str, ...] = ()
    uses_1904: bool = False
    is_ragged: bool = False


@dataclass(frozen=True, slots=True)
class DroppedColumn:
    """A column that the authority must not hold; its content was never kept."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A list ready for mapping: unique column names, rows of that width, and what was dropped at the door.

    ``faults`` tells of rows whose width showed that their cells no longer stand below their names.
    """

    format_name: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    dropped: tuple[DroppedColumn, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    uses_1904: bool = False

    def to_plain(self) -> dict[str, object]:
        """Return the table as JSON data, compact."""
        return {
            "format_name": self.format_name,
            "columns": list(self.columns),
            "rows": [[row.number, row.kinds, *row.cells] for row in self.rows],
            "dropped": [[column.name, column.reason] for column in self.dropped],
            "notes": list(self.notes),
            "faults": [list(fault) for fault in self.faults],
            "uses_1904": self.uses_1904,
        }

    @classmethod
    def from_plain(cls, plain: Any) -> "SourceTable":
        """Return the table that ``to_plain`` described."""
        return cls(
            format_name=plain["format_name"],
            columns=tuple(plain["columns"]),
            rows=tuple(RawRow(number, tuple(cells), kinds) for number, kinds, *cells in plain["rows"]),
            dropped=tuple(DroppedColumn(*column) for column in plain["dropped"]),
            notes=tuple(plain["notes"]),
            faults=tuple((row, words) for row, words in plain["faults"]),
            uses_1904=plain["uses_1904"],
        )


def checked_row(name: str, number: int, cells: Sequence[str], kinds: Sequence[str]) -> RawRow:
    """Return the row without empty cells at its end.

    :raises UnreadableDocument: beyond the limits of number, width and length.
    """
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    if number > MAXIMUM_ROWS + HEADER_WITHIN:
        raise UnreadableDocument(f"Die Datei {name} hat mehr als {MAXIMUM_ROWS} Zeilen. Bitte teilen Sie die Liste.")
    if width > MAXIMUM_COLUMNS:
        raise UnreadableDocument(f"Die Datei {name} hat mehr als {MAXIMUM_COLUMNS} Spalten und wird nicht gelesen.")
    if any(len(cell) > MAXIMUM_CELL for cell in cells[:width]):
        raise UnreadableDocument(
            f"Die Datei {name} hat in Zeile {number} eine Zelle mit mehr als {MAXIMUM_CELL} Zeichen und wird nicht "
            "gelesen."
        )
    return RawRow(number, tuple(cells[:width]), "".join(kinds[:width]))
