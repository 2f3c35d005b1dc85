"""The rows that are written past XlsxWriter are those that XlsxWriter would have written, byte by byte."""

import io
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from postings.documents.fast_sheet import LONGEST_TEXT, FastSheet, clean_text

ROWS = [
    [1, "Müller, Käthe", Decimal("3.25"), ""],
    [20, "=1+1", Decimal("4.00"), "a < b & \"c\" > 'd'"],
    [-3, " am Rand ", Decimal("0.5"), "zwei\nZeilen"],
    [4, "_x0041_ wörtlich", Decimal("100"), "n. b."],
    [5, "Müller, Käthe", Decimal("3.25"), "x" * (LONGEST_TEXT + 5)],
    [6, "mit \x01 Steuerzeichen", Decimal("2"), "\t Tabulator"],
]


def sheet_xml(write, sheet_class=None):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "text": book.add_format({"quote_prefix": True}),
        "whole": book.add_format({"num_format": "0"}),
        "decimal": book.add_format({"num_format": "0.00"}),
    }
    sheet = book.add_worksheet("Blatt", sheet_class)
    for place, name in enumerate(("Nr.", "Name", "Mittel", "Wort")):
        sheet.write_string(0, place, name, formats["text"])
    write(sheet, formats)
    sheet.autofilter(0, 0, len(ROWS), 3)
    book.close()
    with zipfile.ZipFile(file) as packed:
        return packed.read("xl/worksheets/sheet1.xml").decode()


def cell_by_cell(sheet, formats):
    for number, row in enumerate(ROWS, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell, formats["whole"])
            elif isinstance(cell, Decimal):
                sheet.write_number(number, place, cell, formats["decimal"])
            elif cell:
                sheet.write_string(number, place, clean_text(cell), formats["text"])


def test_whole_rows_are_what_the_library_writes_cell_by_cell():
    fast = sheet_xml(lambda sheet, formats: sheet.append_rows(iter(ROWS), columns=4, **formats), FastSheet)

    assert fast == sheet_xml(cell_by_cell)


def test_a_sheet_with_no_row_but_its_head_is_whole():
    fast = sheet_xml(lambda sheet, formats: sheet.append_rows(iter([]), columns=4, **formats), FastSheet)

    assert fast == sheet_xml(lambda sheet, formats: None)


@pytest.mark.parametrize("row", [[1.5, "", "", ""], [None, "", "", ""], [True, "", "", ""], [1, 2]])
def test_no_float_and_nothing_unknown_becomes_a_cell(row):
    with pytest.raises(ValueError, match=r"no cell|shorter"):
        sheet_xml(lambda sheet, formats: sheet.append_rows(iter([row]), columns=4, **formats), FastSheet)
