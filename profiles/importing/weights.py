"""The weight of one criterion: which cell is ticked, and how sure that is.

The header row decides which column means which weight. A row that does not fit the header is never read silently.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from profiles.importing.neutral import Mark, Row
from profiles.importing.running import CRITERION, NUMBER, GridRow
from profiles.importing.ticks import BOX

PAGE = re.compile(r"Seite (?P<page>\d+),")  # as the reader of PDFs names a place
NO_TICK = frozenset("-–—−/.")  # alone in a column of weights: not ticked


@dataclass
class Block:
    """The rows of one criterion: the one with the number and those that follow it."""

    number: str
    rows: list[GridRow]
    columns: dict[int, int]  # grid index -> weight
    width: int  # columns of the header row
    is_number_missing: bool = False
    written_number: str = ""  # as in the document, where it had to be changed
    is_head_turned: bool = False  # its head names the columns in another order than the one before
    turned: list[GridRow] = field(default_factory=list)  # rows that stand below another head

    @property
    def section(self) -> str:
        return self.number.rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the boxes of a criterion say. ``reason`` None = beyond doubt; ``readings``: all that are possible."""

    weight: int | None
    readings: tuple[int, ...]
    code: str = ""
    reason: str | None = None


def read_weight(block: Block) -> Reading:
    number = block.number
    rows = [grid_row.row for grid_row in block.rows]
    if not block.columns:
        return Reading(
            None, (), "no_weight_header", "Über der Tabelle fehlt die Kopfzeile 4 3 2 1; keine Gewichtung lesbar."
        )
    if block.is_number_missing:
        reading = _read_ticks(block, rows)
        return Reading(
            reading.weight,
            reading.readings,
            "number_missing",
            f"Die Zeile hat eigene Kästchen, aber keine Nummer; sie ist als Anforderung {number} aufgenommen. "
            "Bitte Nummer und Gewichtung am Original prüfen." + (f" {reading.reason}" if reading.reason else ""),
        )
    return _read_ticks(block, rows)


def _numbers_inside(block: Block) -> list[str]:
    """Return the numbers of other criteria of the section that begin a line among the words of this one."""
    lines = [line for grid_row in block.rows for cell in grid_row.row.cells for line in cell.lines if not line.is_item]
    numbers = [match.group(1) for line in lines if (match := CRITERION.match(line.full))]
    own = {block.number, block.written_number}
    return [number for number in numbers if number not in own and number.rsplit(".", 1)[0] == block.section]


def _may_be_another(block: Block, row: Row) -> bool:
    """Whether the row with the tick has words where others have their number, or a title of its own.

    What goes on overleaf, items, definitions and sentences belong to the criterion.
    """
    at = next(i for i, grid_row in enumerate(block.rows) if grid_row.row is row)
    first = block.rows[0].row
    number_at = next((i for i, cell in enumerate(first.cells) if cell.text), 0)
    has_own_place = NUMBER.match(first.cells[number_at].text) and number_at < len(row.cells)
    if has_own_place and row.cells[number_at].text:
        return True
    words = [line for cell in row.cells for line in cell.lines]
    return (
        not block.rows[at].opens_table
        and bool(words)
        and not (words[0].is_item or words[0].is_definition or words[0].is_italic)
        and words[0].text[:1].isupper()
        and re.search(r"[.,;:]|\bFähigkeit\b|[Kk]enntnisse\b", words[0].text) is None
        and all(i < len(first.cells) and not first.cells[i].is_covered for i in block.columns)
    )


def _is_in_another_table(block: Block, row: Row) -> bool:
    """Whether a new table begins between the number and the tick, other than where a PDF goes on on its next page."""
    at = next(i for i, grid_row in enumerate(block.rows) if grid_row.row is row)
    return any(
        below.opens_table and not _goes_on_overleaf(above.row.place, below.row.place)
        for above, below in pairwise(block.rows[: at + 1])
    )


def _goes_on_overleaf(above: str, below: str) -> bool:
    """Whether the place ``below`` is on the page of a PDF that follows the page of ``above``."""
    before, after = PAGE.match(above), PAGE.match(below)
    return before is not None and after is not None and int(after["page"]) == int(before["page"]) + 1


def _read_ticks(block: Block, rows: Sequence[Row]) -> Reading:
    number = block.number
    ticked = [(row, i) for row in rows for i, cell in enumerate(row.cells) if cell.mark is Mark.TICKED]
    ticked = [(row, i) for row, i in ticked if i in block.columns or (i > 0 and not row.cells[i].lines)]
    unreadable = [
        (row, i)
        for row in rows
        for i, cell in enumerate(row.cells)
        if cell.mark is Mark.UNREADABLE
        or (i in block.columns and len(row.cells) == block.width and cell.text and set(cell.text) - NO_TICK)
    ]
    if len(ticked) > 1 or any(row.cells[i].ticks > 1 for row, i in ticked):
        readings = tuple(sorted({block.columns[i] for _, i in ticked if i in block.columns}))
        return Reading(None, readings, "weight_twice", f"Zu {number} ist mehr als eine Gewichtung angekreuzt.")
    if ticked and any(BOX in line.text for line in ticked[0][0].cells[ticked[0][1]].signed):
        row = ticked[0][0]
        return Reading(
            None,
            tuple(sorted(block.columns.values())),
            "weight_unreadable",
            f"Zu {number} stehen Kreuz und leeres Kästchen in einer Zelle ({row.place}). Bitte am Original prüfen.",
        )
    if unreadable:
        row = unreadable[0][0]
        weight = block.columns.get(ticked[0][1]) if ticked else None
        return Reading(
            weight,
            (weight,) if weight else tuple(sorted(block.columns.values())),
            "weight_unreadable",
            f"Zu {number} ist ein Kästchen nicht lesbar ({row.place}). Bitte am Original prüfen.",
        )
    if not ticked:
        return Reading(None, (), "weight_missing", f"Zu {number} ist keine Gewichtung angekreuzt.")
    row, index = ticked[0]
    if row is not rows[0] and any(grid_row.follows_text for grid_row in block.rows[1:]):
        weight = block.columns.get(index)
        return Reading(
            weight,
            (weight,) if weight else (),
            "weight_apart",
            f"Zwischen der Nummer {number} und dem Kreuz ({row.place}) steht anderer Text. Bitte am Original prüfen.",
        )
    if numbers := _numbers_inside(block):
        weight = block.columns.get(index)
        return Reading(
            weight,
            (weight,) if weight else (),
            "number_inside",
            f"In der Zeile zu {number} steht auch die Nummer {numbers[0]}; ob das Kreuz für beide gilt, lässt sich "
            f"nicht sagen ({row.place}). Bitte am Original prüfen.",
        )
    if block.is_head_turned or any(grid_row.row is row for grid_row in block.turned):
        return Reading(
            None,
            tuple(sorted(block.columns.values())),
            "weight_head_turned",
            f"Über dem Kreuz zu {number} nennen zwei Kopfzeilen die Spalten in verschiedener Reihenfolge "
            f"({row.place}). Bitte am Original prüfen.",
        )
    if row is not rows[0] and _may_be_another(block, row):
        weight = block.columns.get(index)
        return Reading(
            weight,
            (weight,) if weight else (),
            "weight_apart",
            f"Das Kreuz zu {number} steht in einer Zeile darunter, die eine eigene Anforderung sein kann "
            f"({row.place}). Bitte am Original prüfen.",
        )
    if _is_in_another_table(block, row):
        weight = block.columns.get(index)
        return Reading(
            weight,
            (weight,) if weight else (),
            "weight_apart",
            f"Das Kreuz zu {number} steht in einer weiteren Tabelle ({row.place}). Bitte am Original prüfen.",
        )
    others = [other for other in rows if other is not row]
    if _is_regular(row, index, block) and not any(cell.mark for other in others for cell in other.cells):
        return Reading(block.columns[index], (block.columns[index],))
    return _ragged(block, row, index)


def _is_regular(row: Row, index: int, block: Block) -> bool:
    """Whether the row has the columns of the header and its tick stands in exactly one of the four."""
    # A mark beside words (a picture, a box as bullet) stands in the label and says nothing about the weight.
    marked = {i for i, cell in enumerate(row.cells) if cell.mark and (i in block.columns or not cell.lines)}
    return (
        len(row.cells) == block.width
        and index in block.columns
        and marked <= set(block.columns)
        and all(row.cells[i].columns == 1 and not row.cells[i].is_covered for i in block.columns)
    )


def _ragged(block: Block, row: Row, index: int) -> Reading:
    """Propose a weight for a row that does not fit the header, with every way of counting in words."""
    cells = row.cells
    span = range(index, index + cells[index].columns)
    spanned = tuple(sorted({block.columns[i] for i in span if i in block.columns}))
    where = f"Gewichtung {block.number} nicht eindeutig lesbar, bitte am Original prüfen: "
    if len(spanned) > 1:
        return Reading(
            None,
            spanned,
            "weight_ragged",
            f"{where}Das angekreuzte Feld ({row.place}) reicht über mehrere Spalten der Gewichtung.",
        )
    by_index = block.columns.get(index)
    label = next((i for i, cell in enumerate(cells) if cell.text), 0)
    by_label = block.columns.get(index - max(label - 1, 0))  # the header's label stands in column 1
    by_right_edge = block.columns.get(index - (len(cells) - block.width))
    boxed = [i for i, cell in enumerate(cells) if cell.mark]
    order = list(block.columns.values())
    by_box = order[boxed.index(index)] if len(boxed) == 4 else None
    readings = tuple(sorted({r for r in (by_box, by_index, by_label, by_right_edge) if r is not None}))
    count = f"{row.place} mit dem Kreuz hat {len(cells)} statt {block.width} Zellen. "
    if len(cells) == block.width:
        count = f"{row.place} mit dem Kreuz hat die Kästchen nicht in den vier Spalten der Gewichtung. "
    counted = f"Gezählt von links ergibt sich {_words(by_index)}, "
    if by_box is not None:
        counted = f"Gezählt an den vier Kästchen ergibt sich {_words(by_box)}, gezählt von links {_words(by_index)}, "
    return Reading(
        by_box if by_box is not None else by_index,
        readings,
        "weight_ragged",
        f"{where}{count}{counted}gezählt von der Bezeichnung {_words(by_label)}, "
        f"gezählt vom rechten Rand {_words(by_right_edge)}.",
    )


def _words(weight: int | None) -> str:
    return str(weight) if weight is not None else "keine Gewichtung"
