"""The grid of weighted criteria: which cell is ticked, and how sure that is.

The header row decides which column means which weight. A row that does not fit the header is never read silently.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from profiles.importing.corrections import Corrector, clean
from profiles.importing.document import Finding, ParsedCriterion, ParsedSection

CRITERION_NUMBER = re.compile(r"^\d+\.\d+\.\d+$")
SECTION_NUMBER = re.compile(r"^\d+\.\d+$")
BOX = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
TICK = re.compile(r"<input\b[^>]*\bchecked\b[^>]*>", re.IGNORECASE)
TRIANGLES = "►▶▸‣"
BULLETS = "•·▪-–"
# Steps of knowledge that begin an item of 3.1 (DOMAIN.md 2.2); "und Grundverständnis" goes on, it does not begin.
KNOWLEDGE = re.compile(
    r"(?<!und )(?<!Vertiefte )(?<!Umfassende )(?<!Gute )"
    r"\b(?:(?:Vertiefte|Umfassende|Gute) Kenntnisse|Grundlagenkenntnisse|Grundkenntnisse|Grundverständnis|Kenntnisse)\b"
)
# "... umgehen | berücksichtigt ... | kann ...": an item begins with "kann", or with a verb after an infinitive.
BEHAVIOUR = re.compile(r"(?:(?<=\s)|^)kann\b|(?<=[a-zäöüß]en )[a-zäöüß]{4,}t(?=\s)")


@dataclass
class Row:
    """One line of the table, cut at the tabulators."""

    line: int
    cells: list[str]

    @property
    def label_index(self) -> int | None:
        """Index of the first cell with words."""
        return next((i for i, cell in enumerate(self.cells) if clean(cell)), None)


@dataclass
class Block:
    """The rows of one criterion: the one with the number and those that follow it."""

    number: str
    rows: list[Row]
    columns: dict[int, int]  # cell index -> weight
    width: int  # cells of the header row


@dataclass
class Grid:
    """What the table holds before it is read closely."""

    sections: list[tuple[str, str, int]] = field(default_factory=list)  # number, title, line
    blocks: list[Block] = field(default_factory=list)


def read_sections(
    lines: Sequence[tuple[int, str]], correct: Corrector, findings: list[Finding]
) -> tuple[ParsedSection, ...]:
    """Return the sections with their criteria from the numbered ``lines`` of the profile."""
    grid = _collect(lines)
    if not grid.blocks:
        findings.append(
            Finding("no_weight_grid", "Es wurde keine Tabelle mit Gewichtungen gefunden.", "ganzes Dokument")
        )
    sections = []
    for number, title, line in grid.sections:
        criteria = tuple(
            _read_criterion(block, correct, findings)
            for block in grid.blocks
            if block.number.rsplit(".", 1)[0] == number
        )
        sections.append(ParsedSection(number, correct(title, f"Zeile {line}"), criteria))
    known = {number for number, _, _ in grid.sections}
    for block in grid.blocks:
        if block.number.rsplit(".", 1)[0] not in known:
            findings.append(
                Finding(
                    "criterion_without_section",
                    f"Die Anforderung {block.number} gehört zu keinem Abschnitt und wurde nicht übernommen.",
                    f"Zeile {block.rows[0].line}",
                    block.number,
                )
            )
    return tuple(sections)


def _collect(lines: Sequence[tuple[int, str]]) -> Grid:
    grid = Grid()
    columns: dict[int, int] = {}
    width = 0
    block: Block | None = None
    for line, text in lines:
        if "\t" not in text:
            continue
        cells = text.split("\t")
        words = [clean(cell) for cell in cells]
        if header := _weight_columns(words):
            columns, width, block = header, len(cells), None
        elif CRITERION_NUMBER.match(words[0]):
            block = Block(words[0], [Row(line, cells)], columns, width)
            grid.blocks.append(block)
        elif SECTION_NUMBER.match(words[0]):
            grid.sections.append((words[0], cells[1], line))
            block = None
        elif block is not None:
            block.rows.append(Row(line, cells))
    return grid


def _weight_columns(words: Sequence[str]) -> dict[int, int]:
    """Return cell index -> weight if the row is the header 4 3 2 1 (in either direction), else nothing."""
    found = {i: int(word) for i, word in enumerate(words) if word in ("1", "2", "3", "4")}
    others = [word for i, word in enumerate(words) if word and i not in found]
    return found if sorted(found.values()) == [1, 2, 3, 4] and not others else {}


def _read_criterion(block: Block, correct: Corrector, findings: list[Finding]) -> ParsedCriterion:
    where = f"Zeile {block.rows[0].line}, Anforderung {block.number}"
    title, definition, indicators, is_inferred = _read_texts(block)
    if is_inferred:
        findings.append(
            Finding(
                "items_inferred",
                f"In {block.number} {clean(title)} waren die Aufzählungspunkte nicht getrennt; die Trennung wurde "
                "erschlossen. Bitte am Original prüfen.",
                where,
                block.number,
            )
        )
    weight, alternatives, code, reason = _read_weight(block)
    if reason:
        findings.append(Finding(code, reason, where, block.number))
    return ParsedCriterion(
        number=block.number,
        title=correct(title, where),
        definition=correct(definition, where) if definition else None,
        indicators=tuple(correct(indicator, where) for indicator in indicators),
        weight=weight,
        weight_confirmed=reason is None,
        weight_alternatives=alternatives,
        weight_reason=reason,
        line=block.rows[0].line,
    )


def _read_weight(block: Block) -> tuple[int | None, tuple[int, ...], str, str | None]:
    """Return weight, the readings that are possible, the code and the reason of a doubt (None = beyond doubt)."""
    ticks = [(row, i) for row in block.rows for i, cell in enumerate(row.cells) if TICK.search(cell)]
    first = block.rows[0]
    boxes = [i for i, cell in enumerate(first.cells) if BOX.search(cell)]
    if not block.columns:
        return None, (), "no_weight_header", "Über der Tabelle fehlt die Kopfzeile 4 3 2 1; keine Gewichtung lesbar."
    if not ticks:
        return None, (), "weight_missing", f"Zu {block.number} ist keine Gewichtung angekreuzt."
    if len(ticks) > 1:
        readings = tuple(sorted({block.columns[i] for _, i in ticks if i in block.columns}))
        return None, readings, "weight_twice", f"Zu {block.number} ist mehr als eine Gewichtung angekreuzt."
    row, index = ticks[0]
    is_regular = row is first and len(row.cells) == block.width and boxes == sorted(block.columns)
    if is_regular:
        return block.columns[index], (block.columns[index],), "", None
    by_index = block.columns.get(index)
    label_shift = (row.label_index or 0) - 1  # the header's label stands in cell 1
    by_label = block.columns.get(index - max(label_shift, 0))
    by_right_edge = block.columns.get(index - (len(row.cells) - block.width))
    readings = tuple(sorted({reading for reading in (by_index, by_label, by_right_edge) if reading is not None}))
    return (
        by_index,
        readings,
        "weight_ragged",
        f"Gewichtung {block.number} nicht eindeutig lesbar, bitte am Original prüfen: Die Zeile {row.line} mit dem "
        f"Kreuz hat {len(row.cells)} statt {block.width} Zellen. Gezählt von links ergibt sich {_words(by_index)}, "
        f"gezählt von der Bezeichnung {_words(by_label)}, gezählt vom rechten Rand {_words(by_right_edge)}.",
    )


def _words(weight: int | None) -> str:
    return str(weight) if weight is not None else "keine Gewichtung"


def _read_texts(block: Block) -> tuple[str, str, list[str], bool]:
    """Return title, definition, indicators, and whether the separation of the indicators was inferred."""
    first = block.rows[0]
    label = first.cells[1] if len(first.cells) > 1 else ""
    head, _, listed = label.partition("<ul")
    listed = listed.partition(">")[2]
    title, definition = _split_definition(head)
    indicators, is_inferred = _split_items(listed)
    for row in block.rows[1:]:
        index = row.label_index
        if index is None:
            continue
        text = BOX.sub("", row.cells[index]).strip()
        if text[:1] in TRIANGLES:
            definition = f"{definition} {text.lstrip(TRIANGLES + ' ')}".strip()
        elif re.match(r"\d+\.\s", text):
            definition = f"{definition} {text}".strip()
        elif clean(text):
            indicators.append(text.lstrip(BULLETS + " "))
    return title, definition, indicators, is_inferred


def _split_definition(head: str) -> tuple[str, str]:
    """Return title and definition of "Title <p>► <i>Definition</i></p>" or "Title Umfassende Kenntnisse ...:"."""
    for mark in TRIANGLES:
        if mark in head:
            title, _, definition = head.partition(mark)
            return title, definition.lstrip(TRIANGLES + " ")
    knowledge = KNOWLEDGE.search(head, pos=1)
    if knowledge and head.rstrip().endswith(":"):
        return head[: knowledge.start()], head[knowledge.start() :]
    return head, ""


def _split_items(listed: str) -> tuple[list[str], bool]:
    listed = clean(re.sub(r"</?li[^>]*>", "•", listed))
    if not listed:
        return [], False
    if "•" in listed:
        return [item for part in listed.split("•") if (item := part.strip())], False
    starts = {match.start() for rule in (KNOWLEDGE, BEHAVIOUR) for match in rule.finditer(listed)} | {0}
    cuts = [*sorted(starts), len(listed)]
    items = [listed[start:end].strip() for start, end in itertools.pairwise(cuts)]
    return [item for item in items if item], True
