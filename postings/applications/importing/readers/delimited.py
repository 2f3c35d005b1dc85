"""Lists as text: the separator is told by the content, quotes are taken at their word."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from postings.applications.importing.columns import recognise
from postings.applications.importing.table import TEXT, RawTable, checked_row
from postings.applications.importing.writing import unguarded
from profiles.importing.document import UnreadableDocument
from profiles.importing.reading import decode

SEPARATORS = {";": "Semikolon", ",": "Komma", "\t": "Tabulator"}
LOOKED_AT = 50  # records that tell the separator


def read_delimited(content: bytes, name: str) -> RawTable:
    """Read a CSV file.

    :raises UnreadableDocument: if it is no text, has no columns, or a quotation mark stays open.
    """
    try:
        text = decode(content, name)
    except UnreadableDocument:
        raise UnreadableDocument(
            f"Die Datei {name} ist weder Text noch eine lesbare Tabelle. Lesbar sind CSV, XLSX und ODS."
        ) from None
    told, text = _separator_line(text)
    separator = told or _separator(text)
    if separator is None:
        raise UnreadableDocument(
            f"Die Datei {name} ist keine Liste: Es gibt keine Spalten, die durch Semikolon, Komma oder Tabulator "
            "getrennt sind."
        )
    rows = []
    try:
        for number, record in enumerate(_records(text, separator), start=1):
            cells = [unguarded(cell) for cell in record]
            rows.append(checked_row(name, number, cells, TEXT * len(cells)))
    except csv.Error as error:
        words = "ein Anführungszeichen steht falsch oder bleibt offen"
        if "field larger" in str(error):
            words = "eine Zelle ist zu lang oder ein Anführungszeichen bleibt offen"
        raise UnreadableDocument(
            f"Die Datei {name} ist ab Zeile {len(rows) + 1} beschädigt: {words}. Bitte berichtigen Sie das."
        ) from None
    return RawTable(f"CSV ({SEPARATORS[separator]})", tuple(rows), is_ragged=True)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # Strict: without it an open quotation mark swallows the rest of the list, and a misplaced one is lost.
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _separator_line(text: str) -> tuple[str | None, str]:
    """Return the separator that Excel's first line "sep=;" names, and the text below it."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and first.strip().strip('"')[4:] in ("", *SEPARATORS):
        return (first.strip(" \r\n").strip('"')[4:] or "\t"), rest
    return None, text


def _separator(text: str) -> str | None:
    """Return the separator under which the list has the most known columns and the most even rows."""
    best: tuple[tuple[int, float, int], str] | None = None
    for separator in SEPARATORS:
        records: list[list[str]] = []
        try:
            for record in _records(text, separator):
                if any(record):
                    records.append(record)
                if len(records) == LOOKED_AT:
                    break
        except csv.Error:
            pass  # judged by what stands before; reading in full will say where
        widths = Counter(len(record) for record in records)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if max(widths, default=0) < 2:
            continue
        known = max(len({field for cell in record if (field := recognise(cell))}) for record in records)
        score = (known, count / len(records), width)
        if best is None or score > best[0]:
            best = (score, separator)
    return best[1] if best else None
