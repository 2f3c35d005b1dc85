"""Real Word documents: made with python-docx, and bent by hand where Word can do what python-docx cannot."""

import io
import zipfile

from docx import Document
from docx.shared import Mm

from tests.postings.files.building import picture_of

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_of(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_around(body: str, *, parts: dict[str, bytes] | None = None, relations: str = "") -> bytes:
    """A Word document with this XML as its text and these further parts and relations of the text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>",
        )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relation(identifier: str, kind: str, target: str, mode: str = "Internal") -> str:
    return f'<Relationship Id="{identifier}" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def letter() -> Document:
    """A covering letter with everything that people put into one."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Jörg Müßig · Gürtelstraße 7"
    section.footer.paragraphs[0].text = "Bewerbung auf Kennzahl 148/2025"
    document.add_heading("Bewerbung als Amtsärztin für Größeres", level=1)
    document.add_paragraph("Sehr geehrte Damen und Herren,")
    paragraph = document.add_paragraph("ich bewerbe mich mit ")
    paragraph.add_run("großem Nachdruck").bold = True
    paragraph.add_run(" und ")
    paragraph.add_run("Überzeugung").italic = True
    paragraph.add_run(". ")
    hidden = paragraph.add_run("Unsichtbarer Zusatz")
    hidden.font.hidden = True
    document.add_paragraph("01/2019–12/2024\tSachbearbeitung im Bezirksamt")
    for text in ("Teilhabeplanung", "Gesprächsführung"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Studium der Sozialen Arbeit", style="List Number")
    document.add_paragraph("Zwischentext ohne Nummer")
    document.add_paragraph("Zertifikat Mediation", style="List Number")
    table = document.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Zeitraum und Ort"
    table.cell(0, 2).text = "Tätigkeit"
    for place, text in enumerate(("2015–2018", "Köln", "Beratung")):
        table.cell(1, place).text = text
    document.add_picture(io.BytesIO(picture_of("PNG", size=(400, 200))), width=Mm(60))
    return document
