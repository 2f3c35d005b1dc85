"""Word documents (DOCX): paragraphs, tables and text boxes in their order, with ticks from every kind of box.

``read_docx`` is the one entry. The tree is made plain first (``docx_text.make_plain``: no wrappers, no deletions),
then read once from top to bottom, because automatic numbers count on. python-docx is not used to read: it loses
cells and rows inside content controls, and gives up on a file whose picture is missing.
"""

from collections.abc import Iterator, Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI

from profiles.importing.neutral import Cell, Line, NeutralDocument
from profiles.importing.readers.docx_styles import Numbering, Styles, W, is_on, value
from profiles.importing.readers.docx_text import has_content, make_plain, read_paragraph
from profiles.importing.readers.office import MAXIMUM_COLUMNS, Piece, covered, to_lines
from profiles.importing.readers.packages import DOCX, Element, Package, integer
from profiles.importing.readers.tables import TableReader

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"


def read_docx(content: bytes, name: str) -> NeutralDocument:
    """Return what the Word document ``content``, a file called ``name``, shows.

    :raises UnreadableDocument: if it is no such document, encrypted, damaged, too large, or holds no text.
    """
    package = Package(content, name, DOCX)
    if "[Content_Types].xml" not in package:
        raise package.not_really()
    main = related_part(package, "/", RELATIONSHIP_TYPE.OFFICE_DOCUMENT) or "word/document.xml"
    root = package.xml(main)
    if root is None:
        raise package.broken() if "word/" in "".join(package.names) else package.not_really()
    body = root.find(W + "body")
    if root.tag != W + "document" or body is None:
        raise package.not_really()
    application = package.xml("docProps/app.xml") if "docProps/app.xml" in package else None
    pages = package.check_pages(application.findtext(PROPERTIES + "Pages") if application is not None else None)
    styles = Styles(
        _part(package, main, RELATIONSHIP_TYPE.STYLES),
        _part(package, main, RELATIONSHIP_TYPE.THEME),
    )
    numbering = Numbering(_part(package, main, RELATIONSHIP_TYPE.NUMBERING), styles)
    reader = _Reader(package, styles, numbering)
    try:
        make_plain(body, styles)
        reader.read_blocks(body)
        # The form explains the four weights in a footnote; it stands below everything else.
        for note in _footnotes(package, main):
            make_plain(note, styles)
            reader.read_blocks(note)
    except RecursionError:
        raise package.too_deep() from None
    if not reader.record.has_text:
        raise package.without_text()
    return NeutralDocument(
        blocks=tuple(reader.record.blocks),
        findings=tuple(reader.record.findings.values()),
        page_count=pages,
        format_name=DOCX.label,
    )


def related_part(package: Package, source: str, kind: str) -> str | None:
    """Return the name of the part that ``source`` is related to by ``kind``, if the package has it."""
    root = package.xml(PackURI(source).rels_uri.lstrip("/"))
    if root is None:
        return None
    for relation in root.iterfind(RELATIONSHIPS + "Relationship"):
        # The strict variant names the kinds by other addresses with the same last word.
        if relation.get("Type", "").rpartition("/")[2] == kind.rpartition("/")[2]:
            target = PackURI.from_rel_ref(PackURI(source).baseURI, relation.get("Target", "")).lstrip("/")
            if target in package:
                return str(target)
    return None


def _part(package: Package, main: str, kind: str) -> Element | None:
    """Return the root of a part beside the text; a damaged one is as good as none only if it is not there."""
    part = related_part(package, f"/{main}", kind)
    return package.xml(part) if part else None


def _footnotes(package: Package, main: str) -> list[Element]:
    """Return the footnotes that people wrote, without the lines that Word draws between text and notes."""
    root = _part(package, main, RELATIONSHIP_TYPE.FOOTNOTES)
    return [note for note in root if note.get(W + "type") in (None, "normal")] if root is not None else []


class _Reader(TableReader):
    """Walks the plain tree and records what it shows."""

    def __init__(self, package: Package, styles: Styles, numbering: Numbering) -> None:
        super().__init__(package)
        self._styles = styles
        self._numbering = numbering

    def read_blocks(self, parent: Element) -> None:
        carried: list[Piece] = []
        for child in parent:
            place = self.record.next_paragraph()
            if child.tag == W + "p":
                lines, boxes, doubts, carried = self._paragraph(child, place, carried)
                self.record.add_lines(lines)
                for code in doubts:
                    if code not in ("image_in_cell", "sign_unreadable"):
                        self.record.note(code, place)
                for box in boxes:
                    self.read_blocks(box)
            elif child.tag == W + "tbl":
                self.record.add_lines(to_lines(carried, place))
                carried = []
                self.read_table(child)
            elif child.tag == W + "altChunk":
                self.record.note("embedded_document", place)
        self.record.add_lines(to_lines(carried, self.record.next_paragraph()))

    def _paragraph(
        self, paragraph: Element, place: str, carried: Sequence[Piece]
    ) -> tuple[list[Line], list[Element], list[str], list[Piece]]:
        """Return the lines, text boxes and doubts of a paragraph, and what it carries into the next.

        ``carried``: what stood before a paragraph mark that was deleted as a tracked change.
        """
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle") or self._styles.default_paragraph
        if self._styles.is_contents(style):
            return [], [], [], []
        content = read_paragraph(paragraph, self._styles, style)
        pieces = [*carried, *content.pieces]
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and mark.find(W + "del") is not None:
            return [], content.boxes, content.doubts, pieces
        if not pieces and self._styles.look(mark, style).is_hidden:
            return [], content.boxes, content.doubts, []
        numbers = properties.find(W + "numPr") if properties is not None else None
        label = self._numbering.label(numbers, style, value(properties, "outlineLvl"))
        return to_lines(pieces, place, label), content.boxes, content.doubts, []

    def read_row(self, row: Element, place: str, merged: set[int]) -> tuple[list[Cell], set[int]]:
        """Return the places of the grid; a cell "goes on" only below one that began in the row before."""
        cells = covered(_skipped(row, "gridBefore"))
        going_on: set[int] = set()
        first_of_merge: int | None = None  # of the older way to merge cells side by side
        for element in row.iterchildren(W + "tc"):
            properties = element.find(W + "tcPr")
            columns = integer(value(properties, "gridSpan"), 1, 1, MAXIMUM_COLUMNS)
            at = len(cells)
            vertical, horizontal = _merge(properties, "vMerge"), _merge(properties, "hMerge")
            if vertical:
                if vertical == "restart" or at in merged:
                    going_on.add(at)
                if vertical == "continue" and at in merged:
                    cells += covered(columns)
                    continue
            if horizontal == "continue" and first_of_merge is not None:
                origin = cells[first_of_merge]
                cells[first_of_merge] = Cell(
                    origin.lines, origin.mark, origin.ticks, origin.columns + columns, signed=origin.signed
                )
                cells += covered(columns)
                continue
            first_of_merge = at if horizontal == "restart" else None
            cells += self.read_cell(element, columns, place)
        return cells + covered(_skipped(row, "gridAfter")), going_on

    def contents(self, parent: Element, place: str) -> tuple[list[Line], list[str]]:
        lines: list[Line] = []
        doubts: list[str] = []
        carried: list[Piece] = []
        for child in parent:
            if child.tag == W + "p":
                found, boxes, more, carried = self._paragraph(child, place, carried)
                lines += found
                doubts += more
                for box in boxes:
                    found, more = self.contents(box, place)
                    lines += found
                    doubts += more
            elif child.tag == W + "tbl":
                found, more = self.inner_table(child, place)
                lines += found
                doubts += more
            elif child.tag == W + "altChunk":
                doubts.append("embedded_document")
        return lines + to_lines(carried, place), doubts

    def rows(self, table: Element) -> Iterator[Element]:
        """Yield the rows that are shown: not those hidden or deleted as a tracked change."""
        for row in table.iterchildren(W + "tr"):
            if not is_on(_row_property(row, "hidden")) and _row_property(row, "del") is None:
                yield row

    def cells(self, row: Element) -> list[Element]:
        return list(row.iterchildren(W + "tc"))

    def tables(self, cell: Element) -> list[Element]:
        return list(cell.iterchildren(W + "tbl"))

    def has_words(self, cell: Element) -> bool:
        return any(has_content(paragraph) for paragraph in cell.iterchildren(W + "p"))

    def has_content(self, element: Element) -> bool:
        return has_content(element)

    def is_header(self, row: Element) -> bool:
        return is_on(_row_property(row, "tblHeader"))


def _row_property(row: Element, tag: str) -> Element | None:
    properties = row.find(W + "trPr")
    return properties.find(W + tag) if properties is not None else None


def _skipped(row: Element, tag: str) -> int:
    """Return how many places of the grid the row leaves out before or after its cells."""
    return integer(value(row.find(W + "trPr"), tag), 0, 0, MAXIMUM_COLUMNS)


def _merge(properties: Element | None, tag: str) -> str | None:
    """Return "restart", "continue" or None; the element without value means "continue"."""
    merge = properties.find(W + tag) if properties is not None else None
    return None if merge is None else "restart" if merge.get(W + "val") == "restart" else "continue"
