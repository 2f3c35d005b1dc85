"""Boxes that a PDF draws instead of writing them, and what is drawn inside: a tick, nothing, or what nobody can tell.

A box is a small square or circle that stands free, inside or outside a table. It is ticked when two crossing diagonals,
a check mark or a filled smaller square lie in it, or when it is filled dark; form fields say it themselves.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from profiles.importing.readers.pdf_shapes import Box, Glyph, PageContent, Point, Shape, bounds
from profiles.importing.readers.words import BULLETS, UNREADABLE_SIGN
from profiles.importing.ticks import BOX, BOX_SIGNS, LONE_TICKS, TICK, TICK_SIGNS

SMALLEST, LARGEST = 5.5, 24.0  # points; a bullet is smaller, a cell larger
THICKEST_RULE = 3.2
CONTRAST = 0.15
MAXIMUM_BOXES = 3_000

_STRENGTH = {BOX: 0, UNREADABLE_SIGN: 1, TICK: 2}
_BOTTOM_OF_CHECK = ((0.25, 0.75), (0.3, 0.8), (0.35, 0.85), (0.4, 0.85), (0.35, 0.75), (0.4, 0.9))
_TOP_OF_CHECK = ((0.95, 0.05), (0.9, 0.1), (0.85, 0.15), (0.85, 0.1), (0.9, 0.05), (0.93, 0.08))
_CORNERS_OF_CHECK = ((0.1, 0.1), (0.3, 0.2), (0.9, 0.9), (0.75, 0.85))
_SIDES = ((0.5, 0.08), (0.5, 0.92), (0.08, 0.5), (0.92, 0.5))

Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line along the page's axes: a side of a cell, of a box, or an underline."""

    is_horizontal: bool
    box: Box

    @property
    def length(self) -> float:
        return self.box.width if self.is_horizontal else self.box.height


@dataclass(frozen=True, slots=True)
class Sign:
    """``text``: ``TICK``, ``BOX`` or ``UNREADABLE_SIGN``."""

    box: Box
    text: str


def read_signs(content: PageContent) -> tuple[list[Sign], list[Glyph], list[Shape]]:
    """Return the boxes of a page, the glyphs that are not signs inside of them, and the shapes that are no boxes."""
    shapes = content.shapes
    signs: list[Sign] = []
    used_glyphs: set[int] = set()
    used_shapes: set[int] = set()
    for square in _squares(shapes):
        inner = [i for i, shape in enumerate(shapes) if square.covers(shape.box, 1.0) or _lies_over(shape, square)]
        glyphs = [i for i, glyph in enumerate(content.glyphs) if square.holds(glyph.box.center) and glyph.text.strip()]
        written = "".join(content.glyphs[i].text for i in glyphs).strip()
        if len(written) > 1 or (written.isalnum() and written not in LONE_TICKS):
            continue  # a frame around words
        if written:
            text = TICK if written in LONE_TICKS or written in TICK_SIGNS else UNREADABLE_SIGN
            text = BOX if written in BOX_SIGNS else text
        elif any(square.holds(box.center) and box.width < 3 * square.width for box in (*content.images, *content.inks)):
            text = UNREADABLE_SIGN
        else:
            text = judge(square, [shapes[i] for i in inner])
        signs.append(Sign(square, text))
        used_glyphs.update(glyphs)
        used_shapes.update(inner)
    for field in content.fields:
        if field.state is not None:
            signs.append(Sign(field.box, TICK if field.state else BOX))
    return (
        _strongest(signs),
        _struck_out([glyph for i, glyph in enumerate(content.glyphs) if i not in used_glyphs], shapes),
        [shape for i, shape in enumerate(shapes) if i not in used_shapes],
    )


def _struck_out(glyphs: list[Glyph], shapes: Sequence[Shape]) -> list[Glyph]:
    """Return the glyphs, a written tick with a short line through its middle as a sign that cannot be read."""
    if not any(glyph.text in LONE_TICKS or glyph.text in TICK_SIGNS for glyph in glyphs):
        return glyphs
    short = [edge.box for edge in edges_of(shapes) if edge.is_horizontal and edge.length <= 2 * LARGEST]

    def is_struck(box: Box) -> bool:
        x, y = box.center
        return any(line.x0 <= x <= line.x1 and abs(line.top - y) < 0.2 * box.height for line in short)

    return [
        glyph._replace(text=UNREADABLE_SIGN)
        if (glyph.text in LONE_TICKS or glyph.text in TICK_SIGNS) and is_struck(glyph.box)
        else glyph
        for glyph in glyphs
    ]


def _lies_over(shape: Shape, square: Box) -> bool:
    """Whether the shape is a line through the middle of the square that goes a little beyond it: a cross by hand."""
    box = shape.box
    return (
        shape.stroke is not None
        and square.holds(box.center)
        and max(box.width, box.height) <= 2.5 * max(square.width, square.height)
        and not any(polygon_share(points) > 0.7 for points in shape.subpaths)
    )


def drawn_bullets(shapes: Sequence[Shape], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return a bullet for every small filled dot that stands before a line of words."""
    dots = [
        shape.box
        for shape in shapes
        if shape.fill is not None
        and shape.fill < 0.9
        and 1.2 <= min(shape.box.width, shape.box.height) <= max(shape.box.width, shape.box.height) < SMALLEST
    ]
    if len(dots) > MAXIMUM_BOXES // 5:
        return []  # a dotted line
    bullets = []
    for dot in dots:
        level = [g for g in glyphs if g.box.top < dot.center[1] < g.box.bottom and g.text.strip()]
        after = min((glyph for glyph in level if glyph.box.x0 > dot.x0), key=lambda glyph: glyph.box.x0, default=None)
        is_first = not any(dot.x0 - 15 < glyph.box.x1 and glyph.box.x0 < dot.x0 for glyph in level)
        if after is not None and is_first and after.box.x0 - dot.x1 < 30:
            bullets.append(Glyph(BULLETS[0], dot, (dot.x0, after.origin[1]), after.size, after.font))
    return bullets


def edges_of(shapes: Iterable[Shape], *, with_fills: bool = False) -> Iterator[Edge]:
    """Yield the straight lines of ``shapes``: strokes, thin filled rectangles, the rims of rings.

    ``with_fills``: also the sides of filled areas that are not white.
    """
    for shape in shapes:
        if is_ring(shape):
            yield from _rim(shape)
        elif shape.stroke is not None and shape.stroke < 0.97:
            for points in shape.subpaths:
                for start, end in itertools.pairwise(points):
                    yield from _edge(start, end)
        elif shape.fill is not None and shape.fill < 0.97:
            for points in shape.subpaths:
                box = bounds(points)
                if min(box.width, box.height) <= THICKEST_RULE < max(box.width, box.height):
                    x, y = box.center
                    is_horizontal = box.width > box.height
                    line = Box(box.x0, y, box.x1, y) if is_horizontal else Box(x, box.top, x, box.bottom)
                    yield Edge(is_horizontal, line)
                elif with_fills and polygon_share(points) > 0.9:
                    yield from _sides(box)


def judge(square: Box, shapes: Sequence[Shape]) -> str:
    """Return ``TICK``, ``BOX`` or ``UNREADABLE_SIGN`` for the ``shapes`` in ``square``, in the order of painting."""
    face = 1.0
    marks: list[Shape] = []
    is_filled = is_odd = False
    for shape in shapes:
        is_area = any(polygon_share(points) > 0.7 for points in shape.subpaths)
        size = min(shape.box.width / square.width, shape.box.height / square.height)
        if is_ring(shape):
            is_odd = is_odd or size < 0.6
        elif is_area and shape.fill is not None and size >= 0.8:
            face, marks, is_filled, is_odd = shape.fill, [], False, False
        elif is_area and shape.fill is not None:
            if abs(shape.fill - face) >= CONTRAST:
                is_filled, is_odd = is_filled or size >= 0.3, is_odd or size < 0.3
        elif is_area:
            is_odd = is_odd or size < 0.6
        else:
            color = shape.stroke if shape.stroke is not None else shape.fill
            if color is not None and abs(color - face) >= CONTRAST:
                marks.append(shape)
    segments = [segment for shape in marks for segment in _segments(shape) if not _lies_on_rim(segment, square)]
    polygons = [points for shape in marks if shape.fill is not None for points in shape.subpaths if len(points) > 6]
    is_struck = any(_crosses_out(segment, square) for segment in segments)
    if is_odd or is_struck:
        return UNREADABLE_SIGN
    if segments or polygons:
        is_tick = _is_cross(segments, square) or _is_check(segments, square) or any(map(_looks_like_tick, polygons))
        return TICK if is_tick else UNREADABLE_SIGN
    return TICK if is_filled or face < 0.5 else BOX


def polygon_share(points: Sequence[Point]) -> float:
    """Return how much of its rectangle a closed path fills: 1 for a rectangle, 0.79 for a circle, 0 for a line."""
    box = bounds(points)
    if box.width * box.height <= 0 or len(points) < 3 or math.dist(points[0], points[-1]) > 0.3 * box.width + 0.5:
        return 0.0
    pairs = itertools.pairwise((*points, points[0]))
    return abs(sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairs)) / 2 / (box.width * box.height)


def is_ring(shape: Shape) -> bool:
    """Whether the shape is a filled area with a hole of its own form: a border."""
    if shape.fill is None or shape.stroke is not None or len(shape.subpaths) != 2:
        return False
    first, second = sorted(map(bounds, shape.subpaths), key=lambda box: box.width * box.height)
    return second.covers(first, 0.1) and first.width * first.height > 0.4 * second.width * second.height


def _edge(start: Point, end: Point) -> Iterator[Edge]:
    (xa, ya), (xb, yb) = start, end
    width, height = abs(xa - xb), abs(ya - yb)
    if height < 1 and width >= 2:
        yield Edge(True, Box(min(xa, xb), (ya + yb) / 2, max(xa, xb), (ya + yb) / 2))
    elif width < 1 and height >= 2:
        yield Edge(False, Box((xa + xb) / 2, min(ya, yb), (xa + xb) / 2, max(ya, yb)))


def _sides(box: Box) -> Iterator[Edge]:
    yield Edge(True, box._replace(bottom=box.top))
    yield Edge(True, box._replace(top=box.bottom))
    yield Edge(False, box._replace(x1=box.x0))
    yield Edge(False, box._replace(x0=box.x1))


def _rim(shape: Shape) -> Iterator[Edge]:
    """Yield those sides of a ring that are not of no width."""
    inner, outer = sorted(map(bounds, shape.subpaths), key=lambda box: box.width * box.height)
    widths = (inner.top - outer.top, outer.bottom - inner.bottom, inner.x0 - outer.x0, outer.x1 - inner.x1)
    middle = Box(*((a + b) / 2 for a, b in zip(inner, outer, strict=True)))
    yield from (side for side, width in zip(_sides(middle), widths, strict=True) if width > 0.1)


def _squares(shapes: Sequence[Shape]) -> list[Box]:
    """Return the small squares and circles that share no side with anything, of those in each other the outermost."""
    edges = list(edges_of(shapes))
    found = [shape.box for shape in shapes if _is_square(shape.box) and _is_visible_area(shape)]
    found.extend(_squares_of_lines(edges))
    if len(found) > MAXIMUM_BOXES or len(found) * len(edges) > 10_000_000:
        return []  # a drawing, not a form
    # A cell may be as small as a square; it must not hide the box inside of it.
    found = sorted((box for box in found if not _is_cell(box, edges)), key=lambda box: -box.width * box.height)
    outermost: list[Box] = []
    for box in found:
        if any(other.covers(box, 1.0) for other in outermost):
            continue
        outermost.append(box)
    return outermost


def _is_square(box: Box) -> bool:
    return (
        SMALLEST <= box.width <= LARGEST
        and SMALLEST <= box.height <= LARGEST
        and 0.75 <= box.width / box.height <= 1.33
    )


def _is_visible_area(shape: Shape) -> bool:
    is_visible = (shape.stroke is not None and shape.stroke < 0.97) or (shape.fill is not None and shape.fill < 0.97)
    return is_visible and any(polygon_share(points) > 0.7 for points in shape.subpaths)


def _squares_of_lines(edges: Sequence[Edge]) -> Iterator[Box]:
    """Yield squares drawn as four separate lines."""
    short = [edge for edge in edges if SMALLEST <= edge.length <= LARGEST]
    upright = {(round(e.box.x0), round(e.box.top), round(e.box.bottom)) for e in short if not e.is_horizontal}
    level: dict[tuple[int, int], list[Edge]] = {}
    for edge in short:
        if edge.is_horizontal:
            level.setdefault((round(edge.box.x0), round(edge.box.x1)), []).append(edge)

    def is_there(x: float, top: float, bottom: float) -> bool:
        near = (-1, 0, 1)
        return any(
            (round(x) + dx, round(top) + dt, round(bottom) + db) in upright for dx in near for dt in near for db in near
        )

    for group in level.values():
        group.sort(key=lambda edge: edge.box.top)
        for first, second in itertools.pairwise(group):
            box = Box(first.box.x0, first.box.top, first.box.x1, second.box.top)
            if _is_square(box) and all(is_there(x, box.top, box.bottom) for x in (box.x0, box.x1)):
                yield box


def _is_cell(square: Box, edges: Sequence[Edge]) -> bool:
    """Whether two sides of the square go on beyond its corners: then it is a cell of a table.

    One side alone does not say so: a box may stand close below the line of its cell.
    """
    return len({side for edge in edges for side in _sides_going_on(edge, square)}) >= 2


def _sides_going_on(edge: Edge, square: Box) -> Iterator[str]:
    near = 0.7
    box = edge.box
    if edge.is_horizontal:
        touches = box.x0 <= square.x1 + near and box.x1 >= square.x0 - near
        if touches and (box.x0 < square.x0 - 1 or box.x1 > square.x1 + 1):
            yield from (side for side in ("top", "bottom") if abs(box.top - getattr(square, side)) < near)
    else:
        touches = box.top <= square.bottom + near and box.bottom >= square.top - near
        if touches and (box.top < square.top - 1 or box.bottom > square.bottom + 1):
            yield from (side for side in ("x0", "x1") if abs(box.x0 - getattr(square, side)) < near)


def _segments(shape: Shape) -> Iterator[Segment]:
    """Yield the lines of a mark; a thin filled quadrilateral is one line."""
    for points in shape.subpaths:
        if shape.stroke is None:
            if 3 <= len(points) <= 6:
                start, end = max(itertools.combinations(points, 2), key=lambda pair: math.dist(*pair))
                area = polygon_share((*points, points[0])) * bounds(points).width * bounds(points).height
                if area < 0.25 * math.dist(start, end) ** 2:
                    yield start, end
        else:
            yield from (pair for pair in itertools.pairwise(points) if math.dist(*pair) > 0.8)


def _lies_on_rim(segment: Segment, square: Box) -> bool:
    """Whether the line runs along a side of the square: a shaded border."""
    (xa, ya), (xb, yb) = segment
    near_x, near_y = 0.2 * square.width, 0.2 * square.height
    if abs(xa - xb) < 0.5:
        return min(xa - square.x0, square.x1 - xa) < near_x
    return abs(ya - yb) < 0.5 and min(ya - square.top, square.bottom - ya) < near_y


def _crosses_out(segment: Segment, square: Box) -> bool:
    """Whether a level line goes through the square and beyond both of its sides: what stands there was taken back."""
    (xa, ya), (xb, yb) = segment
    return abs(ya - yb) < 1.5 and min(xa, xb) < square.x0 - 1 and max(xa, xb) > square.x1 + 1


def _is_cross(segments: Sequence[Segment], square: Box) -> bool:
    diagonals = [
        segment
        for segment in segments
        if math.dist(*segment) >= 0.45 * math.hypot(square.width, square.height) and 20 <= _angle(segment) <= 70
    ][:50]
    return any(
        _falls(first) != _falls(second) and _intersect(first, second)
        for first, second in itertools.combinations(diagonals, 2)
    )


def _is_check(segments: Sequence[Segment], square: Box) -> bool:
    """Whether two lines meet at the bottom, the short one from the upper left, the long one from the upper right."""
    for first, second in itertools.permutations(segments[:50], 2):
        for bottom, left in (first, first[::-1]):
            for other, right in (second, second[::-1]):
                if (
                    math.dist(bottom, other) < 1.5
                    and left[0] < bottom[0] < right[0]
                    and left[1] < bottom[1] - 0.5
                    and right[1] < left[1] + 0.5
                    and right[0] - left[0] >= 0.35 * square.width
                ):
                    return True
    return False


def _looks_like_tick(points: Sequence[Point]) -> bool:
    """Whether an outlined, filled figure has the form of a cross or of a check mark."""
    box = bounds(points)

    def is_in(share: Point) -> bool:
        x, y = box.x0 + share[0] * box.width, box.top + share[1] * box.height
        inside = False
        for (xa, ya), (xb, yb) in itertools.pairwise((*points, points[0])):
            if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
                inside = not inside
        return inside

    is_cross = is_in((0.5, 0.5)) and not any(map(is_in, _SIDES))
    is_check = (
        any(map(is_in, _BOTTOM_OF_CHECK)) and any(map(is_in, _TOP_OF_CHECK)) and not any(map(is_in, _CORNERS_OF_CHECK))
    )
    return is_cross or is_check


def _angle(segment: Segment) -> float:
    (xa, ya), (xb, yb) = segment
    return math.degrees(math.atan2(abs(yb - ya), abs(xb - xa)))


def _falls(segment: Segment) -> bool:
    (xa, ya), (xb, yb) = segment
    return (xb - xa) * (yb - ya) > 0


def _intersect(first: Segment, second: Segment) -> bool:
    def side(segment: Segment, point: Point) -> float:
        (xa, ya), (xb, yb) = segment
        return (xb - xa) * (point[1] - ya) - (yb - ya) * (point[0] - xa)

    return side(first, second[0]) * side(first, second[1]) <= 0 and side(second, first[0]) * side(second, first[1]) <= 0


def _strongest(signs: Sequence[Sign]) -> list[Sign]:
    """Return one sign for each place: a field over a drawn box is one box, ticked if either is."""
    kept: list[Sign] = []
    for sign in signs:
        same = next(
            (i for i, o in enumerate(kept) if o.box.holds(sign.box.center) or sign.box.holds(o.box.center)), None
        )
        if same is None:
            kept.append(sign)
        elif _STRENGTH[sign.text] > _STRENGTH[kept[same].text]:
            kept[same] = Sign(kept[same].box, sign.text)
    return kept
