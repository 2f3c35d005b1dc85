import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.applications.importing.readers.delimited import read_delimited
from profiles.importing.document import UnreadableDocument
from tests.postings.applications.importing.building import HEADER, ROW, build_csv

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
TRICKY = (
    "Frau",
    "Jördis",
    'Müller "die Große"',
    "04.03.1985",
    "01067",
    "Dresden; Neustadt, links",
    "a@b.de",
    "Zeile 1\nZeile 2\tTab",
)


def cells_of(content):
    return [row.cells for row in read_delimited(content, "liste.csv").rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_separator_in_every_encoding(separator, encoding):
    assert cells_of(build_csv([HEADER, ROW, TRICKY], separator=separator, encoding=encoding)) == [HEADER, ROW, TRICKY]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end(line_end):
    assert cells_of(build_csv([HEADER, ROW], line_end=line_end)) == [HEADER, ROW]


def test_line_breaks_inside_fields_count_as_one_row():
    rows = read_delimited(build_csv([HEADER, TRICKY, ROW]), "liste.csv").rows

    assert [row.number for row in rows] == [1, 2, 3]


def test_commas_in_the_text_do_not_win_over_the_separator():
    content = b"Nachname;Bemerkung;Ort\r\nA;eins, zwei, drei, vier;B\r\nC;eins, zwei, drei, vier;D\r\n"

    assert cells_of(content)[1] == ("A", "eins, zwei, drei, vier", "B")


@pytest.mark.parametrize(("line", "separator"), [("sep=;", ";"), ("sep=,", ","), ('"sep=;"', ";"), ("sep=\t", "\t")])
def test_the_line_of_excel_that_names_the_separator(line, separator):
    content = f"{line}\r\n".encode() + build_csv([HEADER, ROW], separator=separator, encoding="utf-8")

    assert cells_of(content) == [HEADER, ROW]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('Vorname;Nachname\nA;"B\nC;D\nE;F\n', "ab Zeile 2 beschädigt"),
        ('Vorname;Nachname\nA;B\n"C" x;D\n', "ab Zeile 3 beschädigt"),
        (f'Vorname;Nachname\nA;"{"x" * 140_000}"\n', "eine Zelle ist zu lang"),
        (f"Vorname;Nachname\nA;{'x' * 30_000}\n", "mehr als 20000 Zeichen"),
        (";".join(map(str, range(400))), "mehr als 300 Spalten"),
    ],
)
def test_quotes_that_stay_open_and_cells_beyond_all_bounds_name_their_row(content, words):
    with pytest.raises(UnreadableDocument, match=words):
        read_delimited(content.encode(), "liste.csv")


def test_quotes_inside_a_field_stay():
    assert cells_of(b'Vorname;Nachname\nMax "Moritz";B\n')[1] == ('Max "Moritz"', "B")


cell_texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff") | st.sampled_from("\n\t;,\"'=+-@"),
    max_size=20,
)


@given(st.lists(st.tuples(cell_texts, cell_texts, cell_texts), min_size=1, max_size=8))
def test_whatever_a_program_writes_is_read_back_the_same(rows):
    from postings.applications.importing.writing import guarded

    content = build_csv([("Vorname", "Nachname", "Bemerkung"), *(tuple(map(guarded, row)) for row in rows)])

    read = [(*cells, "", "", "")[:3] for cells in cells_of(content)[1:]]
    assert read == [tuple(row) for row in rows]
