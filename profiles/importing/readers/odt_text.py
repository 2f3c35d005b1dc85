"""What a paragraph of OpenDocument shows: visible text, signs of ticking, text boxes, form controls."""

from profiles.importing.readers.odt_styles import DRAW, FORM, LOEXT, OFFICE, TEXT, Styles
from profiles.importing.readers.office import BREAK, Content, Look, in_symbol_font
from profiles.importing.readers.packages import Element, integer
from profiles.importing.ticks import BOX, BOX_SIGNS, LONE_TICKS, TICK, TICK_SIGNS, shows_tick

FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
PARAGRAPHS = (TEXT + "p", TEXT + "h")
SIMPLE = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": BREAK}
NOT_SHOWN = frozenset(
    {TEXT + "note", TEXT + "placeholder", TEXT + "ruby-text", TEXT + "tracked-changes", TEXT + "script",
     OFFICE + "annotation", OFFICE + "annotation-end"}
)  # fmt: skip
SHAPES = frozenset(
    DRAW + name
    for name in ("custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon", "path", "circle", "ellipse",
                 "connector", "measure", "caption")
)  # fmt: skip
DRAWN = SHAPES | {DRAW + name for name in ("frame", "g", "a", "control")}
SILENT_CONTROLS = {FORM + "button", FORM + "hidden"}


class Controls:
    """The form controls of the document by identifier, and what each shows."""

    def __init__(self, body: Element) -> None:
        self._controls: dict[str, Element] = {}
        for forms in body.iter(OFFICE + "forms"):
            for control in forms.iter():
                for identifier in (control.get(XML_ID), control.get(FORM + "id")):
                    if identifier:
                        self._controls.setdefault(identifier, control)

    def shown(self, identifier: str | None) -> str | None:
        """Return what the control shows; None if that cannot be told."""
        control = self._controls.get(identifier or "")
        if control is None:
            return None
        label = control.get(FORM + "label", "")
        if control.tag == FORM + "checkbox":
            state = control.get(FORM + "current-state") or control.get(FORM + "state", "unchecked")
            sign = {"checked": TICK, "unchecked": BOX}.get(state)
            return None if sign is None else f"{sign} {label}".strip()
        if control.tag == FORM + "radio":
            selected = control.get(FORM + "current-selected") or control.get(FORM + "selected", "false")
            return f"{TICK if selected == 'true' else BOX} {label}".strip()
        if control.tag == FORM + "listbox":
            chosen = [
                option.get(FORM + "label", "")
                for option in control.iterfind(FORM + "option")
                if (option.get(FORM + "current-selected") or option.get(FORM + "selected")) == "true"
            ]
            return ", ".join(chosen)
        if control.tag == FORM + "fixed-text":
            return str(label)
        if control.tag in SILENT_CONTROLS:
            return ""
        if control.tag in (FORM + "image", FORM + "image-frame", FORM + "grid", FORM + "generic-control"):
            return None
        return str(control.get(FORM + "current-value") or control.get(FORM + "value", ""))


def is_hidden_paragraph(paragraph: Element, styles: Styles) -> bool:
    return styles.look(paragraph.get(TEXT + "style-name")).is_hidden or any(
        hidden.get(TEXT + "is-hidden") == "true" for hidden in paragraph.iter(TEXT + "hidden-paragraph")
    )


def read_paragraph(paragraph: Element, styles: Styles, controls: Controls) -> Content:
    """Return what the paragraph shows."""
    content = Content()
    _Inline(styles, controls, paragraph.get(TEXT + "style-name"), content).read(paragraph, ())
    return content


def read_drawing(drawing: Element, controls: Controls, content: Content, look: Look) -> None:
    """Note what is drawn: the text of its boxes, a control, or a picture that nobody can read."""
    if drawing.tag == DRAW + "control":
        shown = controls.shown(drawing.get(DRAW + "control"))
        if shown is None:
            content.doubts.append("control_unreadable")
        else:
            content.show(shown, look)
    elif drawing.tag in (DRAW + "g", DRAW + "a"):
        for child in drawing:
            if child.tag in DRAWN:
                read_drawing(child, controls, content, look)
    else:
        boxes = [drawing] if drawing.tag in SHAPES else drawing.findall(DRAW + "text-box")
        shown_boxes = [box for box in boxes if has_content(box)]
        objects = [DRAW + name for name in ("object", "object-ole", "applet", "plugin", "floating-frame")]
        if shown_boxes:
            content.boxes.extend(shown_boxes)
        elif any(child.tag in objects for child in drawing):
            content.doubts.append("control_unreadable")
        else:
            content.doubts.append("image_in_cell")


class _Inline:
    """Walks the content of one paragraph."""

    def __init__(self, styles: Styles, controls: Controls, style: str | None, content: Content) -> None:
        self._styles, self._controls, self._style, self._content = styles, controls, style, content

    def read(self, element: Element, spans: tuple[str | None, ...]) -> None:
        look = self._styles.look(self._style, spans)
        self._show(element.text, look)
        for child in element:
            self._child(child, spans, look)
            self._show(child.tail, look)

    def _show(self, text: str | None, look: Look) -> None:
        if text and not look.is_hidden:
            text = text.replace("\n", " ")
            shown = in_symbol_font(text, look.symbol_font, self._content.doubts) if look.symbol_font else text
            self._content.show(shown, look)

    def _child(self, child: Element, spans: tuple[str | None, ...], look: Look) -> None:
        tag = child.tag
        if tag in SIMPLE:
            if not look.is_hidden:
                self._content.show(SIMPLE[tag], look)
        elif tag in (TEXT + "span", TEXT + "a"):
            name = child.get(TEXT + "style-name")
            self.read(child, (*spans, name) if name else spans)
        elif tag in DRAWN:
            if not look.is_hidden:
                read_drawing(child, self._controls, self._content, look)
        elif tag == LOEXT + "content-control":
            self._control(child, spans, look)
        elif tag in (FIELD + "fieldmark", FIELD + "fieldmark-start"):
            self._fieldmark(child, spans, look)
        elif tag == TEXT + "change":
            if _deleted_tick(child):
                self._content.doubts.append("tick_deleted")
        elif tag in NOT_SHOWN or (tag == TEXT + "hidden-text" and child.get(TEXT + "is-hidden", "true") == "true"):
            return
        else:
            self.read(child, spans)

    def _control(self, control: Element, spans: tuple[str | None, ...], look: Look) -> None:
        """Read a content control of LibreOffice; the state of a check box decides, not its glyph."""
        if control.get(LOEXT + "showing-place-holder") == "true":
            return
        if control.get(LOEXT + "checkbox") != "true":
            self.read(control, spans)
            return
        if look.is_hidden:
            return
        inner = Content()
        _Inline(self._styles, self._controls, self._style, inner).read(control, spans)
        glyph = "".join(piece.text for piece in inner.pieces).strip()
        is_checked = control.get(LOEXT + "checked") == "true"
        shown = {control.get(LOEXT + "checked-state"): True, control.get(LOEXT + "unchecked-state"): False}.get(glyph)
        if shown is None and glyph:
            has_tick = any(sign in TICK_SIGNS for sign in glyph) or glyph in LONE_TICKS
            has_box = any(sign in BOX_SIGNS for sign in glyph)
            shown = None if has_tick == has_box else has_tick
        if shown is not None and shown != is_checked:
            self._content.doubts.append("tick_contradictory")
        else:
            self._content.show(TICK if is_checked else BOX, look)

    def _fieldmark(self, mark: Element, spans: tuple[str | None, ...], look: Look) -> None:
        """Read a form field as Word has it; the text of a text field follows by itself."""
        kind = mark.get(FIELD + "type", "")
        given = [(param.get(FIELD + "name", ""), param.get(FIELD + "value", "")) for param in mark]
        if look.is_hidden:
            return
        if kind.endswith("FORMCHECKBOX"):
            self._content.show(TICK if ("Checkbox_Checked", "true") in given else BOX, look)
        elif kind.endswith("FORMDROPDOWN"):
            entries = [value for name, value in given if name == "Dropdown_ListEntry"]
            at = integer(next((value for name, value in given if name == "Dropdown_Selected"), None), 0, 0, 1000)
            self._content.show(entries[at] if at < len(entries) else "", look)
        else:
            self.read(mark, spans)


def _deleted_tick(change: Element) -> bool:
    """Tell whether a tick stood where the tracked change ``change`` took something away."""
    for region in change.getroottree().iter(TEXT + "changed-region"):
        if change.get(TEXT + "change-id") in (region.get(TEXT + "id"), region.get(XML_ID)):
            deletion = region.find(TEXT + "deletion")
            words = ("".join(p.itertext()) for p in deletion.iter(*PARAGRAPHS)) if deletion is not None else ()
            return any(map(shows_tick, words))
    return False


def has_content(element: Element) -> bool:
    """Tell whether anything in ``element`` could be shown."""
    for child in element:
        if (child.tail or "").strip():
            return True
        if child.tag in NOT_SHOWN:
            continue
        if child.tag in DRAWN or child.tag in (FIELD + "fieldmark", LOEXT + "content-control"):
            return True
        if (child.text or "").strip() or has_content(child):
            return True
    return False
