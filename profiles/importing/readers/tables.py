"""What tables of Word and OpenDocument share: tables that only lay out a page, and tables inside cells."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from profiles.importing.document import UnreadableDocument
from profiles.importing.neutral import Cell, Line, Row
from profiles.importing.readers.office import Record, joined_rows
from profiles.importing.readers.packages import Element, Package


class TableReader(ABC):
    """Reads blocks into a ``Record``; what a row, a cell and a paragraph is, the formats say."""

    def __init__(self, package: Package) -> None:
        self.record = Record()
        self._package = package

    @abstractmethod
    def read_blocks(self, parent: Element) -> None:
        """Record the paragraphs and tables of the body, of a text box or of a cell that only lays out."""

    @abstractmethod
    def contents(self, parent: Element, place: str) -> tuple[list[Line], list[str]]:
        """Return the lines of a cell or of a text box in it, tables inside it row by row, and the doubts."""

    @abstractmethod
    def rows(self, table: Element) -> Iterator[Element]:
        """Yield the rows that are shown."""

    @abstractmethod
    def cells(self, row: Element) -> list[Element]:
        """Return the cells of a row that hold something of their own."""

    @abstractmethod
    def tables(self, cell: Element) -> list[Element]:
        """Return the tables that stand directly in a cell."""

    @abstractmethod
    def has_words(self, cell: Element) -> bool:
        """Tell whether the cell shows anything beside its tables."""

    @abstractmethod
    def has_content(self, element: Element) -> bool:
        """Tell whether anything in ``element`` could be shown."""

    @abstractmethod
    def is_header(self, row: Element) -> bool: ...

    @abstractmethod
    def read_row(self, row: Element, place: str, merged: set[int]) -> tuple[list[Cell], set[int]]:
        """Return the places of the grid in this row, and the columns whose cell may go on in the next row."""

    def read_table(self, table: Element) -> None:
        """Record a table; one that only lays out the page is passed through, row by row."""
        rows: list[Row] = []
        place = ""
        is_layout = self._is_layout(table)
        merged: set[int] = set()
        for number, row in enumerate(self.rows(table), start=1):
            cell = self._laid_out(row) if is_layout else None
            if cell is not None:
                self.record.add_rows(rows)
                rows, place = [], ""
                self.read_blocks(cell)
                continue
            place = place or self.record.next_table()
            where = f"{place}, Zeile {number}"
            cells, merged = self.read_row(row, where, merged)
            if self.record.is_overfull(len(cells)):
                raise UnreadableDocument(
                    f"Die Datei {self._package.name} enthält zu viele Tabellenzellen und wird nicht gelesen. Bitte "
                    "geben Sie nur Ausschreibung und Anforderungsprofil an."
                )
            rows.append(Row(tuple(cells), where, self.is_header(row)))
        self.record.add_rows(rows)

    def read_cell(self, cell: Element, columns: int, place: str) -> list[Cell]:
        """Return the cell and the places it covers, or the cells of a table that fills it as many as it spans."""
        tables = self.tables(cell)
        if columns > 1 and len(tables) == 1 and not self.has_words(cell):
            rows = list(self.rows(tables[0]))
            if len(rows) == 1 and len(self.cells(rows[0])) == columns:
                return self.read_row(rows[0], place, set())[0]
        lines, doubts = self.contents(cell, place)
        return self.record.cell(lines, doubts, place, columns)

    def inner_table(self, table: Element, place: str) -> tuple[list[Line], list[str]]:
        """Return the rows of a table inside a cell as lines of that cell."""
        rows = [[self.contents(cell, place) for cell in self.cells(row)] for row in self.rows(table)]
        doubts = [code for row in rows for _, more in row for code in more]
        return joined_rows([[found for found, _ in row] for row in rows]), doubts

    def _is_layout(self, table: Element) -> bool:
        """Tell whether the table only lays out the page: no row has more than two cells that show anything.

        A row of the paper form has three: number, words, tick.
        """
        return any(self.tables(cell) for row in self.rows(table) for cell in self.cells(row)) and all(
            sum(map(self.has_content, self.cells(row))) <= 2 for row in self.rows(table)
        )

    def _laid_out(self, row: Element) -> Element | None:
        """Return the only filled cell of the row if it holds a table that is a grid of its own."""
        filled = [cell for cell in self.cells(row) if self.has_content(cell)]
        if len(filled) != 1:
            return None
        for table in self.tables(filled[0]):
            rows = list(self.rows(table))
            if len(rows) > 1 and max(len(self.cells(inner)) for inner in rows) > 1:
                return filled[0]
            if self._is_layout(table):
                return filled[0]
        return None
