"""The grid of weighted criteria: which rows belong to which section and criterion (``weights``: what is ticked)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from profiles.importing.corrections import Corrector
from profiles.importing.criterion_texts import read_texts
from profiles.importing.document import Finding, ParsedCriterion, ParsedSection
from profiles.importing.neutral import Line, Mark, Row
from profiles.importing.running import (
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
from profiles.importing.weights import Block, read_weight

SECTION_WORDS = re.compile(r"^[A-ZÄÖÜ][\w\- ]*kompetenzen\b", re.IGNORECASE)
LEGEND = re.compile(r"\b([1-4])\s*[=:–-]?\s*([a-zäöüß][a-zäöüß \-/]{2,38}?)(?=\s*[,;|.]?\s*(?:[1-4]\b|$))")
# What stands below the grid although it is a row of its table: footnote, legend, signatures.
CLOSING = re.compile(
    r"^(?:\*|[1-4]\s*=\s*\w|(?:Ort\s*[,/]\s*)?Datum\b|Unterschrift\b"
    r"|(?:Aufgestellt|Erstellt|Geprüft|Genehmigt)(?: (?:von|durch|am))?\s*:)"
)
LEGEND_UPSIDE_DOWN = re.compile(r"\b1\s*[=:]\s*unabdingbar\b|\b4\s*[=:]\s*erforderlich\b")


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
    is_turned = is_head_used = has_own_head = was_opening = False
    directions: set[bool] = set()  # of the heads so far: do they begin with 4
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
        has_own_head = has_own_head and (was_opening or not item.opens_table)
        was_opening = item.opens_table and is_head(row)
        if head := weight_columns(row):
            has_own_head = True
            directions.add(next(iter(head.values())) == 4)
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
            block = Block(
                number, [item], columns, width, is_head_turned=is_turned or (len(directions) > 1 and not has_own_head)
            )
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
    reading = read_weight(block)
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
