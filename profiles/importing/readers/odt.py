"""Texts of OpenDocument (ODT): paragraphs, lists, tables and text boxes in their order, with ticks of every kind.

``read_odt`` is the one entry. The body is read once from top to bottom, because automatic numbers count on.
"""

from collections.abc import Iterator
from itertools import repeat

from profiles.importing.neutral import Cell, Line, NeutralDocument
from profiles.importing.readers.odt_styles import META, OFFICE, TABLE, TEXT, Counting, Numbering, Styles
from profiles.importing.readers.odt_text import (
    DRAWN,
    PARAGRAPHS,
    Controls,
    has_content,
    is_hidden_paragraph,
    read_drawing,
    read_paragraph,
)
from profiles.importing.readers.office import MAXIMUM_COLUMNS, Content, Label, Look, covered, to_lines
from profiles.importing.readers.packages import ODT, Element, Package, integer
from profiles.importing.readers.tables import TableReader

MIMETYPE = b"application/vnd.oasis.opendocument.text"
MAXIMUM_REPEATS = 100  # of a row; forms repeat none
LISTS = (TEXT + "list", TEXT + "numbered-paragraph")
ITEMS = (TEXT + "list-item", TEXT + "list-header")
ROW_GROUPS = (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group")
PLAIN = Look()


def read_odt(content: bytes, name: str) -> NeutralDocument:
    """Return what the OpenDocument text ``content``, a file called ``name``, shows.

    :raises UnreadableDocument: if it is no such document, encrypted, damaged, too large, or holds no text.
    """
    package = Package(content, name, ODT)
    if "mimetype" in package and not package.read("mimetype", 1_000_000).startswith(MIMETYPE):
        raise package.not_really()
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise package.encrypted()
    root = package.xml("content.xml")
    if root is None:
        raise package.broken() if "mimetype" in package else package.not_really()
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise package.not_really()
    meta = package.xml("meta.xml")
    statistic = meta.find(f".//{META}document-statistic") if meta is not None else None
    pages = package.check_pages(statistic.get(META + "page-count") if statistic is not None else None)
    reader = _Reader(package, Styles(root, package.xml("styles.xml")), Controls(body))
    try:
        reader.read_blocks(body)
    except RecursionError:
        raise package.too_deep() from None
    if not reader.record.has_text:
        raise package.without_text()
    return NeutralDocument(
        blocks=tuple(reader.record.blocks),
        findings=tuple(reader.record.findings.values()),
        page_count=pages,
        format_name=ODT.label,
    )


class _Reader(TableReader):
    """Walks the body and records what it shows."""

    def __init__(self, package: Package, styles: Styles, controls: Controls) -> None:
        super().__init__(package)
        self._styles = styles
        self._controls = controls
        self._numbering = Numbering(styles)

    def read_blocks(self, parent: Element) -> None:
        for element, label in self._blocks(parent):
            if element.tag == TABLE + "table":
                self.read_table(element)
                continue
            place = self.record.next_paragraph()
            content = self._content(element)
            self.record.add_lines(to_lines(content.pieces, place, label))
            for code in content.doubts:
                if code not in ("image_in_cell", "sign_unreadable"):
                    self.record.note(code, place)
            for box in content.boxes:
                self.read_blocks(box)

    def contents(self, parent: Element, place: str) -> tuple[list[Line], list[str]]:
        lines: list[Line] = []
        doubts: list[str] = []
        for element, label in self._blocks(parent):
            if element.tag == TABLE + "table":
                found, more = self.inner_table(element, place)
                lines += found
                doubts += more
                continue
            content = self._content(element)
            lines += to_lines(content.pieces, place, label)
            doubts += content.doubts
            for box in content.boxes:
                found, more = self.contents(box, place)
                lines += found
                doubts += more
        return lines, doubts

    def read_row(self, row: Element, place: str, merged: set[int]) -> tuple[list[Cell], set[int]]:
        """Return the places of the grid; this format writes the covered ones itself, so nothing goes on unsaid."""
        cells: list[Cell] = []
        own = 0  # covered places that the cell before brought along
        for element in row:
            repeated = integer(element.get(TABLE + "number-columns-repeated"), 1, 1, MAXIMUM_COLUMNS)
            if element.tag == TABLE + "covered-table-cell":
                cells += covered(max(repeated - own, 0))
                own = max(own - repeated, 0)
            elif element.tag == TABLE + "table-cell":
                columns = integer(element.get(TABLE + "number-columns-spanned"), 1, 1, MAXIMUM_COLUMNS)
                found = self.read_cell(element, columns, place)
                own = columns - 1
                if own and not _is_followed(element, own):
                    found, own = found[:1], 0  # a ragged row stays ragged
                cells += found * (repeated if columns == 1 else 1)
            if len(cells) > MAXIMUM_COLUMNS:
                return cells[:MAXIMUM_COLUMNS], set()
        return cells, set()

    def rows(self, table: Element) -> Iterator[Element]:
        """Yield the rows that are shown, those of groups and heads in their place."""
        for child in table:
            if child.tag in ROW_GROUPS:
                if child.get(TABLE + "display", "true") == "true":
                    yield from self.rows(child)
            elif child.tag == TABLE + "table-row" and child.get(TABLE + "visibility", "visible") == "visible":
                count = integer(child.get(TABLE + "number-rows-repeated"), 1, 1, MAXIMUM_REPEATS)
                yield from repeat(child, count)

    def cells(self, row: Element) -> list[Element]:
        return list(row.iterchildren(TABLE + "table-cell"))

    def tables(self, cell: Element) -> list[Element]:
        return list(cell.iterchildren(TABLE + "table"))

    def has_words(self, cell: Element) -> bool:
        return any(has_content(child) or (child.text or "").strip() for child in cell if child.tag != TABLE + "table")

    def has_content(self, element: Element) -> bool:
        return has_content(element)

    def is_header(self, row: Element) -> bool:
        return any(
            group.tag == TABLE + "table-header-rows" for group in row.iterancestors(*ROW_GROUPS, TABLE + "table")
        )

    def _content(self, element: Element) -> Content:
        if element.tag in PARAGRAPHS:
            return read_paragraph(element, self._styles, self._controls)
        content = Content()
        read_drawing(element, self._controls, content, PLAIN)
        return content

    def _blocks(self, parent: Element) -> Iterator[tuple[Element, Label | None]]:
        """Yield paragraphs, tables and drawings in their order, with the numbers that lists and headings give."""
        for child in parent:
            if child.tag in PARAGRAPHS:
                if not is_hidden_paragraph(child, self._styles):
                    yield child, self._numbering.heading(child) if child.tag == TEXT + "h" else None
            elif child.tag in LISTS:
                style = next((p.get(TEXT + "style-name") for p in child.iter(*PARAGRAPHS)), None)
                counting = self._numbering.open(child, style)
                at = 0
                if child.tag == TEXT + "numbered-paragraph":
                    at = integer(child.get(TEXT + "level"), 1, 1, 10) - 1
                    yield from self._item(child, counting, counting.style, at)
                else:
                    yield from self._list(child, counting, counting.style, at)
            elif child.tag == TEXT + "section":
                if not self._styles.is_hidden_section(child):
                    yield from self._blocks(child)
            elif child.tag == TABLE + "table" or child.tag in DRAWN:
                yield child, None

    def _list(
        self, element: Element, counting: Counting, style: str | None, at: int
    ) -> Iterator[tuple[Element, Label | None]]:
        style = element.get(TEXT + "style-name") or style
        for item in element:
            if item.tag in ITEMS:
                yield from self._item(item, counting, style, at)

    def _item(
        self, item: Element, counting: Counting, style: str | None, at: int
    ) -> Iterator[tuple[Element, Label | None]]:
        """Yield the blocks of one item: its first paragraph carries the number, the others none."""
        is_labelled = item.tag != TEXT + "list-header"
        style = item.get(TEXT + "style-override") or style
        for child in item:
            if child.tag in PARAGRAPHS:
                if is_hidden_paragraph(child, self._styles):
                    continue
                label = None
                if is_labelled:
                    start = item.get(TEXT + "start-value")
                    is_heading = child.tag == TEXT + "h"
                    label = self._numbering.item(counting, style, at, start, is_heading=is_heading)
                is_labelled = False
                yield child, label
            elif child.tag == TEXT + "list":
                yield from self._list(child, counting, style, at + 1)
            elif child.tag == TABLE + "table" or child.tag in DRAWN:
                yield child, None


def _is_followed(cell: Element, count: int) -> bool:
    """Tell whether the row itself writes the ``count`` places that the cell covers beside it."""
    written = 0
    for following in cell.itersiblings():
        if following.tag != TABLE + "covered-table-cell":
            break
        written += integer(following.get(TABLE + "number-columns-repeated"), 1, 1, MAXIMUM_COLUMNS)
    return written >= count
