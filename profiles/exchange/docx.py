"""The profile as a Word document that the department edits and that is read in again. Pure.

Weights are working check boxes (Word content controls), the table is a real one with repeated header rows, lists are
real lists, section numbers stand as text: what the reader of Word documents (``profiles.importing.readers.docx``) finds
is what stands here. A working copy quotes nothing, so corrected words carry no mark in it; the PDF has them.
"""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from profiles.exchange.content import (
    WEIGHTS,
    CriterionContent,
    Edition,
    ProfileContent,
    SectionContent,
    legend_text,
)
from profiles.exchange.statements import requirement_statements

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SIGN_FONT = "MS Gothic"  # the font in which Word itself draws the boxes
TICKED, EMPTY = "2612", "2610"
GREY = "D9DBE1"
HEAD = "EEF1F8"
BULLETS, GRID = "List Bullet", "Table Grid"  # the names that Word's own template gives them
COLUMNS = (Mm(14), Mm(112), Mm(11), Mm(11), Mm(11), Mm(11))
TRACK_HEADINGS = {"employee": "Bei Tarifbeschäftigten (m/w/d):", "civil_servant": "Bei Beamtinnen und Beamten (m/w/d):"}
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # of the members of the archive, so that the same content gives the same bytes


def write_docx(content: ProfileContent, edition: Edition) -> bytes:
    """Return the Word document; the same content and edition give the same bytes."""
    document = Document()
    _set_up(document, content, edition)
    document.add_heading("Anforderungsprofil", 0)
    _head(document, content)
    _duties(document, content)
    _requirements(document, content)
    document.add_heading("3 Leistungsmerkmale", 1)
    for section in content.sections:
        document.add_heading(f"{section.number} {section.title}", 2)
        _section(document, section)
        _paragraph(document, legend_text(content.weight_legend), size=9)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_dates(buffer.getvalue())


def _set_up(document: WordDocument, content: ProfileContent, edition: Edition) -> None:
    moment = datetime.fromisoformat(edition.dated_at).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = f"Anforderungsprofil: {content.title.text}"
    properties.author = properties.last_modified_by = edition.authority
    properties.language, properties.comments, properties.revision = "de-DE", "", 1
    properties.created = properties.modified = moment
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "de-DE")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(20), Mm(20), Mm(22), Mm(20)
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11), (BULLETS, 10)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), "Arial")
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(attribute), None)
        if name != "Normal" and name != BULLETS:
            style.font.color.rgb = RGBColor(0x13, 0x15, 0x25)
        style.paragraph_format.space_after = Pt(2 if name == BULLETS else 4)
    state = "Entwurf" if edition.is_draft else f"festgeschrieben am {_german_day(edition.frozen_on)}"
    page.header.paragraphs[0].text = f"Arbeitskopie zu Fassung {edition.version} ({state}) · {edition.authority}"
    foot = page.footer.paragraphs[0]
    foot.add_run("Seite ")
    _field(foot, "PAGE")
    foot.add_run(" von ")
    _field(foot, "NUMPAGES")


def _german_day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}.{month}.{year}"


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _paragraph(place: WordDocument | _Cell, text: str, *, bold: bool = False, italic: bool = False, size: int = 0,
               style: str | None = None) -> Paragraph:  # fmt: skip
    paragraph = place.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    return paragraph


def _head(document: WordDocument, content: ProfileContent) -> None:
    if content.stand:
        _paragraph(document, f"Stand: {content.stand}")
    if content.author:
        _paragraph(document, f"Ersteller/in: {content.author}")
    if content.base_profile_note:
        _paragraph(document, content.base_profile_note)
    _paragraph(document, "Stellentitel / Funktion:", bold=True).paragraph_format.keep_with_next = True
    _paragraph(document, content.title.text)
    if content.department:
        _paragraph(document, "Dienststelle:", bold=True).paragraph_format.keep_with_next = True
        for line in content.department:
            _paragraph(document, line).paragraph_format.space_after = Pt(0)


def _duties(document: WordDocument, content: ProfileContent) -> None:
    document.add_heading("1 Beschreibung des Arbeitsgebietes", 1)
    heading = ""
    for duty in (duty for duty in content.duties if not duty.is_special):
        if duty.heading != heading:
            heading = duty.heading
            _paragraph(document, heading).paragraph_format.keep_with_next = True
        _paragraph(document, duty.text.text, style=BULLETS)
    special = [duty for duty in content.duties if duty.is_special]
    if special:
        _paragraph(document, "Hervorzuhebende Sonderaufgaben:", bold=True).paragraph_format.keep_with_next = True
        for duty in special:
            _paragraph(document, duty.text.text, style=BULLETS)
    grades = [("Entgeltgruppe", content.pay_grade_e), ("Besoldungsgruppe", content.pay_grade_a)]
    if any(grade for _label, grade in grades):
        _paragraph(document, "Bewertung:", bold=True).paragraph_format.keep_with_next = True
        for label, grade in grades:
            if grade:
                _paragraph(document, f"{label}: {grade}")


def _requirements(document: WordDocument, content: ProfileContent) -> None:
    document.add_heading("2 Formale Anforderungen", 1)
    _paragraph(document, "Gewichtungen entfallen hier.", italic=True)
    for track, heading in TRACK_HEADINGS.items():
        requirements = [requirement for requirement in content.requirements if requirement.track == track]
        if not requirements:
            continue
        _paragraph(document, heading, bold=True).paragraph_format.keep_with_next = True
        for requirement in requirements:
            for statement, items in requirement_statements(requirement):
                _paragraph(document, statement)
                for item in items:
                    _paragraph(document, item, style=BULLETS)


def _section(document: WordDocument, section: SectionContent) -> None:
    table = document.add_table(rows=0, cols=len(COLUMNS), style=GRID)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    properties = table._tbl.tblPr
    for tag, words in (
        ("w:tblCaption", f"{section.number} {section.title}"),
        (
            "w:tblDescription",
            "Je Anforderung eine Zeile; die Gewichtung ist in einer der vier Spalten 4, 3, 2, 1 angekreuzt.",
        ),
    ):
        element = OxmlElement(tag)
        element.set(qn("w:val"), words)
        properties.append(element)
    top, numbers = _row(table), _row(table)
    _fill(top.cells[0], section.number, bold=True)
    _fill(top.cells[1], section.title, bold=True)
    _fill(top.cells[2].merge(top.cells[5]), "Gewichtungen *", bold=True, centred=True)
    for cell, words in zip(numbers.cells, ("", "", *map(str, WEIGHTS)), strict=True):
        _fill(cell, words, bold=True, centred=bool(words))
    for row in (top, numbers):
        _flag(row._tr.get_or_add_trPr(), "w:tblHeader")
        for cell in row.cells:
            _shade(cell, HEAD)
    for criterion in section.criteria:
        _criterion(_row(table), criterion)


def _row(table: Any) -> _Row:
    row: _Row = table.add_row()
    for cell, width in zip(row.cells, COLUMNS, strict=True):
        cell.width = width
    _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
    return row


def _criterion(row: _Row, criterion: CriterionContent) -> None:
    _fill(row.cells[0], criterion.number)
    cell = row.cells[1]
    _fill(cell, criterion.title.text, bold=True)
    if criterion.definition.text:
        _paragraph(cell, f"► {criterion.definition.text}", italic=True)
    for indicator in criterion.indicators:
        _paragraph(cell, indicator.text, style=BULLETS).paragraph_format.space_after = Pt(0)
    for weight, box in zip(WEIGHTS, row.cells[2:], strict=True):
        box.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        box.paragraphs[0]._p.append(_check_box(criterion, weight))
    if criterion.is_mandatory_base:
        for shaded in row.cells[:2]:
            _shade(shaded, GREY)


def _check_box(criterion: CriterionContent, weight: int) -> Any:
    """Return a content control that Word shows as a check box to click on."""
    is_ticked = criterion.weight == weight
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for tag, value in (
        ("w:alias", f"{criterion.number} Gewichtung {weight}"),
        ("w:tag", f"gewichtung-{weight}-{criterion.key}"),
    ):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value[:64])
        properties.append(element)
    box = properties.makeelement(f"{W14}checkbox")
    for tag, attributes in (
        ("checked", {"val": "1" if is_ticked else "0"}),
        ("checkedState", {"val": TICKED, "font": SIGN_FONT}),
        ("uncheckedState", {"val": EMPTY, "font": SIGN_FONT}),
    ):
        box.append(box.makeelement(f"{W14}{tag}", {f"{W14}{name}": value for name, value in attributes.items()}))
    properties.append(box)
    sign = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    fonts = OxmlElement("w:rFonts")
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), SIGN_FONT)
    fonts.set(qn("w:hint"), "eastAsia")
    run.get_or_add_rPr().append(fonts)
    text = OxmlElement("w:t")
    text.text = chr(int(TICKED if is_ticked else EMPTY, 16))
    run.append(text)
    sign.append(run)
    control.append(properties)
    control.append(sign)
    return control


def _fill(cell: _Cell, text: str, *, bold: bool = False, centred: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold = bold or None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _flag(properties: Any, tag: str) -> None:
    properties.append(OxmlElement(tag))


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shading.set(qn(name), value)
    properties = cell._tc.get_or_add_tcPr()
    for present in properties.findall(qn("w:shd")):
        properties.remove(present)
    properties.append(shading)


def _with_fixed_dates(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(zipfile.ZipInfo(member.filename, FIXED_DATE), source.read(member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
