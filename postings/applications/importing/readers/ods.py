"""Sheets of OpenDocument, row by row through lxml: the text that a cell shows, beside the value it holds.

No library for this format gives the shown text, and only that tells "01069" from 1069.
"""

import io
from collections.abc import Iterator

from lxml import etree

from postings.applications.importing.readers.sheets import list_sheet, number_text, other_sheets
from postings.applications.importing.table import (
    BOOLEAN,
    DATE,
    FORMULA,
    HEADER_WITHIN,
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    NUMBER,
    TEXT,
    RawRow,
    RawTable,
    checked_row,
)
from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.packages import Element, Kind, Package, integer

ODS = Kind("OpenDocument-Tabelle (ODS)", "LibreOffice", "ODS")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
WORDS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
BEYOND = MAXIMUM_ROWS + HEADER_WITHIN + 1


def read_ods(content: bytes, name: str) -> RawTable:
    """Read the sheet of a workbook that holds the list.

    :raises UnreadableDocument: if it is damaged, protected, beyond the limits or empty.
    """
    package = Package(content, name, ODS)
    if "content.xml" not in package:
        raise package.broken()
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise package.encrypted()
    xml = package.read("content.xml")
    if any("<!DOCTYPE".encode(encoding) in xml for encoding in ("ascii", "utf-16-le", "utf-16-be")):
        raise package.broken()
    sheets: dict[str, list[RawRow]] = {}
    try:
        for sheet, row in _rows(xml, name):
            sheets.setdefault(sheet, []).append(row)
    except (etree.LxmlError, ValueError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise package.broken() from None
    named = list(sheets.items())
    chosen = list_sheet([(sheet, rows[:HEADER_WITHIN]) for sheet, rows in named])
    if chosen is None:
        raise UnreadableDocument(f"Die Datei {name} enthält keine Zeilen.")
    notes = list(other_sheets(list(sheets), named[chosen][0]))
    if pictures := sum(part.startswith("Pictures/") and part != "Pictures/" for part in package.names):
        notes.append(f"Bilder in der Datei ({pictures}) sind nicht gelesen und nicht gespeichert.")
    return RawTable("ODS", tuple(named[chosen][1]), notes=tuple(notes))


def _rows(xml: bytes, name: str) -> Iterator[tuple[str, RawRow]]:
    """Yield the filled rows of every sheet; repeated rows are counted, filled ones given as often as they stand."""
    events = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        tag=(f"{TABLE}table", f"{TABLE}table-row", f"{TABLE}tracked-changes"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    sheets: list[str] = []  # a table inside a cell is no sheet
    number = deleted = 0
    for event, element in events:
        if element.tag == f"{TABLE}tracked-changes":
            deleted += 1 if event == "start" else -1
        elif element.tag == f"{TABLE}table":
            if event == "start":
                sheets.append(element.get(f"{TABLE}name") or "")
                number = 0 if len(sheets) == 1 else number
            else:
                sheets.pop()
        elif event == "end" and len(sheets) == 1 and not deleted:
            times = integer(element.get(f"{TABLE}number-rows-repeated"), 1, 1, 2**20)
            cells = _cells(element)
            if any(text for text, _kind in cells):
                for _ in range(min(times, BEYOND)):
                    number += 1
                    yield sheets[0], checked_row(name, number, [t for t, _ in cells], [k for _, k in cells])
            else:
                number += times
            element.clear()


def _cells(row: Element) -> list[tuple[str, str]]:
    """Return the cells of a row as text and kind; a repeated one as often as it stands, empty ones at the end once."""
    cells: list[tuple[str, str]] = []
    for cell in row.iterchildren(*CELLS):
        times = integer(cell.get(f"{TABLE}number-columns-repeated"), 1, 1, 2**14)
        cells += [_cell(cell)] * min(times, MAXIMUM_COLUMNS + 1)
        if len(cells) > 4 * MAXIMUM_COLUMNS:
            break
    return cells


def _cell(cell: Element) -> tuple[str, str]:
    if cell.tag != CELLS[0]:
        return "", TEXT
    shown = "\n".join(_shown(paragraph) for paragraph in cell.iterchildren(f"{WORDS}p"))
    formula = cell.get(f"{TABLE}formula")
    if formula is not None:
        return "=" + formula.partition("=")[2], FORMULA
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        value = (cell.get(f"{OFFICE}date-value") or shown).replace("T", " ")
        return value.removesuffix(" 00:00:00"), DATE
    if kind == "boolean":
        return ("ja" if cell.get(f"{OFFICE}boolean-value") == "true" else "nein"), BOOLEAN
    if kind == "float":
        value = number_text(cell.get(f"{OFFICE}value") or shown)
        if shown.isdecimal() and shown.startswith("0") and shown.lstrip("0") == value:
            return shown, TEXT  # the format of the cell shows the zeros, so they are no loss
        return value, NUMBER
    return shown, TEXT


def _shown(paragraph: Element) -> str:
    """Return the text that a paragraph shows, without notes, with its spaces, tabulators and line breaks."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{WORDS}s":
            parts.append(" " * integer(child.get(f"{WORDS}c"), 1, 1, 1000))
        elif child.tag == f"{WORDS}tab":
            parts.append("\t")
        elif child.tag == f"{WORDS}line-break":
            parts.append("\n")
        elif child.tag in (f"{WORDS}span", f"{WORDS}a"):
            parts.append(_shown(child))
        parts.append(child.tail or "")
    return "".join(parts)
