from datetime import date

import pytest
from odf import text
from odf.table import CoveredTableCell, TableCell

from postings.applications.importing.readers.ods import read_ods
from profiles.importing.document import UnreadableDocument
from tests.postings.applications.importing.building import (
    HEADER,
    ROW,
    build_ods,
    member_of,
    note_cell,
    with_member,
)


def formula():
    cell = TableCell(valuetype="string", formula="of:=[.A1]&[.B1]")
    cell.addElement(text.P(text="Ergebnis"))
    return cell


def spaced():
    cell = TableCell(valuetype="string")
    paragraph = text.P(text="a")
    paragraph.addElement(text.S(c=3))
    paragraph.addElement(text.Span(text="b"))
    paragraph.addElement(text.LineBreak())
    paragraph.addText("c")
    paragraph.addElement(text.Tab())
    paragraph.addText("d")
    cell.addElement(paragraph)
    return cell


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("01067", ("01067", "t")),
        ((1067, "01067"), ("01067", "t")),
        (1067, ("1067", "n")),
        ((45883, "14.08.2025"), ("45883", "n")),
        (date(2025, 8, 14), ("2025-08-14", "d")),
        (True, ("ja", "b")),
        ("Zeile 1\nZeile 2", ("Zeile 1\nZeile 2", "t")),
        (formula(), ("=[.A1]&[.B1]", "f")),
        (spaced(), ("a   b\nc\td", "t")),
        (note_cell("gezeigt", "Notiz: ledig"), ("gezeigt", "t")),
    ],
    ids=str,
)
def test_a_cell_says_what_it_shows(value, expected):
    row = read_ods(build_ods([["Wert", "Nachname"], [value, "x"]]), "liste.ods").rows[1]

    assert (row.cells[0], row.kinds[0]) == expected


def test_repeated_cells_and_rows_stand_as_often_as_they_are_shown():
    content = build_ods(
        [
            ["Vorname", "Nachname", "Ort"],
            [TableCell(valuetype="string", numbercolumnsrepeated=2), "Berlin"],
            [CoveredTableCell(), "Müller", TableCell(numbercolumnsrepeated=16000)],
        ]
    )

    assert [row.cells for row in read_ods(content, "l").rows[1:]] == [("", "", "Berlin"), ("", "Müller")]


def test_a_million_repeated_rows_are_refused_when_they_hold_something():
    xml = member_of(build_ods([HEADER, ROW]), "content.xml")
    head, _, tail = xml.rpartition(b"<table:table-row>")
    repeated = head + b'<table:table-row table:number-rows-repeated="1048576">' + tail

    with pytest.raises(UnreadableDocument, match="Bitte teilen Sie die Liste"):
        read_ods(with_member(build_ods([HEADER, ROW]), "content.xml", repeated), "liste.ods")


def test_an_encrypted_file_is_named_so():
    content = with_member(build_ods([HEADER, ROW]), "META-INF/manifest.xml", b"<m><encryption-data/></m>")

    with pytest.raises(UnreadableDocument, match="Kennwort"):
        read_ods(content, "liste.ods")
