"""The words of a criterion: title, definition line, indicators."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from profiles.importing.neutral import Line
from profiles.importing.readers.words import join_wrapped
from profiles.importing.running import CRITERION, NUMBER, GridRow

# Steps of knowledge that begin an item of 3.1 (DOMAIN.md 2.2); "und Grundverständnis" goes on, it does not begin.
KNOWLEDGE = re.compile(
    r"(?<!und )(?<!Vertiefte )(?<!Umfassende )(?<!Gute )"
    r"\b(?:(?:Vertiefte|Umfassende|Gute) Kenntnisse|Grundlagenkenntnisse|Grundkenntnisse|Grundverständnis|Kenntnisse)\b"
)
# "... umgehen | berücksichtigt ... | kann ...": an item begins with "kann", or with a verb after an infinitive.
BEHAVIOUR = re.compile(r"(?:(?<=\s)|^)kann\b|(?<=[a-zäöüß]en )[a-zäöüß]{4,}t(?=\s)")
INLINE_DEFINITION = re.compile(r"\s+(?:[►▶▸‣⯈🞂][►▶▸‣⯈🞂\s]*|(?:[–-]\s+)?(?=Fähigkeit, ))|:\s+(?=Fähigkeit, )")
INLINE_BULLET = re.compile(r"\s+[•▪\uf0b7]\s+")


@dataclass(frozen=True, slots=True)
class Texts:
    """``indicators``: text and place. ``is_inferred``: the items of a list were not separated in the source."""

    title: str
    definition: str
    indicators: tuple[tuple[str, str], ...]
    is_inferred: bool


def read_texts(rows: Sequence[GridRow], *, skip_number: bool, columns: frozenset[int]) -> Texts:
    """Return the words of the rows of one criterion. Words in the weight ``columns`` belong to no text."""
    lines = _lines(rows, skip_number=skip_number, columns=columns)
    if not lines:
        return Texts("", "", (), is_inferred=False)
    has_title = not (lines[0].line.is_definition or lines[0].line.is_item)
    head, rest = (lines[0], lines[1:]) if has_title else (_Placed(Line("", lines[0].line.place), False), lines)
    while has_title and rest and _goes_on_title(head.line, rest[0]):
        head = _Placed(_joined(head.line, rest[0].line), head.opens)
        rest = rest[1:]
    title, definition = _split_head(head.line.text)
    definitions = [definition] if definition else []
    first_item = next((i for i, placed in enumerate(rest) if placed.line.is_item and not placed.line.ordinal), None)
    indicators: list[tuple[str, str]] = []
    is_inferred = False
    for index, placed in enumerate(rest):
        line = placed.line
        if line.is_lump:
            items, was_cut = _split_items(line.text)
            is_inferred = is_inferred or was_cut
            indicators += [(item, line.place) for item in items]
        elif _goes_on(placed) and indicators:
            text, place = indicators[-1]
            indicators[-1] = (join_wrapped(text, line.text), place)
        elif _goes_on(placed) and definitions:
            definitions[-1] = join_wrapped(definitions[-1], line.text)
        elif line.is_definition or _is_definition(line, index, first_item, indicators):
            definitions.append(line.full)
        elif line.ordinal and definitions and not indicators:
            definitions.append(line.full)
        else:
            indicators += [(item, line.place) for item in INLINE_BULLET.split(line.full)]
    return Texts(title, reduce(join_wrapped, definitions, ""), tuple(indicators), is_inferred)


@dataclass(frozen=True, slots=True)
class _Placed:
    line: Line
    opens: bool  # first line of a table that goes on: it may continue the last line of the page before


def _goes_on(placed: _Placed) -> bool:
    """Whether a sentence that a page break tore apart goes on here."""
    line = placed.line
    return placed.opens and not line.is_item and not line.is_definition and line.text[:1].islower()


def _lines(rows: Sequence[GridRow], *, skip_number: bool, columns: frozenset[int]) -> list[_Placed]:
    found: list[_Placed] = []
    for index, grid_row in enumerate(rows):
        is_first = grid_row.opens_table and index > 0
        number_seen = not skip_number
        for position, cell in enumerate(grid_row.row.cells):
            if position in columns and len(cell.text) <= 12:
                continue
            for line in cell.lines:
                text = line.text
                if not number_seen and (match := CRITERION.match(line.full)):
                    number_seen = True
                    if not match.group(2):
                        continue
                    text = match.group(2)
                elif NUMBER.match(text) and index > 0:
                    continue
                found.append(_Placed(_with_text(line, text), is_first))
                is_first = False
    return found


def _with_text(line: Line, text: str) -> Line:
    if text == line.text:
        return line
    return Line(text, line.place, is_bold=line.is_bold, is_italic=line.is_italic)


def _goes_on_title(head: Line, following: _Placed) -> bool:
    """Whether the title was broken into two lines: it ends openly, or both are bold."""
    line = following.line
    if line.is_item or line.is_definition or line.is_lump or line.text.startswith("Fähigkeit"):
        return False
    return head.text.endswith(("-", ",", " und", " /")) or (head.is_bold and line.is_bold and not following.opens)


def _joined(first: Line, second: Line) -> Line:
    return Line(f"{first.text} {second.text}", first.place, is_bold=first.is_bold)


def _is_definition(line: Line, index: int, first_item: int | None, indicators: list[tuple[str, str]]) -> bool:
    if line.is_item or indicators:
        return False
    if line.text.startswith("Fähigkeit") or line.is_italic:
        return True
    return first_item is not None and index < first_item


def _split_head(head: str) -> tuple[str, str]:
    """Return title and definition of "Title ► Fähigkeit, ..." or "Title Umfassende Kenntnisse ...:" in one line."""
    if match := INLINE_DEFINITION.search(head, pos=1):
        return head[: match.start()].strip(), head[match.end() :].strip()
    knowledge = KNOWLEDGE.search(head, pos=1)
    if knowledge and head.rstrip().endswith(":"):
        return head[: knowledge.start()].strip(), head[knowledge.start() :]
    return head, ""


def _split_items(listed: str) -> tuple[list[str], bool]:
    starts = {match.start() for rule in (KNOWLEDGE, BEHAVIOUR) for match in rule.finditer(listed)} | {0}
    cuts = [*sorted(starts), len(listed)]
    items = [listed[start:end].strip() for start, end in itertools.pairwise(cuts)]
    return [item for item in items if item], len(items) > 1
