"""What a paragraph of Word shows: visible text, signs of ticking, text boxes; and the tree made plain for reading."""

from collections.abc import Iterator
from itertools import takewhile

from profiles.importing.readers.docx_styles import Styles, W, is_on, value
from profiles.importing.readers.office import BREAK, HARD_BREAK, SYMBOL_FONTS, Content, in_symbol_font
from profiles.importing.readers.packages import Element, integer
from profiles.importing.ticks import BOX, BOX_SIGNS, LONE_TICKS, TICK, TICK_SIGNS, shows_tick

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix the format uses
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Elements that only wrap what is shown, at any level: runs, paragraphs, cells or rows.
WRAPPERS = tuple(
    W + tag for tag in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir", "sdtContent")
)
DROPPED = tuple(W + tag for tag in ("del", "moveFrom"))
# Ours: the sign of a content control, put where its runs were; and "nothing to be trusted".
SIGN, CONTRADICTION, DELETED = "{urn:personalauswahl:import}sign", "?", "del"
DOUBTFUL = {CONTRADICTION: "tick_contradictory", DELETED: "tick_deleted"}
SIMPLE = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": BREAK, W + "noBreakHyphen": "-",
}  # fmt: skip


def make_plain(root: Element, styles: Styles) -> None:
    """Take from the tree what is not shown, and every wrapper, so that rows, cells and runs stand where they belong.

    Deleted text, placeholders and doubled drawings go; a check box leaves one sign; a control round a whole cell or
    row leaves the cell or row.
    """
    for element in list(root.iter(MC + "AlternateContent")):
        _choose(element)
    for element in list(root.iter(*DROPPED)):
        # Inside row and paragraph properties the same names only mark; there they are read, not dropped.
        if element.getparent() is not None and element.getparent().tag not in (W + "trPr", W + "rPr"):
            if _holds_tick(element) and element.getparent().tag in (W + "p", *WRAPPERS):
                element.addprevious(_run_with(element, DELETED))
            element.getparent().remove(element)
    for control in list(root.iter(W + "sdt")):
        _resolve(control, styles)
    for element in list(root.iter(*WRAPPERS)):
        if element.getparent() is not None and element.getparent().tag not in (W + "trPr", W + "rPr"):
            _unwrap(element)
    for control in list(root.iter(W + "sdt")):
        for part in list(control):
            if part.tag in (W + "sdtPr", W + "sdtEndPr"):
                control.remove(part)
        _unwrap(control)


def _holds_tick(deleted: Element) -> bool:
    text = "".join(part.text or "" for part in deleted.iter(W + "t", W + "delText"))
    return shows_tick(text) or any(shows_tick(symbol_of(part, [])) for part in deleted.iter(W + "sym"))


def _run_with(element: Element, value: str) -> Element:
    """Return a new run beside ``element`` that holds our sign."""
    run = element.makeelement(W + "r")
    sign = run.makeelement(SIGN)
    sign.set("val", value)
    run.append(sign)
    return run


def _choose(alternate: Element) -> None:
    """Keep one of several drawings of the same thing: the one with text if there is one, else the first."""
    branches = [branch for branch in alternate if branch.tag in (MC + "Choice", MC + "Fallback")]
    with_text = [branch for branch in branches if next(branch.iter(W + "txbxContent"), None) is not None]
    filled = [branch for branch in branches if len(branch)]
    chosen = next(iter(with_text or filled), None)
    for branch in list(alternate):
        if branch is chosen:
            _unwrap(branch)
        else:
            alternate.remove(branch)
    _unwrap(alternate)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def _resolve(control: Element, styles: Styles) -> None:
    """Replace the content of a check box by its sign, and drop placeholder text."""
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    if properties is None or content is None:
        return
    box = properties.find(W14 + "checkbox")
    if box is None:
        if is_on(properties.find(W + "showingPlcHdr")):
            for run in list(content.iter(W + "r")):
                run.getparent().remove(run)
        return
    checked = box.find(W14 + "checked")
    is_checked = checked is not None and (checked.get(W14 + "val") or checked.get(W + "val", "1")) in (
        "1",
        "true",
        "on",
    )
    shown = _shown_state(box, content, styles)
    runs = list(content.iter(W + "r"))
    properties_of_run = None
    for run in runs:
        if properties_of_run is None:
            properties_of_run = run.find(W + "rPr")
        run.getparent().remove(run)
    place = next(content.iter(W + "p"), None)
    if place is None and content.getparent().getparent().tag in (W + "tc", W + "body"):
        place = content.makeelement(W + "p")
        content.append(place)
    if place is None:
        place = content
    run = place.makeelement(W + "r")
    if properties_of_run is not None:
        run.append(properties_of_run)  # a hidden box stays hidden
    sign = run.makeelement(SIGN)
    sign.set("val", CONTRADICTION if shown is not None and shown != is_checked else TICK if is_checked else BOX)
    run.append(sign)
    place.append(run)


def _shown_state(box: Element, content: Element, styles: Styles) -> bool | None:
    """Tell which state the glyph of a check box shows; None if it shows none that we know."""
    text = "".join(_glyphs(content, styles)).strip()
    if not text:
        return None
    for tag, state in (("checkedState", True), ("uncheckedState", False)):
        given = box.find(W14 + tag)
        code = _hexadecimal(given.get(W14 + "val")) if given is not None else None
        raw = "".join(str(part.text or "") for part in content.iter(W + "t")).strip()
        if code is not None and raw == chr(code):
            return state
    has_tick = any(sign in TICK_SIGNS for sign in text) or text in LONE_TICKS
    has_box = any(sign in BOX_SIGNS for sign in text)
    return None if has_tick == has_box else has_tick


def _glyphs(content: Element, styles: Styles) -> Iterator[str]:
    for run in content.iter(W + "r"):
        font = styles.look(run.find(W + "rPr"), styles.default_paragraph).symbol_font
        for part in run:
            if part.tag == W + "t":
                yield in_symbol_font(part.text or "", font, []) if font else part.text or ""
            elif part.tag == W + "sym":
                yield symbol_of(part, [])


def _hexadecimal(text: str | None) -> int | None:
    try:
        code = int(text or "", 16)
    except ValueError:
        return None
    return code if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def symbol_of(element: Element, doubts: list[str]) -> str:
    """Return what w:sym shows: a code in a font, with or without the offset of the private area."""
    code = _hexadecimal(element.get(W + "char"))
    if code is None:
        doubts.append("sign_unreadable")
        return ""
    font = element.get(W + "font", "")
    return in_symbol_font(chr(code), font, doubts) if SYMBOL_FONTS.search(font) else chr(code)


class _Field:
    """One field being read: its instruction is never shown, its result is unless the field itself tells it better."""

    def __init__(self, data: Element | None) -> None:
        self.is_result = False
        self.shown: str | None = None  # instead of the result
        if data is None:
            return
        box, choice = data.find(W + "checkBox"), data.find(W + "ddList")
        if box is not None:
            checked = box.find(W + "checked")
            if checked is None:
                checked = box.find(W + "default")
            self.shown = TICK if is_on(checked) else BOX
        elif choice is not None:
            entries = [entry.get(W + "val", "") for entry in choice.iterfind(W + "listEntry")]
            at = integer(value(choice, "result") or value(choice, "default"), 0, 0, 1000)
            self.shown = entries[at] if at < len(entries) else ""


def read_paragraph(paragraph: Element, styles: Styles, style: str | None) -> Content:
    """Return what the paragraph shows."""
    content = Content()
    fields: list[_Field] = []
    for run in paragraph.iterchildren(W + "r"):
        look = styles.look(run.find(W + "rPr"), style)
        for part in run:
            tag = part.tag
            if tag == W + "fldChar":
                kind = part.get(W + "fldCharType")
                if kind == "begin":
                    field = _Field(part.find(W + "ffData"))
                    if field.shown and not look.is_hidden:
                        content.show(field.shown, look)
                    fields.append(field)
                elif fields and kind == "separate":
                    fields[-1].is_result = True
                elif fields and kind == "end":
                    fields.pop()
                continue
            if look.is_hidden or any(not field.is_result or field.shown is not None for field in fields):
                continue
            if tag == W + "t":
                text = part.text or ""
                content.show(in_symbol_font(text, look.symbol_font, content.doubts) if look.symbol_font else text, look)
            elif tag == SIGN:
                if doubt := DOUBTFUL.get(part.get("val")):
                    content.doubts.append(doubt)
                else:
                    content.show(part.get("val"), look)
            elif tag == W + "sym":
                content.show(symbol_of(part, content.doubts), look)
            elif tag == W + "br":
                content.show(HARD_BREAK if part.get(W + "type") in ("page", "column") else BREAK, look)
            elif tag in SIMPLE:
                content.show(SIMPLE[tag], look)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                _read_drawing(part, content)
    return content


def _read_drawing(drawing: Element, content: Content) -> None:
    """Note what is drawn: the text of its boxes, a control, or a picture that nobody can read."""
    if any(rule.get(O + "hr") in ("t", "true") for rule in drawing):
        return
    hidden = next(drawing.iter(WP + "docPr"), None)
    if hidden is not None and hidden.get("hidden") in ("1", "true"):
        return
    shown = [box for box in drawing.iter(W + "txbxContent") if _is_outer(box, drawing) and has_content(box)]
    if next(drawing.iter(W + "control"), None) is not None or next(drawing.iter(O + "OLEObject"), None) is not None:
        content.doubts.append("control_unreadable")
    elif shown:
        content.boxes.extend(shown)
    else:
        content.doubts.append("image_in_cell")


def _is_outer(box: Element, drawing: Element) -> bool:
    """Tell whether the text box lies in no other text box of the same drawing."""
    outer = takewhile(lambda element: element is not drawing, box.iterancestors())
    return all(element.tag != W + "txbxContent" for element in outer)


def has_content(element: Element) -> bool:
    """Tell whether anything in ``element`` could be shown."""
    for part in element.iter(W + "t", W + "sym", W + "checkBox", SIGN, W + "drawing", W + "pict", W + "object"):
        if part.tag != W + "t" or (part.text or "").strip():
            return True
    return False
