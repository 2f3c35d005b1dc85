"""Tables that leave the house as a spreadsheet or on paper. Text only: no cell begins a formula (OWASP)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from postings.applications.importing.writing import guarded
from recruitment.pdf import html_to_pdf

WIDEST = 60  # characters; a longer text breaks inside its cell


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table with what stands around it. ``numeric`` are the places of right-aligned columns."""

    title: str
    authority: str
    source: str
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]
    made_at: datetime

    @property
    def made_at_iso(self) -> str:
        return timezone.localtime(self.made_at).isoformat(timespec="seconds")

    @property
    def made_at_words(self) -> str:
        return formats.date_format(timezone.localtime(self.made_at), "d.m.Y, H:i") + _(" Uhr")

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """Text and whether it is right-aligned, row by row."""
        return [[(text, place in self.numeric) for place, text in enumerate(row)] for row in self.rows]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        return [(text, place in self.numeric) for place, text in enumerate(self.header)]


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return UTF-8 with mark and semicolons: what a German spreadsheet program opens without asking."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(text) for text in header])
    writer.writerows([guarded(text.replace("\n", ", ")) for text in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def as_xlsx(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet: head fixed and filterable, every cell a text that stays one when edited."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for place, text in enumerate(header):
        widest = max([len(text), *(max(map(len, row[place].split("\n"))) for row in rows)])
        sheet.column_dimensions[chr(ord("A") + place)].width = min(widest, WIDEST) + 2
    sheet.append([_cell(sheet, text, is_head=True) for text in header])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(header) - 1)}{len(rows) + 1}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, text: str, *, is_head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # openpyxl takes "=" for a formula
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _sheet_name(title: str) -> str:
    return "".join("-" if sign in r"[]:*?/\\" else sign for sign in title)[:31]


def as_pdf(table: PrintedTable) -> bytes:
    """Return the table as PDF/UA, A4 across, the head repeated on every page."""
    return html_to_pdf(render_to_string("reports/table.html", {"table": table}))
