"""OpenDocument texts by program: a whole profile as the paper form, and small files from raw XML for single traps."""

from collections.abc import Callable, Sequence
from html import escape

from tests.profiles.importing.building_docx import zipped
from tests.profiles.importing.written_profile import (
    GREY_NOTE,
    LEGEND,
    TRACK_HEADINGS,
    WrittenCriterion,
    WrittenProfile,
)

MIMETYPE = "application/vnd.oasis.opendocument.text"
NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing", "form": "form",
            "meta": "meta", "fo": "xsl-fo-compatible", "svg": "svg-compatible", "manifest": "manifest",
        }.items()
    )
    + ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)  # fmt: skip
FONTS = (
    '<office:font-face-decls><style:font-face style:name="Zeichen" svg:font-family="&apos;Wingdings&apos;"/>'
    '<style:font-face style:name="Kaestchen" svg:font-family="&apos;Wingdings 2&apos;"/></office:font-face-decls>'
)
BULLETS = (
    '<text:list-style style:name="Punkte"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    "</text:list-style>"
)
LOOKS = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'
    for name, properties in {
        "Fett": 'fo:font-weight="bold"',
        "Kursiv": 'fo:font-style="italic"',
        "Wingdings": 'style:font-name="Zeichen"',
        "Verborgen": 'text:display="none"',
        "Gestrichen": 'style:text-line-through-style="solid"',
        "Weiss": 'fo:color="#ffffff"',
    }.items()
)


def odt_members(
    body: str, *, automatic: str = "", common: str = "", forms: str = "", pages: str | None = None
) -> dict[str, str | bytes]:
    """Return the members of the smallest package with this content of office:text and these styles."""
    members: dict[str, str | bytes] = {
        "mimetype": MIMETYPE,
        "content.xml": f'<office:document-content {NAMESPACES} office:version="1.3">'
        f"{FONTS}<office:automatic-styles>{LOOKS}{BULLETS}"
        f"{automatic}</office:automatic-styles><office:body><office:text>{forms}{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f'<office:document-styles {NAMESPACES} office:version="1.3">'
        f"<office:styles>{common}</office:styles>"
        "</office:document-styles>",
        "META-INF/manifest.xml": f'<manifest:manifest {NAMESPACES} manifest:version="1.3">{_entries()}'
        "</manifest:manifest>",
    }
    if pages is not None:
        members["meta.xml"] = (
            f'<office:document-meta {NAMESPACES}><office:meta><meta:document-statistic meta:page-count="{pages}"/>'
            "</office:meta></office:document-meta>"
        )
    return members


def _entries() -> str:
    parts = {"/": MIMETYPE, "content.xml": "text/xml", "styles.xml": "text/xml"}
    return "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in parts.items()
    )


def odt_from(body: str, **parts: str) -> bytes:
    return zipped(odt_members(body, **parts))


def p(content: str = "", style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def tc(*content: str, attributes: str = "") -> str:
    """Return a cell; its content is XML of blocks, or else words."""
    inner = "".join(block if block.startswith("<") else p(block) for block in content) or p()
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"
SIX_COLUMNS = '<table:table-column table:number-columns-repeated="6"/>'


def tr(*cells: str, attributes: str = "") -> str:
    inner = "".join(cell if cell.startswith("<table:") else tc(*([cell] if cell else [])) for cell in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def tbl(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def items(texts: Sequence[str], style: str = "Punkte") -> str:
    inner = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}">{inner}</text:list>' if texts else ""


def checkbox_form(identifier: str, state: str | None, label: str = "") -> str:
    """Return the definition of a form control that is a check box."""
    given = f' form:current-state="{state}"' if state else ""
    return f'<form:checkbox xml:id="{identifier}" form:id="{identifier}" form:label="{label}"{given}/>'


def forms(*controls: str) -> str:
    return f"<office:forms><form:form>{''.join(controls)}</form:form></office:forms>"


def control(identifier: str) -> str:
    return f'<draw:control draw:control="{identifier}" text:anchor-type="as-char"/>'


def content_control(checked: bool, glyph: str | None = None) -> str:
    """Return a check box of LibreOffice inside the text."""
    shown = glyph if glyph is not None else "☒" if checked else "☐"
    return (
        f'<loext:content-control loext:checkbox="true" loext:checked="{str(checked).lower()}" '
        f'loext:checked-state="☒" loext:unchecked-state="☐">{shown}</loext:content-control>'
    )


def fieldmark(checked: bool) -> str:
    """Return what LibreOffice makes of a legacy form field of Word that is a check box."""
    param = '<field:param field:name="Checkbox_Checked" field:value="true"/>' if checked else ""
    return f'<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">{param}</field:fieldmark>'


TICKS: dict[str, Callable[[bool], str]] = {
    "content_control": content_control,
    "fieldmark": fieldmark,
    "char": lambda checked: "☒" if checked else "☐",
    "x": lambda checked: "X" if checked else "",
    "wingdings": lambda checked: span("\uf0fe" if checked else "\uf0a8", "Wingdings"),
}


def build_odt(
    profile: WrittenProfile,
    *,
    tick: str = "control",
    columns: Sequence[int] = (4, 3, 2, 1),
    indicator_rows: bool = False,
    one_table: bool = False,
    typed_bullets: bool = False,
) -> bytes:
    """Return the profile as the Berlin paper form in OpenDocument; ``tick``: "control" or a key of ``TICKS``.

    The other arguments are those of ``building_docx.build_docx``.
    """
    controls: list[str] = []

    def box(checked: bool) -> str:
        if tick != "control":
            return TICKS[tick](checked)
        identifier = f"control{len(controls) + 1}"
        controls.append(checkbox_form(identifier, "checked" if checked else None))
        return control(identifier)

    def listed(texts: Sequence[str]) -> str:
        texts = [escape(text) for text in texts]
        return "".join(p(f"•<text:tab/>{text}") for text in texts) if typed_bullets else items(texts)

    body = _head(profile, listed)
    tables: list[list[str]] = []
    for index, section in enumerate(profile.sections):
        heading = ("3.", "Leistungsmerkmale") if index == 0 else (section.number, escape(section.title))
        rows = [f"<table:table-header-rows>{_head_rows(*heading, columns)}</table:table-header-rows>"]
        if index == 0:
            rows.append(tr(section.number, escape(section.title), "", "", "", ""))
        for criterion in section.criteria:
            rows.append(_criterion_rows(criterion, box, columns, listed, indicator_rows))
        if one_table and tables:
            tables[0] += rows
        else:
            tables.append(rows)
    body += p().join(tbl(SIX_COLUMNS, *rows) for rows in tables)
    body += p("* " + ", ".join(LEGEND))
    return odt_from(body, forms=forms(*controls))


def _head(profile: WrittenProfile, listed: Callable[[Sequence[str]], str]) -> str:
    given = profile.metadata
    parts = ['<text:h text:outline-level="1">Anforderungsprofil</text:h>']
    for label, key in (("Stand", "stand"), ("Ersteller/in", "ersteller")):
        if given.get(key):
            parts.append(p(f"{label}:<text:tab/>{escape(given[key])}"))
    parts.append(p(GREY_NOTE))
    if given.get("stellentitel"):
        parts += [p(span("Stellentitel / Funktion:", "Fett")), p(escape(given["stellentitel"]))]
    if given.get("dienststelle"):
        parts += [p(span("Dienststelle:", "Fett")), *(p(escape(line)) for line in given["dienststelle"])]
    parts.append('<text:h text:outline-level="2">1 Beschreibung des Arbeitsgebietes</text:h>')
    for heading, texts in profile.tasks:
        parts += [p(escape(heading)) if heading else "", listed(texts)]
    if profile.special_tasks:
        parts += [p("Hervorzuhebende Sonderaufgaben:"), listed(profile.special_tasks)]
    parts.append(p("Bewertung:"))
    for label, key in (("Entgeltgruppe", "entgeltgruppe"), ("Besoldungsgruppe", "besoldungsgruppe")):
        if given.get(key):
            parts += [p(label), p(escape(given[key]))]
    parts.append('<text:h text:outline-level="2">2 Formale Anforderungen</text:h>')
    for track, statements in profile.requirements.items():
        parts.append(p(TRACK_HEADINGS[track]))
        for statement in statements:
            parts += [p(escape(statement.text)), listed(statement.bullets)]
    return "".join(parts)


def _head_rows(number: str, title: str, columns: Sequence[int]) -> str:
    spanned = tc("Gewichtungen *", attributes='table:number-columns-spanned="4"')
    return tr(number, title, spanned, COVERED * 3) + tr("", "", *map(str, columns))


def _criterion_rows(
    criterion: WrittenCriterion,
    box: Callable[[bool], str],
    columns: Sequence[int],
    listed: Callable[[Sequence[str]], str],
    indicator_rows: bool,
) -> str:
    words = p(span(escape(criterion.title), "Fett"))
    if criterion.definition:
        words += p(span(f"► {escape(criterion.definition)}", "Kursiv"))
    if not indicator_rows:
        words += listed(criterion.indicators)
    boxes = (tc(p(box(weight == criterion.weight))) for weight in columns)
    rows = tr(criterion.number, tc(words), *boxes)
    if indicator_rows:
        rows += "".join(tr("", tc(listed([indicator])), "", "", "", "") for indicator in criterion.indicators)
    return rows
