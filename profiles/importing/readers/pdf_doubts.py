"""Which ticks of a PDF nobody can be sure of: between two columns, painted over, crossed out, written in white."""

import itertools
from collections.abc import Iterator, Sequence

from profiles.importing.readers.pdf_shapes import Box, Glyph, Point, Shape
from profiles.importing.ticks import LONE_TICKS, TICK_SIGNS

OVERHANG = 0.25  # of its width that a tick may stand outside of its cell
OVERHANG_UPRIGHT = 0.35
CAPITAL = 0.7  # height of a capital letter as share of the height of the whole sign
LARGEST_MARK, SMALLEST_MARK = 40.0, 6.0


def is_doubtful_tick(glyphs: Sequence[Glyph], cell: Box, shapes: Sequence[Shape], inks: Sequence[Box]) -> bool:
    """Whether ``glyphs``, all that is written in ``cell``, are a tick that may not hold or may belong elsewhere."""
    written = [glyph for glyph in glyphs if glyph.text.strip()]
    if not 1 <= len(written) <= 3 or any(g.text not in LONE_TICKS and g.text not in TICK_SIGNS for g in written):
        return False
    return any(
        glyph.is_faint
        or _stands_between(glyph, cell)
        or any(cell.holds(ink.center) or ink.holds(glyph.box.center) for ink in inks)
        or _is_crossed_out(glyph, shapes)
        for glyph in written
    )


def _stands_between(glyph: Glyph, cell: Box) -> bool:
    """Whether a good part of the tick lies beyond a line of its cell."""
    box, (_, baseline) = glyph.box, glyph.origin
    height = CAPITAL * glyph.size
    return (
        max(cell.x0 - box.x0, box.x1 - cell.x1) > OVERHANG * box.width
        or max(cell.top - (baseline - height), baseline - cell.bottom) > OVERHANG_UPRIGHT * height
    )


def _is_crossed_out(glyph: Glyph, shapes: Sequence[Shape]) -> bool:
    """Whether a slanting line goes through the middle of the written tick."""
    (x, y), reach = (glyph.box.center[0], glyph.origin[1] - 0.5 * CAPITAL * glyph.size), 0.25 * glyph.box.width
    for shape in shapes:
        if shape.stroke is None or not shape.box.holds((x, y)) or max(shape.box.width, shape.box.height) > LARGEST_MARK:
            continue
        for start, end in itertools.chain.from_iterable(map(itertools.pairwise, shape.subpaths)):
            (xa, ya), (xb, yb) = start, end
            if not _is_slanting(start, end) or not min(xa, xb) <= x <= max(xa, xb):
                continue
            if abs(ya + (yb - ya) * (x - xa) / (xb - xa) - y) < reach:
                return True
    return False


def _is_slanting(start: Point, end: Point) -> bool:
    return min(abs(start[0] - end[0]), abs(start[1] - end[1])) >= 1


def straddling(shapes: Sequence[Shape], cell: Box) -> Iterator[Box]:
    """Yield the drawn marks, no areas and no lines of tables, that go beyond ``cell`` to the left or the right."""
    for shape in shapes:
        box = shape.box
        if (
            shape.stroke is not None
            and shape.fill is None
            and min(box.width, box.height) > 2
            and SMALLEST_MARK <= max(box.width, box.height) <= LARGEST_MARK
            and max(cell.x0 - box.x0, box.x1 - cell.x1) > OVERHANG * box.width
            and any(_is_slanting(*pair) for points in shape.subpaths for pair in itertools.pairwise(points))
        ):
            yield box
