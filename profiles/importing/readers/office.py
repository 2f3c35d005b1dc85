"""What the readers of Word and OpenDocument share: from pieces of text to lines, from lines to cells, and findings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from profiles.importing.document import Finding
from profiles.importing.neutral import Cell, Line, Mark, Row, Table
from profiles.importing.readers.packages import Element
from profiles.importing.readers.words import TRIANGLES, fold, list_sign
from profiles.importing.ticks import BOX, BOX_SIGNS, TICK, TICK_SIGNS, private_use_signs, read_cell, shows_tick, symbol

MAXIMUM_COLUMNS = 100  # Word allows 63
MAXIMUM_CELLS = 200_000
BREAK, HARD_BREAK = "\n", "\f"  # a line broken by hand; a page or column
SYMBOL_FONTS = re.compile(r"wingdings|webdings|zapf|dingbat|^symbol", re.IGNORECASE)
# Codes of Wingdings whose sign is a bullet as often as a tick; ``ticks.symbol`` would make them one and the same.
_GLYPHS = {0x6C: "●", 0x6E: "■", 0x6D: "○", 0xA1: "○", 0xFB: "✗", 0xFC: "✓"}
# A line that ends in one of these goes on after a break by hand.
OPEN_END = re.compile(
    r"(?:[,\-–/(]|\b(?:und|oder|bzw\.|sowie|der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|für|im|in|von|vom|"
    r"zu|zur|zum|mit|nach|bei|beim|auf|an|am|als|aus|über|unter|durch|gemäß|gem\.|i\.\s?V\.\s?m\.|nicht|sich|§|§§|"
    r"Abs\.|S\.|Nr\.|Tl\.|Teil))$"
)
DOUBTS = {
    "control_unreadable": "Ein Steuerelement oder eingebettetes Objekt lässt sich nicht lesen. "
    "Bitte am Original prüfen.",
    "image_in_cell": "In der Zelle steht ein Bild oder eine gezeichnete Form; ob angekreuzt ist, lässt sich nicht "
    "lesen. Bitte am Original prüfen.",
    "tick_contradictory": "Das Kontrollkästchen ist anders gesetzt, als sein Zeichen zeigt. Bitte am Original prüfen.",
    "tick_struck": "Ein Kreuz ist durchgestrichen; ob es noch gilt, lässt sich nicht sagen. Bitte am Original prüfen.",
    "tick_faint": "Ein Kreuz ist in weißer Schrift geschrieben und kaum zu sehen. Bitte am Original prüfen.",
    "tick_deleted": "Ein Kreuz ist als gelöscht vorgemerkt (Änderungsverfolgung), die Änderung aber nicht angenommen. "
    "Bitte am Original prüfen.",
    "sign_unreadable": "In der Zelle steht ein Zeichen einer Symbolschrift, das sich nicht lesen lässt. "
    "Bitte am Original prüfen.",
    "embedded_document": "An dieser Stelle ist ein anderes Dokument eingebettet, das nicht gelesen wird.",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of visible text of one look; ``BREAK`` and ``HARD_BREAK`` stand alone."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown; ``symbol_font`` is the name of its font if that holds signs instead of letters."""

    is_bold: bool = False
    is_italic: bool = False
    is_hidden: bool = False
    symbol_font: str = ""
    is_struck: bool = False
    is_faint: bool = False  # in white


@dataclass(frozen=True, slots=True)
class Label:
    """What automatic numbering shows before a paragraph: a bullet sign, or a number.

    ``is_heading``: the number belongs to the text ("3.1.1"), the paragraph is no item of a list.
    """

    bullet: str = ""
    number: str = ""
    is_heading: bool = False


@dataclass(slots=True)
class Content:
    """What one paragraph holds: its pieces, its text boxes, and the codes of ``DOUBTS`` about it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def show(self, text: str, look: Look) -> None:
        if not text:
            return
        if look.is_struck and shows_tick(text):
            self.doubts.append("tick_struck")
        if look.is_faint and shows_tick(text):
            self.doubts.append("tick_faint")
        self.pieces.append(Piece(text, look.is_bold, look.is_italic))


def glyph(code: int, font: str) -> str | None:
    """Return the sign that ``code`` shows in the symbol font ``font``, ticks and bullets told apart; else None."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    is_wingdings = re.fullmatch(r"wingdings(?:[- ]?regular)?", font.strip(), re.IGNORECASE)
    return (_GLYPHS.get(low) if is_wingdings else None) or symbol(code, font)


def in_symbol_font(text: str, font: str, doubts: list[str]) -> str:
    """Return what ``text`` shows in the symbol font ``font``; a sign that cannot be told is noted in ``doubts``."""
    shown = []
    for sign in text:
        code = ord(sign)
        # These fonts have 224 signs; whatever lies beyond is shown by another font.
        if sign.isspace() or not (0x20 <= code <= 0xFF or 0xF020 <= code <= 0xF0FF):
            shown.append(sign)
        elif known := glyph(code, font):
            shown.append(known)
        elif font.lower().startswith("symbol") and code <= 0xFF:
            shown.append(sign)
        else:
            doubts.append("sign_unreadable")
    return "".join(shown)


def shown_words(text: str) -> str:
    """Return ``text`` folded, with the hyphen that does not break as an ordinary one."""
    return fold(text.replace("\u2011", "-"))


def to_lines(pieces: Iterable[Piece], place: str, label: Label | None = None) -> list[Line]:
    """Return the lines of one paragraph; it has several only where a break by hand clearly separates.

    A paragraph that shows nothing yields no line, but one that shows only its automatic number yields the number.
    """
    lines = [_line(part, place) for part in _parts(pieces)]
    lines = [line for line in lines if line.text]
    if label is None:
        return lines
    sign = label.bullet
    if sign and (sign in TICK + BOX + "☑" or (not lines and sign in TICK_SIGNS + BOX_SIGNS)):
        # A box as bullet is still a box: checklists are written so.
        first = lines[0] if lines else Line("", place)
        return [replace(first, text=f"{sign} {first.text}".strip(), is_item=bool(lines)), *lines[1:]]
    if not lines:
        return [Line(label.number, place)] if label.number else []
    first, *rest = lines
    if label.number and label.is_heading:
        return [replace(first, text=f"{label.number} {first.text}"), *rest]
    is_definition = first.is_definition or (bool(sign) and sign in TRIANGLES)
    ordinal = "" if is_definition else label.number or first.ordinal
    return [replace(first, is_item=not is_definition, ordinal=ordinal, is_definition=is_definition), *rest]


def strip_bullet(line: Line) -> Line:
    """Return the line without the bullet or the number typed before its words, and with the flags that they mean."""
    sign = list_sign(line.text)
    is_choice = line.text[:1] in TICK_SIGNS and any(box in line.text for box in BOX_SIGNS)
    if not sign.length or is_choice:  # "■ unbefristet □ befristet"
        return line
    return replace(
        line,
        text=line.text[sign.length :],
        is_item=(line.is_item or sign.is_item) and not sign.is_definition,
        is_definition=line.is_definition or sign.is_definition,
        ordinal=line.ordinal or sign.ordinal,
    )


class _Part:
    """The pieces of one line to be; what stands at its ends decides whether a break by hand ends it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.first: Piece | None = None  # of those that show something
        self.last: Piece | None = None
        self.end = ""  # of its text, enough to look at

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.end = (self.end + piece.text)[-50:]
        if piece.text.strip():
            self.first, self.last = self.first or piece, piece


def _parts(pieces: Iterable[Piece]) -> list[Sequence[Piece]]:
    """Cut the pieces where a break clearly separates; parts that show nothing are left out."""
    parts = [_Part()]
    broken = 0  # breaks by hand since the last visible text
    for piece in pieces:
        if piece.text == HARD_BREAK:
            parts.append(_Part())
            broken = 0
        elif piece.text == BREAK:
            broken += 1
        elif not piece.text.strip():
            parts[-1].add(piece)
        else:
            if broken and _is_separated(parts[-1], piece, broken):
                parts.append(_Part())
            elif broken:
                parts[-1].add(Piece(" "))
            broken = 0
            parts[-1].add(piece)
    return [part.pieces for part in parts if part.first is not None]


def _is_separated(before: _Part, after: Piece, breaks: int) -> bool:
    """Tell whether a break by hand between these begins a new line rather than wraps a sentence.

    It does after an empty line, before a bullet or number, where bold or italic ends or begins, and where a capital
    or a sign follows words that can end a line. A small letter, or words that must go on, mean a wrapped sentence.
    """
    first, last, follows = before.first, before.last, after.text.lstrip()
    if first is None or last is None or breaks > 1:
        return first is not None
    if list_sign(fold(follows)).length or re.match(r"\d+(?:\.\d+)+\s", follows):
        return True
    end = fold(before.end)
    if OPEN_END.search(end) and end != "-":
        return False
    if (first.is_bold, first.is_italic) == (last.is_bold, last.is_italic) != (after.is_bold, after.is_italic):
        return True
    return not follows[0].islower()


def _line(part: Sequence[Piece], place: str) -> Line:
    text = private_use_signs(shown_words("".join(piece.text for piece in part)))
    shown = [piece for piece in part if any(sign.isalnum() for sign in piece.text)]
    line = Line(
        text,
        place,
        is_bold=bool(shown) and all(piece.is_bold for piece in shown),
        is_italic=bool(shown) and all(piece.is_italic for piece in shown),
    )
    return strip_bullet(line)


class Record:
    """What a reader has seen so far, in order: blocks, findings, and how far it has counted."""

    def __init__(self) -> None:
        self.blocks: list[Line | Table] = []
        self.findings: dict[tuple[str, str], Finding] = {}
        self._paragraphs = self._tables = self._cells = 0

    def next_paragraph(self) -> str:
        """Return the place of the paragraph being read; ``add_lines`` counts it when it shows something."""
        return f"Absatz {self._paragraphs + 1}"

    def add_lines(self, lines: Sequence[Line]) -> None:
        if lines:
            self._paragraphs += 1
            self.blocks.extend(lines)

    def next_table(self) -> str:
        self._tables += 1
        return f"Tabelle {self._tables}"

    def add_rows(self, rows: Sequence[Row]) -> None:
        if rows:
            self.blocks.append(Table(tuple(rows)))

    def note(self, code: str, place: str) -> None:
        self.findings.setdefault((code, place), Finding(code, DOUBTS[code], place))

    def cell(self, lines: Sequence[Line], doubts: Sequence[str], place: str, columns: int) -> list[Cell]:
        """Return the cell and the covered places beside it; a doubt makes its mark unreadable and is noted.

        A pictogram is a doubt only where a tick could stand: in a cell without words.
        """
        cell = read_cell(lines, columns=columns)
        doubts = [code for code in doubts if code != "sign_unreadable" or not cell.lines]
        for code in doubts:
            self.note(code, place)
        if set(doubts) - {"tick_deleted"} or (doubts and cell.mark is Mark.NONE):
            cell = replace(cell, mark=Mark.UNREADABLE)
        return [cell, *covered(columns - 1)]

    def is_overfull(self, added: int) -> bool:
        """Count ``added`` places of the grid and tell whether the document has more than any form could have."""
        self._cells += added
        return self._cells > MAXIMUM_CELLS

    @property
    def has_text(self) -> bool:
        return any(
            isinstance(block, Line) or any(cell.lines or cell.mark for row in block.rows for cell in row.cells)
            for block in self.blocks
        )


def covered(count: int) -> list[Cell]:
    """Return ``count`` places of the grid that another cell covers, or that a row leaves out."""
    return [Cell(is_covered=True)] * count


def joined_rows(rows: Iterable[Sequence[Sequence[Line]]]) -> list[Line]:
    """Return the rows of a table inside a cell as lines of that cell: one a row where every cell has at most one."""
    lines: list[Line] = []
    for cells in rows:
        if all(len(cell) <= 1 for cell in cells):
            words = [line for cell in cells for line in cell]
            if words:
                text = " ".join(line.text for line in words)
                lines.append(strip_bullet(replace(words[0], text=text)))
        else:
            lines.extend(line for cell in cells for line in cell)
    return lines
