import io
import random
import zlib

import pikepdf
import pymupdf
import pytest
import weasyprint
from pymupdf import Point

from profiles.importing.document import UnreadableDocument
from profiles.importing.neutral import Line, Mark, NeutralDocument, Table
from profiles.importing.readers.pdf import read_pdf
from tests.profiles.importing.building_pdf import build_pdf
from tests.profiles.importing.written_profile import EXAMPLE, large

CELLS = [pymupdf.Rect(50 + 100 * i, 60, 150 + 100 * i, 90) for i in range(4)]
BOXES = [pymupdf.Rect(95 + 100 * i, 70, 105 + 100 * i, 80) for i in range(4)]


def page_of(draw, *, words="3.1.1 Rechtskenntnisse und ein Satz, damit die Seite Text hat"):
    """Return a PDF with a table of one row and four empty cells on which ``draw(page)`` draws."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((50, 40), words)
    for cell in CELLS:
        page.draw_rect(cell, color=(0, 0, 0), width=0.5)
    draw(page)
    return document.tobytes()


def printed(html, css=""):
    style = f"<style>@page {{ size: A4; margin: 20mm }} body {{ font: 10pt/1.3 sans-serif }} {css}</style>"
    return bytes(weasyprint.HTML(string=style + html).write_pdf())


def tables(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def lines(document):
    return [block for block in document.blocks if isinstance(block, Line)]


def texts(document):
    return [line.text for line in lines(document)]


def marks(document):
    (table,) = tables(document)
    return [cell.mark for cell in table.rows[0].cells]


def words(row):
    return [[line.text for line in cell.lines] for cell in row.cells]


def cross(page, box):
    page.draw_line(box.tl + Point(1, 1), box.br - (1, 1))
    page.draw_line(box.bl + Point(1, -1), box.tr + Point(-1, 1))


def check(page, box):
    page.draw_polyline([box.tl + Point(2, 5), box.tl + Point(4, 8), box.tl + Point(9, 2)])


def four_lines(page, box):
    for start, end in ((box.tl, box.tr), (box.tr, box.br), (box.br, box.bl), (box.bl, box.tl)):
        page.draw_line(start, end)


# ----- the whole paper form


@pytest.mark.parametrize("tick", ["input", "radio", "char", "lone", "bracket", "svg"])
@pytest.mark.parametrize("columns", [(4, 3, 2, 1), (1, 2, 3, 4)])
def test_profile_reads_back_its_weights_for_every_way_of_ticking(tick, columns):
    document = read_pdf(build_pdf(EXAMPLE, tick=tick, columns=columns), "profil.pdf")

    assert weights_of(document, columns) == EXAMPLE.weights
    assert document.findings == ()


@pytest.mark.parametrize("is_split", [False, True])
@pytest.mark.parametrize("has_whole_rows", [False, True])
@pytest.mark.parametrize("has_repeated_head", [False, True])
def test_profile_of_many_pages_keeps_every_weight(has_repeated_head, has_whole_rows, is_split):
    profile = large(2, 8)

    content = build_pdf(profile, has_repeated_head=has_repeated_head, has_whole_rows=has_whole_rows, is_split=is_split)
    document = read_pdf(content, "profil.pdf")

    assert weights_of(document, (4, 3, 2, 1)) == profile.weights
    assert document.page_count == len(pikepdf.open(io.BytesIO(content)).pages) > 2


def weights_of(document, columns):
    found = {}
    for table in tables(document):
        for row in table.rows:
            if row.cells[0].text.count(".") == 2:
                ticked = [columns[i - 2] for i, cell in enumerate(row.cells) if cell.mark is Mark.TICKED]
                found[row.cells[0].text] = ticked[0] if ticked else None
    return found


def test_profile_keeps_texts_items_and_definitions():
    document = read_pdf(build_pdf(EXAMPLE), "profil.pdf")

    row = tables(document)[1].rows[2]
    assert [(line.text, line.is_item, line.is_definition, line.is_italic) for line in row.cells[1].lines] == [
        ("Leistungs-, Lern- und Veränderungsfähigkeit", False, False, False),
        ("Fähigkeit, auch unter schwierigen Bedingungen engagiert zu arbeiten", False, True, True),
        ("arbeitet auch unter Belastung präzise und effizient", True, False, False),
        ("bleibt unter Termin- und Leistungsdruck besonnen und sachlich", True, False, False),
    ]
    assert row.place == row.cells[1].lines[0].place == "Seite 2, Tabelle 2, Zeile 3"
    assert document.format_name == "PDF"


def test_row_split_by_a_page_break_arrives_as_two_rows():
    html = """<table><tr><td>3.1.1<td>Titel<p>oben</p><p style="margin-top: 200mm">unten</p><td>☒</table>"""

    document = read_pdf(printed("<p style='height:60mm'>davor</p>" + html, "td { border: 1px solid }"), "a.pdf")

    first, second = tables(document)
    assert [words(row) for row in first.rows] == [[["3.1.1"], ["Titel", "oben"], []]]
    assert [words(row) for row in second.rows] == [[[], ["unten"], []]]


# ----- tables


BORDERS = {
    "collapsed": "table { border-collapse: collapse } td { border: 0.5pt solid }",
    "separate": "td { border: 0.5pt solid }",
    "double": "table { border-collapse: collapse } td { border: 3pt double }",
    "thick": "table { border-collapse: collapse } td { border: 2.5pt solid }",
    "dashed": "table { border-collapse: collapse } td { border: 0.5pt dashed }",
    "open at the sides": "table { border-collapse: collapse } td { border: 0.5pt solid } "
    "td:first-child { border-left: none } td:last-child { border-right: none }",
    "rules only": "table { border-collapse: collapse } td { border: solid; border-width: 0.5pt 0 }",
    "grey cells": "table { border-spacing: 2pt } td { background: #ddd }",
}


@pytest.mark.parametrize("css", BORDERS.values(), ids=BORDERS)
def test_table_is_found_by(css):
    html = """<p>davor</p><table><tr><td>3.1<td>Fachkompetenzen<td>4<td>3<tr><td>3.1.1<td>Rechtskenntnisse und mehr
    <td>☒<td>☐<tr><td>3.1.2<td>Digitale Kompetenzen<td>☐<td>☒</table><p>danach</p>"""

    document = read_pdf(printed(html, css + " td { padding: 3pt 9pt }"), "a.pdf")

    (table,) = tables(document)
    assert [[cell.text or cell.mark.value for cell in row.cells] for row in table.rows] == [
        ["3.1", "Fachkompetenzen", "4", "3"],
        ["3.1.1", "Rechtskenntnisse und mehr", "ticked", "empty"],
        ["3.1.2", "Digitale Kompetenzen", "empty", "ticked"],
    ]
    assert [block.text if isinstance(block, Line) else "table" for block in document.blocks] == [
        "davor", "table", "danach",
    ]  # fmt: skip


def test_merged_cells_span_columns_and_cover_rows():
    html = """<table><tr><td rowspan=2>3.1<td colspan=2>Gewichtungen *<tr><td>4<td>3<tr><td>a<td>b<td>c</table>"""

    document = read_pdf(printed(html, BORDERS["collapsed"]), "a.pdf")

    (table,) = tables(document)
    assert [[(cell.text, cell.columns, cell.is_covered) for cell in row.cells] for row in table.rows] == [
        [("3.1", 1, False), ("Gewichtungen *", 2, False), ("", 1, True)],
        [("", 1, True), ("4", 1, False), ("3", 1, False)],
        [("a", 1, False), ("b", 1, False), ("c", 1, False)],
    ]


def test_frames_underlines_and_backgrounds_are_no_tables():
    html = """<p style="border: 1px solid">Kasten um einen Absatz</p><p><u>Unterstrichen</u> und weiter</p><hr>
    <p style="background: #ddd">Grau unterlegt</p><p>Noch ein Satz</p>"""

    document = read_pdf(printed(html), "a.pdf")

    assert tables(document) == []
    assert texts(document) == [
        "Kasten um einen Absatz", "Unterstrichen und weiter", "Grau unterlegt", "Noch ein Satz",
    ]  # fmt: skip


# ----- drawn boxes, fields, signs


@pytest.mark.parametrize("box", [lambda page, rect: page.draw_rect(rect), four_lines,
                                 lambda page, rect: page.draw_circle((rect.tl + rect.br) / 2, 5)],
                         ids=["rectangle", "four lines", "circle"])  # fmt: skip
def test_drawn_box_is_empty_crossed_checked_or_filled(box):
    def draw(page):
        for rect in BOXES:
            box(page, rect)
        cross(page, BOXES[1])
        check(page, BOXES[2])
        page.draw_rect(BOXES[3] + (3, 3, -3, -3), fill=(0, 0, 0))

    document = read_pdf(page_of(draw), "a.pdf")

    assert marks(document) == [Mark.EMPTY, Mark.TICKED, Mark.TICKED, Mark.TICKED]
    assert [cell.ticks for cell in tables(document)[0].rows[0].cells] == [0, 1, 1, 1]
    assert document.findings == ()


def test_box_filled_dark_is_ticked_and_light_one_empty():
    def draw(page):
        page.draw_rect(BOXES[0], fill=(0, 0, 0))
        page.draw_rect(BOXES[1], fill=(0.9, 0.9, 0.9))
        page.draw_rect(BOXES[2], fill=(0, 0, 0))
        page.draw_rect(BOXES[2] + (1, 1, -1, -1), fill=(1, 1, 1))

    assert marks(read_pdf(page_of(draw), "a.pdf")) == [Mark.TICKED, Mark.EMPTY, Mark.EMPTY, Mark.NONE]


def test_something_else_in_a_box_is_unreadable_and_said_so():
    def draw(page):
        for rect in BOXES[:3]:
            page.draw_rect(rect)
        page.draw_line(BOXES[0].tl + Point(1, 1), BOXES[0].br - (1, 1))
        page.draw_curve(BOXES[1].bl + Point(2, -2), BOXES[1].tl + Point(4, 1), BOXES[1].tr + Point(-2, 6))
        pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
        pixels.clear_with(90)
        page.insert_image(BOXES[2], pixmap=pixels)

    document = read_pdf(page_of(draw), "a.pdf")

    assert marks(document) == [Mark.UNREADABLE, Mark.UNREADABLE, Mark.UNREADABLE, Mark.NONE]
    assert {(finding.code, finding.where) for finding in document.findings} == {
        ("box_unreadable", "Seite 1, Tabelle 1, Zeile 1")
    }
    assert all("nicht lesbar" in finding.message for finding in document.findings)


def test_marks_without_a_box_are_read_where_no_words_stand():
    def draw(page):
        cross(page, BOXES[0])
        check(page, BOXES[1])
        page.draw_squiggle(BOXES[2].bl, BOXES[2].tr)
        page.draw_rect(BOXES[3])
        page.insert_text(BOXES[3].bl + Point(2, -2), "X", fontsize=9)

    assert marks(read_pdf(page_of(draw), "a.pdf")) == [Mark.TICKED, Mark.TICKED, Mark.UNREADABLE, Mark.TICKED]


def test_form_fields_say_whether_they_are_ticked():
    def draw(page):
        for i, (rect, value) in enumerate(zip(BOXES[:3], (True, False, True), strict=True)):
            widget = pymupdf.Widget()
            widget.field_type = pymupdf.PDF_WIDGET_TYPE_CHECKBOX
            widget.field_name = f"box{i}"
            widget.field_value = value
            widget.rect = rect
            page.add_widget(widget)
        page.draw_rect(BOXES[2])
        widget = pymupdf.Widget()
        widget.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
        widget.field_name = "weight"
        widget.field_value = "X"
        widget.rect = CELLS[3] + (5, 5, -5, -5)
        page.add_widget(widget)

    document = read_pdf(page_of(draw), "a.pdf")

    assert marks(document) == [Mark.TICKED, Mark.EMPTY, Mark.TICKED, Mark.TICKED]
    assert [cell.ticks for cell in tables(document)[0].rows[0].cells] == [1, 0, 1, 1]


def test_strokes_of_a_viewer_program_are_unreadable():
    def draw(page):
        page.draw_rect(BOXES[0])
        page.add_ink_annot([[tuple(BOXES[0].tl), tuple(BOXES[0].br), tuple(BOXES[0].tr)]])

    assert marks(read_pdf(page_of(draw), "a.pdf"))[0] is Mark.UNREADABLE


def test_zapf_dingbats_are_read_by_their_code():
    def draw(page):
        for rect, sign in zip(BOXES, "4on8", strict=True):
            page.insert_text(rect.bl, sign, fontname="zadb")

    assert marks(read_pdf(page_of(draw), "a.pdf")) == [Mark.TICKED, Mark.EMPTY, Mark.TICKED, Mark.TICKED]


def test_sign_without_a_meaning_in_the_file_is_unreadable():
    html = "<table><tr><td>Rechtskenntnisse<td style='font-family: DejaVu Sans'>☒</table><p>Ein Satz mit Wörtern</p>"
    source = pikepdf.open(io.BytesIO(printed(html, BORDERS["collapsed"])))
    for font in source.pages[0].Resources.Font.values():
        data = font.ToUnicode.read_bytes()
        font.ToUnicode = source.make_stream(data.replace(b"<2612>", b"<0000>"))
    damaged = io.BytesIO()
    source.save(damaged)

    document = read_pdf(damaged.getvalue(), "a.pdf")

    assert marks(document) == [Mark.NONE, Mark.UNREADABLE]
    assert [finding.code for finding in document.findings] == ["box_unreadable"]


def test_boxes_in_running_text_become_signs():
    box = "<rect x=1 y=1 width=9 height=9 fill=none stroke=black /><path d='M2 2L9 9M9 2L2 9' stroke=black />"
    html = f"<p>Besetzbar: <svg width=11 height=11>{box}</svg> unbefristet</p>"

    assert texts(read_pdf(printed(html), "a.pdf")) == ["Besetzbar: ☒ unbefristet"]


def test_box_close_to_the_line_of_its_cell_is_a_box():
    def draw(page):
        for cell in CELLS:
            page.draw_rect(pymupdf.Rect(cell.x0 + 40, cell.y0 + 0.5, cell.x0 + 50, cell.y0 + 10.5), width=0.5)
        cross(page, pymupdf.Rect(CELLS[1].x0 + 40, CELLS[1].y0 + 0.5, CELLS[1].x0 + 50, CELLS[1].y0 + 10.5))

    assert marks(read_pdf(page_of(draw), "a.pdf")) == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.EMPTY]


def test_box_that_nearly_fills_its_small_square_cell_is_read():
    def draw(page):
        for column in range(4):
            cell = pymupdf.Rect(50 + 15 * column, 150, 65 + 15 * column, 165)
            page.draw_rect(cell, width=0.5)
            inner = pymupdf.Rect(cell.x0 + 2.5, cell.y0 + 2.5, cell.x1 - 2.5, cell.y1 - 2.5)
            page.draw_rect(inner, width=0.5, fill=(0, 0, 0) if column == 1 else None)

    table = tables(read_pdf(page_of(draw), "a.pdf"))[1]

    assert [cell.mark for cell in table.rows[0].cells] == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.EMPTY]


def test_dot_behind_the_wall_of_a_cell_is_a_bullet():
    def draw(page):
        page.insert_text((120, 80), "3.1.1")
        page.draw_circle((168, 76), 1.8, fill=(0, 0, 0))
        page.insert_text((176, 80), "Kenntnisse")

    (table,) = tables(read_pdf(page_of(draw), "a.pdf"))

    assert [(line.text, line.is_item) for line in table.rows[0].cells[1].lines] == [("Kenntnisse", True)]


def test_cross_that_goes_beyond_its_box_is_a_tick_unless_struck_out():
    def draw(page):
        for column, box in enumerate(BOXES):
            page.draw_rect(box, width=0.5)
            if column > 0:
                wide = pymupdf.Rect(box.x0 - 3, box.y0 - 3, box.x1 + 3, box.y1 + 3)
                page.draw_line(wide.tl, wide.br)
                page.draw_line(wide.bl, wide.tr)
            if column == 2:
                page.draw_line((box.x0 - 4, box.y0 + 5), (box.x1 + 4, box.y0 + 5), width=1.5)

    assert marks(read_pdf(page_of(draw), "a.pdf")) == [Mark.EMPTY, Mark.TICKED, Mark.UNREADABLE, Mark.TICKED]


def test_unused_codes_of_the_windows_encoding_are_bullets():
    content = page_of(lambda page: page.insert_text((50, 120), "xKenntnisse", fontname="helv"))
    with pikepdf.open(io.BytesIO(content)) as file:
        page = file.pages[0]
        page.contents_coalesce()
        for font in page.Resources.Font.values():
            font.Encoding = pikepdf.Name.WinAnsiEncoding
        written = page.Contents.read_bytes().replace(b"<784b", b"<7f4b")
        assert b"<7f4b" in written
        page.Contents.write(written)
        out = io.BytesIO()
        file.save(out)

    document = read_pdf(out.getvalue(), "a.pdf")

    assert [(line.text, line.is_item) for line in lines(document)][-1] == ("Kenntnisse", True)
    assert document.findings == ()


@pytest.mark.parametrize("sign", ["X", "☒"])
def test_written_tick_with_a_line_through_it_is_unreadable(sign):
    css = "table { border-collapse: collapse } td { border: 1px solid; padding: 4px }"
    html = f"<table><tr><td>3.1.1 Recht<td>{sign}<td><s>{sign}</s><td>max</table>"

    assert marks(read_pdf(printed(html, css), "a.pdf")) == [Mark.NONE, Mark.TICKED, Mark.UNREADABLE, Mark.NONE]


def test_small_square_cells_are_cells():
    def draw(page):
        for row in range(2):
            for column in range(3):
                cell = pymupdf.Rect(50 + 16 * column, 150 + 16 * row, 66 + 16 * column, 166 + 16 * row)
                page.draw_rect(cell, width=0.5)
                page.insert_text((cell.x0 + 4, cell.y1 - 4), "4X2"[column], fontsize=9)

    table = tables(read_pdf(page_of(draw), "a.pdf"))[1]

    assert [[cell.text or cell.mark.value for cell in row.cells] for row in table.rows] == [["4", "ticked", "2"]] * 2


@pytest.mark.parametrize("actual", ["2612", "F0FE"])
def test_sign_that_the_font_lacks_is_read_where_the_file_says_what_it_stands_for(actual):
    source = pikepdf.open(io.BytesIO(printed("<table><tr><td>Recht<td>\ue000</table>", BORDERS["collapsed"])))
    page = source.pages[0]
    content = page.Contents.read_bytes()
    begin, end = content.rindex(b"BT"), content.rindex(b"ET") + 2
    marked = b"/Span <</ActualText <FEFF" + actual.encode() + b">>> BDC " + content[begin:end] + b" EMC"
    page.Contents = source.make_stream(content[:begin] + marked + content[end:])
    saved = io.BytesIO()
    source.save(saved)

    assert marks(read_pdf(saved.getvalue(), "a.pdf")) == [Mark.NONE, Mark.TICKED]


def test_one_sign_without_a_glyph_does_not_take_the_words_away():
    document = read_pdf(printed("<p>Rechtskenntnisse und \ue000 Planung</p>"), "a.pdf")

    assert texts(document) == ["Rechtskenntnisse und \ufffd Planung"]
    assert [finding.code for finding in document.findings] == ["box_unreadable"]


def test_picture_behind_the_whole_page_makes_no_box_unreadable():
    def draw(page):
        pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 6, 8))
        pixels.clear_with(255)
        page.insert_image(pymupdf.Rect(0, 0, 200, 150), pixmap=pixels)
        page.draw_rect(BOXES[0])

    assert marks(read_pdf(page_of(draw), "a.pdf"))[0] is Mark.EMPTY


def test_sideways_heads_are_read_behind_the_others():
    def draw(page):
        page.insert_text((CELLS[0].x0 + 12, CELLS[0].y1 - 2), "wichtig", rotate=90, fontsize=7)
        page.insert_text((CELLS[0].x0 + 22, CELLS[0].y1 - 2), "sehr", rotate=90, fontsize=7)
        page.insert_text((CELLS[0].x0 + 50, CELLS[0].y1 - 12), "3")

    assert words(tables(read_pdf(page_of(draw), "a.pdf"))[0].rows[0])[0] == ["3", "wichtig", "sehr"]


def test_words_printed_twice_for_boldness_are_read_once():
    def draw(page):
        for offset in (0, 0.4):
            page.insert_text((CELLS[0].x0 + 5 + offset, CELLS[0].y1 - 12), "Rolle und Fall")

    assert words(tables(read_pdf(page_of(draw), "a.pdf"))[0].rows[0])[0] == ["Rolle und Fall"]


# ----- running text


def test_wrapped_lines_are_joined_and_hyphens_undone():
    words = [
        "Erfüllung der laufbahnrechtlichen Voraussetzungen für das erste Einstiegsamt der Laufbahngruppe zwei",
        "Leistungs-, Lern- und Veränderungsfähigkeit sowie Bachelor- oder Diplomstudiengang nach § 97 S. 2 Nr. 1",
    ]
    html = f"<html lang=de><body>{''.join(f'<p>{text}</p>' for text in words)}"

    for width in range(34, 60, 3):
        document = read_pdf(printed(html, f"}} body {{ hyphens: auto; width: {width}mm"), "a.pdf")

        assert texts(document) == words


def test_paragraphs_of_full_width_are_joined_and_short_ones_kept():
    text = "Dieser Absatz ist lang genug, dass er über mehrere Zeilen läuft, und er endet irgendwo in der Mitte. " * 3
    html = f"<p>{text}</p><p>Bezirksamt Mitte von Berlin<br>Amt für Soziales<br>Müllerstraße 146</p><p>{text}</p>"

    document = read_pdf(printed(html), "a.pdf")

    assert texts(document) == [
        text.strip(), "Bezirksamt Mitte von Berlin", "Amt für Soziales", "Müllerstraße 146", text.strip(),
    ]  # fmt: skip
    assert [line.place for line in lines(document)] == [f"Seite 1, Absatz {n}" for n in range(1, 6)]


def test_items_ordinals_and_definitions_are_told_apart():
    html = """<p>• arbeitet präzise</p><p>– plant früh</p><p>1. bei Vorhaben</p><p>► Fähigkeit, zu planen</p>
    <p>▪ bleibt ruhig</p><ol><li>erster</ol><p>3.1 Fachkompetenzen</p><p><b>Ganz fett</b></p>"""

    document = read_pdf(printed(html), "a.pdf")

    assert [(line.text, line.is_item, line.ordinal, line.is_definition, line.is_bold) for line in lines(document)] == [
        ("arbeitet präzise", True, "", False, False),
        ("plant früh", True, "", False, False),
        ("bei Vorhaben", True, "1.", False, False),
        ("Fähigkeit, zu planen", False, "", True, False),
        ("bleibt ruhig", True, "", False, False),
        ("erster", True, "1.", False, False),
        ("3.1 Fachkompetenzen", False, "", False, False),
        ("Ganz fett", False, "", False, True),
    ]


def test_running_heads_and_page_numbers_are_dropped():
    css = """@page { @top-left { content: "Bezirksamt Mitte" } @bottom-right { content: "Seite " counter(page) " von "
    counter(pages) } }"""

    document = read_pdf(printed("<p>erste</p><p style='break-before: page'>zweite</p>", css), "a.pdf")

    assert texts(document) == ["erste", "zweite"]
    assert document.page_count == 2


def test_paragraph_cut_by_a_page_break_is_one():
    text = " ".join(f"wort{n}" for n in range(400))
    document = read_pdf(
        printed(f"<p style='height: 200mm'>A.</p><p>{text}</p>", "p { orphans: 1; widows: 1 }"), "a.pdf"
    )

    assert texts(document) == ["A.", text]


def test_odd_spaces_soft_hyphens_and_ligatures_are_plain():
    html = "<p>Jul&nbsp;2025, Verwal&shy;tung, Office, Pﬂege</p>"

    assert texts(read_pdf(printed(html), "a.pdf")) == ["Jul 2025, Verwaltung, Office, Pflege"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_is_read_upright(turn):
    source = pikepdf.open(io.BytesIO(build_pdf(EXAMPLE)))
    for page in source.pages:
        page.Rotate = turn
    turned = io.BytesIO()
    source.save(turned)

    document = read_pdf(turned.getvalue(), "a.pdf")

    assert weights_of(document, (4, 3, 2, 1)) == EXAMPLE.weights


def test_invisible_layer_of_a_text_recognition_is_read():
    document = pymupdf.open()
    page = document.new_page()
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80))
    pixels.clear_with(200)
    page.insert_image(page.rect, pixmap=pixels)
    page.insert_text((50, 100), "Anforderungsprofil aus der Texterkennung", render_mode=3)

    assert texts(read_pdf(document.tobytes(), "scan.pdf")) == ["Anforderungsprofil aus der Texterkennung"]


# ----- what cannot be read


def test_scan_without_text_names_what_to_do():
    document = pymupdf.open()
    page = document.new_page()
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80))
    page.insert_image(page.rect, pixmap=pixels)

    with pytest.raises(UnreadableDocument, match=r"scan\.pdf enthält nur Bilder.*Texterkennung.*OCR"):
        read_pdf(document.tobytes(), "scan.pdf")


def test_page_of_pictures_among_others_is_a_finding():
    document = pymupdf.open()
    document.new_page().insert_text((50, 50), "Anforderungsprofil mit genug Wörtern für einen Text")
    page = document.new_page()
    page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80)))

    found = read_pdf(document.tobytes(), "a.pdf").findings

    assert [(finding.code, finding.where) for finding in found] == [("page_without_text", "Seite 2")]


def test_encrypted_file_is_refused_and_one_with_an_owner_password_read():
    document = pymupdf.open()
    document.new_page().insert_text((50, 50), "Anforderungsprofil")
    closed = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="geheim", owner_pw="auch")
    open_to_read = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="auch")

    with pytest.raises(UnreadableDocument, match=r"a\.pdf ist mit einem Kennwort geschützt"):
        read_pdf(closed, "a.pdf")
    assert texts(read_pdf(open_to_read, "a.pdf")) == ["Anforderungsprofil"]


def test_more_than_200_pages_are_refused():
    document = pymupdf.open()
    for _ in range(201):
        document.new_page().insert_text((50, 50), "Seite")

    with pytest.raises(UnreadableDocument, match="mehr als 200 Seiten"):
        read_pdf(document.tobytes(), "a.pdf")


def test_empty_page_without_text_is_refused():
    document = pymupdf.open()
    document.new_page()

    with pytest.raises(UnreadableDocument, match="keinen lesbaren Text"):
        read_pdf(document.tobytes(), "a.pdf")


@pytest.mark.parametrize("content", [b"", b"  \n", b"GIF89a", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj <<>> endobj"])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(UnreadableDocument, match=r"a\.pdf"):
        read_pdf(content, "a.pdf")


def test_stream_that_unpacks_beyond_all_measure_is_refused():
    packer = zlib.compressobj(9)
    bomb = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(100)), packer.flush()])
    source = pikepdf.new()
    source.add_blank_page()
    source.pages[0].Contents = pikepdf.Stream(source, bomb)
    source.pages[0].Contents.Filter = pikepdf.Name.FlateDecode
    saved = io.BytesIO()
    source.save(saved, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)

    with pytest.raises(UnreadableDocument, match="entpackt zu groß"):
        read_pdf(saved.getvalue(), "a.pdf")


def test_forms_that_call_each_other_are_stopped():
    source = pikepdf.new()
    source.add_blank_page()
    last = source.make_stream(b"0 0 m 10 10 l S")
    for _ in range(12):
        calls = source.make_stream(b"/X Do " * 30)
        calls.Subtype, calls.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
        calls.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=last))
        last = calls
    source.pages[0].Contents = source.make_stream(b"/X Do")
    source.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=last))
    saved = io.BytesIO()
    source.save(saved)

    with pytest.raises(UnreadableDocument, match="zu viele Zeichen und Linien"):
        read_pdf(saved.getvalue(), "a.pdf")


def test_damaged_files_give_a_document_or_one_sentence():
    chance = random.Random(148)
    told = set()
    sources = [build_pdf(EXAMPLE, style="body { font-size: 9pt }"), page_of(lambda page: cross(page, BOXES[0]))]
    for turn in range(40):
        content = bytearray(sources[turn % 2])
        for _ in range(chance.randint(1, 30)):
            position = chance.randrange(len(content))
            content[position : position + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        if turn % 5 == 0:
            del content[chance.randrange(len(content)) :]
        try:
            assert isinstance(read_pdf(bytes(content), "a.pdf"), NeutralDocument)
        except UnreadableDocument as refusal:
            told.add("a.pdf" in str(refusal))
    assert told == {True}


# ----- ticks that nobody can be sure of


def with_x(x, y=80, **look):
    return lambda page: page.insert_text((x, y), "X", fontsize=11, **look)


def over(annotate):
    def draw(page):
        page.insert_text((195, 80), "X", fontsize=11)
        annotate(page)

    return draw


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (with_x(195), ["", "ticked", "", ""]),
        (with_x(246.5), ["", "", "unreadable", ""]),  # the line is at 250
        (with_x(245), ["", "unreadable", "", ""]),
        (with_x(252), ["", "", "ticked", ""]),
        (with_x(195, color=(1, 1, 1)), ["", "unreadable", "", ""]),
        (over(lambda page: page.draw_rect((190, 65, 210, 85), fill=(1, 1, 1), color=(1, 1, 1))), ["", "unreadable"]),
        (over(lambda page: page.draw_line((192, 84), (210, 66))), ["", "unreadable", "", ""]),
        (over(lambda page: page.add_strikeout_annot((193, 70, 205, 82))), ["", "unreadable", "", ""]),
        (over(lambda page: page.add_rect_annot((290, 65, 310, 85))), ["", "ticked", "unreadable", ""]),
        (over(lambda page: page.add_circle_annot((290, 65, 310, 85))), ["", "ticked", "unreadable", ""]),
    ],
)
def test_tick_between_columns_covered_or_crossed_out_is_unreadable(draw, found):
    read = read_pdf(page_of(draw), "a.pdf")

    assert [mark.value for mark in marks(read)][: len(found)] == found
    assert ["box_unreadable" for mark in found if mark == "unreadable"] == [f.code for f in read.findings]


def test_white_background_painted_before_a_tick_hides_nothing():
    def draw(page):
        page.draw_rect((160, 62, 240, 88), fill=(1, 1, 1), color=(1, 1, 1))
        page.insert_text((195, 80), "X", fontsize=11)

    assert marks(read_pdf(page_of(draw), "a.pdf"))[1] is Mark.TICKED


def test_cross_drawn_over_the_line_between_two_cells_is_unreadable():
    document = read_pdf(page_of(lambda page: cross(page, pymupdf.Rect(242, 68, 256, 82))), "a.pdf")

    assert Mark.UNREADABLE in marks(document)
    assert Mark.TICKED not in marks(document)
