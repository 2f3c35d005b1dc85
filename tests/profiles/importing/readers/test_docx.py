import itertools
import random
import time
import zipfile
from io import BytesIO

import pytest

from profiles.importing.document import UnreadableDocument
from profiles.importing.neutral import Line, Mark, NeutralDocument, Table
from profiles.importing.readers.docx import read_docx
from profiles.importing.ticks import BOX, TICK
from tests.profiles.importing.building_docx import (
    TICKS,
    box_control,
    build_docx,
    checkbox,
    docx_from,
    docx_members,
    legacy_box,
    p,
    r,
    sdt,
    tbl,
    tc,
    tr,
    zipped,
)
from tests.profiles.importing.damaging import damaged
from tests.profiles.importing.written_profile import EXAMPLE, large

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
PICTURE = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></w:r>"
)
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body: str, **parts: str) -> NeutralDocument:
    return read_docx(docx_from(body, **parts), "probe.docx")


def lines(body: str, **parts: str) -> list[Line]:
    return list(read(body, **parts).blocks)


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


def table(body: str, **parts: str) -> Table:
    (block,) = read(body, **parts).blocks
    return block


def cells(*content: str, **parts: str):
    """Return the cells of a table of one row; the first holds a word, so that the document is never empty."""
    return table(tbl(tr("Wort", *content)), **parts).rows[0].cells[1:]


def marks(*content: str, **parts: str) -> list[Mark]:
    return [cell.mark for cell in cells(*content, **parts)]


def codes(document: NeutralDocument) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in document.findings]


# A whole profile


def weights(document: NeutralDocument) -> dict[str, int | None]:
    """Read the boxes of a built profile by their place below the head, as simply as can be."""
    found, columns = {}, []
    for block in document.blocks:
        for row in block.rows if isinstance(block, Table) else ():
            if [cell.text for cell in row.cells[2:]] in (["4", "3", "2", "1"], ["1", "2", "3", "4"]):
                columns = [int(cell.text) for cell in row.cells[2:]]
            elif row.cells[0].text.count(".") == 2 and columns:
                ticked = [w for w, cell in zip(columns, row.cells[2:], strict=True) if cell.mark is Mark.TICKED]
                found[row.cells[0].text] = ticked[0] if ticked else None
    return found


@pytest.mark.parametrize("tick", TICKS)
@pytest.mark.parametrize("columns", [(4, 3, 2, 1), (1, 2, 3, 4)])
def test_weights_of_a_whole_profile_read_back_with_every_kind_of_tick(tick, columns):
    document = read_docx(build_docx(EXAMPLE, tick=tick, columns=columns), "profil.docx")

    assert weights(document) == EXAMPLE.weights
    assert document.findings == ()
    assert document.format_name == "Word-Dokument (DOCX)"


@pytest.mark.parametrize("tick", [tick for tick in TICKS if tick != "x"])
def test_every_kind_of_box_counts_once(tick):
    document = read_docx(build_docx(EXAMPLE, tick=tick), "profil.docx")

    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    boxed = [row for row in rows if any(cell.mark for cell in row.cells)]
    assert [[cell.ticks for cell in row.cells].count(1) for row in boxed] == [1] * len(EXAMPLE.weights)
    assert all(cell.mark for row in boxed for cell in row.cells[2:])
    assert all(not cell.lines for row in boxed for cell in row.cells[2:])


@pytest.mark.parametrize("typed_bullets", [False, True])
def test_title_definition_and_indicators_arrive_as_lines_with_their_kind(typed_bullets):
    document = read_docx(build_docx(EXAMPLE, typed_bullets=typed_bullets), "profil.docx")

    row = next(row for b in document.blocks if isinstance(b, Table) for row in b.rows if row.cells[0].text == "3.2.1")
    title, definition, *indicators = row.cells[1].lines
    criterion = EXAMPLE.sections[1].criteria[0]
    assert (title.text, title.is_bold, title.is_item) == (criterion.title, True, False)
    assert (definition.text, definition.is_definition, definition.is_italic) == (criterion.definition, True, True)
    assert [(line.text, line.is_item) for line in indicators] == [(text, True) for text in criterion.indicators]


def test_twenty_pages_with_sixty_criteria_are_read_well_under_a_second():
    content = build_docx(large(6, 10))
    started = time.perf_counter()

    document = read_docx(content, "profil.docx")

    assert time.perf_counter() - started < 1.5  # measured 0.2 s; the machine may be busy
    assert len(weights(document)) == 60


# Order and places


def test_paragraphs_and_tables_keep_their_order_and_name_their_place():
    document = read(p("Erster") + p("") + tbl(tr("a", "b"), tr("c", "d")) + p("Zweiter") + tbl(tr("e")))

    assert [block.text if isinstance(block, Line) else "Tabelle" for block in document.blocks] == [
        "Erster", "Tabelle", "Zweiter", "Tabelle",
    ]  # fmt: skip
    assert [block.place for block in document.blocks if isinstance(block, Line)] == ["Absatz 1", "Absatz 2"]
    places = [row.place for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert places == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 2", "Tabelle 2, Zeile 1"]


def test_main_part_is_found_by_its_relation_whatever_it_is_called():
    members = docx_members(p("Wort"))
    members["word/document2.xml"] = members.pop("word/document.xml")
    members["_rels/.rels"] = members["_rels/.rels"].replace("word/document.xml", "/word/document2.xml")

    assert [block.text for block in read_docx(zipped(members), "probe.docx").blocks] == ["Wort"]


def test_strict_variant_of_the_format_is_read():
    kinds = {
        "wordprocessingml/2006/main": "wordprocessingml/main",
        "officeDocument/2006/relationships": "officeDocument/relationships",
    }
    members = docx_members(p("Wort"))
    for (old, new), name in itertools.product(kinds.items(), members):
        old, new = f"http://schemas.openxmlformats.org/{old}", f"http://purl.oclc.org/ooxml/{new}"
        members[name] = members[name].replace(old, new)

    assert [block.text for block in read_docx(zipped(members), "probe.docx").blocks] == ["Wort"]


# Words of a paragraph


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["Soft\u00adhy", "phen"], "Softhyphen"),
        (["Paragraf\u00a0117", "\u2009SGB  IX"], "Paragraf 117 SGB IX"),
        (["<w:r><w:t>Leistungs</w:t><w:noBreakHyphen/><w:t>und</w:t><w:softHyphen/></w:r>"], "Leistungs-und"),
        (["<w:r><w:t>Stand:</w:t><w:tab/><w:t>Jul 2025</w:t></w:r>"], "Stand: Jul 2025"),
        ([r("sichtbar"), r(" verborgen", "<w:vanish/>")], "sichtbar"),
        ([r("sichtbar", '<w:vanish w:val="0"/>')], "sichtbar"),
        (['<w:hyperlink r:id="x">' + r("Karriereportal") + "</w:hyperlink>"], "Karriereportal"),
        (['<w:fldSimple w:instr=" DOCPROPERTY Stand ">' + r("Jul 2025") + "</w:fldSimple>"], "Jul 2025"),
        (["<w:smartTag>" + r("Berlin") + "</w:smartTag>"], "Berlin"),
        (["<w:ins>" + r("neu") + "</w:ins>", "<w:del><w:r><w:delText>alt</w:delText></w:r></w:del>"], "neu"),
        (["<w:moveFrom>" + r("weg") + "</w:moveFrom>", "<w:moveTo>" + r("hier") + "</w:moveTo>"], "hier"),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> ja</w:t></w:r>'], "☒ ja"),
        (['<w:r><w:sym w:font="Segoe UI Symbol" w:char="2612"/><w:t xml:space="preserve"> ja</w:t></w:r>'], "☒ ja"),
    ],
)
def test_words_are_those_that_word_shows(runs, text):
    assert texts(p(*runs)) == [text]


def test_field_shows_its_result_and_never_its_instruction():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("1. Juli")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert texts(p("Stand: ", field)) == ["Stand: 1. Juli"]


def test_paragraph_whose_mark_was_deleted_runs_into_the_next():
    deleted = "<w:rPr><w:del/></w:rPr>"

    assert texts(p("Erste ", properties=deleted) + p("Sachbearbeitung") + p("Amt")) == ["Erste Sachbearbeitung", "Amt"]


def test_lines_of_a_table_of_contents_are_left_out():
    styles = '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'

    assert texts(p("3.1 Fach 4", properties='<w:pStyle w:val="Verzeichnis1"/>') + p("Text"), styles=styles) == ["Text"]


BROKEN_LINES = [
    (["Bezirksamt Mitte", "Amt für Soziales"], ["Bezirksamt Mitte", "Amt für Soziales"]),
    (["Erfüllung der Anforderungen für das", "erste Amt"], ["Erfüllung der Anforderungen für das erste Amt"]),
    (["Leistungs-, Lern- und", "Veränderungsfähigkeit"], ["Leistungs-, Lern- und Veränderungsfähigkeit"]),
    (["Organisationsfähigkeit", "► Fähigkeit, zu planen"], ["Organisationsfähigkeit", "Fähigkeit, zu planen"]),
    (["• plant frühzeitig", "• setzt um"], ["plant frühzeitig", "setzt um"]),
    (["zu können,", "2. die Folgen zu erkennen"], ["zu können,", "die Folgen zu erkennen"]),
    (["kann Software", "", "kann Technik"], ["kann Software", "kann Technik"]),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "expected"), BROKEN_LINES)
def test_break_by_hand_makes_two_lines_only_where_it_clearly_separates(parts, expected):
    assert texts(p("<w:r><w:br/></w:r>".join(r(part) if part else "" for part in parts))) == expected


def test_break_between_bold_and_plain_words_separates():
    found = lines(p(r("Ziel", "<w:b/>"), "<w:r><w:br/></w:r>", r("alle wichtigen Mittel")))

    assert [(line.text, line.is_bold) for line in found] == [("Ziel", True), ("alle wichtigen Mittel", False)]


def test_page_break_inside_a_paragraph_separates():
    assert texts(p("vor der", '<w:r><w:br w:type="page"/></w:r>', "nach der")) == ["vor der", "nach der"]


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Fett"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fett"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Stark"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Kreuz"><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kaestchen"><w:rPr><w:rFonts w:hAnsi="Wingdings 2"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)  # fmt: skip


@pytest.mark.parametrize(
    ("paragraph", "is_bold"),
    [
        (p(r("fett", "<w:b/>"), " "), True),
        (p(r("fett", "<w:b/>"), r(" mager")), False),
        (p("fett", properties='<w:pStyle w:val="Titel"/>'), True),
        (p(r("mager", '<w:b w:val="false"/>'), properties='<w:pStyle w:val="Titel"/>'), False),
        (p(r("fett", '<w:rStyle w:val="Stark"/>')), True),
        (p(r("hebt auf", '<w:rStyle w:val="Stark"/>'), properties='<w:pStyle w:val="Titel"/>'), False),
        (p("im Kreis", properties='<w:pStyle w:val="A"/>'), False),
    ],
)
def test_line_is_bold_when_every_visible_run_is(paragraph, is_bold):
    assert [line.is_bold for line in lines(paragraph, styles=STYLES)] == [is_bold]


def test_text_hidden_by_its_style_is_dropped():
    assert texts(p("Wort") + p("verborgen", properties='<w:pStyle w:val="Weg"/>'), styles=STYLES) == ["Wort"]


# Ticks


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        (p(box_control(True)), Mark.TICKED),
        (p(box_control(False)), Mark.EMPTY),
        (p(box_control(True, glyph="")), Mark.TICKED),
        (p(sdt(r("þ", WINGDINGS), checkbox(True))), Mark.TICKED),
        (p(sdt('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', checkbox(True, value="true"))), Mark.TICKED),
        (sdt(p("☒"), checkbox(True)), Mark.TICKED),
        (sdt(p("☐"), checkbox(False)), Mark.EMPTY),
        (p(sdt(box_control(True))), Mark.TICKED),
        (p(legacy_box(True)), Mark.TICKED),
        (p(legacy_box(False)), Mark.EMPTY),
        (p(legacy_box(True, by_default=True)), Mark.TICKED),
        (p(legacy_box(False, by_default=True)), Mark.EMPTY),
        (p(r("þ", WINGDINGS)), Mark.TICKED),
        (p(r("\uf0a8", WINGDINGS)), Mark.EMPTY),
        (p(r("\uf0fe")), Mark.TICKED),
        (p(r("þ", '<w:rStyle w:val="Kreuz"/>')), Mark.TICKED),
        (p("R", properties='<w:pStyle w:val="Kaestchen"/>'), Mark.TICKED),
        (p("£", properties='<w:pStyle w:val="Kaestchen"/>'), Mark.EMPTY),
        (p(r("l", WINGDINGS)), Mark.TICKED),
        (p("x"), Mark.TICKED),
        (p("[x]"), Mark.TICKED),
        (p("[ ]"), Mark.EMPTY),
        (p(r("X", "<w:vanish/>")), Mark.NONE),
        (p("<w:del>" + r("☒") + "</w:del>", "<w:ins>" + r("☐") + "</w:ins>"), Mark.EMPTY),
        (p(sdt(r("☒"), "<w:showingPlcHdr/>")), Mark.NONE),
        (p(""), Mark.NONE),
    ],
)
def test_mark_of_a_cell(content, mark):
    (cell,) = cells(tc(content), styles=STYLES)

    assert (cell.mark, cell.ticks, cell.lines) == (mark, int(mark is Mark.TICKED), ())


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_tick_is_unreadable_and_reported(look):
    document = read(tbl(tr(tc(p(r("X", look))))))

    assert document.blocks[0].rows[0].cells[0].mark is Mark.UNREADABLE
    assert codes(document) == [("tick_struck", "Tabelle 1, Zeile 1")]


def test_font_of_the_theme_decides_what_a_letter_shows():
    latin = '<a:latin typeface="Wingdings"/>'
    theme = f"<a:themeElements><a:fontScheme><a:minorFont>{latin}</a:minorFont></a:fontScheme></a:themeElements>"

    assert marks(tc(p("þ")), styles=STYLES, theme=theme) == [Mark.TICKED]


@pytest.mark.parametrize(("checked", "glyph"), [(True, "☐"), (False, "☒"), (False, "X")])
def test_check_box_that_contradicts_its_glyph_is_unreadable(checked, glyph):
    document = read(tbl(tr("3.1.1", tc(p(box_control(checked, glyph))))))

    assert document.blocks[0].rows[0].cells[1].mark is Mark.UNREADABLE
    assert codes(document) == [("tick_contradictory", "Tabelle 1, Zeile 1")]


def test_check_box_with_signs_of_its_own_choice_is_read_by_them():
    properties = (
        '<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2605" w14:font="Arial"/></w14:checkbox>'
    )

    assert marks(tc(p(sdt(r("★"), properties)))) == [Mark.TICKED]


def test_check_boxes_in_running_text_stand_where_they_are_shown():
    body = p(box_control(True), " unbefristet ", legacy_box(False), " befristet")

    assert texts(body) == [f"{TICK} unbefristet {BOX} befristet"]


def test_two_ticks_in_one_cell_are_counted_as_two():
    (cell,) = cells(tc(p(box_control(True), legacy_box(True))))

    assert (cell.mark, cell.ticks) == (Mark.TICKED, 2)


def test_legacy_list_and_text_fields_show_what_is_chosen():
    def form_field(data: str, result: str = "") -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            f'<w:r><w:instrText> X </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    choice = form_field(
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="E 9"/><w:listEntry w:val="E 10"/></w:ddList>', r("E 9")
    )

    assert texts(p("Gruppe ", choice) + p("Stand ", form_field("<w:textInput/>", r("Jul 2025")))) == [
        "Gruppe E 10", "Stand Jul 2025",
    ]  # fmt: skip


def test_chosen_entry_of_a_content_control_is_text_and_its_placeholder_is_not():
    chosen = sdt(r("E 10"), '<w:dropDownList><w:listItem w:value="E 10"/></w:dropDownList>')
    placeholder = sdt(r("Wählen Sie ein Element aus."), "<w:showingPlcHdr/><w:dropDownList/>")

    assert texts(p("Gruppe ", chosen) + p("Amt: ", placeholder)) == ["Gruppe E 10", "Amt:"]


def test_picture_in_a_cell_makes_its_mark_unreadable():
    document = read(tbl(tr("3.1.1", tc(p(PICTURE)), tc(p("☐")))))

    assert [cell.mark for cell in document.blocks[0].rows[0].cells] == [Mark.NONE, Mark.UNREADABLE, Mark.EMPTY]
    assert codes(document) == [("image_in_cell", "Tabelle 1, Zeile 1")]


@pytest.mark.parametrize(
    "run",
    [
        '<w:r><w:object><v:shape/><w:control r:id="c" w:name="CheckBox1"/></w:object></w:r>',
        '<w:r><w:pict><v:shape/><w:control r:id="c"/></w:pict></w:r>',
        '<w:r><w:object><o:OLEObject Type="Embed"/></w:object></w:r>',
    ],
)
def test_control_that_cannot_be_read_is_reported_with_its_place(run):
    document = read(tbl(tr("3.1.1", tc(p(run)))) + p("Besetzbar ", run))

    assert document.blocks[0].rows[0].cells[1].mark is Mark.UNREADABLE
    assert codes(document) == [("control_unreadable", "Tabelle 1, Zeile 1"), ("control_unreadable", "Absatz 1")]


def test_unknown_pictogram_makes_a_cell_unreadable_only_if_it_holds_nothing_else():
    smiley = r("J", WINGDINGS)

    assert marks(tc(p(smiley)), tc(p("Telefon ", smiley))) == [Mark.UNREADABLE, Mark.NONE]


# Content controls round more than runs


def test_controls_round_cells_and_rows_lose_nothing():
    tick = sdt(tc(p("☒")), checkbox(True))
    nested = sdt(sdt(tc(p("Titel"))))
    row = tr("3.1.1", nested, tick, sdt(tc("☐"), checkbox(False)))

    found = table(tbl(sdt(row), sdt(sdt(tr("3.1.2", "Recht", "☐", "☒"))), tr("3.1.3", "Kosten", "☐", "☐")))

    assert [[cell.text for cell in row.cells[:2]] for row in found.rows] == [
        ["3.1.1", "Titel"], ["3.1.2", "Recht"], ["3.1.3", "Kosten"],
    ]  # fmt: skip
    assert [[cell.mark for cell in row.cells[2:]] for row in found.rows] == [
        [Mark.TICKED, Mark.EMPTY], [Mark.EMPTY, Mark.TICKED], [Mark.EMPTY, Mark.EMPTY],
    ]  # fmt: skip


def test_controls_round_paragraphs_and_tables_keep_the_order():
    body = p("a") + sdt(p("b") + sdt(tbl(tr("c")))) + p("d")

    assert [b.text if isinstance(b, Line) else b.rows[0].cells[0].text for b in read(body).blocks] == list("abcd")


# Text boxes


def test_text_box_is_read_once_although_it_is_written_twice():
    box = "<w:txbxContent>" + p("Im Kasten") + "</w:txbxContent>"
    body = p(
        "Vor dem Kasten",
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )

    assert texts(body) == ["Vor dem Kasten", "Im Kasten"]


def test_text_box_in_a_cell_belongs_to_the_cell():
    box = (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('☒')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )

    assert marks(tc(p(box))) == [Mark.TICKED]


# The grid


def covered(row) -> list[bool]:
    return [cell.is_covered for cell in row.cells]


def test_merged_cells_stand_on_one_grid():
    found = table(
        tbl(
            tr(tc("3.1", properties=RESTART), tc("Gewichtungen", properties='<w:gridSpan w:val="2"/>'), "x"),
            tr(tc(properties=CONTINUE), "4", "3", "2"),
            tr("ohne", tc("kein Anfang darüber", properties=CONTINUE), "a", "b"),
        )
    )

    assert [covered(row) for row in found.rows] == [
        [False, False, True, False], [True, False, False, False], [False, False, False, False],
    ]  # fmt: skip
    assert found.rows[0].cells[1].columns == 2
    assert found.rows[2].cells[1].text == "kein Anfang darüber"


def test_cells_merged_in_the_older_way_are_one():
    found = table(
        tbl(
            tr(
                tc("a", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "b"
            )
        )
    )  # fmt: skip

    assert [(cell.text, cell.columns, cell.is_covered) for cell in found.rows[0].cells] == [
        ("a", 2, False), ("", 1, True), ("b", 1, False),
    ]  # fmt: skip


def test_places_left_out_before_and_after_a_row_keep_the_columns():
    found = table(tbl(tr("a", "b", "c"), tr("b", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')))

    assert covered(found.rows[1]) == [True, False, True]


def test_ragged_rows_stay_ragged():
    assert [len(row.cells) for row in table(tbl(tr("a", "b", "c"), tr("d"), tr("e", "f", "g", "h"))).rows] == [3, 1, 4]


def test_spans_beyond_reason_are_bounded():
    found = table(tbl(tr(tc("a", properties='<w:gridSpan w:val="999999999"/>'), "b")))

    assert len(found.rows[0].cells) == 101


def test_rows_that_are_hidden_or_deleted_are_not_read_and_heads_are_marked():
    found = table(
        tbl(
            tr("Kopf", properties="<w:tblHeader/>"), tr("weg", properties="<w:del/>"),
            tr("verborgen", properties="<w:hidden/>"), tr("neu", properties="<w:ins/>"),
        )
    )  # fmt: skip

    assert [(row.cells[0].text, row.is_header) for row in found.rows] == [("Kopf", True), ("neu", False)]


def test_table_inside_a_cell_of_the_grid_becomes_lines_of_the_cell():
    inner = tbl(tr("•", "plant frühzeitig"), tr("•", "setzt um"))
    found = table(tbl(tr("3.1.1", tc(p("Titel") + inner + p()), "☐", "☒")))

    assert [(line.text, line.is_item) for line in found.rows[0].cells[1].lines] == [
        ("Titel", False), ("plant frühzeitig", True), ("setzt um", True),
    ]  # fmt: skip


def test_table_that_only_lays_out_is_passed_through():
    inner = tbl(tr("3.1.1", "Titel", "☒"), tr("3.1.2", "Recht", "☐"))
    document = read(tbl(tr("Kopf der Seite"), tr(tc(p("Davor") + inner + p("Danach"))), tr("Fuß")))

    kinds = [b.text if isinstance(b, Line) else [row.cells[0].text for row in b.rows] for b in document.blocks]
    assert kinds == [["Kopf der Seite"], "Davor", ["3.1.1", "3.1.2"], "Danach", ["Fuß"]]


def test_one_big_table_stays_one_table():
    found = table(tbl(tr("Stand:", "Jul 2025"), tr("3.1.1", "Titel", "☐", "☒"), tr(tc(p("Ende") + p("Schluss")))))

    assert [len(row.cells) for row in found.rows] == [2, 4, 1]


def test_four_boxes_in_a_table_inside_a_merged_cell_take_its_four_columns():
    inner = tbl(tr("☐", "☒", "☐", "☐"))
    found = table(tbl(tr("a", "4", "3", "2", "1"), tr("b", tc(inner + p(), properties='<w:gridSpan w:val="4"/>'))))

    assert [cell.mark for cell in found.rows[1].cells[1:]] == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.EMPTY]


# Lists and automatic numbers


def level(at: int, text: str, kind: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def listed(text: str, number: int, at: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(*([text] if text else []), properties=numbered)


TRIANGLE = level(0, "}", "bullet").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Wingdings 3"/></w:rPr></w:lvl>')
NUMBERING = (
    abstract(0, level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"))
    + abstract(1, level(0, "•", "bullet"))
    + abstract(2, level(0, "%1)", "lowerLetter"))
    + abstract(3, TRIANGLE)
    + abstract(4, level(0, "3.1.%1"))
    + abstract(5, level(0, "", "none"))
    + abstract(6, level(0, "þ", "bullet").replace("</w:lvl>", f"<w:rPr>{WINGDINGS}</w:rPr></w:lvl>"))
    + "".join(num(number + 1, number) for number in range(7))
    + num(8, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>')
)


def test_automatic_numbers_of_headings_are_part_of_the_text():
    found = lines(
        listed("Arbeitsgebiet", 1) + listed("Anforderungen", 1) + listed("Leistungsmerkmale", 1)
        + listed("Fach", 1, 1) + listed("Digitales", 1, 2) + listed("Recht", 1, 2) + listed("Person", 1, 1)
        + listed("Planung", 1, 2),
        numbering=NUMBERING,
    )  # fmt: skip

    assert [line.text for line in found] == [
        "1. Arbeitsgebiet", "2. Anforderungen", "3. Leistungsmerkmale", "3.1 Fach", "3.1.1 Digitales", "3.1.2 Recht",
        "3.2 Person", "3.2.1 Planung",
    ]  # fmt: skip
    assert not any(line.is_item for line in found)


def test_cell_that_holds_only_an_automatic_number_shows_it():
    rows = [tr(tc(listed("", 5)), "Digitales", "☐"), tr(tc(listed("", 5)), "Recht", "☒")]

    assert [row.cells[0].text for row in table(tbl(*rows), numbering=NUMBERING).rows] == ["3.1.1", "3.1.2"]


def test_items_of_a_list_carry_their_number_apart():
    found = lines(
        listed("erkennen", 3) + listed("überwinden", 3) + listed("neu begonnen", 8) + listed("ohne Zeichen", 6),
        numbering=NUMBERING,
    )

    assert [(line.text, line.ordinal, line.is_item) for line in found] == [
        ("erkennen", "a)", True), ("überwinden", "b)", True), ("neu begonnen", "c)", True), ("ohne Zeichen", "", False),
    ]  # fmt: skip


def test_list_by_style_is_a_list():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    by_style = '<w:pStyle w:val="Liste"/>'
    found = lines(
        p("Planung", properties=by_style)
        + p("keine Liste", properties=f'{by_style}<w:numPr><w:numId w:val="0"/></w:numPr>'),
        styles=styles,
        numbering=NUMBERING,
    )

    assert [(line.text, line.is_item) for line in found] == [("Planung", True), ("keine Liste", False)]


def test_level_is_found_by_the_style_it_names():
    numbering = abstract(0, level(0, "%1"), level(1, "%1.%2", more='<w:pStyle w:val="Kapitel"/>')) + num(1, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Kapitel">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    assert texts(
        listed("Eins", 1) + p("Unter", properties='<w:pStyle w:val="Kapitel"/>'), styles=styles, numbering=numbering
    ) == ["1 Eins", "1.1 Unter"]


def test_list_with_the_triangle_as_bullet_is_a_definition():
    (line,) = lines(listed("Fähigkeit, zu planen", 4), numbering=NUMBERING)

    assert (line.text, line.is_definition, line.is_item) == ("Fähigkeit, zu planen", True, False)


def test_box_as_bullet_is_still_a_box():
    assert marks(tc(listed("", 7)), numbering=NUMBERING) == [Mark.TICKED]
    assert texts(listed("unbefristet", 7), numbering=NUMBERING) == ["☒ unbefristet"]


def test_numbers_of_deleted_paragraphs_are_not_counted():
    gone = p(
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )

    assert [line.ordinal for line in lines(listed("a", 3) + gone + listed("b", 3), numbering=NUMBERING)] == ["a)", "b)"]


def test_numbers_beyond_reason_are_bounded():
    numbering = abstract(0, level(0, "%1", "upperRoman").replace('val="1"', 'val="999999999"', 1)) + num(1, 0)

    assert [len(line.ordinal) for line in lines(listed("a", 1), numbering=numbering)] == [4]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("• plant", ("plant", True, False, "")),
        ("•\tplant", ("plant", True, False, "")),
        ("·plant", ("plant", True, False, "")),
        ("- plant", ("plant", True, False, "")),
        ("–\u00a0plant", ("plant", True, False, "")),
        ("▪ plant", ("plant", True, False, "")),
        ("■ plant frühzeitig", ("plant frühzeitig", True, False, "")),
        ("■ unbefristet", ("■ unbefristet", False, False, "")),
        ("\uf0d8 plant", ("plant", True, False, "")),
        ("► Fähigkeit", ("Fähigkeit", False, True, "")),
        ("▶ ▶ Fähigkeit", ("Fähigkeit", False, True, "")),
        ("1. bei Vorhaben", ("bei Vorhaben", True, False, "1.")),
        ("a) bei Vorhaben", ("bei Vorhaben", True, False, "a)")),
        ("1. Juli 2025", ("1. Juli 2025", False, False, "")),
        ("-", ("-", False, False, "")),
        ("-5 Prozent", ("-5 Prozent", False, False, "")),
        ("■ unbefristet □ befristet", ("■ unbefristet □ befristet", False, False, "")),
        ("* 4 = unabdingbar", ("* 4 = unabdingbar", False, False, "")),
    ],
)
def test_bullets_and_numbers_typed_as_characters(typed, expected):
    (line,) = lines(p(typed))

    assert (line.text, line.is_item, line.is_definition, line.ordinal) == expected


def test_bullets_typed_in_a_symbol_font():
    found = lines(p(r("l", WINGDINGS), " plant frühzeitig") + p(r("à", WINGDINGS), " setzt um"))

    assert [(line.text, line.is_item) for line in found] == [("plant frühzeitig", True), ("setzt um", True)]


# What cannot be read


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_docx(content, "profil.docx")
    message = str(caught.value)
    assert "profil.docx" in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("content", [b"", b"Nur Text", b"%PDF-1.7", zipped({"mimetype": "x"})])
def test_other_files_are_named_as_no_word_document(content):
    assert "ist kein Word-Dokument (DOCX)" in refusal(content)


def test_spreadsheet_in_the_same_package_format_is_no_word_document():
    members = docx_members("")
    members["word/document.xml"] = "<workbook/>"

    assert "ist kein Word-Dokument (DOCX)" in refusal(zipped(members))


def test_encrypted_and_old_binary_documents_say_what_to_do():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512

    assert "mit einem Kennwort geschützt" in refusal(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "das alte Format von Word (DOC)" in refusal(ole + "WordDocument".encode("utf-16-le"))


def test_document_without_words_says_so():
    assert "enthält keinen Text" in refusal(docx_from(p(PICTURE)))


def test_more_than_200_pages_are_refused_and_fewer_are_told():
    assert "hat 201 Seiten; gelesen werden höchstens 200" in refusal(docx_from(p("Wort"), pages="201"))
    assert read(p("Wort"), pages="200").page_count == 200
    assert read(p("Wort"), pages="viele").page_count is None


def test_packages_that_unpack_beyond_the_limits_are_refused_before_they_are_unpacked():
    bomb = docx_members(p("Wort"))
    bomb["word/media/image1.bin"] = b"\0" * (20 * 1024 * 1024)
    many = docx_members(p("Wort")) | {f"word/media/{number}": "" for number in range(2_001)}
    huge = docx_members(p("Wort")) | {f"word/media/{n}": random.Random(n).randbytes(1_000) * 60_000 for n in range(4)}

    started = time.perf_counter()
    assert "ist ungewöhnlich stark gepackt" in refusal(zipped(bomb))
    assert "enthält mehr als 2000 Teile" in refusal(zipped(many))
    content = zipped(huge)
    assert "entpackt sich auf mehr als 200 MB" in refusal(content)
    assert time.perf_counter() - started < 10


def test_part_that_is_larger_than_the_directory_says_is_refused():
    content = docx_from(p("Wort" * 1000))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert "ist beschädigt" in refusal(lying)


def test_part_with_too_many_elements_is_refused():
    incompressible = random.Random(1).randbytes(300_000).hex()
    content = docx_from("<w:p/>" * 1_000_001 + p(incompressible))
    started = time.perf_counter()

    assert "ungewöhnlich viele Textteile" in refusal(content)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused(declared, encoding):
    members = docx_members(p("&a;"))
    members["word/document.xml"] = (declared + members["word/document.xml"]).encode(encoding)

    assert "ist beschädigt" in refusal(zipped(members))


def test_nesting_beyond_reason_is_refused():
    body = p("Wort")
    for _ in range(90):
        body = tbl(tr(tc(body)))

    assert "ist beschädigt" in refusal(docx_from(body))


def test_two_members_of_one_name_are_refused():
    stream = BytesIO(docx_from(p("eins")))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/document.xml", docx_members(p("zwei"))["word/document.xml"])

    assert "ist beschädigt" in refusal(stream.getvalue())


def test_damaged_files_are_read_or_refused_and_never_more():
    originals = [build_docx(EXAMPLE, tick=tick) for tick in ("sdt_cell", "legacy")]
    started = time.perf_counter()
    outcomes = {True: 0, False: 0}
    for seed in itertools.count():
        content = damaged(originals[seed % 2], random.Random(seed))
        try:
            outcomes[isinstance(read_docx(content, "profil.docx"), NeutralDocument)] += 1
        except UnreadableDocument:
            outcomes[False] += 1
        if time.perf_counter() - started > 6 or seed > 400:
            break

    assert outcomes[True] > 5
    assert outcomes[False] > 5


def test_footnotes_stand_below_the_text_without_the_lines_that_word_draws():
    footnotes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("Trennlinie")}</w:footnote>'
        f'<w:footnote w:id="1">{p("* 4 = unabdingbar, 3 = sehr wichtig")}</w:footnote>'
    )

    found = texts(p("Gewichtungen") + p("Ende"), footnotes=footnotes)

    assert found == ["Gewichtungen", "Ende", "* 4 = unabdingbar, 3 = sehr wichtig"]


def test_tick_in_white_is_unreadable_and_reported():
    document = read(tbl(tr(tc(p(r("X", '<w:color w:val="FFFFFF"/>'))))))

    assert document.blocks[0].rows[0].cells[0].mark is Mark.UNREADABLE
    assert codes(document) == [("tick_faint", "Tabelle 1, Zeile 1")]


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
@pytest.mark.parametrize(("rest", "mark"), [("", Mark.UNREADABLE), ("<w:ins>" + r("☐") + "</w:ins>", Mark.EMPTY)])
def test_tick_that_a_tracked_change_takes_away_is_reported(tag, rest, mark):
    deleted = f"<w:{tag}><w:r><w:delText>X</w:delText></w:r></w:{tag}>"

    document = read(tbl(tr("3.1.1", tc(p(*(part for part in (deleted, rest) if part))), tc("X"))))

    assert document.blocks[0].rows[0].cells[1].mark is mark
    assert codes(document) == [("tick_deleted", "Tabelle 1, Zeile 1")]
