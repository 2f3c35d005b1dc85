import io
import itertools
import random
import time

import pytest
from odf.opendocument import OpenDocumentText
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P

from profiles.importing.document import UnreadableDocument
from profiles.importing.neutral import Line, Mark, NeutralDocument, Table
from profiles.importing.readers.odt import read_odt
from profiles.importing.ticks import BOX, TICK
from tests.profiles.importing.building_docx import docx_from
from tests.profiles.importing.building_odt import (
    COVERED,
    MIMETYPE,
    TICKS,
    build_odt,
    checkbox_form,
    content_control,
    control,
    fieldmark,
    forms,
    items,
    odt_from,
    odt_members,
    p,
    span,
    tbl,
    tc,
    tr,
    zipped,
)
from tests.profiles.importing.damaging import damaged
from tests.profiles.importing.readers.test_docx import codes, covered, weights
from tests.profiles.importing.written_profile import EXAMPLE, large

PICTURE = '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>'


def read(body: str, **parts: str) -> NeutralDocument:
    return read_odt(odt_from(body, **parts), "probe.odt")


def lines(body: str, **parts: str) -> list[Line]:
    return list(read(body, **parts).blocks)


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


def table(body: str, **parts: str) -> Table:
    (block,) = read(body, **parts).blocks
    return block


def cells(*content: str, **parts: str):
    return table(tbl(tr("Wort", *content)), **parts).rows[0].cells[1:]


@pytest.mark.parametrize("tick", ["control", *TICKS])
@pytest.mark.parametrize("columns", [(4, 3, 2, 1), (1, 2, 3, 4)])
def test_weights_of_a_whole_profile_read_back_with_every_kind_of_tick(tick, columns):
    document = read_odt(build_odt(EXAMPLE, tick=tick, columns=columns), "profil.odt")

    assert weights(document) == EXAMPLE.weights
    assert document.findings == ()
    assert document.format_name == "OpenDocument-Text (ODT)"


@pytest.mark.parametrize("typed_bullets", [False, True])
def test_title_definition_and_indicators_arrive_as_lines_with_their_kind(typed_bullets):
    document = read_odt(build_odt(EXAMPLE, typed_bullets=typed_bullets), "profil.odt")

    row = next(row for b in document.blocks if isinstance(b, Table) for row in b.rows if row.cells[0].text == "3.2.1")
    title, definition, *indicators = row.cells[1].lines
    criterion = EXAMPLE.sections[1].criteria[0]
    assert (title.text, title.is_bold, title.is_item) == (criterion.title, True, False)
    assert (definition.text, definition.is_definition, definition.is_italic) == (criterion.definition, True, True)
    assert [(line.text, line.is_item) for line in indicators] == [(text, True) for text in criterion.indicators]


def test_twenty_pages_with_sixty_criteria_are_read_well_under_a_second():
    content = build_odt(large(6, 10))
    started = time.perf_counter()

    document = read_odt(content, "profil.odt")

    assert time.perf_counter() - started < 1.5  # measured 0.1 s; the machine may be busy
    assert len(weights(document)) == 60


def test_document_of_another_writer_is_read():
    document = OpenDocumentText()
    written = OdfTable()
    row = TableRow()
    for text in ("3.1.1", "☒"):
        cell = TableCell()
        cell.addElement(P(text=text))
        row.addElement(cell)
    written.addElement(row)
    document.text.addElement(P(text="Anforderungsprofil"))
    document.text.addElement(written)
    stream = io.BytesIO()
    document.write(stream)

    heading, grid = read_odt(stream.getvalue(), "probe.odt").blocks

    assert heading.text == "Anforderungsprofil"
    assert [(cell.text, cell.mark) for cell in grid.rows[0].cells] == [("3.1.1", Mark.NONE), ("", Mark.TICKED)]


def test_paragraphs_and_tables_keep_their_order_and_name_their_place():
    document = read(
        p("Erster") + p() + tbl(tr("a", "b"), tr("c", "d")) + "<text:section>" + p("Zweiter") + "</text:section>"
    )

    assert [block.place for block in document.blocks if isinstance(block, Line)] == ["Absatz 1", "Absatz 2"]
    assert [row.place for row in document.blocks[1].rows] == ["Tabelle 1, Zeile 1", "Tabelle 1, Zeile 2"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Stand:<text:tab/>Jul<text:s text:c='3'/>2025", ["Stand: Jul 2025"]),
        ("Soft\u00adhyphen\u00a0§", ["Softhyphen §"]),
        ("vor<text:bookmark text:name='a'/><text:soft-page-break/> nach", ["vor nach"]),
        ("Text<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fuß</text:p></text:note-body>"
         "</text:note> weiter", ["Text weiter"]),
        ("Text<office:annotation><text:p>Bemerkung</text:p></office:annotation> weiter", ["Text weiter"]),
        ("<text:a xlink:href='x'>Karriereportal</text:a>", ["Karriereportal"]),
        ("Wort" + span(" verborgen", "Verborgen"), ["Wort"]),
        ("Wort<text:hidden-text text:is-hidden='true'>verborgen</text:hidden-text>", ["Wort"]),
        ("Stand <text:date>1. Juli</text:date>", ["Stand 1. Juli"]),
        ("Amt: <text:placeholder text:placeholder-type='text'>&lt;Amt&gt;</text:placeholder>", ["Amt:"]),
        ("Amt: <loext:content-control loext:showing-place-holder='true'>Klicken</loext:content-control>", ["Amt:"]),
        ("Gruppe <loext:content-control>E 10</loext:content-control>", ["Gruppe E 10"]),
        ("Bezirksamt Mitte<text:line-break/>Amt für Soziales", ["Bezirksamt Mitte", "Amt für Soziales"]),
        ("Lern- und<text:line-break/>Veränderungsfähigkeit", ["Lern- und Veränderungsfähigkeit"]),
    ],
)  # fmt: skip
def test_words_are_those_that_the_document_shows(content, expected):
    assert texts(p(content)) == expected


def test_tracked_changes_keep_what_was_inserted_and_drop_what_was_deleted():
    changes = (
        '<text:tracked-changes><text:changed-region text:id="a"><text:deletion><text:p>alt</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    body = changes + p(
        '<text:change text:change-id="a"/><text:change-start text:change-id="b"/>neu'
        '<text:change-end text:change-id="b"/>'
    )

    assert texts(body) == ["neu"]


def test_hidden_sections_and_paragraphs_and_contents_are_left_out():
    body = (
        p("Wort")
        + '<text:section text:display="none">' + p("verborgen") + "</text:section>"
        + p('<text:hidden-paragraph text:is-hidden="true"/>verborgen')
        + "<text:table-of-content><text:index-body>" + p("3.1 Fach 4") + "</text:index-body></text:table-of-content>"
    )  # fmt: skip

    assert texts(body) == ["Wort"]


def test_bold_and_italic_come_from_spans_and_styles():
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P0"/>'
        '<style:style style:name="P0" style:family="paragraph"><style:text-properties fo:font-weight="700"/>'
        "</style:style>"
    )
    body = p("fett", "P1") + p(span("fett", "Fett") + " mager") + p(span("kursiv", "Kursiv"))

    found = lines(body, automatic=automatic)

    assert [(line.is_bold, line.is_italic) for line in found] == [(True, False), (False, False), (False, True)]


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        (content_control(True), Mark.TICKED),
        (content_control(False), Mark.EMPTY),
        (content_control(True, glyph=""), Mark.TICKED),
        (fieldmark(True), Mark.TICKED),
        (fieldmark(False), Mark.EMPTY),
        (control("an"), Mark.TICKED),
        (control("aus"), Mark.EMPTY),
        (control("ohne"), Mark.EMPTY),
        (span("þ", "Wingdings"), Mark.TICKED),
        (span("\uf0a8", "Wingdings"), Mark.EMPTY),
        ("X", Mark.TICKED),
        ("[ ]", Mark.EMPTY),
        (span("X", "Verborgen"), Mark.NONE),
        ("", Mark.NONE),
    ],
)
def test_mark_of_a_cell(content, mark):
    controls = forms(checkbox_form("an", "checked"), checkbox_form("aus", "unchecked"), checkbox_form("ohne", None))

    (cell,) = cells(tc(p(content)), forms=controls)

    assert (cell.mark, cell.ticks, cell.lines) == (mark, int(mark is Mark.TICKED), ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (content_control(True, glyph="☐"), "tick_contradictory"),
        (content_control(False, glyph="☒"), "tick_contradictory"),
        (control("halb"), "control_unreadable"),
        (control("fehlt"), "control_unreadable"),
        ("<draw:frame><draw:object xlink:href='x'/></draw:frame>", "control_unreadable"),
        (PICTURE, "image_in_cell"),
        ("<draw:line/>", "image_in_cell"),
        (span("J", "Wingdings"), "sign_unreadable"),
        (span("X", "Gestrichen"), "tick_struck"),
        (span("X", "Weiss"), "tick_faint"),
        ('<text:change text:change-id="weg"/>', "tick_deleted"),
    ],
)
def test_what_cannot_be_read_in_a_cell_is_unreadable_and_reported(content, code):
    changes = (
        '<text:tracked-changes><text:changed-region text:id="weg"><text:deletion><text:p>X</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    document = read(changes + tbl(tr("3.1.1", tc(p(content)))), forms=forms(checkbox_form("halb", "unknown")))

    assert document.blocks[0].rows[0].cells[1].mark is Mark.UNREADABLE
    assert codes(document) == [(code, "Tabelle 1, Zeile 1")]


def test_controls_in_running_text_show_their_sign_and_words():
    controls = forms(
        checkbox_form("a", "checked", "unbefristet"),
        '<form:radio xml:id="b" form:label="befristet"/>',
        '<form:listbox xml:id="c"><form:option form:label="E 9"/><form:option form:label="E 10" '
        'form:current-selected="true"/></form:listbox>',
        '<form:text xml:id="d" form:current-value="Soz 4K"/>',
        '<form:button xml:id="e" form:label="Drucken"/>',
    )

    assert texts("".join(p(control(name)) for name in "abcde"), forms=controls) == [
        f"{TICK} unbefristet", f"{BOX} befristet", "E 10", "Soz 4K",
    ]  # fmt: skip


def test_text_boxes_follow_their_paragraph_and_belong_to_their_cell():
    box = f"<draw:frame><draw:text-box>{p('Im Kasten')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('☒')}</draw:custom-shape></draw:g>"

    assert texts(p("Davor " + box)) == ["Davor", "Im Kasten"]
    assert [cell.mark for cell in cells(tc(p(shape)))] == [Mark.TICKED]


# The grid


def test_merged_cells_stand_on_one_grid():
    found = table(
        tbl(
            tr(tc("3.1", attributes='table:number-rows-spanned="2"'),
               tc("Gewichtungen", attributes='table:number-columns-spanned="2"'), COVERED),
            tr(COVERED, "4", "3"),
        )
    )  # fmt: skip

    assert [covered(row) for row in found.rows] == [[False, False, True], [True, False, False]]
    assert found.rows[0].cells[1].columns == 2


def test_repeated_cells_and_rows_are_repeated_within_reason():
    found = table(
        tbl(
            tr("a", tc("☐", attributes='table:number-columns-repeated="4"')),
            tr("b", tc(attributes='table:number-columns-repeated="999999999"')),
            tr("c", attributes='table:number-rows-repeated="999999999"'),
        )
    )

    assert [cell.mark for cell in found.rows[0].cells[1:]] == [Mark.EMPTY] * 4
    assert len(found.rows[1].cells) == 100
    assert len(found.rows) == 102


def test_ragged_rows_stay_ragged():
    spanned = tc("d", attributes='table:number-columns-spanned="3"')

    assert [len(row.cells) for row in table(tbl(tr("a", "b", "c"), tr(spanned), tr("e", "f"))).rows] == [3, 1, 2]


def test_rows_of_heads_are_marked_and_hidden_rows_left_out():
    head = "<table:table-header-rows>" + tr("Kopf") + "</table:table-header-rows>"
    found = table(tbl(head, tr("Wort"), tr("weg", attributes='table:visibility="collapse"')))

    assert [(row.cells[0].text, row.is_header) for row in found.rows] == [("Kopf", True), ("Wort", False)]


def test_table_inside_a_cell_of_the_grid_becomes_lines_of_the_cell():
    inner = tbl(tr("•", "plant frühzeitig"), tr("•", "setzt um"))
    found = table(tbl(tr("3.1.1", tc(p("Titel") + inner), "☐", "☒")))

    assert [(line.text, line.is_item) for line in found.rows[0].cells[1].lines] == [
        ("Titel", False), ("plant frühzeitig", True), ("setzt um", True),
    ]  # fmt: skip


def test_table_that_only_lays_out_is_passed_through():
    inner = tbl(tr("3.1.1", "Titel", "☒"), tr("3.1.2", "Recht", "☐"))
    document = read(tbl(tr("Kopf"), tr(tc(p("Davor") + inner))))

    kinds = [b.text if isinstance(b, Line) else [row.cells[0].text for row in b.rows] for b in document.blocks]
    assert kinds == [["Kopf"], "Davor", ["3.1.1", "3.1.2"]]


def test_four_boxes_in_a_table_inside_a_merged_cell_take_its_four_columns():
    inner = tbl(tr("☐", "☒", "☐", "☐"))
    found = table(
        tbl(tr("a", "4", "3", "2", "1"), tr("b", tc(inner, attributes='table:number-columns-spanned="4"'), COVERED * 3))
    )

    assert [cell.mark for cell in found.rows[1].cells[1:]] == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.EMPTY]


# Lists and automatic numbers


def number_level(at: int, kind: str = "1", more: str = "") -> str:
    return f'<text:list-level-style-number text:level="{at}" style:num-format="{kind}" {more}/>'


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


LISTS = (
    list_style("Gliederung", number_level(1, more='style:num-suffix="."'),
               number_level(2, more='text:display-levels="2"'), number_level(3, more='text:display-levels="3"'))
    + list_style("Buchstaben", number_level(1, "a", 'style:num-suffix=")"'))
    + list_style("Nummern", number_level(1, more='style:num-prefix="3.1."'))
    + list_style("Muster", number_level(1, more='loext:num-list-format="3.2.%1%" style:num-prefix="falsch"'))
    + list_style("Ab5", number_level(1, more='text:start-value="5" style:num-suffix="."'))
    + list_style("Dreieck", '<text:list-level-style-bullet text:level="1" text:bullet-char="}"><style:text-properties '
                 'fo:font-family="&apos;Wingdings 3&apos;"/></text:list-level-style-bullet>')
    + list_style("Bild", '<text:list-level-style-image text:level="1"/>')
)  # fmt: skip


def listed(style: str, *content: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{part if part.startswith('<') else p(part)}</text:list-item>" for part in content)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def inner_list(*content: str) -> str:
    return "<text:list>" + "".join(f"<text:list-item>{part}</text:list-item>" for part in content) + "</text:list>"


def test_automatic_numbers_of_headings_are_part_of_the_text():
    body = listed(
        "Gliederung",
        "Arbeitsgebiet",
        "Anforderungen",
        p("Merkmale")
        + inner_list(p("Fach") + inner_list(p("Digitales"), p("Recht")), p("Person") + inner_list(p("Plan"))),
    )

    assert [(line.text, line.is_item) for line in lines(body, automatic=LISTS)] == [
        ("1. Arbeitsgebiet", False), ("2. Anforderungen", False), ("3. Merkmale", False), ("3.1 Fach", False),
        ("3.1.1 Digitales", False), ("3.1.2 Recht", False), ("3.2 Person", False), ("3.2.1 Plan", False),
    ]  # fmt: skip


def test_outline_numbers_stand_before_headings():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    headings = [(1, "Arbeitsgebiet"), (1, "Anforderungen"), (2, "Fach"), (2, "Person")]
    body = "".join(f'<text:h text:outline-level="{at}">{text}</text:h>' for at, text in headings)

    assert texts(body, common=outline) == ["1 Arbeitsgebiet", "2 Anforderungen", "2.1 Fach", "2.2 Person"]
    assert texts(body) == [text for _, text in headings]


@pytest.mark.parametrize(("style", "first"), [("Nummern", "3.1."), ("Muster", "3.2.")])
def test_cell_that_holds_only_an_automatic_number_shows_it(style, first):
    rows = [
        tr(tc(listed(style, p())), "Digitales", "☐"),
        tr(tc(listed(style, p(), more='text:continue-numbering="true"')), "Recht", "☒"),
    ]

    assert [row.cells[0].text for row in table(tbl(*rows), automatic=LISTS).rows] == [f"{first}1", f"{first}2"]


def test_items_carry_their_number_apart_and_lists_begin_anew_or_go_on():
    body = (
        listed("Buchstaben", "a", "b", more='xml:id="eins"')
        + listed("Buchstaben", "neu")
        + listed("Buchstaben", "weiter", more='text:continue-list="eins"')
        + listed("Ab5", "fünf", p("sechs") + p("ohne Nummer"))
    )

    assert [(line.ordinal, line.text, line.is_item) for line in lines(body, automatic=LISTS)] == [
        ("a)", "a", True), ("b)", "b", True), ("a)", "neu", True), ("c)", "weiter", True), ("5.", "fünf", True),
        ("6.", "sechs", True), ("", "ohne Nummer", False),
    ]  # fmt: skip


def test_item_with_a_start_value_begins_there():
    item = f'<text:list-item text:start-value="4">{p("d")}</text:list-item>'
    body = f'<text:list text:style-name="Buchstaben">{item}</text:list>'

    assert [line.ordinal for line in lines(body, automatic=LISTS)] == ["d)"]


def test_bullets_of_every_kind_are_items_and_the_triangle_is_a_definition():
    body = items(["Punkt"]) + listed("Dreieck", "Fähigkeit") + listed("Bild", "Bild") + listed("unbekannt", "ohne Stil")

    assert [(line.text, line.is_item, line.is_definition) for line in lines(body, automatic=LISTS)] == [
        ("Punkt", True, False), ("Fähigkeit", False, True), ("Bild", True, False), ("ohne Stil", True, False),
    ]  # fmt: skip


def test_list_takes_its_style_from_its_paragraphs():
    style = '<style:style style:name="P1" style:family="paragraph" style:list-style-name="Buchstaben"/>'
    body = f"<text:list><text:list-item>{p('eins', 'P1')}</text:list-item></text:list>"

    assert [line.ordinal for line in lines(body, automatic=LISTS + style)] == ["a)"]


# What cannot be read


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_odt(content, "profil.odt")
    message = str(caught.value)
    assert "profil.odt" in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "content",
    [
        b"Nur Text",
        docx_from("<w:p/>"),
        zipped(odt_members(p("Wort")) | {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        zipped({"mimetype": MIMETYPE, "content.xml": "<x/>"}),
    ],
)
def test_other_files_are_named_as_no_opendocument_text(content):
    assert "ist kein OpenDocument-Text (ODT)" in refusal(content)


def test_encrypted_document_says_what_to_do():
    members = odt_members(p("Wort"))
    members["META-INF/manifest.xml"] = "<manifest><encryption-data/></manifest>"
    members["content.xml"] = random.Random(1).randbytes(500)

    assert "mit einem Kennwort geschützt" in refusal(zipped(members))


def test_document_without_words_says_so():
    assert "enthält keinen Text" in refusal(odt_from(p(PICTURE)))


def test_more_than_200_pages_are_refused_and_fewer_are_told():
    assert "hat 201 Seiten; gelesen werden höchstens 200" in refusal(odt_from(p("Wort"), pages="201"))
    assert read(p("Wort"), pages="12").page_count == 12


def test_more_cells_than_any_form_has_are_refused():
    row = tr(tc(attributes='table:number-columns-repeated="100"'), attributes='table:number-rows-repeated="100"')

    assert "zu viele Tabellenzellen" in refusal(odt_from(p("Wort") + tbl(row * 30)))


def test_entities_are_refused():
    members = odt_members(p("&a;"))
    members["content.xml"] = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + members["content.xml"]

    assert "ist beschädigt" in refusal(zipped(members))


def test_nesting_beyond_reason_is_refused():
    def nested(depth: int) -> str:
        return p("<text:span>" * depth + "Wort" + "</text:span>" * depth)

    assert texts(nested(200)) == ["Wort"]
    assert "ist beschädigt" in refusal(odt_from(nested(300)))


def test_damaged_files_are_read_or_refused_and_never_more():
    originals = [build_odt(EXAMPLE, tick=tick) for tick in ("control", "content_control", "fieldmark")]
    started = time.perf_counter()
    outcomes = {True: 0, False: 0}
    for seed in itertools.count():
        content = damaged(originals[seed % len(originals)], random.Random(seed))
        try:
            outcomes[isinstance(read_odt(content, "profil.odt"), NeutralDocument)] += 1
        except UnreadableDocument:
            outcomes[False] += 1
        if time.perf_counter() - started > 5 or seed > 400:
            break

    assert outcomes[True] > 5
    assert outcomes[False] > 5
