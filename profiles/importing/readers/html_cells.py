"""One HTML table on its grid: spans bounded, rows of hidden elements left out, layout tables told from real ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from profiles.importing.neutral import Cell, Line, Mark, Row, Table
from profiles.importing.readers.html_signs import PICTURE, Element, is_blank, is_hidden, tag_of
from profiles.importing.readers.words import UNREADABLE_SIGN
from profiles.importing.ticks import read_cell

MAXIMUM_COLUMNS = 100
MAXIMUM_ROWS = 5_000
MAXIMUM_PLACES = 100_000


def is_layout(table: Element) -> bool:
    """Whether the table only arranges a page: one cell, or other tables inside that hold as much as itself."""
    count = sum(1 for _ in table.iter("td", "th"))
    nested = {cell for inner in table.iter("table") if inner is not table for cell in inner.iter("td", "th")}
    return count <= 1 or (len(nested) > 0 and len(nested) >= count - len(nested))


def read_table(
    table: Element, number: int, read_lines: Callable[[Element, str], list[Line]]
) -> tuple[Table, list[str]]:
    """Return the table and the places of cells that cannot be read; ``read_lines`` reads the content of a cell."""
    rows: list[Row] = []
    unreadable: list[str] = []
    hanging: dict[int, int] = {}  # column -> rows that a cell above still covers
    places = 0
    for element, is_header in _rows(table):
        place = f"Tabelle {number}, Zeile {len(rows) + 1}"
        cells: list[Cell] = []

        def cover() -> None:
            while hanging.get(len(cells), 0) > 0:  # noqa: B023 - called within the same turn of the loop
                hanging[len(cells)] -= 1  # noqa: B023
                cells.append(Cell(is_covered=True))  # noqa: B023

        for child in element:
            if tag_of(child) not in ("td", "th") or (is_hidden(child) and not is_blank(child)):
                continue
            cover()
            if len(cells) >= MAXIMUM_COLUMNS:
                break
            columns = min(_span(child, "colspan"), MAXIMUM_COLUMNS - len(cells))
            cell = _cell([] if is_hidden(child) else read_lines(child, place), columns)
            if cell.mark is Mark.UNREADABLE:
                unreadable.append(place)
            height = min(_span(child, "rowspan", whole=MAXIMUM_ROWS), MAXIMUM_ROWS)
            for column in range(len(cells), len(cells) + columns):
                hanging[column] = height - 1
            cells.append(cell)
            cells.extend([Cell(is_covered=True)] * (columns - 1))
        cover()
        if cells:
            rows.append(Row(tuple(cells), place, is_header))
        places += len(cells)
        if len(rows) >= MAXIMUM_ROWS or places > MAXIMUM_PLACES:
            break
    return Table(tuple(rows)), unreadable


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of the table itself, and whether its head holds them."""
    for child in table:
        tag = tag_of(child)
        if is_hidden(child):
            continue
        if tag == "tr":
            yield child, False
        elif tag in ("thead", "tbody", "tfoot"):
            yield from ((row, tag == "thead") for row in child if tag_of(row) == "tr" and not is_hidden(row))


def _span(cell: Element, name: str, *, whole: int = 1) -> int:
    """Return a span of at least 1; rowspan "0" means the rest of the table."""
    digits = (cell.get(name) or "1").strip()
    if not digits.isdecimal() or len(digits) > 6:
        return 1
    return int(digits) or whole


def _cell(lines: list[Line], columns: int) -> Cell:
    words = [replace(line, text=line.text.replace(PICTURE, " ").strip()) for line in lines]
    words = [line for line in words if line.text.strip(UNREADABLE_SIGN + " ")]
    cell = read_cell(words, columns=columns)
    is_unreadable = any(not line.text.strip(UNREADABLE_SIGN + PICTURE + " ") for line in lines) and not words
    return replace(cell, mark=Mark.UNREADABLE) if is_unreadable else cell
