import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.applications.importing.reading import read_list
from postings.applications.importing.writing import REASON_COLUMN, guarded, rest_as_csv, unguarded
from tests.postings.applications.importing.building import HEADER, ROW, build_csv


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@SUM(A1)", " =1", "\t=1", "\n=1", "＝1", "'=1", "''+1"])
def test_what_could_begin_a_formula_is_guarded(text):
    assert (guarded(text), unguarded(guarded(text))) == (f"'{text}", text)


@pytest.mark.parametrize("text", ["Müller", "O'Neill", "'tHart", "01067", "", "a=b", "1-2"])
def test_other_texts_stay(text):
    assert (guarded(text), unguarded(text)) == (text, text)


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("'=+-@ \t\n"), max_size=12))
def test_guarding_is_undone_and_no_cell_starts_a_formula(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip(" ")[:1] not in tuple("=+-@\t\r\n＝＋－＠")


def test_the_rest_can_be_corrected_and_read_again():
    tricky = ("=cmd|' /C calc'!A0", 'Jörg "X"', "Müller; A", "1.2.70", "01067", "Köln\nDeutz", "x@y.de", "kaputt")
    table = read_list(build_csv([HEADER, ROW, tricky]), "liste.csv")

    content = rest_as_csv(table, {3: "Eingang: Das ist kein Datum."})

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == [REASON_COLUMN, *HEADER]
    assert rows[1][:2] == ["Eingang: Das ist kein Datum.", "'=cmd|' /C calc'!A0"]
    again = read_list(content, "restliste.csv")
    assert (again.columns, [row.cells for row in again.rows]) == (HEADER, [tricky])
