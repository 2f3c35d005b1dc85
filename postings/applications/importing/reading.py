"""From a file to a list with named columns: what it really is by its content, its names, what goes at the door."""

import io
import zipfile
from collections.abc import Sequence

from postings.applications.importing.columns import recognise
from postings.applications.importing.forbidden import drop
from postings.applications.importing.table import (
    HEADER_WITHIN,
    TEXT,
    RawRow,
    RawTable,
    SourceTable,
)
from postings.applications.importing.writing import REASON_COLUMN
from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.packages import BROKEN
from profiles.importing.reading import HTML_START, MAXIMUM_BYTES, OLE, too_large
from profiles.importing.sandbox import in_child

TASK = "postings.applications.importing.reading:read_to_plain"


def read_list_safely(content: bytes, name: str) -> SourceTable:
    """Read ``content`` of a file called ``name`` in a child process with bounded memory and time.

    :raises UnreadableDocument: if it cannot be read, or not within the bounds.
    """
    kind_of_list(content, name)
    return SourceTable.from_plain(in_child(TASK, content, name))


def read_to_plain(content: bytes, name: str) -> object:
    """Return what ``read_list`` does as plain data, for the child process."""
    return read_list(content, name).to_plain()


def read_list(content: bytes, name: str) -> SourceTable:
    """Read a list of applicants, whatever of the known kinds it is.

    :raises UnreadableDocument: if it cannot be read at all or holds no rows.
    """
    kind = kind_of_list(content, name)
    if kind == "xlsx":
        from postings.applications.importing.readers.xlsx import read_xlsx  # openpyxl is slow to load

        return with_columns(read_xlsx(content, name), name)
    if kind == "ods":
        from postings.applications.importing.readers.ods import read_ods

        return with_columns(read_ods(content, name), name)
    from postings.applications.importing.readers.delimited import read_delimited

    return with_columns(read_delimited(content, name), name)


def kind_of_list(content: bytes, name: str) -> str:
    """Return what the file is by its content, whatever its name says: "xlsx", "ods" or "csv".

    :raises UnreadableDocument: if it is empty, too large or none of these.
    """
    if len(content) > MAXIMUM_BYTES:
        raise UnreadableDocument(too_large(name))
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument(f"Die Datei {name} ist leer.")
    if content.startswith(b"PK"):
        return _kind_of_archive(content, name)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableDocument(
                f"Die Datei {name} ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."
            )
        raise UnreadableDocument(
            f"Die Datei {name} hat das alte Format von Excel (XLS). Bitte speichern Sie sie in Excel als XLSX."
        )
    if b"%PDF-" in content[:1024]:
        raise UnreadableDocument(f"Die Datei {name} ist ein PDF, keine Tabelle. Lesbar sind CSV, XLSX und ODS.")
    if HTML_START.match(content[:4096]):
        raise UnreadableDocument(
            f"Die Datei {name} ist eine HTML-Seite. Bitte öffnen Sie sie in Excel und speichern Sie sie als XLSX."
        )
    return "csv"


def _kind_of_archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
            if "xl/workbook.bin" in members:
                raise UnreadableDocument(
                    f"Die Datei {name} hat das Binärformat von Excel (XLSB). Bitte speichern Sie sie als XLSX."
                )
            if "[Content_Types].xml" in members and any(member.startswith("xl/") for member in members):
                return "xlsx"
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
                if archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                    return "ods"
    except BROKEN as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument(
            f"Die Datei {name} ist beschädigt und kann nicht gelesen werden. Bitte speichern Sie sie neu."
        ) from None
    raise UnreadableDocument(f"Die Datei {name} ist keine Tabelle. Lesbar sind CSV, XLSX und ODS.")


def with_columns(raw: RawTable, name: str) -> SourceTable:
    """Find the row with the names of the columns, name every column once, drop what must not be held.

    :raises UnreadableDocument: if there is no row of names or nothing below it.
    """
    filled = [row for row in raw.rows if not row.is_empty]
    head = _head(filled)
    body = filled[head + 1 :]
    if not body:
        raise UnreadableDocument(f"Die Datei {name} enthält unter den Spaltennamen keine Zeilen.")
    width = len(filled[head].cells)
    faults = _faults(body, width) if raw.is_ragged else []
    whole = max(width, *(len(row.cells) for row in body)) if not raw.is_ragged else width
    rows = [RawRow(row.number, (row.cells + ("",) * whole)[:whole], (row.kinds + TEXT * whole)[:whole]) for row in body]
    names = _names(filled[head].cells, whole)
    keep = [
        place
        for place in range(whole)
        if names[place] != REASON_COLUMN
        and (not names[place].startswith("Spalte ") or any(row.cells[place].strip() for row in rows))
    ]
    rows = [RawRow(row.number, tuple(row.cells[p] for p in keep), "".join(row.kinds[p] for p in keep)) for row in rows]
    columns, kept_rows, dropped = drop([names[place] for place in keep], rows)
    notes = list(raw.notes)
    if head:
        notes.append(f"Die Spaltennamen stehen in Zeile {filled[head].number}; darüber ist nichts gelesen.")
    return SourceTable(
        raw.format_name, columns, kept_rows, dropped, tuple(notes), tuple(faults), uses_1904=raw.uses_1904
    )


def _head(rows: Sequence[RawRow]) -> int:
    """Return which row names the columns: the first of those that name the most fields, else the first row."""
    known = [len({field for cell in row.cells if (field := recognise(cell))}) for row in rows[:HEADER_WITHIN]]
    best = max(known, default=0)
    return known.index(best) if best >= 2 else 0


def _faults(rows: Sequence[RawRow], width: int) -> list[tuple[int, str]]:
    """Tell of rows that are wider than their names: a separator inside a field without quotation marks."""
    return [
        (
            row.number,
            f"Die Zeile hat {len(row.cells)} Felder, die Liste hat {width} Spalten: Wahrscheinlich steht ein "
            "Trennzeichen ohne Anführungszeichen in einem Feld.",
        )
        for row in rows
        if len(row.cells) > width
    ]


def _names(cells: Sequence[str], width: int) -> list[str]:
    """Return a name for each column, none twice."""
    names: list[str] = []
    for place in range(width):
        given = " ".join(cells[place].split()) if place < len(cells) else ""
        name = base = given or f"Spalte {place + 1}"
        count = 1
        while name in names:
            count += 1
            name = f"{base} ({count})"
        names.append(name)
    return names
