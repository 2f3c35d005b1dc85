"""What leaves again: cells that no spreadsheet program takes for a formula, and the rows that were left out, as CSV."""

import csv
import io
import re
from collections.abc import Mapping

from postings.applications.importing.table import SourceTable

# Signs that begin a formula, the wide ones of East Asian fonts included, also behind blanks; and our own guard.
RISKY = re.compile(r"[\s']*[=+\-@＝＋－＠]|[\t\r\n]")
GUARDED = re.compile(r"'(?:[\s']*[=+\-@＝＋－＠]|[\t\r\n])")
REASON_COLUMN = "Hinweis zur Übernahme"


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet program runs it: an apostrophe before whatever could begin a formula.

    Source: OWASP, CSV injection.
    """
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return ``text`` without the apostrophe of ``guarded``, so that a corrected list reads as it was written."""
    return text[1:] if GUARDED.match(text) else text


def rest_as_csv(table: SourceTable, reasons: Mapping[int, str]) -> bytes:
    """Return the rows that ``reasons`` names, each with its reason first, to be corrected and uploaded again.

    UTF-8 with mark and semicolons: what a German spreadsheet program opens without asking.
    """
    columns = [column for column in table.columns if column != REASON_COLUMN]
    places = [table.columns.index(column) for column in columns]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([REASON_COLUMN, *map(guarded, columns)])
    for row in table.rows:
        if row.number in reasons:
            cells = [row.cells[place] if place < len(row.cells) else "" for place in places]
            writer.writerow([guarded(reasons[row.number]), *map(guarded, cells)])
    return b"\xef\xbb\xbf" + file.getvalue().encode()
