"""All documents of one application as one file: what is inside, what is not and why, for whom."""

import re
import subprocess

import pikepdf
import pytest
from django.template.loader import render_to_string

from postings.documents.merged_files import build_contents, merge_application_files
from postings.files.enums import FileKind
from postings.files.errors import NothingToMerge
from postings.files.services import Upload, take_in_files
from recruitment.audit.models import Event
from recruitment.pdf import html_to_pdf
from tests.factories import make_application, make_file, make_hr_officer, make_member, make_posting
from tests.pdf_gate import SEVERAL_GRIDS, faults
from tests.postings.files.building import docx_of, pdf_of, picture_of
from tests.postings.files.building_word import letter, word_around, word_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    application = make_application(make_posting(), first_name="Änne", last_name="Ölkrug")
    take_in_files(
        application=application,
        uploads=[
            Upload("Zeugnis.png", picture_of("PNG", size=(800, 600))),
            Upload("Lebenslauf.pdf", pdf_of("Lebenslauf", pages=2)),
            Upload("Anschreiben.docx", word_of(letter())),
            Upload("leer.docx", docx_of(), kind=FileKind.EVIDENCE),
            Upload("Beurteilung.pdf", pdf_of(password="geheim")),
            Upload("Einverständnis.pdf", pdf_of("Einsicht")),
        ],
        actor=make_hr_officer(),
    )
    return application


def text_of(path):
    return re.sub(
        r"\s+", " ", subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True).stdout
    )


def marks_of(path):
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        pages = [pdf.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
        return [(item.title, page) for item, page in zip(outline.root, pages, strict=True)]


def test_documents_follow_their_contents_in_the_order_of_their_kinds(application, tmp_path):
    officer = make_hr_officer()
    path = tmp_path / "alles.pdf"
    path.write_bytes(merge_application_files(application=application, actor=officer))

    assert marks_of(path) == [
        ("Inhalt", 0),
        ("Anschreiben – Anschreiben.docx", 1),
        ("Lebenslauf – Lebenslauf.pdf", 2),
        ("Abschluss- oder Qualifikationsnachweis – Zeugnis.png", 4),
        ("Einverständnis zur Einsicht in die Personalakte – Einverständnis.pdf", 5),
    ]
    text = text_of(path)
    for expected in (
        "Änne Ölkrug",
        "Anschreiben.docx (Lesefassung) 2",
        "Word-Dokumente stehen hier als Lesefassung",
        "Lebenslauf.pdf 3–4",
        "Zeugnis.png 5",
        "In dieser Datei nicht enthalten",
        "leer.docx Word-Dokument ohne lesbaren Inhalt",
        "Beurteilung.pdf mit einem Kennwort geschützt",
    ):
        assert expected in text
    with pikepdf.open(path) as pdf:
        assert ("/Metadata" in pdf.Root, str(pdf.Root.Lang)) == (False, "de")
    assert str(Event.objects.get(action="file.all_opened")) == (
        "Unterlagen zu Bewerbung 1 als eine Datei geöffnet (Anzahl: 4)"
    )


def test_the_committee_gets_what_is_meant_for_it(application, tmp_path):
    member = make_member(application.posting)
    path = tmp_path / "alles.pdf"
    path.write_bytes(merge_application_files(application=application, actor=member))

    assert [title for title, _page in marks_of(path)][-1] == "Abschluss- oder Qualifikationsnachweis – Zeugnis.png"
    assert "Einverständnis" not in text_of(path)


def test_a_file_that_waits_for_its_check_is_left_out_and_told(application, tmp_path):
    make_file(application, kind="evidence", content=pdf_of("wartet"), scan_state="pending")
    path = tmp_path / "alles.pdf"
    path.write_bytes(merge_application_files(application=application, actor=make_hr_officer()))

    assert "noch nicht auf Viren geprüft" in text_of(path)


def test_what_turns_out_to_be_broken_is_left_out_and_told(application, tmp_path):
    make_file(application, kind="evidence", content=b"%PDF-1.7 kaputt", name="kaputt.pdf")
    path = tmp_path / "alles.pdf"
    path.write_bytes(merge_application_files(application=application, actor=make_hr_officer()))

    assert "kaputt.pdf beschädigt oder ungewöhnlich aufgebaut" in text_of(path)
    assert len(marks_of(path)) == 5


def test_numbers_of_pages_are_right_behind_long_contents(tmp_path):
    application = make_application(make_posting())
    for number in range(60):
        make_file(application, kind="evidence", content=pdf_of(str(number)), name=f"nachweis-{number:02}.pdf")
    path = tmp_path / "alles.pdf"
    path.write_bytes(merge_application_files(application=application, actor=make_hr_officer()))

    marks = marks_of(path)
    assert marks[1][1] == 2  # two pages of contents
    assert f"nachweis-00.pdf {marks[1][1] + 1} " in text_of(path)
    assert f"nachweis-59.pdf {marks[60][1] + 1} " in text_of(path)


def test_no_documents_are_no_empty_file():
    with pytest.raises(NothingToMerge):
        merge_application_files(application=make_application(make_posting()), actor=make_hr_officer())


def test_the_contents_alone_pass_the_gate(application, tmp_path):
    files = list(application.files.listed())
    reasons = {file.pk: "beschädigt" if file.pages is None else "" for file in files}
    contents = build_contents(application, files, reasons, make_hr_officer(), cover_pages=1)
    path = tmp_path / "inhalt.pdf"
    path.write_bytes(html_to_pdf(render_to_string("reports/file_contents.html", {"contents": contents})))

    assert faults(path, skipped=SEVERAL_GRIDS) == []


def test_a_word_document_that_brings_its_reader_down_is_left_out_and_told(application, tmp_path):
    nested = "<w:p/>"
    for _level in range(60):
        nested = f"<w:tbl><w:tr><w:tc>{nested}<w:p><w:r><w:t>tief</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    make_file(application, kind="evidence", content=word_around(nested), name="tief.docx", pages=None,
              merge_problem="no_pages", file_type="docx")  # fmt: skip
    path = tmp_path / "alles.pdf"
    path.write_bytes(merge_application_files(application=application, actor=make_hr_officer()))

    assert "tief.docx Word-Dokument, das sich hier nicht in Seiten umwandeln lässt" in text_of(path)
    assert len(marks_of(path)) == 5
