"""A worksheet of XlsxWriter that takes whole rows of typed cells and writes each as one text.

XlsxWriter's own way makes three objects and a dozen calls of every cell: 200,000 cells cost two seconds. Only the cells
are written here; styles, widths, filters, relations and the packing stay the library's. It is a subclass as
``Workbook.add_worksheet`` takes one; of the library's inner parts it uses ``_write_single_row``, ``_check_dimensions``,
``Format._get_xf_index`` and ``fh``, which the pinned version has and a test of the bytes holds (decision 130).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from postings.documents.score_tables import Cell

LONGEST_TEXT = 32_767  # signs in a cell, a limit of the format
MOST_ROWS = 1_048_576  # of a sheet, a limit of the format
# "_x0041_" would be read as the sign with this number: its underscore is written as a number itself.
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
KNOWN_TEXTS = 5000  # names, rounds and words repeat; longer texts of single people do not


def clean_text(cell: str) -> str:
    """Return ``cell`` without signs that XML cannot hold, at most as long as a cell may be."""
    return ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_TEXT]


def text_part(cell: str) -> str:
    """Return what follows the style of a text cell: the text in the row itself, no table of texts to keep in memory."""
    text = LOOKS_ESCAPED.sub("_x005F_", escape(clean_text(cell)))
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'


class FastSheet(Worksheet):
    """Takes rows from the second on, in their order, in a workbook with ``constant_memory``."""

    def append_rows(
        self, rows: Iterator[Sequence[Cell]], *, columns: int, text: Format, whole: Format, decimal: Format
    ) -> int:
        """Write ``rows`` below the head and return the number of the last one, counted from 0 (the head).

        An ``int`` has no decimals, a ``Decimal`` two, an empty text makes no cell.

        :raises ValueError: for a cell of another kind, or beyond the last row of a sheet.
        """
        text_open, whole_open, decimal_open = (f'" s="{one._get_xf_index()}"' for one in (text, whole, decimal))
        heads = [f'<c r="{xl_col_to_name(place)}' for place in range(columns)]
        self._write_single_row(1)  # the head is complete
        known: dict[str, str] = {}
        write: Callable[[str], object] = self.fh.write
        number = 0
        for number, cells in enumerate(rows, start=1):
            line = str(number + 1)
            parts = []
            for head, cell in zip(heads, cells, strict=True):
                kind = type(cell)
                if kind is int:
                    parts.append(f"{head}{line}{whole_open}><v>{cell}</v></c>")
                elif kind is Decimal:
                    parts.append(f"{head}{line}{decimal_open}><v>{cell:f}</v></c>")
                elif isinstance(cell, str):
                    if cell:
                        part = known.get(cell)
                        if part is None:
                            part = text_part(cell)
                            if len(known) < KNOWN_TEXTS:
                                known[cell] = part
                        parts.append(f"{head}{line}{text_open}{part}")
                else:
                    raise ValueError(f"no cell: {cell!r}")
            write(f'<row r="{line}">{"".join(parts)}</row>')
        if number >= MOST_ROWS:
            raise ValueError("more rows than a sheet can hold")
        if number:
            self._check_dimensions(number, columns - 1)
        self.previous_row = number + 1  # nothing is left for the library to write
        return number
