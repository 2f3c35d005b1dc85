"""What lies over a page of a PDF: form fields with their state, words and strokes that a viewer program added."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral, literal_name

from profiles.importing.readers.pdf_shapes import Box, Field

MAXIMUM_ANNOTATIONS = 2_000
OVER_THE_PAGE = frozenset(("Ink", "Stamp", "Line", "PolyLine", "Polygon", "Square", "Circle", "StrikeOut", "Redact"))


def read_annotations(page: PDFPage, place: Callable[[Sequence[float]], Box]) -> tuple[list[Field], list[Box]]:
    """Return the fields, and the places of what was drawn over the page; ``place`` lays a rectangle on the page."""
    fields: list[Field] = []
    inks: list[Box] = []
    entries = resolve1(page.annots)
    for entry in (entries if isinstance(entries, list) else [])[:MAXIMUM_ANNOTATIONS]:
        annotation = resolve1(entry)
        if not isinstance(annotation, dict):
            continue
        rect = [resolve1(number) for number in resolve1(annotation.get("Rect")) or []]
        flags = resolve1(annotation.get("F")) or 0
        if len(rect) != 4 or not all(isinstance(number, int | float) for number in rect) or flags & 0x22:
            continue  # hidden or not to be viewed
        box = place(rect)
        subtype = literal_name(resolve1(annotation.get("Subtype"))) if annotation.get("Subtype") else ""
        if subtype == "Widget":
            fields.extend(_fields(annotation, box))
        elif subtype == "FreeText":
            fields.append(Field(box, None, text_of(resolve1(annotation.get("Contents")))))
        elif subtype in OVER_THE_PAGE:
            inks.append(box)
    return fields, inks


def _fields(annotation: dict[str, Any], box: Box) -> Iterator[Field]:
    kind = _inherited(annotation, "FT")
    value = _inherited(annotation, "V")
    if kind is not None and literal_name(kind) == "Btn":
        if (_inherited(annotation, "Ff") or 0) & 0x10000:
            return  # a push button
        state = resolve1(annotation.get("AS"))
        name = state if state is not None else value
        yield Field(box, isinstance(name, PSLiteral) and literal_name(name) != "Off")
    elif isinstance(value, bytes):
        yield Field(box, None, text_of(value))


def _inherited(annotation: dict[str, Any], key: str) -> Any:
    node: Any = annotation
    for _ in range(10):
        if not isinstance(node, dict):
            return None
        if (value := resolve1(node.get(key))) is not None:
            return value
        node = resolve1(node.get("Parent"))
    return None


def text_of(value: object) -> str:
    """Return a string of the file as text, "" for anything else."""
    if not isinstance(value, bytes):
        return ""
    return value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "cp1252", "replace")
