"""Pages of a Word document: every one says what it is, and what cannot become pages gets its reason."""

import re
import subprocess

import pytest
from docx import Document

from postings.documents.word_rendition import PROBLEMS, Rendered, render_all
from tests.postings.files.building import docx_of
from tests.postings.files.building_word import letter, word_of


@pytest.fixture
def render(tmp_path):
    def render(content, name="Anschreiben Müller & Söhne.docx"):
        source, target = tmp_path / "quelle", tmp_path / "ziel.pdf"
        source.write_bytes(content)
        return render_all([(source, target, name)])[0], target

    return render


def pages_of(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\s+", " ", page) for page in text.split("\f")[:-1]]


def long_document(pages):
    document = Document()
    for number in range(pages * 12):
        document.add_paragraph(f"{number} " + "Die Größe der Überprüfung erfüllt alle Anforderungen. " * 6)
    return document


def test_the_pages_hold_the_text_and_say_what_they_are(render):
    rendered, path = render(word_of(letter()))

    assert rendered == Rendered(pages=1)
    [page] = pages_of(path)
    for words in (
        "Lesefassung des Word-Dokuments „Anschreiben Müller & Söhne.docx“",
        "können vom Original abweichen",
        "Es lässt sich bei den Unterlagen der Bewerbung herunterladen",
        "Bewerbung als Amtsärztin für Größeres",
        "Zeitraum und Ort Tätigkeit 2015–2018 Köln Beratung",
        "2. Zertifikat Mediation",
        "Lesefassung, Seite 1 von 1",
    ):
        assert words in page
    assert "Unsichtbarer Zusatz" not in page
    pictures = subprocess.run(["pdfimages", "-list", path], capture_output=True, text=True, check=True).stdout
    assert re.findall(r"image +(\d+) +(\d+)", pictures) == [("400", "200")]


def test_every_page_carries_the_line(render):
    rendered, path = render(word_of(long_document(3)))

    pages = pages_of(path)
    assert rendered.pages == len(pages) > 2
    assert [page for page in pages if "Word-Dokuments „Anschreiben Müller & Söhne.docx“" not in page] == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (word_of(long_document(200)), "too_long"),
        (docx_of(), "empty"),
        (b"PK\x03\x04 kaputt", "failed"),
    ],
)
def test_what_cannot_become_pages_gets_its_reason(render, content, problem):
    rendered, path = render(content)

    assert (rendered, path.exists()) == (Rendered(problem=str(PROBLEMS[problem])), False)


def test_a_letter_without_font_is_told_and_not_left_out(render):
    document = Document()
    document.add_paragraph("Zeugnis der 𓀀𓀁-Schule")

    assert render(word_of(document))[0] == Rendered(problem=str(PROBLEMS["no_font"]))
