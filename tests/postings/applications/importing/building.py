"""Lists of applicants as every kind of file, made by program."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date

from odf import dc, office, text
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from openpyxl import Workbook

Cell = str | int | float | bool | date | None

HEADER = ("Anrede", "Vorname", "Nachname", "Geburtsdatum", "PLZ", "Ort", "E-Mail", "Eingang")
ROW = ("Frau", "Jördis", "Müller", "04.03.1985", "01067", "Dresden", "jm@example.org", "14.08.2025")


def build_csv(
    rows: Sequence[Sequence[Cell]], *, separator: str = ";", encoding: str = "utf-8-sig", line_end: str = "\r\n"
) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=line_end).writerows(rows)
    return file.getvalue().encode(encoding)


def build_xlsx(rows: Sequence[Sequence[Cell]], *, formats: dict[str, str] | None = None, title: str = "Liste") -> bytes:
    """``formats``: number formats by cell, such as {"E2": "00000"}."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def ods_cell(value: Cell | tuple[float, str]) -> Element:
    """A pair is a number and the text that its format shows."""
    if isinstance(value, tuple):
        cell = TableCell(valuetype="float", value=value[0])
        cell.addElement(text.P(text=value[1]))
    elif isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
        cell.addElement(text.P(text="WAHR" if value else "FALSCH"))
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
        cell.addElement(text.P(text=str(value)))
    elif isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
        cell.addElement(text.P(text=value.strftime("%d.%m.%y")))
    elif value:
        cell = TableCell(valuetype="string")
        for line in value.split("\n"):
            cell.addElement(text.P(text=line))
    else:
        cell = TableCell()
    return cell


def build_ods(rows: Sequence[Sequence[object]], *, title: str = "Liste") -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name=title)
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(value if hasattr(value, "qname") else ods_cell(value))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def note_cell(shown: str, note: str) -> Element:
    """A cell of text with a comment that nobody prints."""
    cell = TableCell(valuetype="string")
    annotation = office.Annotation()
    annotation.addElement(dc.Creator(text="jemand"))
    annotation.addElement(text.P(text=note))
    cell.addElement(annotation)
    cell.addElement(text.P(text=shown))
    return cell


def with_member(content: bytes, name: str, member: bytes) -> bytes:
    """The package with one more part, or another content of one."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info.filename))
        new.writestr(name, member)
    return file.getvalue()


def member_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)
