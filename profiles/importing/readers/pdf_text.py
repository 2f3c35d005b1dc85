"""Glyphs of one area of a page into paragraphs: lines by their baselines, paragraphs by spacing, indent and fullness.

A line goes on the one above when its first word would not have fitted there any more, when nothing marks it as a new
item, and when neither the gap nor the type says otherwise.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from profiles.importing.neutral import Line
from profiles.importing.readers.pdf_shapes import Box, Glyph, turned_point
from profiles.importing.readers.words import BULLETS, UNREADABLE_SIGN, ListSign, fold, join_wrapped, list_sign

TALLEST_GAP = 1.9  # of the type size; wider is never the spacing of lines
_SENTENCE_END = re.compile(r"[.:;!?]$")
_ABBREVIATION = re.compile(r"\b(?:Nr|Tl|Dr|vgl|ggf|bzw|inkl|Abs|Art|[a-zA-ZÄÖÜ]|\d{1,2})\.$")


@dataclass(slots=True)
class TextLine:
    """One line as it is printed. ``text`` is not folded; ``starts``: where each of its signs begins."""

    text: str
    starts: list[float]
    x1: float
    baseline: float
    size: float
    is_bold: bool
    is_italic: bool
    sign: ListSign = field(default_factory=ListSign)

    @property
    def x0(self) -> float:
        return self.starts[0]

    @property
    def text_x0(self) -> float:
        """Where the words behind a sign of a list begin."""
        return self.starts[min(self.sign.length, len(self.starts) - 1)]

    @property
    def first_word_width(self) -> float:
        """Width of what would have had to fit on the line above."""
        end = self.text.find(" ")
        return (self.starts[end] if end > 0 else self.x1) - self.x0


def text_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Return the lines of an area from top to bottom; text that runs sideways follows at the end."""
    lines: list[TextLine] = []
    for turn in sorted({glyph.turn for glyph in glyphs}):
        run = [glyph for glyph in glyphs if glyph.turn == turn]
        if turn:
            run = [_turned(glyph) for glyph in run]
        lines.extend(_lines_of(run))
    return lines


def line_pitch(areas: Sequence[Sequence[TextLine]]) -> float:
    """Return the usual distance of baselines in type sizes, the median over all ``areas``."""
    ratios = sorted(
        (second.baseline - first.baseline) / first.size
        for lines in areas
        for first, second in itertools.pairwise(lines)
        if 0.9 <= (second.baseline - first.baseline) / first.size <= TALLEST_GAP
    )
    return ratios[len(ratios) // 3] if ratios else 1.2


def paragraphs(lines: Sequence[TextLine], left: float, right: float, pitch: float, place: str = "") -> list[Line]:
    """Return the paragraphs of an area whose text may run from ``left`` to ``right``."""
    return [_line(group, place) for group in _grouped(lines, left, right, pitch)]


def _turned(glyph: Glyph) -> Glyph:
    corners = [turned_point(point, glyph.turn, 0, 0) for point in (glyph.box[:2], glyph.box[2:])]
    (xa, ya), (xb, yb) = corners
    box = Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
    return glyph._replace(box=box, origin=turned_point(glyph.origin, glyph.turn, 0, 0), turn=0)


def _lines_of(glyphs: Sequence[Glyph]) -> list[TextLine]:
    groups: list[list[Glyph]] = []
    reference: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.origin[1], glyph.box.x0)):
        size = max(glyph.size, reference.size if reference else 0)
        if reference is None or abs(glyph.origin[1] - reference.origin[1]) > 0.35 * size:
            groups.append([])
            reference = glyph
        groups[-1].append(glyph)
        if glyph.size > reference.size:
            reference = glyph  # a raised figure begins the group, its line's own type decides
    return [line for group in groups if (line := _text_line(group))]


def _text_line(glyphs: Sequence[Glyph]) -> TextLine | None:
    text = ""
    starts: list[float] = []
    previous: Glyph | None = None
    is_space = False
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.box.x0, glyph.box.x1)):
        if not glyph.text.strip():
            is_space = True
            continue
        if previous is not None:
            is_same = previous.text == glyph.text and glyph.box.x0 - previous.box.x0 < 0.12 * glyph.size
            if is_same:
                continue  # bold by printing twice
            gap = glyph.box.x0 - previous.box.x1
            size = min(glyph.size, previous.size)
            # A blank that overlaps its neighbours is a leftover of the typesetting.
            if gap > 0.22 * size or (is_space and gap > 0.05 * size):
                text += " "
                starts.append(previous.box.x1)
        text += glyph.text
        starts.extend([glyph.box.x0] * len(glyph.text))
        previous, is_space = glyph, False
    if not text:
        return None
    letters = [glyph for glyph in glyphs if glyph.text[:1].isalpha()] or [g for g in glyphs if g.text.strip()]
    first = min((glyph for glyph in glyphs if glyph.text.strip()), key=lambda glyph: glyph.box.x0)
    largest = max(letters, key=lambda glyph: glyph.size)
    text = _plain_bullet(text, first)
    return TextLine(
        text,
        starts,
        max(glyph.box.x1 for glyph in glyphs if glyph.text.strip()),
        largest.origin[1],
        largest.size,
        all(glyph.is_bold for glyph in letters),
        all(glyph.is_italic for glyph in letters),
        list_sign(text),
    )


def _plain_bullet(text: str, first: Glyph) -> str:
    """Return the line with a bullet where an unknown symbol, or Word's typewritten "o", stands before words."""
    is_unknown = text[0] == UNREADABLE_SIGN and len(text.split()) > 2
    is_circle = text[:2] == "o " and "courier" in first.font.lower() and len(text) > 3
    return BULLETS[0] + text[1:] if (is_unknown and first.is_symbol) or is_circle else text


def _grouped(lines: Sequence[TextLine], left: float, right: float, pitch: float) -> Iterator[list[TextLine]]:
    group: list[TextLine] = []
    ordinals: list[str] = []
    for line in lines:
        if group and _is_wrapped(group, line, left, right, pitch, ordinals):
            line.sign = ListSign()
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
            if line.sign.ordinal:
                ordinals.append(line.sign.ordinal)
    if group:
        yield group


def _is_wrapped(
    group: Sequence[TextLine], line: TextLine, left: float, right: float, pitch: float, ordinals: Sequence[str]
) -> bool:
    """Whether ``line`` goes on the paragraph that ``group`` holds so far."""
    first, previous = group[0], group[-1]
    gap = (line.baseline - previous.baseline) / max(previous.size, 0.1)
    if not 0 < gap <= TALLEST_GAP or abs(line.size - previous.size) > 0.15 * previous.size:
        return False
    is_centred = _is_centred(previous, left, right) and _is_centred(line, left, right)
    room = right - previous.x1 + (previous.x0 - left if is_centred else 0)
    is_full = line.first_word_width + 0.2 * line.size > room - 0.3 * line.size
    is_open = not _ends_sentence(previous.text)
    words = line.text[line.sign.length :] if line.sign.is_item and line.text[0] in "-–—" else line.text
    goes_on = is_open and words[:1].islower()
    if line.sign.is_definition or (line.sign.is_item and not line.sign.ordinal and line.text[0] in BULLETS):
        return False
    if line.sign.ordinal and not (is_full and not _follows(line.sign.ordinal, ordinals)):
        return False
    if line.sign.is_item and not line.sign.ordinal and not (is_full and goes_on and not first.sign.is_item):
        return False  # a dash; one inside a sentence stands before a small letter
    is_near = right - previous.x1 < 0.3 * (right - left) or re.search(r"\w[-‐\u00ad]$", previous.text) is not None
    if gap > 1.2 * pitch + 0.05 and not (is_full and goes_on):
        return False
    if previous.is_bold != line.is_bold and not (is_full and goes_on):
        return False
    if not is_centred and not _is_aligned(group, line, is_full and (is_open or words[:1].islower())):
        return False
    return is_full or (goes_on and is_near)


def _is_aligned(group: Sequence[TextLine], line: TextLine, is_likely: bool) -> bool:
    first, previous = group[0], group[-1]
    if line.x0 > previous.x0 + 6 and len(group) > 1:
        return False  # the indent of a new paragraph
    if first.sign.is_item or first.sign.is_definition:
        if line.x0 < first.x0 - 2:
            return False
        hangs = len(group) > 1 and previous.x0 > first.x0 + 2
        if hangs and line.x0 < previous.x0 - 2:
            return False
        return line.x0 <= first.text_x0 + 6 and (line.x0 >= first.text_x0 - 2 or is_likely)
    return len(group) == 1 or abs(line.x0 - previous.x0) < 6


def _ends_sentence(text: str) -> bool:
    text = text.rstrip()
    return _SENTENCE_END.search(text) is not None and not _ABBREVIATION.search(text)


def _is_centred(line: TextLine, left: float, right: float) -> bool:
    return line.x0 - left > 4 and abs((line.x0 + line.x1) - (left + right)) < 4


def _follows(ordinal: str, ordinals: Sequence[str]) -> bool:
    """Whether ``ordinal`` begins a list or goes on the one that ``ordinals`` began; else it is a word of a sentence."""
    bare = ordinal.strip("().").lower()
    last = ordinals[-1].strip("().").lower() if ordinals else ""
    if bare.isdigit():
        return int(bare) == (int(last) + 1 if last.isdigit() else 1)
    return ord(bare) == (ord(last) + 1 if len(last) == 1 and last.isalpha() else ord("a"))


def _line(group: Sequence[TextLine], place: str) -> Line:
    first = group[0]
    text = first.text[first.sign.length :]
    for line in group[1:]:
        text = join_wrapped(text.rstrip(), line.text.lstrip())
    return Line(
        fold(text),
        place,
        is_item=first.sign.is_item,
        ordinal=first.sign.ordinal,
        is_definition=first.sign.is_definition,
        is_bold=all(line.is_bold for line in group),
        is_italic=all(line.is_italic for line in group),
    )


def joined(first: Line, second: Line) -> Line:
    """Return a paragraph that a page break cut in two as one."""
    return replace(first, text=fold(join_wrapped(first.text, second.text)))


def is_cut(first: Line, second: Line) -> bool:
    """Whether ``second``, at the top of a page, goes on the sentence at the foot of the page before."""
    return (
        second.text[:1].islower()
        and not (second.is_item or second.is_definition)
        and not _ends_sentence(first.text)
        and len(first.text) > 30
        and first.is_bold == second.is_bold
    )
