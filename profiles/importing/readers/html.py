"""HTML pages: from web sites, content systems, Word and LibreOffice, in whatever encoding and state of repair.

The parser is lxml's, which mends broken markup and refuses endless nesting. ``html_cells`` lays a table on its grid.
"""

import codecs
import re
from dataclasses import dataclass, replace

from lxml import etree, html

from profiles.importing.document import Finding, UnreadableDocument
from profiles.importing.neutral import Line, NeutralDocument, Table
from profiles.importing.readers.html_cells import is_layout, read_table
from profiles.importing.readers.html_signs import PICTURE, Element, drawn_sign, is_hidden, tag_of, typed_sign
from profiles.importing.readers.words import BULLETS, UNREADABLE_SIGN, fold, list_sign
from profiles.importing.reading import BYTE_ORDER_MARKS, decode
from profiles.importing.ticks import shows_tick

FORMAT_NAME = "HTML-Seite"
MAXIMUM_ELEMENTS = 300_000
MAXIMUM_DEPTH = 250

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_STRUCK = frozenset(("s", "del", "strike"))
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_FONT = re.compile(r"font(?:-family)?\s*:\s*([^;]+)", re.IGNORECASE)
_FAINT = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:white|transparent|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\b[^)]*\))\s*(?:!|;|$)"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:!|;|$)"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|line-through|opacity\s*:\s*0\s*(?:!|;|$)", re.IGNORECASE
)
_TYPED_BULLETS = re.compile(f"[{BULLETS}]")


@dataclass(frozen=True, slots=True)
class _Style:
    """How the text of an element looks; ``font`` only where it is named."""

    is_bold: bool = False
    is_italic: bool = False
    font: str = ""
    is_preformatted: bool = False
    is_struck: bool = False
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """The list item that the next line begins or goes on."""

    ordinal: str = ""
    is_lump: bool = False


def read_html(content: bytes, name: str) -> NeutralDocument:
    """Return what the page shows.

    :raises UnreadableDocument: if it is empty, no text, or larger than any page a person reads.
    """
    text = _decoded(content, name)
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\x00", ""))
    if not text.strip():
        raise UnreadableDocument(f"Die Datei {name} ist leer.")
    if text.count("<") > 2 * MAXIMUM_ELEMENTS:
        raise UnreadableDocument(_too_large(name))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(
            f"Die Datei {name} ist keine lesbare HTML-Seite; bitte speichern Sie sie neu."
        ) from error
    if sum(1 for _ in root.iter()) > MAXIMUM_ELEMENTS:
        raise UnreadableDocument(_too_large(name))
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableDocument(_too_deep(name))
    walker = _Walker(faint_classes=_faint_classes(root))
    try:
        walker.walk(root, _Style(), 0)
    except (_TooDeep, RecursionError) as error:
        raise UnreadableDocument(_too_deep(name)) from error
    walker.end_line()
    if not walker.blocks:
        raise UnreadableDocument(f"Die Datei {name} enthält keinen Text; bitte laden Sie das Original hoch.")
    return NeutralDocument(tuple(walker.blocks), tuple(walker.findings), format_name=FORMAT_NAME)


def _too_large(name: str) -> str:
    return f"Die Datei {name} ist zu umfangreich; bitte laden Sie nur das Anforderungsprofil hoch."


def _too_deep(name: str) -> str:
    return f"Die Datei {name} ist zu tief verschachtelt; bitte speichern Sie sie als DOCX."


def _decoded(content: bytes, name: str) -> str:
    """Return the text: as UTF-8 or UTF-16 where it is that, else as the page says, else as ``reading.decode`` finds.

    A page that is valid UTF-8 is UTF-8, whatever it states; many state what their template once was.
    """
    match = _CHARSET.search(content[:4096])
    if match and not any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) and not _is_utf8(content):
        stated = match.group(1).decode("ascii", "replace").lower()
        # Browsers read Latin 1 as Windows-1252.
        encoding = "cp1252" if stated in ("iso-8859-1", "latin1", "us-ascii", "ascii") else stated
        try:
            if codecs.lookup(encoding).name.startswith(("iso8859", "cp125", "mac", "koi8")):
                return content.decode(encoding)
        except (LookupError, UnicodeError):
            pass
    return decode(content, name)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _faint_classes(root: Element) -> frozenset[str]:
    """Return the classes that the style sheets of the page hide or strike out somewhere; other rules may show them."""
    rules = (rule for sheet in root.iter("style") for rule in _RULE.findall(sheet.text or ""))
    selectors = (
        part.split()[-1] for names, body in rules if _HIDES.search(body) for part in names.split(",") if part.strip()
    )
    return frozenset(name for last in selectors if ":" not in last for name in re.findall(r"\.([\w-]+)", last))


class _TooDeep(ValueError):
    """More elements lie in one another than any page needs; words further down would be lost."""


class _Walker:
    """Walks the elements in the order of the document and gathers blocks.

    ``place``: of every line when the lines are those of one cell; "" when paragraphs are counted.
    """

    def __init__(self, place: str = "", faint_classes: frozenset[str] = frozenset()) -> None:
        self.blocks: list[Line | Table] = []
        self.findings: list[Finding] = []
        self.place = place
        self._faint_classes = faint_classes
        self._runs: list[tuple[str, _Style]] = []
        self._item: _Item | None = None
        self._is_inside_item = False
        self._paragraphs = 0
        self._tables = 0

    def walk(self, element: Element, style: _Style, depth: int) -> None:
        """Read ``element`` without its tail."""
        tag = tag_of(element)
        if not tag or is_hidden(element):
            return
        if depth > MAXIMUM_DEPTH:
            raise _TooDeep
        if tag == "br":
            self._break_line()
            return
        if (sign := drawn_sign(element)) is not None:
            self._add(sign, style)
            return
        if tag == "table" and not self.place and not is_layout(element):
            self._table(element, depth)
            return
        style = _styled(element, tag, style)
        if not self._faint_classes.isdisjoint((element.get("class") or "").split()):
            style = replace(style, is_faint=True)
        is_block = tag in _BLOCKS
        if is_block:
            self.end_line()
        if tag in ("ul", "ol", "menu"):
            self._list(element, tag, style, depth)
        else:
            self._children(element, style, depth)
        if is_block:
            self.end_line()

    def end_line(self) -> None:
        """Make a line of what has been gathered."""
        runs, self._runs = self._runs, []
        text = fold("".join(text for text, _ in runs))
        if not self.place:
            text = fold(text.replace(PICTURE, " "))
        if not text:
            return
        letters = [style for text, style in runs if any(sign.isalpha() for sign in text)]
        item, self._item = self._item, (None if self._item and not self._item.is_lump else self._item)
        if item and item.is_lump and _TYPED_BULLETS.search(text):
            lines = [Line(part, "", is_item=True) for piece in _TYPED_BULLETS.split(text) if (part := fold(piece))]
        else:
            lines = [_line(text, item)]
        for line in lines:
            self._paragraphs += 1
            self.blocks.append(
                replace(
                    line,
                    place=self.place or f"Absatz {self._paragraphs}",
                    is_bold=bool(letters) and all(style.is_bold for style in letters),
                    is_italic=bool(letters) and all(style.is_italic for style in letters),
                )
            )

    def _children(self, element: Element, style: _Style, depth: int) -> None:
        self._add(element.text, style)
        for child in element:
            self.walk(child, style, depth + 1)
            self._add(child.tail, style)

    def _list(self, element: Element, tag: str, style: _Style, depth: int) -> None:
        """Read a list; words in it outside of any item are a list that lost its items."""
        outer = self._item, self._is_inside_item
        number = _number(element.get("start"), 1)
        self._item, self._is_inside_item = _Item(is_lump=True), False
        self._add(element.text, style)
        for child in element:
            if tag_of(child) == "li" and not is_hidden(child):
                self.end_line()
                number = _number(child.get("value"), number)
                kind = child.get("type") or element.get("type") or ""
                self._item = _Item(_ordinal(number, kind) if tag == "ol" else "")
                self._is_inside_item = True
                number += 1
                self.walk(child, style, depth + 1)
                self._item, self._is_inside_item = _Item(is_lump=True), False
            else:
                self.walk(child, style, depth + 1)
            self._add(child.tail, style)
        self.end_line()
        self._item, self._is_inside_item = outer
        if self._item and self._item.is_lump is False:
            self._item = None  # the outer item has had its words or has none of its own

    def _table(self, element: Element, depth: int) -> None:
        self.end_line()
        for stray in (
            element.text,
            *(
                tail
                for child in element.iter("table", "tr", "tbody", "thead", "tfoot")
                if child is not element and (tail := child.tail)
            ),
        ):
            self._add(stray, _Style())
        self.end_line()
        for caption in element.findall("caption"):
            self.walk(caption, _Style(), 0)
        self._tables += 1

        def read_lines(cell: Element, place: str) -> list[Line]:
            inner = _Walker(place, self._faint_classes)
            inner.walk(cell, _Style(), depth + 1)
            inner.end_line()
            return [block for block in inner.blocks if isinstance(block, Line)]

        table, unreadable = read_table(element, self._tables, read_lines)
        if table.rows:
            self.blocks.append(table)
        for where in unreadable:
            message = f"{where}: Ein Kästchen oder Zeichen ist nicht lesbar; bitte am Original prüfen."
            self.findings.append(Finding("box_unreadable", message, where))

    def _break_line(self) -> None:
        if self._is_inside_item:
            self._runs.append((" ", _Style()))
        else:
            self.end_line()

    def _add(self, text: str | None, style: _Style) -> None:
        if not text:
            return
        if style.font:
            text = "".join(typed_sign(sign, style.font) for sign in text)
        if (style.is_struck or style.is_faint) and shows_tick(text):
            text = UNREADABLE_SIGN  # nobody can tell whether a struck tick still holds, or sees a white one
        pieces = re.split(r"\r\n|\r|\n", text) if style.is_preformatted else [text]
        for index, piece in enumerate(pieces):
            if index:
                self._break_line()
            self._runs.append((piece, style))


def _line(text: str, item: _Item | None) -> Line:
    sign = list_sign(text)
    if text[0] == UNREADABLE_SIGN and len(text.split()) > 2:  # an unknown sign of a symbol font before words
        return Line(text[1:].lstrip(), "", is_item=True)
    if item is None:
        return Line(
            text[sign.length :], "", is_item=sign.is_item, ordinal=sign.ordinal, is_definition=sign.is_definition
        )
    is_repeated = not sign.ordinal or not item.ordinal  # "<ul><li>1. ...": the typed number is the one to see
    length = sign.length if is_repeated else 0
    return Line(
        text[length:],
        "",
        is_item=not sign.is_definition,
        ordinal="" if sign.is_definition else (item.ordinal or sign.ordinal),
        is_definition=sign.is_definition,
        is_lump=item.is_lump,
    )


def _styled(element: Element, tag: str, style: _Style) -> _Style:
    css = (element.get("style") or "").lower()
    is_bold, is_italic, font = style.is_bold or tag in _BOLD, style.is_italic or tag in _ITALIC, style.font
    if match := re.search(r"font-weight\s*:\s*(\w+)", css):
        is_bold = match.group(1) in ("bold", "bolder", "600", "700", "800", "900")
    if match := re.search(r"font-style\s*:\s*(\w+)", css):
        is_italic = match.group(1) in ("italic", "oblique")
    if tag == "font" and element.get("face"):
        font = element.get("face") or ""
    if match := _FONT.search(css):
        font = match.group(1)
    is_struck = style.is_struck or tag in _STRUCK or re.search(r"text-decoration[^;]*line-through", css) is not None
    is_preformatted = style.is_preformatted or tag == "pre" or "white-space:pre" in css
    named = f"{css};color:{(element.get('color') or '').lower()}" if tag == "font" else css
    is_faint = style.is_faint or _FAINT.search(named) is not None
    return _Style(is_bold, is_italic, font, is_preformatted, is_struck, is_faint)


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*-?\d{1,6}\s*", value) else default


def _ordinal(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    if kind in ("i", "I") and 1 <= number <= 20:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return f"{roman.upper() if kind == 'I' else roman}."
    return f"{number}."
