"""Posting and profile of the demonstration as finished files, through the PDF gate."""

import re
import subprocess

import pikepdf
import pytest

from postings.documents.services import issue_publication
from recruitment.demo import procedure
from tests.pdf_gate import SEVERAL_GRIDS, faults, tag_counts

pytestmark = pytest.mark.django_db


def text_of(path):
    finished = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", finished.stdout)


def test_posting_and_profile_of_the_demonstration(tmp_path):
    posting = procedure.load()
    files = []
    for report in issue_publication(posting=posting, actor=None):
        files.append(tmp_path / f"{report.kind}.pdf")
        files[-1].write_bytes(bytes(report.content))
    whole, alone = files

    assert [faults(path, skipped=SEVERAL_GRIDS) for path in files] == [[], []]

    text = text_of(whole)
    # A corrected word is followed by its mark; an address may be broken at a hyphen at the end of a line.
    folded = re.sub(r"\[K\d+\]|[\s-]", "", text)
    assert [notice for notice in posting.notices.all() if re.sub(r"[\s-]", "", notice.text) not in folded] == []
    for expected in (
        "Stellenausschreibung",
        "Kennzahl 148/2025",
        "Bewerbungsfrist: 15.08.2025",
        "Im Auftrag Israel",
        "Anlage: Anforderungsprofil",
        "Gewichtungen entfallen hier.",
        "Durchführung des Teilhabeplanverfahrens [K",
        "Korrigierte Wörter",
        "Seite 1 von",
    ):
        assert expected in text
    for applicant in posting.applications.filter(erased_at=None).select_related("applicant"):
        assert applicant.applicant.last_name not in text.replace("Israel", "")
    assert (tag_counts(whole)["/Figure"], tag_counts(alone)["/Figure"]) == (60, 60)
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]
        assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("de", "Stellenausschreibung, Kennzahl 148/2025")
    assert titles == [
        "Arbeitsgebiet",
        "Anforderungen",
        "Hinweise",
        "Bewerbung",
        "Anlage: Anforderungsprofil",
        "Korrigierte Wörter",
    ]
