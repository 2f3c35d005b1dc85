"""The grid of weighted criteria: which cell is ticked, and how sure that is.

The header row decides which column means which weight. A row that does not fit the header is never read silently.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from profiles.importing.corrections import Corrector
from profiles.importing.criterion_texts import read_texts
from profiles.importing.document import Finding, ParsedCriterion, ParsedSection
from profiles.importing.neutral import Line, Mark, Row
from profiles.importing.running import (
    CRITERION,
    NUMBER,
    SECTION,
    GridRow,
    Views,
    criterion_number,
    has_damaged_number,
    is_head,
    is_other_scale,
    section_heading,
    weight_columns,
)
from profiles.importing.ticks import BOX

PAGE = re.compile(r"Seite (?P<page>\d+),")  # as the reader of PDFs names a place
SECTION_WORDS = re.compile(r"^[A-ZÄÖÜ][\w\- ]*kompetenzen\b", re.IGNORECASE)
LEGEND = re.compile(r"\b([1-4])\s*[=:–-]?\s*([a-zäöüß][a-zäöüß \-/]{2,38}?)(?=\s*[,;|.]?\s*(?:[1-4]\b|$))")
# What stands below the grid although it is a row of its table: footnote, legend, signatures.
CLOSING = re.compile(
    r"^(?:\*|[1-4]\s*=\s*\w|(?:Ort\s*[,/]\s*)?Datum\b|Unterschrift\b"
    r"|(?:Aufgestellt|Erstellt|Geprüft|Genehmigt)(?: (?:von|durch|am))?\s*:)"
)
LEGEND_UPSIDE_DOWN = re.compile(r"\b1\s*[=:]\s*unabdingbar\b|\b4\s*[=:]\s*erforderlich\b")
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


@dataclass
class Section:
    number: str
    title: str
    place: str
    blocks: list[Block] = field(default_factory=list)
    is_found: bool = True


def read_sections(views: Views, correct: Corrector, findings: list[Finding]) -> tuple[ParsedSection, ...]:
    """Return the sections with their criteria from the grid of the profile."""
    sections = _collect(views, findings)
    is_upside_down = any(LEGEND_UPSIDE_DOWN.search(text) for text in _texts(views))
    has_boxes = any(
        sum(cell.mark is not Mark.NONE for cell in item.row.cells) >= 2
        for item in views.grid
        if isinstance(item, GridRow)
    )
    if not any(section.blocks for section in sections) or not (views.has_header or has_boxes):
        findings.append(
            Finding("no_weight_grid", "Es wurde keine Tabelle mit Gewichtungen gefunden.", "ganzes Dokument")
        )
        return ()
    return tuple(
        ParsedSection(
            section.number,
            correct(section.title, section.place),
            tuple(_read_criterion(block, correct, findings, is_upside_down=is_upside_down) for block in section.blocks),
        )
        for section in sections
        if section.blocks or section.is_found
    )


def _texts(views: Views) -> Iterator[str]:
    yield from (line.full for line in views.running)
    for item in views.grid:
        if not isinstance(item, Line):
            yield " ".join(cell.text for cell in item.row.cells if cell.text)


def _collect(views: Views, findings: list[Finding]) -> list[Section]:
    sections: dict[str, Section] = {}
    columns: dict[int, int] = {}
    width = 0
    block: Block | None = None
    section: Section | None = None
    is_turned = is_head_used = False
    loose_title: tuple[str, str] | None = None  # words of a heading without number, and its place

    def open_section(number: str, title: str, place: str, *, is_found: bool) -> Section:
        section = sections.setdefault(number, Section(number, title, place, is_found=is_found))
        section.title = section.title or title
        return section

    def go_on(block: Block, item: GridRow) -> None:
        block.rows.append(item)
        if columns != block.columns:
            block.turned.append(item)

    for item in views.grid:
        if isinstance(item, Line):
            if match := SECTION.match(item.full):
                section = open_section(match.group(1), match.group(2) or "", item.place, is_found=False)
                block = None
            continue
        row = item.row
        if head := weight_columns(row):
            # Only a table of its own may name the columns in another order than what stands above it.
            is_changed = bool(columns) and list(head.values()) != list(columns.values())
            is_turned = is_changed and not (item.opens_table and is_head_used)
            columns, width, is_head_used = head, len(row.cells), False  # it may stand in the middle of a criterion
        elif is_other_scale(row):
            columns, width = {}, len(row.cells)
        if found := criterion_number(row):
            number = found[0]
            is_head_used = True
            if block is not None and block.number == number and item.opens_table and not block.is_number_missing:
                go_on(block, item)
                continue
            block = Block(number, [item], columns, width, is_head_turned=is_turned)
            if block.section not in sections:
                title, place = loose_title or ("", row.place)
                if loose_title is None:
                    findings.append(_untitled(block.section, row.place))
                open_section(block.section, title or f"Abschnitt {block.section}", place, is_found=True)
            section = sections[block.section]
            _renumber(block, section, findings)
            section.blocks.append(block)
            loose_title = None
        elif section is not None and loose_title is None and _begins_damaged(row, columns):
            block = _unnumbered(section, item, columns, width)
        elif heading := section_heading(row):
            if block is not None and heading[0] == block.section:
                continue  # the head of the section, repeated on the next page
            section = open_section(*heading, row.place, is_found=True)
            block, loose_title = None, None
        elif head:
            text = next((cell.text for cell in row.cells if SECTION_WORDS.match(cell.text)), "")
            if text:
                loose_title, block = (re.sub(r"\s*Gewichtung.*$", "", text), row.place), None
        elif _is_loose_heading(row):
            loose_title = (row.cells[0].text or row.cells[1].text, row.place)
            block = None
        elif is_head(row):
            continue  # "3. | Leistungsmerkmale | Gewichtungen *", repeated on the next page
        elif block is not None and _begins_unnumbered(row, block):
            block = _unnumbered(sections[block.section], item, columns, width)
        elif block is not None and not _is_footnote(row):
            go_on(block, item)
    _tell_lost_ticks(views, sections.values(), findings)
    return list(sections.values())


def _unnumbered(section: Section, item: GridRow, columns: dict[int, int], width: int) -> Block:
    number = _free_number(section.number, {other.number for other in section.blocks})
    block = Block(number, [item], columns, width, is_number_missing=True)
    section.blocks.append(block)
    return block


def _begins_damaged(row: Row, columns: dict[int, int]) -> bool:
    """Whether the row begins with the remains of a number; two numbers alone are that only beside boxes."""
    heading = section_heading(row)
    has_boxes = any(i in columns and cell.mark for i, cell in enumerate(row.cells))
    return has_damaged_number(row) or (has_boxes and heading is not None and len(heading[0].rsplit(".", 1)[1]) > 1)


def _tell_lost_ticks(views: Views, sections: Iterable[Section], findings: list[Finding]) -> None:
    """Say where a tick stands in a row that belongs to no criterion."""
    placed = {id(item) for section in sections for block in section.blocks for item in block.rows}
    for item in views.grid:
        if isinstance(item, Line) or id(item) in placed:
            continue
        if any(cell.mark is Mark.TICKED and not cell.lines for cell in item.row.cells[1:]):
            words = " ".join(cell.text for cell in item.row.cells if cell.text)
            findings.append(
                Finding(
                    "tick_without_criterion",
                    f"Das Kreuz in der Zeile „{words}“ gehört zu keiner Anforderung mit lesbarer Nummer; die Zeile ist "
                    "nicht aufgenommen. Bitte am Original prüfen.",
                    item.row.place,
                )
            )


def _untitled(number: str, place: str) -> Finding:
    return Finding(
        "section_untitled",
        f"Zum Abschnitt {number} wurde keine Überschrift gefunden. Bitte ergänzen Sie sie.",
        place,
        number,
    )


def _renumber(block: Block, section: Section, findings: list[Finding]) -> None:
    """Give the second criterion with the same number the next free one, and say so."""
    taken = {other.number for other in section.blocks}
    if block.number in taken:
        block.written_number, block.number = block.number, _free_number(section.number, taken)
        findings.append(
            Finding(
                "number_twice",
                f"Die Nummer {block.written_number} kommt zweimal vor; die zweite Anforderung ist als {block.number} "
                "aufgenommen.",
                f"{block.rows[0].row.place}, Anforderung {block.number}",
                block.number,
            )
        )


def _free_number(section: str, taken: set[str]) -> str:
    last = max((int(number.rsplit(".", 1)[1]) for number in taken), default=0)
    return f"{section}.{last + 1}"


def _is_loose_heading(row: Row) -> bool:
    """Whether the row holds nothing but the words of a section ("Persönliche Kompetenzen"), without number."""
    filled = [cell for cell in row.cells if cell.text and not cell.text.startswith("Gewichtung")]
    return (
        len(filled) == 1
        and not any(cell.mark for cell in row.cells)
        and len(filled[0].lines) == 1
        and not filled[0].lines[0].is_item
        and SECTION_WORDS.fullmatch(filled[0].text) is not None
        and filled[0] in row.cells[:2]
    )


def _begins_unnumbered(row: Row, block: Block) -> bool:
    """Whether a row without number shows own boxes in all four columns although its criterion has some already."""

    def is_boxed(other: Row) -> bool:
        return bool(block.columns) and all(
            index < len(other.cells) and other.cells[index].mark for index in block.columns
        )

    words = [line for cell in row.cells for line in cell.lines]
    return (
        is_boxed(row)
        and any(is_boxed(grid_row.row) for grid_row in block.rows)
        and bool(words)
        and not words[0].is_item
        and not words[0].is_definition
    )


def _is_footnote(row: Row) -> bool:
    text = " ".join(cell.text for cell in row.cells if cell.text)
    return CLOSING.match(text) is not None or len(LEGEND.findall(text)) == 4


def _read_criterion(
    block: Block, correct: Corrector, findings: list[Finding], *, is_upside_down: bool
) -> ParsedCriterion:
    place = block.rows[0].row.place
    where = f"{place}, Anforderung {block.number}"
    texts = read_texts(block.rows, skip_number=not block.is_number_missing, columns=_text_free_columns(block))
    if texts.is_inferred:
        findings.append(
            Finding(
                "items_inferred",
                f"In {block.number} {texts.title} waren die Aufzählungspunkte nicht getrennt; die Trennung wurde "
                "erschlossen. Bitte am Original prüfen.",
                where,
                block.number,
            )
        )
    if not texts.title:
        findings.append(
            Finding("title_missing", f"Die Anforderung {block.number} hat keine Bezeichnung.", where, block.number)
        )
    reading = _read_weight(block)
    if is_upside_down and reading.reason is None:
        reading = replace(
            reading,
            code="weight_upside_down",
            reason=f"Nach der Erläuterung im Dokument ist 1 die höchste Stufe und 4 die niedrigste; zu {block.number} "
            f"ist die Spalte {reading.weight} angekreuzt. Bitte am Original prüfen.",
        )
    if reading.reason:
        findings.append(Finding(reading.code, reading.reason, where, block.number))
    return ParsedCriterion(
        number=block.number,
        title=correct(texts.title or f"Anforderung {block.number}", where),
        definition=correct(texts.definition, where) if texts.definition else None,
        indicators=tuple(correct(text, f"{line}, Anforderung {block.number}") for text, line in texts.indicators),
        weight=reading.weight,
        weight_confirmed=reading.reason is None,
        weight_alternatives=reading.readings,
        weight_reason=reading.reason,
        place=place,
    )


def _text_free_columns(block: Block) -> frozenset[int]:
    """Columns that hold boxes only, so that words in them are no text of the criterion."""
    return frozenset(block.columns)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the boxes of a criterion say. ``reason`` None = beyond doubt; ``readings``: all that are possible."""

    weight: int | None
    readings: tuple[int, ...]
    code: str = ""
    reason: str | None = None


def _read_weight(block: Block) -> Reading:
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
    if others := _numbers_inside(block):
        weight = block.columns.get(index)
        return Reading(
            weight,
            (weight,) if weight else (),
            "number_inside",
            f"In der Zeile zu {number} steht auch die Nummer {others[0]}; ob das Kreuz für beide gilt, lässt sich "
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
