"""Word documents as clean HTML: nothing that is shown gets lost, nothing that is hidden or foreign comes in."""

import io

import pytest
from docx import Document
from PIL import Image

from postings.files.word import WordEmpty, WordTooLong, word_to_html
from profiles.importing.document import UnreadableDocument
from tests.postings.files.building import docx_of, picture_of
from tests.postings.files.building_word import NAMESPACES, letter, relation, word_around, word_of

PICTURE = '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="Siegel &quot;A&quot;"/><a:graphic><a:blip {}/></a:graphic></wp:inline></w:drawing></w:r></w:p>'  # noqa: E501


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def html_of(body: str, **options) -> str:
    return word_to_html(word_around(body, **options), "brief.docx").html


def test_a_letter_keeps_everything_that_it_shows():
    rendition = word_to_html(word_of(letter()), "brief.docx")

    assert rendition.html == (
        '<p class="where">Kopfzeile des Word-Dokuments:</p><p>Jörg Müßig · Gürtelstraße 7</p>'
        "<h2>Bewerbung als Amtsärztin für Größeres</h2><p>Sehr geehrte Damen und Herren,</p>"
        "<p>ich bewerbe mich mit <strong>großem Nachdruck</strong> und <em>Überzeugung</em>. </p>"
        "<p>01/2019–12/2024\tSachbearbeitung im Bezirksamt</p>"
        "<ul><li>Teilhabeplanung</li><li>Gesprächsführung</li></ul>"
        '<p class="n1">1. Studium der Sozialen Arbeit</p><p>Zwischentext ohne Nummer</p>'
        '<p class="n1">2. Zertifikat Mediation</p>'
        '<table><tbody><tr><td colspan="2"><p>Zeitraum und Ort</p></td><td><p>Tätigkeit</p></td></tr>'
        "<tr><td><p>2015–2018</p></td><td><p>Köln</p></td><td><p>Beratung</p></td></tr></tbody></table>"
        '<p><img alt="Bild ohne Beschreibung" class="w7" src="picture:0"></p>'
        '<p class="where">Fußzeile des Word-Dokuments:</p><p>Bewerbung auf Kennzahl 148/2025</p>'
    )
    with Image.open(io.BytesIO(rendition.pictures["0"])) as picture:
        assert (picture.format, picture.size) == ("PNG", (400, 200))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('im Kasten')}{paragraph('zwei')}"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>davor</w:t></w:r></w:p>",
            "<p>davor</p><p>im Kasten</p><p>zwei</p>",
        ),
        (
            "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r>"
            "<w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Ja</w:t></w:r></w:p>",
            "<p>☒ Ja</p>",
        ),
        (
            "<w:p><w:r><w:t>alt: </w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins><w:r><w:t>da"
            "</w:t></w:r></w:ins></w:p>",
            "<p>alt: da</p>",
        ),
        ("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>", "<p>[Formel: a+b]</p>"),
        (
            '<w:altChunk r:id="x"/>' + paragraph("danach"),
            "<p>[Eingebettetes Dokument, hier nicht dargestellt]</p><p>danach</p>",
        ),
        (
            "<w:p><w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r></w:p>" + paragraph("x"),
            "<p>[Zeichnung, hier nicht dargestellt]</p><p>x</p>",
        ),
        (
            '<w:p><w:hyperlink r:id="x"><w:r><w:t>Meine Seite</w:t></w:r></w:hyperlink></w:p>',
            "<p>Meine Seite</p>",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"javascript:x\""
            "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Klick</w:t></w:r><w:r>"
            "<w:fldChar w:fldCharType='end'/></w:r></w:p>",
            "<p>Klick</p>",
        ),
        (
            paragraph("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=http://x/y&gt;"),
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=http://x/y&gt;</p>",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='900000'/></w:tcPr>"
            + paragraph("x")
            + "</w:tc></w:tr></w:tbl>",
            '<table><tbody><tr><td colspan="63"><p>x</p></td></tr></tbody></table>',
        ),
    ],
)
def test_what_word_can_do_is_shown_or_told(body, html):
    assert html_of(body) == html


def test_notes_stand_behind_the_text_with_their_numbers():
    note = f"<w:footnotes {NAMESPACES}><w:footnote w:id='2'>{paragraph('Nachweis folgt')}</w:footnote></w:footnotes>"

    assert html_of(
        "<w:p><w:r><w:t>Zusage</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        parts={"word/footnotes.xml": note.encode()},
        relations=relation("f", "footnotes", "footnotes.xml"),
    ) == ("<p>Zusage<sup>[1]</sup></p><ol><li><p>Nachweis folgt</p></li></ol>")


@pytest.mark.parametrize(
    ("attribute", "relations", "parts", "words"),
    [
        ('r:link="p"', relation("p", "image", "http://127.0.0.1:1/x.png", "External"), {}, "außerhalb"),
        ('r:embed="p"', relation("p", "image", "file:///etc/passwd", "External"), {}, "außerhalb"),
        ('r:embed="p"', relation("p", "image", "../../../etc/passwd"), {}, "außerhalb"),
        ('r:embed="fehlt"', "", {}, "außerhalb"),
        ('r:embed="p"', relation("p", "image", "media/a.emf"), {"word/media/a.emf": b"\x01\0\0\0 EMF"}, "Format"),
        ('r:embed="p"', relation("p", "image", "a.svg"), {"word/a.svg": b"<svg onload='x'/>"}, "Format"),
        ('r:embed="p"', relation("p", "image", "a.png"), {"word/a.png": picture_of("PNG")[:60]}, "Format"),
    ],
)
def test_pictures_from_outside_and_unknown_ones_are_words(attribute, relations, parts, words):
    rendition = word_to_html(word_around(PICTURE.format(attribute), parts=parts, relations=relations), "brief.docx")

    assert (rendition.html.count("<"), words in rendition.html, rendition.pictures) == (2, True, {})


def test_a_picture_keeps_the_description_of_its_author():
    html = html_of(
        PICTURE.format('r:embed="p"'),
        parts={"word/a.jpg": picture_of("JPEG")},
        relations=relation("p", "image", "a.jpg"),
    )

    assert html == '<p><img alt="Siegel &quot;A&quot;" src="picture:0"></p>'


def test_documents_without_content_or_without_end_are_refused():
    endless = Document()
    for _number in range(2_100):
        endless.add_paragraph("Überlänge " * 30)

    with pytest.raises(WordEmpty):
        word_to_html(docx_of(), "leer.docx")
    with pytest.raises(WordTooLong):
        word_to_html(word_of(endless), "lang.docx")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 kaputt",
        word_around("<w:p>&lt;"[:5]),
        word_around("").replace(b"word/document.xml", b"word/anderes0.xml"),
    ],
)
def test_damaged_documents_are_refused(content):
    with pytest.raises(UnreadableDocument):
        word_to_html(content, "kaputt.docx")
