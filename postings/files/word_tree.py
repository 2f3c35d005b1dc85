"""The tree of a Word document made plain for mammoth: what is shown, in few styles of our own. Pure.

mammoth knows neither hidden text nor what styles inherit, restarts interrupted numberings at 1, drops formulas and text
boxes of newer drawings, and opens what a document points to. So everything that it shall show stands here as text with
one of the styles of ``STYLES``, and every picture as its number; nothing else is left for it to find.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from lxml import etree

from profiles.importing.readers.docx import RELATIONSHIPS, related_part
from profiles.importing.readers.docx_styles import A, Numbering, Styles, W, is_on, value
from profiles.importing.readers.docx_text import SIGN, WP, O, has_content, make_plain, symbol_of
from profiles.importing.readers.office import in_symbol_font
from profiles.importing.readers.packages import Element, Package, integer
from profiles.importing.ticks import BOX, TICK

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BULLETS = ("b1", "b2", "b3", "b4")
NUMBERED = ("n1", "n2", "n3", "n4")
STYLES = (*HEADINGS, *BULLETS, *NUMBERED, "center", "right", "where")
MAXIMUM_COLUMNS = 63  # as Word
MAXIMUM_PICTURES = 100
EMU_PER_MM = 36_000
SIGNS = {TICK: "☒", BOX: "☐", "?": "[Kontrollkästchen widersprüchlich]"}
PICTURE = (
    f'<w:drawing xmlns:w="{W[1:-1]}" xmlns:wp="{WP[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:r="{R[1:-1]}" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><wp:inline><wp:docPr descr="%d"/><a:graphic>'
    '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="picture"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing>"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the package: its part, what its author says it shows, and its width in millimetres (0: unknown)."""

    part: str
    description: str
    width: int


@dataclass(slots=True)
class PlainDocument:
    """What mammoth gets: the document and its notes, each as root of a part, and the pictures by their numbers."""

    document: Element
    footnotes: Element | None = None
    endnotes: Element | None = None
    pictures: list[Picture] = field(default_factory=list)


def plain_document(package: Package) -> PlainDocument:
    """Return the document of ``package``, heads before its text and feet behind it, each once.

    :raises UnreadableDocument: if it is damaged, too large or no Word document.
    """
    main = related_part(package, "/", RELATIONSHIP_TYPE.OFFICE_DOCUMENT) or "word/document.xml"
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if root is None or root.tag != W + "document" or body is None:
        raise package.not_really()
    reader = _Reader(package, main)
    result = PlainDocument(root, pictures=reader.pictures)
    margins = list(_margins(package, main, body))
    try:
        reader.make_plain(body, main)
        for name, part in reversed([(name, part) for kind, name, part in margins if kind == "header"]):
            reader.add_margin(body, part, name, is_first=True)
        for kind, name, part in margins:
            if kind == "footer":
                reader.add_margin(body, part, name, is_first=False)
        for name, kind in (("footnotes", RELATIONSHIP_TYPE.FOOTNOTES), ("endnotes", RELATIONSHIP_TYPE.ENDNOTES)):
            part = related_part(package, f"/{main}", kind)
            if part and (notes := package.xml(part)) is not None:
                reader.make_plain(notes, part)
                setattr(result, name, notes)
    except RecursionError:
        raise package.too_deep() from None
    return result


def shows_anything(document: PlainDocument) -> bool:
    text = (part.text or "" for part in document.document.iter(W + "t"))
    return bool(document.pictures) or any(piece.strip() for piece in text)


def text_length(document: PlainDocument) -> int:
    return sum(len(part.text or "") for part in document.document.iter(W + "t"))


def _margins(package: Package, main: str, body: Element) -> Iterator[tuple[str, str, str]]:
    """Yield ("header" or "footer", German name, part) for each head and foot that Word shows, each part once."""
    targets = _targets(package, main)
    settings_part = related_part(package, f"/{main}", RELATIONSHIP_TYPE.SETTINGS)
    settings = package.xml(settings_part) if settings_part else None
    has_even = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
    seen = set()
    for section in body.iter(W + "sectPr"):
        for kind, name in (("header", "Kopfzeile"), ("footer", "Fußzeile")):
            for reference in section.iterfind(f"{W}{kind}Reference"):
                used = {"first": is_on(section.find(W + "titlePg")), "even": has_even}
                part = targets.get(reference.get(R + "id", ""))
                if part and part not in seen and used.get(reference.get(W + "type", ""), True):
                    seen.add(part)
                    yield kind, name, part


def _targets(package: Package, source: str) -> dict[str, str]:
    """Return the parts that ``source`` refers to, by the id of the reference; nothing outside of the package."""
    root = package.xml(PackURI(f"/{source}").rels_uri.lstrip("/"))
    if root is None:
        return {}
    found = {}
    for relation in root.iterfind(RELATIONSHIPS + "Relationship"):
        if relation.get("TargetMode") != "External":
            target = PackURI.from_rel_ref(PackURI(f"/{source}").baseURI, relation.get("Target", "")).lstrip("/")
            if target in package:
                found[relation.get("Id", "")] = str(target)
    return found


class _Reader:
    """Makes trees plain in the order of reading, so that automatic numbers count on."""

    def __init__(self, package: Package, main: str) -> None:
        def part(kind: str) -> Element | None:
            name = related_part(package, f"/{main}", kind)
            return package.xml(name) if name else None

        self._package = package
        self._styles = Styles(part(RELATIONSHIP_TYPE.STYLES), part(RELATIONSHIP_TYPE.THEME))
        self._numbering = Numbering(part(RELATIONSHIP_TYPE.NUMBERING), self._styles)
        self.pictures: list[Picture] = []

    def make_plain(self, root: Element, part: str) -> None:
        make_plain(root, self._styles)
        targets = _targets(self._package, part)
        for drawing in reversed(list(root.iter(W + "drawing", W + "pict", W + "object"))):
            self._draw(drawing, targets)
        for formula in list(root.iter(M + "oMath")):
            text = "".join(part.text or "" for part in formula.iter(M + "t"))
            _replace(formula, f"[Formel: {text}]")
        for chunk in list(root.iter(W + "altChunk")):
            chunk.addprevious(_paragraph(chunk, "[Eingebettetes Dokument, hier nicht dargestellt]"))
            chunk.getparent().remove(chunk)
        for paragraph in root.iter(W + "p"):
            self._mark(paragraph)
        for cell in root.iter(W + "gridSpan"):
            cell.set(W + "val", str(integer(cell.get(W + "val"), 1, 1, MAXIMUM_COLUMNS)))

    def add_margin(self, body: Element, part: str, name: str, *, is_first: bool) -> None:
        """Put a head before, or a foot behind the text, below a line that says what it is."""
        root = self._package.xml(part)
        if root is None:
            return
        self.make_plain(root, part)
        if not has_content(root):
            return
        shown = [_paragraph(body, f"{name} des Word-Dokuments:", "where"), *root]
        body[:] = [*shown, *body] if is_first else [*body, *shown]

    def _draw(self, drawing: Element, targets: dict[str, str]) -> None:
        """Leave of a drawing its pictures as numbers, its text boxes as paragraphs below, or words for what it was."""
        run, place = drawing.getparent(), next(drawing.iterancestors(W + "p"), None)
        properties = next(drawing.iter(WP + "docPr"), None)
        if place is None or (properties is not None and properties.get("hidden") in ("1", "true")):
            run.remove(drawing)
            return
        boxes = [box for box in drawing.iter(W + "txbxContent") if has_content(box)]
        description = (properties.get("descr") or "") if properties is not None else ""
        width = max((integer(e.get("cx"), 0, 0, 10**8) for e in drawing.iter(WP + "extent")), default=0) // EMU_PER_MM
        shown = []
        for blip in list(drawing.iter(A + "blip", V + "imagedata")):
            target = targets.get(blip.get(R + "embed") or blip.get(R + "id") or "")
            if target is None:
                shown.append(_text(run, "[Bild liegt außerhalb des Word-Dokuments und fehlt hier]"))
            elif len(self.pictures) >= MAXIMUM_PICTURES:
                shown.append(_text(run, "[Weiteres Bild, hier nicht dargestellt]"))
            else:
                shown.append(etree.fromstring(PICTURE % len(self.pictures)))
                self.pictures.append(Picture(target, description, width))
        is_rule = any(rule.get(O + "hr") in ("t", "true") for rule in drawing)
        if not shown and not boxes and not is_rule and _is_graphic(drawing):
            shown.append(_text(run, f"[Zeichnung, hier nicht dargestellt{': ' if description else ''}{description}]"))
        for piece in shown:
            drawing.addprevious(piece)
        for box in reversed(boxes):
            for child in reversed(box):
                place.addnext(child)
        run.remove(drawing)

    def _mark(self, paragraph: Element) -> None:
        """Give ``paragraph`` one of ``STYLES`` and its number as text; give its runs what their styles say."""
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle") or self._styles.default_paragraph
        outline = value(properties, "outlineLvl")
        numbers = properties.find(W + "numPr") if properties is not None else None
        label = self._numbering.label(numbers, style, outline)
        for run in list(paragraph.iterchildren(W + "r")):
            self._simplify(run, style)
        if label is not None and label.number:
            paragraph.insert(1 if properties is not None else 0, _run(paragraph, f"{label.number} "))
        name = self._heading(style, outline)
        if name is None and label is not None:
            level = integer(value(numbers, "ilvl") or self._styles.numbering(style)[1], 0, 0, 3)
            name = (BULLETS if label.bullet else NUMBERED)[level]
        if name is None:
            name = {"center": "center", "right": "right", "end": "right"}.get(value(properties, "jc") or "")
        plain = paragraph.makeelement(W + "pPr")
        if name:
            etree.SubElement(plain, W + "pStyle").set(W + "val", name)
        if properties is not None:
            if properties.find(f"{W}rPr/{W}del") is not None:  # a mark deleted as a tracked change joins two paragraphs
                etree.SubElement(etree.SubElement(plain, W + "rPr"), W + "del")
            paragraph.remove(properties)
        paragraph.insert(0, plain)

    def _heading(self, style: str | None, outline: str | None) -> str | None:
        chain = list(self._styles.chain(style))
        if any(part.name.lower() in ("title", "titel") for part in chain):
            return HEADINGS[0]
        levels = [outline, *(value(part.paragraph, "outlineLvl") for part in chain)]
        for part in chain:
            word, _blank, number = part.name.lower().partition(" ")
            levels.append(str(int(number) - 1) if word == "heading" and number in "123456789" and number else None)
        level = next((level for level in levels if level is not None), "9")
        return HEADINGS[min(int(level) + 1, 5)] if level in set("012345678") else None

    def _simplify(self, run: Element, style: str | None) -> None:
        """Drop what is hidden, write signs of symbol fonts as what they show, and keep bold, italic and the like."""
        properties = run.find(W + "rPr")
        look = self._styles.look(properties, style)
        if look.is_hidden:
            for part in list(run):
                if part.tag != W + "fldChar":  # a field must end where it began
                    run.remove(part)
            return
        for part in list(run):
            if part.tag == W + "t" and look.symbol_font:
                part.text = in_symbol_font(part.text or "", look.symbol_font, [])
            elif part.tag == W + "sym":
                run.replace(part, _text(run, symbol_of(part, []) or "[Zeichen nicht lesbar]"))
            elif part.tag == SIGN:
                run.replace(part, _text(run, SIGNS.get(part.get("val", ""), "")))
            elif part.tag in (W + "ptab", W + "cr"):
                part.tag = W + "tab" if part.tag == W + "ptab" else W + "br"
        plain = run.makeelement(W + "rPr")
        # A heading is bold by its tag.
        bold = look.is_bold and self._heading(style, None) is None
        for tag, is_set in (("b", bold), ("i", look.is_italic), ("strike", look.is_struck)):
            if is_set:
                etree.SubElement(plain, W + tag)
        for tag in ("u", "vertAlign"):
            if properties is not None and (kept := properties.find(W + tag)) is not None:
                plain.append(kept)
        if properties is not None:
            run.remove(properties)
        run.insert(0, plain)


def _is_graphic(drawing: Element) -> bool:
    """Tell whether somebody sees something: a shape, a chart, an object; not the empty anchor of a template."""
    shapes = (A + "graphic", V + "shape", V + "rect", V + "line", V + "oval", V + "group")
    return next(drawing.iter(*shapes), None) is not None


def _text(near: Element, text: str) -> Element:
    element = near.makeelement(W + "t")
    element.text = text
    return element


def _run(near: Element, text: str) -> Element:
    run = near.makeelement(W + "r")
    run.append(_text(near, text))
    return run


def _paragraph(near: Element, text: str, style: str = "") -> Element:
    paragraph = near.makeelement(W + "p")
    if style:
        etree.SubElement(etree.SubElement(paragraph, W + "pPr"), W + "pStyle").set(W + "val", style)
    paragraph.append(_run(near, text))
    return paragraph


def _replace(element: Element, text: str) -> None:
    """Put ``text`` where ``element`` stands: as run inside a paragraph, as paragraph elsewhere."""
    parent = element.getparent()
    while parent is not None and parent.tag == M + "oMathPara":
        element, parent = parent, parent.getparent()
    new = _run(element, text) if parent.tag == W + "p" else _paragraph(element, text)
    parent.replace(element, new)
