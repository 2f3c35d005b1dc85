"""Workbooks of Excel, through openpyxl, row by row; formulas stay the text they are, nothing is computed."""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from postings.applications.importing.readers.sheets import list_sheet, number_text, other_sheets
from postings.applications.importing.table import (
    BOOLEAN,
    DATE,
    ERROR,
    FORMULA,
    HEADER_WITHIN,
    MAXIMUM_COLUMNS,
    NUMBER,
    TEXT,
    RawRow,
    RawTable,
    checked_row,
)
from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.packages import Kind, Package

XLSX = Kind("Excel-Arbeitsmappe (XLSX)", "Excel", "XLSX")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
ZEROS = re.compile(r'(?:\[[^\]]*\])?(0{2,})(?:;.*)?|"[^"]*"(0{2,})')


def read_xlsx(content: bytes, name: str) -> RawTable:
    """Read the sheet of a workbook that holds the list.

    :raises UnreadableDocument: if it is damaged, protected, beyond the limits or empty.
    """
    package = Package(content, name, XLSX)
    for part in package.names:
        if part.endswith((".xml", ".rels")):
            if b"<!DOCTYPE" in (text := package.read(part)) or "<!DOCTYPE".encode("utf-16-le") in text:
                raise package.broken()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of features that a list does not need
            return _read(content, name, package)
    except UnreadableDocument:
        raise
    except Exception:  # openpyxl raises whatever a damaged part makes of itself
        raise package.broken() from None


def _read(content: bytes, name: str, package: Package) -> RawTable:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"] or list(workbook.worksheets)
    heads = [(sheet.title, list(islice(_rows(sheet, name), HEADER_WITHIN))) for sheet in sheets]
    chosen = list_sheet(heads)
    if chosen is None:
        raise UnreadableDocument(f"Die Datei {name} enthält keine Zeilen.")
    notes = list(other_sheets([sheet.title for sheet in sheets], sheets[chosen].title))
    if pictures := sum(part.startswith("xl/media/") for part in package.names):
        notes.append(f"Bilder in der Datei ({pictures}) sind nicht gelesen und nicht gespeichert.")
    return RawTable(
        "XLSX",
        tuple(_rows(sheets[chosen], name)),
        notes=tuple(notes),
        uses_1904=workbook.epoch == CALENDAR_MAC_1904,
    )


def _rows(sheet: Any, name: str) -> Iterator[RawRow]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        read = [_cell(cell) for cell in islice(cells, MAXIMUM_COLUMNS + 1)]
        yield checked_row(name, number, [text for text, _kind in read], [kind for _text, kind in read])


def _cell(cell: Any) -> tuple[str, str]:
    """Return what stands in the cell, and its kind."""
    value = cell.value
    if value is None:
        return "", TEXT
    if isinstance(value, str):  # nearly all cells
        return _text(value, cell.data_type)
    if isinstance(value, ArrayFormula):
        return str(value.text or "="), FORMULA
    if isinstance(value, bool):
        return ("ja" if value else "nein"), BOOLEAN
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return (value.date().isoformat() if is_day else value.isoformat(" ", "seconds")), DATE
    if isinstance(value, date):
        return value.isoformat(), DATE
    if isinstance(value, time | timedelta):
        return str(value), TEXT
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return _text(str(value), cell.data_type)


def _text(text: str, data_type: str) -> tuple[str, str]:
    if "_x" in text:
        text = ESCAPED.sub(_escaped, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, {"f": FORMULA, "e": ERROR}.get(data_type, TEXT)


def _escaped(found: re.Match[str]) -> str:
    """Return the line end or tabulator that an escape stands for; other control signs show nothing."""
    sign = chr(int(found[1], 16))
    if sign in "\t\n\r":
        return sign
    return "" if ord(sign) < 0x20 else found[0]


def _number(value: int | float, number_format: str) -> tuple[str, str]:
    """Return a number as text; a format of zeros ("00000") says how many digits people see, so they are no loss."""
    text = number_text(repr(value))
    if text.isdecimal() and (zeros := ZEROS.fullmatch(number_format)):
        digits = zeros[1] or zeros[2]
        return text.zfill(len(digits)), TEXT
    return text, NUMBER
