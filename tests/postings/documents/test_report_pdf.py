"""The finished report on the demonstration procedure, through the PDF gate."""

import re

import pikepdf
import pymupdf
import pytest

from postings.documents.services import issue_selection_report
from recruitment.demo import people, procedure
from tests.pdf_gate import faults, tag_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "bericht.pdf"
    path.write_bytes(bytes(issue_selection_report(posting=procedure.load(), actor=None).content))
    return path


def test_report_with_the_annex_on_robustness(tmp_path):
    path = tmp_path / "bericht.pdf"
    path.write_bytes(bytes(issue_selection_report(posting=procedure.load(), actor=None, with_robustness=True).content))

    assert faults(path) == []
    with pymupdf.open(path) as pages:
        text = re.sub(r"\s+", " ", " ".join(page.get_text() for page in pages))
    assert "Diese Anlage ändert die Rangfolge nicht." in text
    assert "3.3.5 = 3" in text


def test_report_of_the_demonstration(report):
    assert faults(report) == []

    with pymupdf.open(report) as pages:
        text = re.sub(r"\s+", " ", " ".join(page.get_text() for page in pages))
    for person in people.PEOPLE:
        assert (f"{person.first_name} {person.last_name}" in text) is not person.is_withdrawn
    assert "Seite 1 von" in text
    assert "Vertraulich – Personalangelegenheit" in text
    for word in ("schwerbehindert", "Migrationshintergrund", "gleichgestellt", "@example.org"):
        assert word not in text
    counts = tag_counts(report)
    assert (counts["/H2"], counts["/H3"]) == (11, 15)

    with pikepdf.open(report) as pdf:
        assert str(pdf.Root.Lang) == "de"
        assert str(pdf.docinfo["/Title"]) == "Auswahlbericht mit Rangfolge – Kennzahl 148/2025"
        assert pdf.Root.Outlines.Count != 0
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert [font for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font] == []
        assert not any(person.last_name in str(pdf.docinfo) for person in people.PEOPLE)
