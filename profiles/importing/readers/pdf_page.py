"""What one page of a PDF shows: glyphs, drawn shapes, images and form fields, in points from the top left.

Only this module knows how pdfminer paints. The page arrives upright: a page whose text runs sideways is turned.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt

from profiles.importing.readers.pdf_annotations import read_annotations, text_of
from profiles.importing.readers.pdf_shapes import SYMBOL_FONTS, Box, Glyph, PageContent, Point, Shape, bounds, turned
from profiles.importing.readers.words import UNREADABLE_SIGN
from profiles.importing.ticks import BOX_SIGNS, LONE_TICKS, TICK_SIGNS, symbol

MAXIMUM_OBJECTS = 100_000  # glyphs and points of one page; a full page of text holds some 5,000
MAXIMUM_STREAMS = 1_000
MAXIMUM_COVERED = 500  # ticks of a page that are looked at when something is painted over them
WHITE = 0.97

_BEZIER = (0.25, 0.5, 0.75, 1.0)
PICTURE_FONTS = re.compile("wingdings|webdings|dingbat", re.IGNORECASE)
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


class PageTooComplex(ValueError):
    """More is drawn on the page than any profile needs."""


def read_page(page: PDFPage, resources: PDFResourceManager) -> PageContent:
    """Return what ``page`` shows, upright.

    :raises PageTooComplex: if it holds more than ``MAXIMUM_OBJECTS``.
    """
    if len(page.contents) > MAXIMUM_STREAMS:
        raise PageTooComplex
    device = _Device(resources)
    PDFPageInterpreter(resources, device).process_page(page)
    content = device.content
    content.fields, content.inks = read_annotations(page, device.place)
    turns = Counter(glyph.turn for glyph in content.glyphs if glyph.text.strip())
    turn = turns.most_common(1)[0][0] if turns else 0
    return turned(content, turn) if turn else content


class _Device(PDFTextDevice):
    """Collects what pdfminer paints, and stops at ``MAXIMUM_OBJECTS``."""

    ctm: Matrix

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.content = PageContent(0, 0)
        self.visible = Box(0, 0, 0, 0)
        self._count = 0
        self._ticks: list[int] = []  # of the glyphs painted so far
        self._tags: list[tuple[bool, str]] = []  # of each open mark: is it a running head; the sign that it stands for

    def _count_up(self, number: int) -> None:
        self._count += number
        if self._count > MAXIMUM_OBJECTS:
            raise PageTooComplex

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.page_ctm = ctm
        x0, y0, x1, y1 = page.mediabox
        corners = [apply_matrix_pt(ctm, point) for point in ((x0, y0), (x1, y1))]
        self.content.width = abs(corners[0][0] - corners[1][0])
        self.content.height = abs(corners[0][1] - corners[1][1])
        self.visible = self.place(page.cropbox)

    def place(self, rect: Sequence[float]) -> Box:
        """Return a rectangle of the page's own coordinates as it lies on the upright page."""
        left, low, right, high = rect
        (xa, ya), (xb, yb) = (apply_matrix_pt(self.page_ctm, point) for point in ((left, low), (right, high)))
        return Box(min(xa, xb), self.content.height - max(ya, yb), max(xa, xb), self.content.height - min(ya, yb))

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        entries = props if isinstance(props, dict) else {}
        is_running = literal_name(tag) == "Artifact" and literal_name(entries.get("Type", "")) == "Pagination"
        self._tags.append((is_running, text_of(entries.get("ActualText"))))

    def end_tag(self) -> None:
        if self._tags:
            self._tags.pop()

    def do_tag(self, tag: PSLiteral, props: Any = None) -> None:
        """A point without content."""

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self._count_up(25)

    def end_figure(self, name: str) -> None:
        """Forms lie flat on the page."""

    def render_image(self, name: str, stream: PDFStream) -> None:
        self._count_up(1)
        points = [self._point(point) for point in ((0, 0), (1, 0), (0, 1), (1, 1))]
        self.content.images.append(bounds(points))

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        self._count_up(1)
        name = re.sub(r"^[A-Z]{6}\+", "", _font_name(font))
        try:
            text: str | None = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = None
        is_composite = isinstance(font, PDFCIDFont)
        if is_composite and cid == 0 and not (text and text.isspace()):
            text = None  # the font has no such sign; what stands there is a replacement for all of them
        if self._tags and len(self._tags[-1][1]) == 1 and (text is None or _PRIVATE_USE.match(text)):
            text = self._tags[-1][1]
        item = LTChar(
            matrix,
            font,
            fontsize,
            scaling,
            rise,
            text or "",
            font.char_width(cid),
            font.char_disp(cid),
            ncs,
            graphicstate,
        )
        a, b = matrix[0], matrix[1]
        angle = math.degrees(math.atan2(b, a))
        turn = round(angle / 90) % 4
        height = self.content.height
        box = Box(item.x0, height - item.y1, item.x1, height - item.y0)
        is_level = abs(angle - round(angle / 90) * 90) < 8  # what runs across the page is a watermark
        if is_level and not any(is_running for is_running, _ in self._tags) and self.visible.holds(box.center, 1):
            sign = _sign(text, None if is_composite else cid, name)
            size = box.height if turn % 2 == 0 else box.width
            origin = (matrix[4], height - matrix[5])
            is_faint = _lightness(graphicstate.ncolor) >= WHITE
            if sign in LONE_TICKS or sign in TICK_SIGNS:
                self._ticks.append(len(self.content.glyphs))
            self.content.glyphs.append(Glyph(sign, box, origin, max(size, 0.1), name, turn, is_faint))
        return item.adv

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        self._count_up(len(path))
        subpaths = tuple(points for points in self._subpaths(path) if len(points) > 1)
        if not subpaths or not (stroke or fill):
            return
        box = bounds([point for points in subpaths for point in points])
        if fill and _lightness(gstate.ncolor) >= WHITE:
            glyphs = self.content.glyphs
            for index in self._ticks[:MAXIMUM_COVERED]:
                if box.holds(glyphs[index].box.center):
                    glyphs[index] = glyphs[index]._replace(is_faint=True)
        self.content.shapes.append(
            Shape(
                subpaths,
                box,
                _lightness(gstate.scolor) if stroke else None,
                _lightness(gstate.ncolor) if fill else None,
            )
        )

    def _subpaths(self, path: Sequence[PathSegment]) -> Iterator[tuple[Point, ...]]:
        points: list[Point] = []
        for operator, *numbers in path:
            if operator == "m":
                yield tuple(points)
                points = []
            elif operator == "h":
                points.append(points[0] if points else (0.0, 0.0))
                continue
            pairs = [self._point((float(x), float(y))) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
            if operator in ("c", "v", "y") and points:
                first, *rest = pairs
                controls = {"c": (first, *rest), "v": (points[-1], first, *rest), "y": (first, *rest, *rest[-1:])}
                points.extend(_curve(points[-1], controls[str(operator)]))
            else:
                points.extend(pairs)
        yield tuple(points)

    def _point(self, point: Point) -> Point:
        x, y = apply_matrix_pt(self.ctm, point)
        return x, self.content.height - y


def _curve(start: Point, controls: Sequence[Point]) -> Iterator[Point]:
    if len(controls) != 3:
        return
    points = (start, *controls)
    for t in _BEZIER:
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(weight * x for weight, (x, _) in zip(weights, points, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, points, strict=True)),
        )


def _font_name(font: PDFFont) -> str:
    name = font.fontname
    return name.decode("latin-1") if isinstance(name, bytes) else str(name or "")


def _sign(text: str | None, code: int | None, font: str) -> str:
    """Return the sign that a glyph shows, ``UNREADABLE_SIGN`` where the file does not tell.

    ``text`` is what the file says it means, ``code`` its place in the font, None where that is no code of signs.
    """
    if SYMBOL_FONTS.search(font) and not (text and text in TICK_SIGNS + BOX_SIGNS):
        meant = ord(text) if text and len(text) == 1 else None
        codes = (meant if meant is not None and _PRIVATE_USE.match(text or "") else None, code, meant)
        shown = next((sign for value in codes if value is not None and (sign := symbol(value, font))), None)
        if shown:
            return shown
        if PICTURE_FONTS.search(font) and (meant is None or meant < 0x100) and not (text or "").isspace():
            return UNREADABLE_SIGN  # a letter that the font draws as something else
    if not text or text.startswith("(cid:") or (len(text) == 1 and ord(text) < 0x20 and not text.isspace()):
        return UNREADABLE_SIGN
    if _PRIVATE_USE.match(text):
        return symbol(ord(text[0]), "Wingdings") or UNREADABLE_SIGN
    return text


def _lightness(color: object) -> float:
    """Return 0 (black) .. 1 (white); 0.5 where the colour is a pattern."""
    values = (
        [float(value) for value in color if isinstance(value, int | float)] if isinstance(color, tuple | list) else []
    )
    if isinstance(color, int | float):
        return float(color)
    if len(values) == 1:
        return values[0]
    if len(values) == 3:
        return 0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return 1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)
    return 0.5
