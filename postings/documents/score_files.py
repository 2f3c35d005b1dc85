"""Tables of figures as files: a workbook with real numbers, or CSV in parts. No text ever becomes a formula."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import IO

import xlsxwriter

from postings.applications.importing.writing import guarded
from postings.documents.fast_sheet import FastSheet, clean_text
from postings.documents.score_tables import Cell, ScoreTable
from profiles.scoring.display import format_german

LINES_AT_ONCE = 500
MARK = "\ufeff"  # by which a German spreadsheet program knows UTF-8


def write_workbook(tables: Sequence[ScoreTable], *, properties: dict[str, str]) -> IO[bytes]:
    """Return the workbook as an open temporary file at its start; one sheet a table, row by row, in bounded memory.

    Heads are fixed and filterable, whole numbers have none and others two decimals. Texts are written as texts and
    stay texts when somebody edits the cell (quote prefix), also "=HYPERLINK(...)" and "+49 30 ...".
    """
    file = tempfile.TemporaryFile()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(properties)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "quote_prefix": True, "bottom": 1})
    text = book.add_format({"quote_prefix": True, "valign": "top"})
    whole = book.add_format({"num_format": "0", "valign": "top"})
    decimal = book.add_format({"num_format": "0.00", "valign": "top"})
    for table in tables:
        sheet = book.add_worksheet(table.title, FastSheet)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        for place, width in enumerate(table.widths):
            sheet.set_column(place, place, width)
        for place, name in enumerate(table.header):
            sheet.write_string(0, place, clean_text(name), head)
        row = sheet.append_rows(iter(table.rows), columns=len(table.header), text=text, whole=whole, decimal=decimal)
        sheet.autofilter(0, 0, row, len(table.header) - 1)
    book.close()
    file.seek(0)
    return file


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(table: ScoreTable) -> Iterator[bytes]:
    """Yield the table as CSV in parts: UTF-8 with mark, semicolons, decimal commas."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    part = [MARK, writer.writerow([guarded(name) for name in table.header])]
    for cells in table.rows:
        part.append(writer.writerow([_as_text(cell) for cell in cells]))
        if len(part) >= LINES_AT_ONCE:
            yield "".join(part).encode()
            part = []
    yield "".join(part).encode()


def _as_text(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    return format_german(cell) if isinstance(cell, Decimal) else guarded(cell.replace("\n", ", "))
