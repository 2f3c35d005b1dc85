"""From the neutral form to two views of it: the running text, and the rows of the grid of weights.

A table may have no lines at all: then number, words and the four signs stand in one line of text.
The grid begins with the row that names the columns 4 3 2 1 (in either direction), or with a numbered row that shows
boxes. Every other table is read as running text, cell by cell: many forms are one big table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from profiles.importing.neutral import Cell, Line, Mark, Row, Table
from profiles.importing.ticks import BOX, TICK, read_cell, with_signs

# A chapter behind that of the weights; the grid ends before it.
NEXT_CHAPTER = re.compile(r"^[4-9]\.?\s+(?!Leistungsmerkmale|Anforderungsprofil)[A-ZÄÖÜ].{0,80}$")
CRITERION = re.compile(r"^(\d+\.\d+\.\d+)\.?(?:\s+(\S.*))?$")
SECTION = re.compile(r"^(\d+\.\d+)\.?(?:\s+(\S.*))?$")
NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?$")
WEIGHT_WORDS = ("erforderlich", "wichtig", "sehr wichtig", "unabdingbar")  # 1 to 4
_WORD = rf"(?:{'|'.join(WEIGHT_WORDS)})"
WEIGHT_HEAD = re.compile(
    rf"^(?:\(?(?P<before>[1-4])\)?(?:\s*[=:–-]?\s*\(?{_WORD}\)?)?|{_WORD}\s*[=:–-]?\s*\(?(?P<after>[1-4])\)?)$"
)
LABEL = re.compile(
    r"^(?:Behörde|Amt/OE|Amt|Bezeichnung|Aufgabe/Funktion|Besetzbar|Einsatzort(?:\s\(Adresse\))?|Kennzahl|Stand"
    r"|Ersteller(?:/in|in|\*in)?|Stellentitel(?:\s?/\s?Funktion)?|Dienststelle|Entgeltgruppe|Besoldungsgruppe)\s*:?$"
)
SIGN = rf"\s*([{TICK}{BOX}])"
LINED_UP = re.compile(rf"^(\d+\.\d+\.\d+)\.?\s+(.*?){SIGN * 4}$")
LINED_UP_UNNUMBERED = re.compile(rf"^()(\S.*?){SIGN * 4}$")
LINED_UP_HEAD = re.compile(r"^(\d+\.\d+)?\.?\s*(.*?)\s*(?<![05]\s)\b(?:(4)\s+(3)\s+(2)\s+(1)|(1)\s+(2)\s+(3)\s+(4))$")
# A number of a criterion as typing and text recognition damage it: "3.l.2", "3.1,2", "3.1 .2", "(3.1.2)".
DAMAGED_NUMBER = re.compile(
    r"^\W{0,2}(?:Nr\.?\s*)?\d+\s?[.,-]\s?[\dlIOZ]{1,2}\s?[.,-]\s?[\dlIOZ]{1,2}(?:\.\d+)*[.)]*(?:\s+\S|$)"
)
PAGE_NUMBER = re.compile(r"^(?:Seite\s+)?\d+\s*(?:von|/)\s*\d+$|^Seite\s+\d+$")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid. ``opens_table``: the first below the head of its table; text before it may go on in it.

    ``follows_text``: other text stands between it and the row before, so that it may belong to something else.
    """

    row: Row
    opens_table: bool
    follows_text: bool = False


@dataclass(frozen=True, slots=True)
class Views:
    """``running``: all lines outside the grid; ``grid``: its rows, with the section headings that stand between."""

    running: tuple[Line, ...]
    grid: tuple[GridRow | Line, ...]
    has_header: bool


def separate(blocks: Sequence[Line | Table]) -> Views:
    """Tell running text and grid apart."""
    running: list[Line] = []
    grid: list[GridRow | Line] = []
    width: int | None = None
    head: list[str] = []
    follows_text = is_open = False
    is_lined_up = False  # the last line was a row of a table without lines; its lists belong to it
    has_lined_up_head = False
    for block in blocks:
        if isinstance(block, Line):
            line = replace(block, text=with_signs(block.text))
            if PAGE_NUMBER.match(line.text):
                continue
            if row := _lined_up(line, is_lined_up=is_lined_up, has_head=has_lined_up_head):
                is_lined_up = is_open = True
                grid.append(GridRow(row, opens_table=False))
                if weight_columns(row):
                    width, has_lined_up_head = len(row.cells), True
                continue
            is_lined_up = False
            running.append(line)
            follows_text = True
            is_open = is_open and not NEXT_CHAPTER.match(line.full)
            if SECTION.match(block.full) and len(block.full) <= 100:
                grid.append(block)
            continue
        is_lined_up = False
        heads = [[cell.text for cell in row.cells] for row in block.rows if weight_columns(row)]
        if head and heads and head not in heads and not any(map(_is_numbered, block.rows)):
            running.extend(line for row in block.rows for line in linearised(row))  # "Quartal | 1 | 2 | 3 | 4"
            continue
        head = heads[-1] if heads else head
        in_grid = is_open and width is not None and _goes_on(block, width)
        opens = True
        chapters = {_chapter(row) for row in block.rows if any(cell.mark for cell in row.cells)} - {""}
        for row in _paired(block.rows):
            if weight_columns(row) or is_other_scale(row):
                in_grid, width = True, len(row.cells)
            elif _chapter(row) in chapters:
                in_grid = True
            if in_grid:
                grid.append(GridRow(row, opens_table=opens, follows_text=follows_text))
                follows_text, is_open = False, True
                opens = opens and is_head(row)
            else:
                running.extend(linearised(row))
                if section_heading(row):
                    grid.append(GridRow(row, opens_table=False))
    return Views(tuple(running), tuple(grid), has_header=width is not None)


def _lined_up(line: Line, *, is_lined_up: bool, has_head: bool) -> Row | None:
    """Return the row that a line of text stands for, if it is one of a table without lines."""
    match = LINED_UP.match(line.full) or LINED_UP_HEAD.match(line.full)
    if match is None and has_head:
        match = LINED_UP_UNNUMBERED.match(line.full)
    has_too_many = match is not None and match.group(2).endswith((TICK, BOX))  # of five signs nobody knows which
    if match and not has_too_many:
        number, words, *signs = match.groups()
        texts = [number or "", words, *(sign for sign in signs if sign)]
        return Row(tuple(read_cell([replace(line, text=text, ordinal="")]) for text in texts), line.place)
    if (has_head or has_too_many) and (match := CRITERION.match(line.full)) and match.group(2):
        # Fewer or more than four signs: nobody can tell any more below which column they stood.
        words = re.sub(rf"(?:\s+[xX×{TICK}{BOX}])+$", "", match.group(2))
        cells = [read_cell([replace(line, text=text, ordinal="")]) for text in (match.group(1), words)]
        return Row((*cells, Cell(mark=Mark.UNREADABLE), Cell(), Cell(), Cell()), line.place)
    if is_lined_up and (line.is_item or line.is_definition):
        empty = Cell()
        return Row((empty, Cell((line,), signed=(line,)), empty, empty, empty, empty), line.place)
    return None


def weight_columns(row: Row) -> dict[int, int]:
    """Return grid index -> weight if the row is a head 4 3 2 1 or 1 2 3 4, else nothing."""
    found = _named_columns(row)
    return found if list(found.values()) in ([4, 3, 2, 1], [1, 2, 3, 4]) and not _is_of_other_scale(row, found) else {}


def is_other_scale(row: Row) -> bool:
    """Whether the row is a head of columns that are not the four weights: 5 4 3 2 1, or 1 as the highest."""
    found = _named_columns(row)
    return criterion_number(row) is None and len(found) == 4 and _is_of_other_scale(row, found)


def _named_columns(row: Row) -> dict[int, int]:
    cells = [(index, cell.text) for index, cell in enumerate(row.cells) if not cell.is_covered]
    return {
        index: int(match.group("before") or match.group("after"))
        for index, text in cells
        if (match := WEIGHT_HEAD.match(text))
    } or {index: WEIGHT_WORDS.index(text) + 1 for index, text in cells if text in WEIGHT_WORDS}


def _is_of_other_scale(row: Row, found: dict[int, int]) -> bool:
    """Whether a step 0 or 5 stands beside the four columns, or a step has the word of another one."""
    beside = [row.cells[i].text for i in (min(found) - 1, max(found) + 1) if 0 <= i < len(row.cells)] if found else []
    words = {index: re.sub(r"[^a-z ]", "", row.cells[index].text).strip() for index in found}
    return not {"0", "5"}.isdisjoint(beside) or any(
        word in WEIGHT_WORDS and WEIGHT_WORDS.index(word) + 1 != found[index] for index, word in words.items()
    )


def criterion_number(row: Row) -> tuple[str, str] | None:
    """Return number and the words that stand behind it in the same line, if the row begins a criterion."""
    return _number(row, CRITERION)


def has_damaged_number(row: Row) -> bool:
    """Whether the row begins with what once was the number of a criterion."""
    first = next((cell for cell in row.cells if cell.text), None)
    return first is not None and not first.lines[0].is_item and DAMAGED_NUMBER.match(first.lines[0].full) is not None


def section_heading(row: Row) -> tuple[str, str] | None:
    """Return number and title if the row is the heading of a section: "3.2 | Persönliche Kompetenzen"."""
    found = _number(row, SECTION)
    if found is None:
        return None
    number, title = found
    if not title:
        others = [cell.text for cell in row.cells[1:] if cell.text and not WEIGHT_HEAD.match(cell.text)]
        title = next((text for text in others if not text.startswith("Gewichtung")), "")
    return number, re.sub(r"\s*Gewichtung(?:en)?\s*\*?$", "", title)


def is_head(row: Row) -> bool:
    """Whether the row belongs to the head of the grid, which may be repeated on every page."""
    names_weights = any(cell.text.startswith("Gewichtung") for cell in row.cells)
    return bool(weight_columns(row) or section_heading(row)) or (names_weights and not criterion_number(row))


def _number(row: Row, rule: re.Pattern[str]) -> tuple[str, str] | None:
    first = next((cell for cell in row.cells if cell.text), None)
    if first is None or not (match := rule.match(first.lines[0].full)):
        return None
    return match.group(1), match.group(2) or ""


def _paired(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows; where a row holds nothing but labels, each is put before the value that stands below it."""
    labels: Row | None = None
    for row in rows:
        filled = [cell for cell in row.cells if cell.text]
        is_named = any(LABEL.match(cell.text) for cell in filled)
        if labels is not None and len(labels.cells) == len(row.cells) and not is_named:
            pairs = [cell for pair in zip(labels.cells, row.cells, strict=True) for cell in pair]
            yield Row(tuple(pairs), labels.place)
            labels = None
            continue
        if labels is not None:
            yield labels
        labels = row if len(filled) > 1 and all(LABEL.match(cell.text) for cell in filled) else None
        if labels is None:
            yield row
    if labels is not None:
        yield labels


def _chapter(row: Row) -> str:
    """Return "3" of a criterion 3.1.2, "" of any other row."""
    found = criterion_number(row)
    return found[0].split(".")[0] if found else ""


def _is_numbered(row: Row) -> bool:
    return criterion_number(row) is not None or section_heading(row) is not None


def _goes_on(table: Table, width: int) -> bool:
    """Whether a table without head continues the grid: numbered rows, ticks, or the same number of columns."""
    return any(
        criterion_number(row) or any(cell.mark is not Mark.NONE for cell in row.cells[1:]) for row in table.rows
    ) or all(len(row.cells) == width for row in table.rows)


def linearised(row: Row) -> Iterator[Line]:
    """Yield the cells of ``row`` as lines: "2 | Formale Anforderungen", "Stand: | Jul 2025" become one line each."""
    cells = [cell for cell in row.cells if not cell.is_covered and (cell.lines or cell.mark)]
    if not cells:
        return
    first, *others = cells
    if others and len(_lines(first)) == 1 and (NUMBER.match(first.text) or LABEL.match(first.text)):
        head, *rest = _lines(others[0]) or (Line("", row.place),)
        sign = "" if NUMBER.match(first.text) else ":"
        yield replace(head, text=f"{first.text.rstrip(' :')}{sign} {head.full}".strip(), ordinal="", is_item=False)
        yield from rest
        others = others[1:]
    else:
        yield from _lines(first)
    for cell in others:
        yield from _lines(cell)


def _lines(cell: Cell) -> tuple[Line, ...]:
    return cell.signed or cell.lines
