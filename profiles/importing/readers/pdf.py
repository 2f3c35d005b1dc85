"""PDF with a text layer: text and tables by geometry, ticks by signs, form fields and drawings.

Steps: ``pdf_page`` collects what a page shows, ``pdf_boxes`` finds drawn boxes and what is in them, ``pdf_tables`` the
grids, ``pdf_text`` the paragraphs; here they come together. Everything is bounded: pages, streams, objects of a page.
"""

import itertools
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from profiles.importing.document import Finding, UnreadableDocument
from profiles.importing.neutral import MAXIMUM_PAGES, Cell, Line, Mark, NeutralDocument, Row, Table
from profiles.importing.readers.pdf_boxes import drawn_bullets, judge, read_signs
from profiles.importing.readers.pdf_doubts import is_doubtful_tick, straddling
from profiles.importing.readers.pdf_fonts import Fonts
from profiles.importing.readers.pdf_page import PageTooComplex, read_page
from profiles.importing.readers.pdf_shapes import Box, Glyph, PageContent, Shape, bounds
from profiles.importing.readers.pdf_tables import Grid, Region, find_grids
from profiles.importing.readers.pdf_text import TextLine, is_cut, joined, line_pitch, paragraphs, text_lines
from profiles.importing.readers.words import UNREADABLE_SIGN, fold
from profiles.importing.ticks import TICK, read_cell

FORMAT_NAME = "PDF"
MAXIMUM_STREAM = 64 * 1024 * 1024  # one stream unpacked
MAXIMUM_UNPACKED = 512 * 1024 * 1024  # all streams together; they are read one after another
FEW_LETTERS = 25  # a page of pictures may carry a stamp or a page number
EDGE_OF_PAGE = 0.12  # running heads and feet stand in this share of the height

_PAGE_NUMBER = re.compile(
    r"^(?:seite|s\.|blatt)?\s*[-–]?\s*\d{1,3}\s*(?:(?:von|/|of)\s*\d{1,3})?\s*[-–]?$", re.IGNORECASE
)


@dataclass(slots=True)
class _Page:
    """One page on its way: its text outside tables as printed lines, its tables as grids."""

    number: int
    content: PageContent
    glyphs: list[Glyph]
    grids: list[Grid]
    shapes: list[Shape]
    lines: list[TextLine] = field(default_factory=list)

    @property
    def letters(self) -> int:
        return sum(glyph.text.isalnum() for glyph in self.glyphs)

    @property
    def is_picture(self) -> bool:
        area = self.content.width * self.content.height
        largest = max((box.width * box.height for box in self.content.images), default=0)
        return self.letters < FEW_LETTERS and largest > 0.4 * area


def read_pdf(content: bytes, name: str) -> NeutralDocument:
    """Return what the PDF shows.

    :raises UnreadableDocument: if it is damaged, encrypted, too large, a scan without text, or no PDF.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise UnreadableDocument(f"Die Datei {name} ist leer.")
    if b"%PDF-" not in content[:1024]:
        raise UnreadableDocument(f"Die Datei {name} ist kein PDF oder sie ist beschädigt; bitte speichern Sie sie neu.")
    _refuse_bombs(content, name)
    try:
        pages = _read_pages(content, name)
        return _document(pages, name)
    except UnreadableDocument:
        raise
    except PDFEncryptionError as error:
        raise UnreadableDocument(
            f"Die Datei {name} ist mit einem Kennwort geschützt; bitte speichern Sie sie ohne Kennwort neu."
        ) from error
    except Exception as error:  # whatever pdfminer stumbles over in damaged bytes: a person hears one sentence
        raise UnreadableDocument(
            f"Die Datei {name} ist beschädigt und lässt sich nicht lesen; bitte erzeugen Sie das PDF neu."
        ) from error


def _refuse_bombs(content: bytes, name: str) -> None:
    """Unpack every stream for a look, piece by piece, and refuse the file where one grows beyond all measure."""
    total = 0
    for match in re.finditer(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])", content):
        unpacker = zlib.decompressobj()
        position, size = match.end(), 0
        pending = b""
        while not unpacker.eof:
            piece = pending or content[position : position + 65536]
            position += 0 if pending else 65536
            try:
                size += len(unpacker.decompress(piece, 1 << 20))
            except zlib.error:
                break
            pending = unpacker.unconsumed_tail
            if not piece or size > MAXIMUM_STREAM:
                break
        total += size
        if size > MAXIMUM_STREAM or total > MAXIMUM_UNPACKED:
            raise UnreadableDocument(
                f"Die Datei {name} ist entpackt zu groß; bitte speichern Sie sie ohne große Bilder neu."
            )


def _read_pages(content: bytes, name: str) -> list[_Page]:
    document = PDFDocument(PDFParser(BytesIO(content)))
    found = list(itertools.islice(PDFPage.create_pages(document), MAXIMUM_PAGES + 1))
    if len(found) > MAXIMUM_PAGES:
        raise UnreadableDocument(
            f"Die Datei {name} hat mehr als {MAXIMUM_PAGES} Seiten; bitte laden Sie nur das Anforderungsprofil hoch."
        )
    if not found:
        raise UnreadableDocument(f"Die Datei {name} enthält keine Seiten; bitte erzeugen Sie das PDF neu.")
    fonts = Fonts()
    pages = []
    for number, page in enumerate(found, start=1):
        try:
            pages.append(_page(number, read_page(page, fonts)))
        except PageTooComplex as error:
            raise UnreadableDocument(
                f"Die Datei {name} enthält auf Seite {number} zu viele Zeichen und Linien; "
                "bitte laden Sie nur das Anforderungsprofil hoch."
            ) from error
    return pages


def _page(number: int, content: PageContent) -> _Page:
    signs, glyphs, shapes = read_signs(content)
    drawn = [
        *((sign.text, sign.box) for sign in signs),
        *((entry.text.strip(), entry.box) for entry in content.fields if entry.text.strip()),
    ]
    for text, box in drawn:
        # A box stands on the line of the words beside it: its middle is the middle of their small letters.
        size = min(max(box.height, 6.0), 14.0)
        glyphs.append(Glyph(text, box, (box.x0, box.center[1] + 0.3 * size), size, ""))
    glyphs.extend(drawn_bullets(shapes, glyphs))
    page = _Page(number, content, glyphs, find_grids(shapes, glyphs), shapes)
    outside = [glyph for glyph in glyphs if not any(grid.box.holds(glyph.box.center) for grid in page.grids)]
    page.lines = text_lines(outside)
    return page


def _document(pages: Sequence[_Page], name: str) -> NeutralDocument:
    letters = sum(page.letters for page in pages)
    if letters == 0 or all(page.is_picture for page in pages):
        what = "nur Bilder, keinen Text" if any(page.content.images for page in pages) else "keinen lesbaren Text"
        raise UnreadableDocument(
            f"Die Datei {name} enthält {what}; bitte lassen Sie eine Texterkennung (OCR) laufen oder laden Sie die "
            "ursprüngliche Datei hoch."
        )
    unknown = sum(glyph.text == UNREADABLE_SIGN for page in pages for glyph in page.glyphs)
    if unknown > letters:
        raise UnreadableDocument(
            f"Die Schriften der Datei {name} sagen nicht, welche Zeichen sie zeigen; bitte laden Sie die ursprüngliche "
            "Datei hoch oder lassen Sie eine Texterkennung (OCR) laufen."
        )
    _drop_running(pages)
    findings: list[Finding] = []
    right = _right_edges(pages)
    blocks: list[Line | Table] = []
    for page in pages:
        for index, block in enumerate(_blocks(page, right, findings)):
            last = blocks[-1] if blocks else None
            goes_on = index == 0 and _ends_full(page, pages, right)
            if goes_on and isinstance(last, Line) and isinstance(block, Line) and is_cut(last, block):
                blocks[-1] = joined(last, block)
            else:
                blocks.append(block)
        if page.is_picture:
            where = f"Seite {page.number}"
            message = f"{where} ist ein Bild ohne Text und wurde nicht gelesen; bitte am Original prüfen."
            findings.append(Finding("page_without_text", message, where))
    if not blocks:
        raise UnreadableDocument(f"Die Datei {name} enthält keinen lesbaren Text; bitte laden Sie das Original hoch.")
    return NeutralDocument(tuple(blocks), tuple(findings), len(pages), format_name=FORMAT_NAME)


def _ends_full(page: _Page, pages: Sequence[_Page], edges: dict[int, tuple[float, float]]) -> bool:
    """Whether the first word of ``page`` would not have fitted on the last line of the page before."""
    before = pages[page.number - 2] if page.number > 1 else None
    if before is None or not before.lines or not page.lines:
        return False
    _, right = edges.get(round(before.content.width), (0.0, 0.0))
    return before.lines[-1].x1 + page.lines[0].first_word_width > right


def _drop_running(pages: Sequence[_Page]) -> None:
    """Take out of ``lines`` and ``grids`` what stands at the same place of the edge on most pages, and page numbers."""

    def keys(page: _Page, text: str, y: float) -> set[tuple[str, int]]:
        """Return the words, as they are and without the page's numbers, with their place; none amid the page."""
        share = y / max(page.content.height, 1)
        words = fold(text)
        if EDGE_OF_PAGE <= share <= 1 - EDGE_OF_PAGE or not words:
            return set()
        numberless = re.sub(rf"\b(?:{page.number}|{len(pages)})\b", "#", words)
        return {(words, round(y / 6)), (numberless, round(y / 6))}

    def grid_text(page: _Page, grid: Grid) -> str:
        return "".join(glyph.text for glyph in page.glyphs if grid.box.holds(glyph.box.center))

    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        found = set().union(
            *(keys(page, line.text, line.baseline) for line in page.lines),
            *(keys(page, grid_text(page, grid), grid.box.center[1]) for grid in page.grids),
        )
        # Rounding may part what lies a hair's breadth apart.
        seen.update({(words, place + offset) for words, place in found for offset in (-1, 0, 1)})
    most = max(2, (len(pages) + 1) // 2)

    def is_running(page: _Page, text: str, y: float) -> bool:
        return any(seen[key] >= most for key in keys(page, text, y))

    def is_page_number(page: _Page, line: TextLine) -> bool:
        return bool(keys(page, line.text, line.baseline)) and _PAGE_NUMBER.match(fold(line.text)) is not None

    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not is_running(page, line.text, line.baseline) and not is_page_number(page, line)
        ]
        page.grids = [g for g in page.grids if not is_running(page, grid_text(page, g), g.box.center[1])]


def _right_edges(pages: Sequence[_Page]) -> dict[int, tuple[float, float]]:
    """Return width of the paper -> left and right edge of the running text."""
    edges: dict[int, tuple[float, float]] = {}
    for page in pages:
        width = round(page.content.width)
        boxes = [(line.x0, line.x1) for line in page.lines] + [(grid.box.x0, grid.box.x1) for grid in page.grids]
        for x0, x1 in boxes:
            left, right = edges.get(width, (x0, x1))
            edges[width] = (min(left, x0), max(right, x1))
    return edges


def _blocks(page: _Page, edges: dict[int, tuple[float, float]], findings: list[Finding]) -> Iterator[Line | Table]:
    """Yield paragraphs and tables from top to bottom; paragraphs are numbered on each page."""
    cells = {
        (i, region): glyphs
        for i, grid in enumerate(page.grids)
        for region, glyphs in grid.by_region(page.glyphs).items()
    }
    for (_, region), glyphs in cells.items():
        if is_doubtful_tick(glyphs, region.box, page.shapes, page.content.inks):
            glyphs[:] = [glyph._replace(text=UNREADABLE_SIGN) for glyph in glyphs]
    lines = {key: text_lines(glyphs) for key, glyphs in cells.items()}
    pitch = line_pitch([page.lines, *lines.values()])
    left, right = edges.get(round(page.content.width), (0.0, page.content.width))
    number = 0
    start = 0
    for i, grid in enumerate((*page.grids, None)):
        end = next((n for n in range(start, len(page.lines)) if grid and page.lines[n].baseline > grid.box.top), None)
        end = len(page.lines) if end is None else end
        for line in paragraphs(page.lines[start:end], left, right, pitch):
            number += 1
            where = f"Seite {page.number}, Absatz {number}"
            if UNREADABLE_SIGN in line.text:
                findings.append(_unreadable(where))
            yield replace(line, place=where)
        start = end
        if grid:
            yield _table(page, i, grid, {key[1]: found for key, found in lines.items() if key[0] == i}, pitch, findings)


def _table(
    page: _Page,
    index: int,
    grid: Grid,
    lines: dict[Region, list[TextLine]],
    pitch: float,
    findings: list[Finding],
) -> Table:
    rows: list[list[Cell]] = [[Cell(is_covered=True)] * grid.column_count for _ in range(grid.row_count)]
    places = [f"Seite {page.number}, Tabelle {index + 1}, Zeile {n + 1}" for n in range(grid.row_count)]
    for region in grid.regions:
        where = places[region.row]
        padding = min((line.x0 for line in lines[region]), default=region.box.x0) - region.box.x0
        padding = min(max(padding, 0.0), 8.0)
        found = paragraphs(lines[region], region.box.x0 + padding, region.box.x1 - padding, pitch, where)
        cell = _cell(page, region, found)
        if cell.mark is Mark.UNREADABLE or any(UNREADABLE_SIGN in line.text for line in cell.lines):
            findings.append(_unreadable(where))
        rows[region.row][region.column] = cell
    return Table(tuple(Row(tuple(cells), place) for cells, place in zip(rows, places, strict=True)))


def _cell(page: _Page, region: Region, found: Sequence[Line]) -> Cell:
    is_unreadable = any(line.text.strip(UNREADABLE_SIGN + " ") == "" for line in found)
    words = [line for line in found if line.text.strip(UNREADABLE_SIGN + " ")]
    cell = read_cell(words, columns=region.columns)
    if is_unreadable:
        return replace(cell, mark=Mark.UNREADABLE)
    if not cell.lines and any(region.box.holds(box.center) for box in straddling(page.shapes, region.box)):
        return replace(cell, mark=Mark.UNREADABLE)
    if cell.mark is Mark.NONE and not cell.lines:
        return _drawn_cell(page, region, cell)
    return cell


def _drawn_cell(page: _Page, region: Region, cell: Cell) -> Cell:
    """Return the wordless cell with what is drawn in it without a box: a cross, a check mark, something else."""

    def is_inside(box: Box) -> bool:
        return region.box.covers(box, -0.5) and 4 <= max(box.width, box.height) <= 40

    drawn = [shape for shape in page.shapes if is_inside(shape.box) and min(shape.box.width, shape.box.height) > 2]
    lines = [shape for shape in drawn if min(tone for tone in (shape.stroke, shape.fill) if tone is not None) < 0.97]
    if lines:
        corners = [corner for shape in lines for corner in (shape.box[:2], shape.box[2:])]
        if judge(bounds(corners), lines) == TICK:
            return replace(cell, mark=Mark.TICKED, ticks=1)
        return replace(cell, mark=Mark.UNREADABLE)
    has_ink = any(region.box.holds(box.center) for box in page.content.inks)
    if has_ink or any(is_inside(box) for box in page.content.images):
        return replace(cell, mark=Mark.UNREADABLE)
    return cell


def _unreadable(where: str) -> Finding:
    message = f"{where}: Ein Kästchen oder Zeichen ist nicht lesbar; bitte am Original prüfen."
    return Finding("box_unreadable", message, where)
