"""Plain text and Markdown, as people type it and as text recognition leaves it: lines, and tables in three shapes.

Tables come with tabulators, with pipes (Markdown), or as HTML between the lines. Scraps of HTML inside a cell
(``<ul>``, ``<p>``, ``<input checked>``) are read as what they mean.
"""

import html
import re
from collections.abc import Iterator, Sequence

from profiles.importing.neutral import Cell, Line, NeutralDocument, Row, Table
from profiles.importing.reading import decode
from profiles.importing.ticks import BOX, TICK, read_cell

TRIANGLES = "►▶▸‣"
BULLETED = re.compile(r"^(\s*)(?:[-*+–—•·▪■◦‣❖➢]|\uf0b7|\uf0a7)[ \t]+(\S.*)$")
NUMBERED = re.compile(r"^(\s*)(\d{1,2}[.)]|[a-z]\))[ \t]+(\S.*)$")
INPUT = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
CHECKED = re.compile(r"^(?:[^\"']|\"[^\"]*\"|'[^']*')*?\schecked\b", re.IGNORECASE)
STRUCK = re.compile(r"</?(?:del|s|strike)\b[^>]*>", re.IGNORECASE)
BREAKS = re.compile(r"</?(?:p|div|br|tr|h[1-6])\b[^>]*>", re.IGNORECASE)
LISTS = re.compile(r"<(ul|ol)\b[^>]*>(.*?)(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
ITEM_TAGS = re.compile(r"</?li\b[^>]*>", re.IGNORECASE)
ITALIC = re.compile(r"^\W*<(i|em)\b[^>]*>.*</\1\s*>\W*$", re.IGNORECASE | re.DOTALL)
HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")


def read_text(content: bytes, name: str) -> NeutralDocument:
    """Read plain text or Markdown.

    :raises UnreadableDocument: if the bytes are no text.
    """
    text = decode(content, name).replace("\u00a0", " ")
    source = tuple((f"Zeile {number}", line) for number, line in enumerate(text.split("\n"), start=1))
    return NeutralDocument(blocks=tuple(_blocks(text)), source=source, format_name="Text")


def clean(text: str) -> str:
    """Return ``text`` without tags, bold marks, link brackets and soft hyphens; white space folded."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ")
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    text = re.sub(r"</?[A-Za-z][^<>]*>", " ", text)
    text = re.sub(r"\*\*|__", "", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"\\([-*_#|.+!\[\]()>])", r"\1", text)
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def _blocks(text: str) -> Iterator[Line | Table]:
    position = 0
    number = 1
    for match in HTML_TABLE.finditer(text):
        before = text[position : match.start()]
        yield from _lines_and_tables(before.split("\n"), number)
        number += before.count("\n")
        from profiles.importing.readers.html import read_html  # needed for such documents only

        yield from read_html(match.group().encode(), f"Tabelle ab Zeile {number}").blocks
        number += match.group().count("\n")
        position = match.end()
    yield from _lines_and_tables(text[position:].split("\n"), number)


def _lines_and_tables(lines: Sequence[str], first_number: int) -> Iterator[Line | Table]:
    rows: list[Row] = []
    last: Line | None = None
    for number, text in enumerate(lines, start=first_number):
        place = f"Zeile {number}"
        if rows and PIPE_RULE.match(text) and "-" in text:
            continue
        cells = _cells(text, place)
        if cells is None and rows:
            yield Table(tuple(rows))
            rows = []
        if cells is not None:
            if last is not None:
                yield last
                last = None
            rows.append(Row(cells, place))
        elif not clean(text):
            if last is not None:
                yield last
                last = None
        elif last is not None and last.is_item and re.match(r"\s{2,}\S", text) and not _is_listed(text):
            last = _extended(last, clean(text))
        else:
            if last is not None:
                yield last
            last = _line(text, place)
    if last is not None:
        yield last
    if rows:
        yield Table(tuple(rows))


def _cells(text: str, place: str) -> tuple[Cell, ...] | None:
    """Return the cells if the line is a row of a table, else None."""
    if "\t" in text and not _is_listed(text):
        parts = text.split("\t")
    elif text.count("|") >= 2 and text.strip().startswith("|"):
        parts = re.split(r"(?<!\\)\|", text.strip().removeprefix("|").removesuffix("|"))
    elif text.count("|") >= 4 and not BULLETED.match(text):  # without the outer pipes, as Markdown allows
        parts = re.split(r"(?<!\\)\|", text)
    else:
        return None
    return tuple(read_cell(_cell_lines(part, place)) for part in parts)


def _is_listed(text: str) -> bool:
    """Whether a tabulator in ``text`` only stands behind a bullet ("•\\tPlanung")."""
    match = BULLETED.match(text)
    return match is not None and "\t" not in match.group(2)


def _cell_lines(text: str, place: str) -> list[Line]:
    """Return the lines of a cell; a list without separated items becomes one lump."""
    text = INPUT.sub(lambda match: TICK if CHECKED.search(match.group()) else BOX, STRUCK.sub("~~", text))
    lines: list[Line] = []
    position = 0
    for match in LISTS.finditer(text):
        lines += _broken(text[position : match.start()], place)
        lines += _listed(match.group(2), place)
        position = match.end()
    return lines + _broken(text[position:], place)


def _broken(text: str, place: str) -> list[Line]:
    parts = []
    for part in BREAKS.sub("\n", ITEM_TAGS.sub("\n• ", text)).split("\n"):
        head, *definitions = re.split(rf"(?=[{TRIANGLES}])", part, maxsplit=1)
        parts += [head, *definitions]
    return [_line(part, place) for part in parts if clean(part)]


def _listed(text: str, place: str) -> list[Line]:
    items = [item for part in re.split(r"[•·▪]", ITEM_TAGS.sub("•", text)) if (item := clean(part))]
    is_separated = len(items) > 1 or ITEM_TAGS.search(text) is not None or re.search(r"[•·▪]", text) is not None
    return [Line(item, place, is_item=True, is_lump=not is_separated) for item in items]


def _line(text: str, place: str) -> Line:
    is_italic = ITALIC.match(text.strip()) is not None or re.match(r"^\s*\*[^*\s][^*]*\*\s*$", text) is not None
    is_bold = re.match(r"^\s*(?:[-*•]\s+)?(?:\*\*[^*]+\*\*|#{1,6}\s.*)\s*$", text) is not None
    text = re.sub(r"^\s*#{1,6}\s+", "", text)
    if re.match(r"^\s*\*[^*\s][^*]*\*\s*$", text):
        text = text.strip().strip("*")
    if match := BULLETED.match(text):
        words, ordinal, is_item = match.group(2), "", True
    elif match := NUMBERED.match(text):
        words, ordinal, is_item = match.group(3), match.group(2), True
    else:
        words, ordinal, is_item = text, "", False
    words = clean(INPUT.sub(lambda match: TICK if CHECKED.search(match.group()) else BOX, words))
    is_definition = words[:1] != "" and words[:1] in TRIANGLES
    return Line(
        words.lstrip(TRIANGLES + " ") if is_definition else words,
        place,
        is_item=is_item and not is_definition,
        ordinal="" if is_definition else ordinal,
        is_definition=is_definition,
        is_bold=is_bold,
        is_italic=is_italic,
    )


def _extended(line: Line, more: str) -> Line:
    return Line(f"{line.text} {more}", line.place, is_item=line.is_item, ordinal=line.ordinal, is_bold=line.is_bold)
