"""The tables of a PDF page by their ruling lines: one grid each, merged cells found by the lines that are missing."""

import itertools
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pdfplumber.table import merge_edges

from profiles.importing.readers.pdf_boxes import THICKEST_RULE, Edge, edges_of
from profiles.importing.readers.pdf_shapes import Box, Glyph, Shape

SNAP = 3.0  # double lines and the gaps of spaced cells fall into one
TOUCH = 2.0
MAXIMUM_EDGES = 2_500
MAXIMUM_COLUMNS, MAXIMUM_ROWS = 60, 400


@dataclass(frozen=True, slots=True)
class Region:
    """One cell: its place on the page and on the grid."""

    box: Box
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the positions of its lines and its cells in reading order, which together fill it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1

    def by_region(self, glyphs: Iterable[Glyph]) -> dict[Region, list[Glyph]]:
        """Return which of ``glyphs`` lie in which cell."""
        found: dict[Region, list[Glyph]] = {region: [] for region in self.regions}
        owner = {
            (r, c): region
            for region in self.regions
            for r in range(region.row, region.row + region.rows)
            for c in range(region.column, region.column + region.columns)
        }
        for glyph in glyphs:
            x, y = glyph.box.center
            region = owner.get((bisect(self.ys, y) - 1, bisect(self.xs, x) - 1))
            if region is not None:
                found[region].append(glyph)
        return found


def find_grids(shapes: Sequence[Shape], glyphs: Sequence[Glyph]) -> list[Grid]:
    """Return the tables of a page from top to bottom.

    Lines first; areas filled with a colour count where no lines stand; horizontal rules alone only where the columns
    are beyond doubt.
    """
    ruled = _merged(list(edges_of(shapes)))
    grids = list(_grids(ruled))
    backgrounds = [
        shape
        for shape in shapes
        if shape.fill is not None
        and shape.fill < 0.97
        and min(shape.box.width, shape.box.height) > THICKEST_RULE
        and not any(grid.box.covers(shape.box, TOUCH) for grid in grids)
    ]
    if backgrounds:
        ruled = _merged([*edges_of(shapes), *edges_of(backgrounds, with_fills=True)])
        grids = list(_grids(ruled))
    outside = [edge for edge in ruled if edge.is_horizontal and not any(g.box.covers(edge.box, TOUCH) for g in grids)]
    grids.extend(_grids_of_rules(outside, glyphs))
    return sorted(_without_nested(grids), key=lambda grid: (grid.box.top, grid.box.x0))


def _merged(edges: Sequence[Edge]) -> list[Edge]:
    if len(edges) > 20 * MAXIMUM_EDGES:
        return []
    plain = [
        {
            "orientation": "h" if edge.is_horizontal else "v",
            "x0": edge.box.x0, "x1": edge.box.x1, "top": edge.box.top, "bottom": edge.box.bottom,
            "width": edge.box.width, "height": edge.box.height, "doctop": edge.box.top,
        }
        for edge in edges
    ]  # fmt: skip
    merged = [
        Edge(edge["orientation"] == "h", Box(edge["x0"], edge["top"], edge["x1"], edge["bottom"]))
        for edge in merge_edges(plain, SNAP, SNAP, SNAP, SNAP)
    ]
    merged = [edge for edge in merged if edge.length > 4]
    return merged if len(merged) <= MAXIMUM_EDGES else []


def _grids(edges: Sequence[Edge]) -> Iterator[Grid]:
    for group in _connected(edges):
        if grid := _grid(group):
            yield grid


def _connected(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Return the edges in groups that touch one another."""
    level = [edge for edge in edges if edge.is_horizontal]
    upright = [edge for edge in edges if not edge.is_horizontal]
    parent = list(range(len(edges)))
    order = [*level, *upright]

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, first in enumerate(level):
        a = first.box
        for j, second in enumerate(upright, start=len(level)):
            b = second.box
            if (
                a.x0 - TOUCH <= b.x0 <= a.x1 + TOUCH
                and b.top - TOUCH <= a.top <= b.bottom + TOUCH
                and root(i) != root(j)
            ):
                parent[root(j)] = root(i)
    groups: dict[int, list[Edge]] = {}
    for i, edge in enumerate(order):
        groups.setdefault(root(i), []).append(edge)
    return [group for group in groups.values() if len(group) > 2]


def _grid(edges: Sequence[Edge]) -> Grid | None:
    """Return the grid of connected edges; sides that a page break or an open design left out are closed."""
    level = [edge.box for edge in edges if edge.is_horizontal]
    upright = [edge.box for edge in edges if not edge.is_horizontal]
    if not level or not upright:
        return None
    x0, x1 = min(b.x0 for b in (*level, *upright)), max(b.x1 for b in (*level, *upright))
    top, bottom = min(b.top for b in (*level, *upright)), max(b.bottom for b in (*level, *upright))
    xs = _positions([x0, x1, *(b.x0 for b in upright)])
    ys = _positions([top, bottom, *(b.top for b in level)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if not (0 < columns <= MAXIMUM_COLUMNS and 0 < rows <= MAXIMUM_ROWS) or rows * columns < 2:
        return None

    walls = [[b for b in upright if abs(b.x0 - x) < SNAP] for x in xs]
    floors = [[b for b in level if abs(b.top - y) < SNAP] for y in ys]

    def has_wall(r: int, c: int) -> bool:
        """Whether a line stands on the right of the field."""
        low, high = ys[r] + 0.2 * (ys[r + 1] - ys[r]), ys[r + 1] - 0.2 * (ys[r + 1] - ys[r])
        return any(b.top <= low and b.bottom >= high for b in walls[c + 1])

    def has_floor(r: int, c: int) -> bool:
        low, high = xs[c] + 0.2 * (xs[c + 1] - xs[c]), xs[c + 1] - 0.2 * (xs[c + 1] - xs[c])
        return any(b.x0 <= low and b.x1 >= high for b in floors[r + 1])

    wall = [[c == columns - 1 or has_wall(r, c) for c in range(columns)] for r in range(rows)]
    floor = [[r == rows - 1 or has_floor(r, c) for c in range(columns)] for r in range(rows)]
    regions = tuple(_regions(xs, ys, wall, floor))
    return Grid(tuple(xs), tuple(ys), regions) if len(regions) > 1 else None


def _positions(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SNAP:
            kept.append(value)
    return kept


def _regions(
    xs: Sequence[float], ys: Sequence[float], wall: Sequence[Sequence[bool]], floor: Sequence[Sequence[bool]]
) -> Iterator[Region]:
    """Yield the cells: the largest rectangles without a line inside, row by row from the left."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    for r, c in itertools.product(range(rows), range(columns)):
        if taken[r][c]:
            continue
        width = 1
        while not wall[r][c + width - 1] and not taken[r][c + width]:
            width += 1
        height = 1
        while (
            r + height < rows
            and not any(floor[r + height - 1][i] or taken[r + height][i] for i in range(c, c + width))
            and not any(wall[r + height][i] for i in range(c, c + width - 1))
        ):
            height += 1
        for i, j in itertools.product(range(r, r + height), range(c, c + width)):
            taken[i][j] = True
        yield Region(Box(xs[c], ys[r], xs[c + width], ys[r + height]), r, c, height, width)


def _grids_of_rules(rules: Sequence[Edge], glyphs: Sequence[Glyph]) -> Iterator[Grid]:
    """Yield tables that only have horizontal rules, where white lanes part the words of all rows into columns."""
    groups: dict[tuple[int, int], list[float]] = {}
    for edge in rules:
        key = next(
            (k for k in groups if abs(k[0] - edge.box.x0) < SNAP and abs(k[1] - edge.box.x1) < SNAP),
            (round(edge.box.x0), round(edge.box.x1)),
        )
        groups.setdefault(key, []).append(edge.box.top)
    for (x0, x1), found in groups.items():
        ys = _positions(found)
        if not 3 <= len(ys) <= MAXIMUM_ROWS:
            continue
        inside = [g.box for g in glyphs if g.text.strip() and Box(x0, ys[0], x1, ys[-1]).holds(g.box.center)]
        lanes = _lanes(x0, x1, inside)
        if not 1 <= len(lanes) <= MAXIMUM_COLUMNS:
            continue
        xs = [float(x0), *lanes, float(x1)]
        filled = [
            {sum(box.center[0] > x for x in lanes) for box in inside if top <= box.center[1] <= bottom}
            for top, bottom in itertools.pairwise(ys)
        ]
        if sum(len(columns) > 1 for columns in filled) < 2 or len(set().union(*filled)) != len(xs) - 1:
            continue  # rules between paragraphs
        regions = tuple(
            Region(Box(left, top, right, bottom), r, c)
            for r, (top, bottom) in enumerate(itertools.pairwise(ys))
            for c, (left, right) in enumerate(itertools.pairwise(xs))
        )
        yield Grid(tuple(xs), tuple(ys), regions)


def _lanes(x0: float, x1: float, boxes: Sequence[Box]) -> list[float]:
    """Return the middles of the lanes of at least 8 points that no word of any row crosses."""
    lanes = []
    end = float(x0)
    for box in sorted(boxes):
        if box.x0 - end >= 8 and end > x0:
            lanes.append((box.x0 + end) / 2)
        end = max(end, box.x1)
    return lanes


def _without_nested(grids: Sequence[Grid]) -> list[Grid]:
    """Return the grids without those that lie in another: of the two the one with more cells is the table."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: -len(grid.regions)):
        if not any(other.box.covers(grid.box, TOUCH) or grid.box.covers(other.box, TOUCH) for other in kept):
            kept.append(grid)
    return kept
