"""Word documents by program: a whole profile as the paper form, and small files from raw XML for single traps."""

import io
import zipfile
from collections.abc import Callable, Sequence

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table, _Cell

from tests.profiles.importing.written_profile import (
    GREY_NOTE,
    LEGEND,
    TRACK_HEADINGS,
    WrittenCriterion,
    WrittenProfile,
)

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx_members(
    body: str, *, styles: str = "", numbering: str = "", theme: str = "", footnotes: str = "", pages: str | None = None
) -> dict[str, str | bytes]:
    """Return the members of the smallest package with this content of w:body and its parts."""
    parts = {"styles": styles, "numbering": numbering, "theme": theme, "footnotes": footnotes}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name, xml in parts.items() if xml
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="m" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
    }
    for name, xml in parts.items():
        tag = "a:theme" if name == "theme" else f"w:{name}"
        if xml:
            members[f"word/{name}.xml"] = f"<{tag} {NAMESPACES}>{xml}</{tag}>"
    if pages is not None:
        members["docProps/app.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Pages>{pages}</Pages></Properties>"
        )
    return members


def docx_from(body: str, **parts: str) -> bytes:
    return zipped(docx_members(body, **parts))


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph; a run is XML, or else words."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>" if properties else f"<w:p>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*content: str, properties: str = "") -> str:
    """Return a cell; its content is XML of blocks, or else words."""
    inner = "".join(block if block.startswith("<") else p(block) for block in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(cell if cell.startswith("<") else tc(*([cell] if cell else [])) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def checkbox(checked: bool, *, value: str = "") -> str:
    """Return the properties of a content control that is a check box."""
    return (
        f'<w14:checkbox><w14:checked w14:val="{value or int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )


def box_control(checked: bool, glyph: str | None = None) -> str:
    """Return a run inside a check box control."""
    return sdt(r(glyph if glyph is not None else "☒" if checked else "☐"), checkbox(checked))


def legacy_box(checked: bool, *, by_default: bool = False) -> str:
    """Return a legacy form field that is a check box."""
    state = f'<w:default w:val="{int(checked)}"/>' if by_default else f'<w:checked w:val="{int(checked)}"/>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


TICKS: dict[str, Callable[[bool], str]] = {
    "sdt": box_control,
    "sdt_cell": box_control,  # the whole cell inside the control
    "legacy": legacy_box,
    "char": lambda checked: r("☒" if checked else "☐"),
    "x": lambda checked: r("X" if checked else ""),
    "sym": lambda checked: f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if checked else "F0A8"}"/></w:r>',
    "wingdings": lambda checked: r(
        "\uf0fe" if checked else "\uf0a8", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    ),
}


def build_docx(
    profile: WrittenProfile,
    *,
    tick: str = "sdt",
    columns: Sequence[int] = (4, 3, 2, 1),
    indicator_rows: bool = False,
    one_table: bool = False,
    typed_bullets: bool = False,
) -> bytes:
    """Return the profile as the Berlin paper form in Word.

    ``tick``: a key of ``TICKS``. ``indicator_rows``: each indicator in a row of its own below its criterion.
    ``one_table``: one table for all sections instead of one each. ``typed_bullets``: "•" as a character instead of
    automatic lists.
    """
    document = Document()
    document.styles["Normal"].font.size = Pt(9)

    def items(parent, texts: Sequence[str]) -> None:
        for text in texts:
            if typed_bullets:
                parent.add_paragraph(f"•\t{text}")
            else:
                parent.add_paragraph(text, style=document.styles["List Bullet"])

    _write_head(document, profile, items)
    table = None
    for index, section in enumerate(profile.sections):
        if table is None or not one_table:
            table = document.add_table(rows=0, cols=6)
            table.style = document.styles["Table Grid"]
        if index == 0:
            _head_rows(table, "3.", "Leistungsmerkmale", columns)
            _texts(table.add_row().cells, section.number, section.title)
        else:
            _head_rows(table, section.number, section.title, columns)
        for criterion in section.criteria:
            _criterion_rows(table, criterion, TICKS[tick], columns, items, indicator_rows)
        if not one_table:
            document.add_paragraph()
    document.add_paragraph("* " + ", ".join(LEGEND))
    if tick == "sdt_cell":
        for part in document.tables:
            _wrap_cells(part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write_head(document, profile: WrittenProfile, items: Callable) -> None:
    given = profile.metadata
    document.add_heading("Anforderungsprofil", 1)
    for label, key in (("Stand", "stand"), ("Ersteller/in", "ersteller")):
        if given.get(key):
            document.add_paragraph(f"{label}:\t{given[key]}")
    document.add_paragraph(GREY_NOTE)
    if given.get("stellentitel"):
        document.add_paragraph().add_run("Stellentitel / Funktion:").bold = True
        document.add_paragraph(given["stellentitel"])
    if given.get("dienststelle"):
        document.add_paragraph().add_run("Dienststelle:").bold = True
        for line in given["dienststelle"]:
            document.add_paragraph(line)
    document.add_heading("1 Beschreibung des Arbeitsgebietes", 2)
    for heading, texts in profile.tasks:
        if heading:
            document.add_paragraph(heading)
        items(document, texts)
    if profile.special_tasks:
        document.add_paragraph("Hervorzuhebende Sonderaufgaben:")
        items(document, profile.special_tasks)
    document.add_paragraph("Bewertung:")
    for label, key in (("Entgeltgruppe", "entgeltgruppe"), ("Besoldungsgruppe", "besoldungsgruppe")):
        if given.get(key):
            document.add_paragraph(label)
            document.add_paragraph(given[key])
    document.add_heading("2 Formale Anforderungen", 2)
    for track, statements in profile.requirements.items():
        document.add_paragraph(TRACK_HEADINGS[track])
        for statement in statements:
            document.add_paragraph(statement.text)
            items(document, statement.bullets)


def _texts(cells: Sequence[_Cell], *texts: str) -> None:
    for cell, text in zip(cells, texts, strict=False):
        cell.paragraphs[0].text = text


def _head_rows(table: Table, number: str, title: str, columns: Sequence[int]) -> None:
    cells = table.add_row().cells
    cells[2].merge(cells[5])
    _texts(cells[:3], number, title, "Gewichtungen *")
    row = table.add_row()
    _texts(row.cells, "", "", *map(str, columns))
    for part in table.rows[-2:]:
        properties = part._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _criterion_rows(
    table: Table,
    criterion: WrittenCriterion,
    tick: Callable[[bool], str],
    columns: Sequence[int],
    items: Callable,
    indicator_rows: bool,
) -> None:
    cells = table.add_row().cells
    _texts(cells, criterion.number)
    cells[1].paragraphs[0].add_run(criterion.title).bold = True
    if criterion.definition:
        cells[1].add_paragraph().add_run(f"► {criterion.definition}").italic = True
    for cell, weight in zip(cells[2:], columns, strict=True):
        for run in parse_xml(f"<w:p {NAMESPACES}>{tick(weight == criterion.weight)}</w:p>"):
            cell.paragraphs[0]._p.append(run)
    if not indicator_rows:
        items(cells[1], criterion.indicators)
        return
    for indicator in criterion.indicators:
        cell = table.add_row().cells[1]
        items(cell, [indicator])
        cell._tc.remove(cell.paragraphs[0]._p)


def _wrap_cells(table: Table) -> None:
    """Move each check box control outwards, round its cell: Word writes this when the whole cell was selected."""
    for control in table._tbl.findall(".//" + _w("sdt")):
        cell = control.getparent().getparent()
        paragraph = control.getparent()
        content = control.find(_w("sdtContent"))
        for run in list(content):
            control.addprevious(run)
        paragraph.remove(control)
        cell.addprevious(control)
        content.append(cell)


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"
