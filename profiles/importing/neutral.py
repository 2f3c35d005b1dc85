"""The neutral form: what every reader makes of a file, and all that the parser knows of it.

A document is a sequence of lines of running text and of tables. A table has rows of cells on one grid of columns: a
cell that spans several columns (or rows) stands at its first place, the other places it covers hold a cell with
``is_covered``. A reader reports what it sees and never what it supposes: no weights, no criteria, no sections.

How to write a reader (``readers``): take bytes, return a ``NeutralDocument``; hand every text of a cell to
``ticks.read_cell``, which tells signs of ticking from words; raise ``UnreadableDocument`` with one clear German
sentence when the file cannot be read. Places are German and meant for people: "Zeile 254", "Absatz 12",
"Tabelle 1, Zeile 4", "Seite 3, Tabelle 2, Zeile 5".
"""

from dataclasses import dataclass, field
from enum import StrEnum

from profiles.importing.document import Finding

MAXIMUM_PAGES = 200


class Mark(StrEnum):
    """What a cell shows of ticking."""

    NONE = ""  # neither box nor tick
    EMPTY = "empty"  # a box without a tick
    TICKED = "ticked"
    UNREADABLE = "unreadable"  # something is drawn or written that cannot be told


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of running text or of a cell: white space folded, no bullet sign, no number of a list.

    ``is_item``: stands in a list (bullet, triangle as bullet, number, ``<li>``). ``ordinal``: the number that a
    numbered item shows ("1.", "a)"), else "". ``is_definition``: begins with the triangle sign of the Berlin form.
    ``is_lump``: a whole list whose items the source no longer separates. ``is_bold``, ``is_italic``: the whole line is.
    """

    text: str
    place: str
    is_item: bool = False
    ordinal: str = ""
    is_definition: bool = False
    is_lump: bool = False
    is_bold: bool = False
    is_italic: bool = False

    @property
    def full(self) -> str:
        """The text with its number, as it stands in the document: "3. Leistungsmerkmale"."""
        return f"{self.ordinal} {self.text}" if self.ordinal else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid. ``ticks``: number of ticks seen in it; ``columns``: how many columns it spans (>= 1).

    ``lines`` are its words without signs of ticking, ``signed`` the same with ``ticks.TICK`` and ``ticks.BOX``.
    """

    lines: tuple[Line, ...] = ()
    mark: Mark = Mark.NONE
    ticks: int = 0
    columns: int = 1
    is_covered: bool = False
    signed: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """All words of the cell on one line."""
        return " ".join(line.text for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``place`` tells a person where to look. ``is_header``: the format itself calls it a repeated head."""

    cells: tuple[Cell, ...]
    place: str
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table; a table that goes on over pages may arrive as several."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NeutralDocument:
    """What a reader saw, in the order of the document. ``findings``: what it could not read (a code, words, place).

    ``source``: place and wording of every line as people know it, where the format has lines; else it is made up from
    the blocks.
    """

    blocks: tuple[Line | Table, ...]
    findings: tuple[Finding, ...] = ()
    page_count: int | None = None
    source: tuple[tuple[str, str], ...] = ()
    format_name: str = field(default="Text")  # as a person would say it: "Word-Dokument (DOCX)", "PDF", ...
