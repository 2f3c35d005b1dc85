"""The things a page of a PDF holds, as plain data in points from its top left, and how to turn a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SYMBOL_FONTS = re.compile(r"wingdings|webdings|dingbat|opensymbol|starsymbol|^symbol(?!a)", re.IGNORECASE)
_IS_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_IS_ITALIC = re.compile(r"italic|oblique|kursiv|[-,]it\b", re.IGNORECASE)

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle; ``top`` < ``bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, point: Point, tolerance: float = 0.0) -> bool:
        x, y = point
        return self.x0 - tolerance <= x <= self.x1 + tolerance and self.top - tolerance <= y <= self.bottom + tolerance

    def covers(self, other: "Box", tolerance: float = 0.0) -> bool:
        return self.holds((other.x0, other.top), tolerance) and self.holds((other.x1, other.bottom), tolerance)


class Glyph(NamedTuple):
    """One sign. ``baseline`` is that of its line; ``turn``: quarter turns left against the page's reading direction.

    ``is_faint``: written in white, or an area in white was painted over it.
    """

    text: str
    box: Box
    origin: Point
    size: float
    font: str
    turn: int = 0
    is_faint: bool = False

    @property
    def is_bold(self) -> bool:
        return bool(_IS_BOLD.search(self.font))

    @property
    def is_italic(self) -> bool:
        return bool(_IS_ITALIC.search(self.font))

    @property
    def is_symbol(self) -> bool:
        return bool(SYMBOL_FONTS.search(self.font))


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted path. ``stroke``, ``fill``: lightness 0 (black) .. 1 (white), None = not painted so."""

    subpaths: tuple[tuple[Point, ...], ...]
    box: Box
    stroke: float | None
    fill: float | None


@dataclass(frozen=True, slots=True)
class Field:
    """A form field: ``state`` True = ticked, False = empty, None = a field that holds ``text``."""

    box: Box
    state: bool | None
    text: str = ""


@dataclass(slots=True)
class PageContent:
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    inks: list[Box] = field(default_factory=list)  # drawn over the page by hand or as a stamp


def bounds(points: Sequence[Point]) -> Box:
    """Return the smallest rectangle around ``points``."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def turned(content: PageContent, turn: int) -> PageContent:
    """Return the page turned so that text of ``turn`` quarter turns reads from left to right."""

    def point(place: Point) -> Point:
        return turned_point(place, turn, content.width, content.height)

    def box(old: Box) -> Box:
        return bounds([point((old.x0, old.top)), point((old.x1, old.bottom))])

    width, height = (content.height, content.width) if turn % 2 else (content.width, content.height)
    return PageContent(
        width,
        height,
        [g._replace(box=box(g.box), origin=point(g.origin), turn=(g.turn - turn) % 4) for g in content.glyphs],
        [
            Shape(tuple(tuple(map(point, points)) for points in s.subpaths), box(s.box), s.stroke, s.fill)
            for s in content.shapes
        ],
        [box(image) for image in content.images],
        [Field(box(f.box), f.state, f.text) for f in content.fields],
        [box(ink) for ink in content.inks],
    )


def turned_point(place: Point, turn: int, width: float, height: float) -> Point:
    """Return where ``place`` lies after the page has been turned right by ``turn`` quarter turns."""
    x, y = place
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[turn]
