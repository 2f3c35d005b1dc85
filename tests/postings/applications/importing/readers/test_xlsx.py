from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from postings.applications.importing.readers.xlsx import read_xlsx
from profiles.importing.document import UnreadableDocument
from tests.postings.applications.importing.building import HEADER, ROW, build_xlsx, saved, with_member


def second_row(content):
    row = read_xlsx(content, "liste.xlsx").rows[1]
    return list(zip(row.cells, row.kinds, strict=True))


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        ("01067", "General", ("01067", "t")),
        (1067, "00000", ("01067", "t")),
        (1067, "[$-407]00000", ("01067", "t")),
        (1067, "General", ("1067", "n")),
        (1067.0, "0", ("1067", "n")),
        (491701234567, "General", ("491701234567", "n")),
        (1.5, "General", ("1.5", "n")),
        (date(2025, 8, 14), "DD.MM.YYYY", ("2025-08-14", "d")),
        (datetime.combine(date(2025, 8, 14), time(23, 59)), "DD.MM.YYYY HH:MM", ("2025-08-14 23:59:00", "d")),
        (True, "General", ("ja", "b")),
        ("=A1&B1", "General", ("=A1&B1", "f")),
        ("#N/A", "General", ("#N/A", "e")),
        ("Zeile 1\nZeile 2", "General", ("Zeile 1\nZeile 2", "t")),
        ("a_x000D_\nb_x0000_c_x0041_", "General", ("a\nbc_x0041_", "t")),
    ],
)
def test_a_cell_says_what_it_holds(value, number_format, expected):
    content = build_xlsx([["Wert", "Nachname"], [value, "x"]], formats={"A2": number_format})

    assert second_row(content)[0] == expected


def test_the_sheet_that_looks_like_a_list_is_read_and_the_others_are_named():
    workbook = Workbook()
    workbook.active.title = "Deckblatt"
    workbook.active.append(["Auswertung", "vom", "01.08.2025"])
    listed = workbook.create_sheet("Bewerber")
    listed.append(HEADER)
    listed.append(ROW)
    workbook.create_sheet("Versteckt").sheet_state = "hidden"

    table = read_xlsx(saved(workbook), "liste.xlsx")

    assert [row.cells for row in table.rows] == [HEADER, ROW]
    assert table.notes == ("Gelesen ist das Blatt „Bewerber“, nicht: Deckblatt.",)


def test_pictures_are_not_read_and_the_report_says_so():
    content = with_member(build_xlsx([HEADER, ROW]), "xl/media/image1.png", b"\x89PNG")

    assert read_xlsx(content, "l").notes == ("Bilder in der Datei (1) sind nicht gelesen und nicht gespeichert.",)


def test_a_workbook_that_counts_days_from_1904_says_so():
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["Eingang", "Nachname"])
    workbook.active.append([date(2025, 8, 14), "x"])

    table = read_xlsx(saved(workbook), "liste.xlsx")

    assert (table.uses_1904, table.rows[1].cells[0]) == (True, "2025-08-14")


def test_empty_rows_count_as_a_spreadsheet_program_counts_them():
    rows = read_xlsx(build_xlsx([HEADER, [], ROW]), "liste.xlsx").rows

    assert [row.number for row in rows if not row.is_empty] == [1, 3]


def test_a_cell_far_to_the_right_is_refused():
    workbook = Workbook()
    workbook.active.append(HEADER)
    workbook.active.cell(2, 301, "weit draußen")

    with pytest.raises(UnreadableDocument, match="mehr als 300 Spalten"):
        read_xlsx(saved(workbook), "liste.xlsx")
