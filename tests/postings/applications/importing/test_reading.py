import zlib

import pytest

from postings.applications.importing import reading
from postings.applications.importing.reading import kind_of_list, read_list, read_list_safely
from postings.applications.importing.table import MAXIMUM_ROWS, SourceTable
from profiles.importing.document import UnreadableDocument
from profiles.importing.reading import MAXIMUM_BYTES
from tests.postings.applications.importing.building import (
    HEADER,
    ROW,
    build_csv,
    build_ods,
    build_xlsx,
    member_of,
    with_member,
)

ROWS = (HEADER, ROW)
FORMATS = {
    "csv": build_csv(ROWS),
    "xlsx": build_xlsx(ROWS),
    "ods": build_ods(ROWS),
}


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_the_same_list(content):
    table = read_list(content, "liste")

    assert (table.columns, [row.cells for row in table.rows], table.rows[0].number) == (HEADER, [ROW], 2)


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_the_child_process_reads_the_same(content):
    assert read_list_safely(content, "liste") == read_list(content, "liste")


@pytest.mark.parametrize(("kind", "content"), FORMATS.items(), ids=FORMATS)
def test_the_content_decides_what_a_file_is_whatever_its_name_says(kind, content):
    assert [kind_of_list(content, name) for name in ("liste.csv", "liste.xlsx", "liste.pdf", "liste")] == [kind] * 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leer"),
        (b"\xef\xbb\xbf \r\n", "leer"),
        (b"a" * (MAXIMUM_BYTES + 1), "größer als 20 MB"),
        (b"%PDF-1.7 ...", "ist ein PDF"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "HTML-Seite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "alte Format von Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mit einem Kennwort geschützt",
        ),
        (b"PK\x03\x04 kaputt", "beschädigt"),
        (FORMATS["xlsx"][: len(FORMATS["xlsx"]) // 2], "beschädigt"),
        (with_member(FORMATS["xlsx"], "xl/workbook.bin", b""), "Binärformat"),
        (b"\x00\x01\x02\x03" * 100, "weder Text noch eine lesbare Tabelle"),
        (b"nur eine Spalte\nWert", "keine Spalten"),
        (build_csv([HEADER]), "unter den Spaltennamen keine Zeilen"),
        (build_xlsx([]), "keine Zeilen"),
        (build_ods([]), "keine Zeilen"),
    ],
)
def test_what_is_no_list_gets_one_sentence(content, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_list(content, "liste.x")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_part_that_unpacks_beyond_all_bounds_is_refused(kind):
    part = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}[kind]
    bomb = with_member(FORMATS[kind], part, b"<a>" + b" " * 80_000_000)

    with pytest.raises(UnreadableDocument, match="ungewöhnlich stark gepackt"):
        read_list(bomb, "liste")


@pytest.mark.parametrize(("kind", "part"), [("xlsx", "xl/workbook.xml"), ("ods", "content.xml")])
def test_entities_are_refused(kind, part):
    xml = member_of(FORMATS[kind], part)
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + xml.partition(b"?>")[2]

    with pytest.raises(UnreadableDocument, match="beschädigt"):
        read_list(with_member(FORMATS[kind], part, declared), "liste")


@pytest.mark.parametrize("build", [build_csv, build_xlsx, build_ods])
def test_more_rows_than_the_limit_are_refused(build, monkeypatch):
    monkeypatch.setattr("postings.applications.importing.table.MAXIMUM_ROWS", 5)

    with pytest.raises(UnreadableDocument, match="Bitte teilen Sie die Liste"):
        read_list(build([HEADER, *[ROW] * 40]), "liste")
    assert MAXIMUM_ROWS == 20_000


def test_a_damaged_file_never_raises_anything_else():
    for kind in ("xlsx", "ods"):
        content = FORMATS[kind]
        for place in range(0, len(content), 97):
            damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
            try:
                read_list(damaged, "liste")
            except UnreadableDocument:
                pass
            assert zlib  # whatever the library raises became one sentence


def test_lines_above_the_names_of_the_columns_are_passed_over_and_told():
    table = read_list(build_csv([["Bewerberliste Kennzahl 148/2025"], [], HEADER, ROW]), "liste.csv")

    assert (table.columns, table.rows[0].number) == (HEADER, 4)
    assert table.notes == ("Die Spaltennamen stehen in Zeile 3; darüber ist nichts gelesen.",)


def test_columns_of_one_name_and_without_name_are_told_apart():
    table = read_list(
        build_csv([["Vorname", "Nachname", "", "Notiz", "Notiz", ""], ["A", "B", "C", "D", "E", ""]]), "l"
    )

    assert table.columns == ("Vorname", "Nachname", "Spalte 3", "Notiz", "Notiz (2)")
    assert table.rows[0].cells == ("A", "B", "C", "D", "E")


def test_a_row_with_a_separator_outside_of_quotes_is_a_fault():
    table = read_list(b"Vorname;Nachname;Ort\r\nA;B;Berlin\r\nA;B;Berlin; Mitte\r\n", "liste.csv")

    assert [row for row, _words in table.faults] == [3]
    assert table.faults[0][1].startswith("Die Zeile hat 4 Felder, die Liste hat 3 Spalten")


def test_a_table_survives_being_stored():
    table = read_list(build_csv([[*HEADER, "Foto"], [*ROW, "x"], ["a"] * 10]), "liste.csv")

    assert SourceTable.from_plain(table.to_plain()) == table
    assert reading.TASK.endswith(":read_to_plain")
