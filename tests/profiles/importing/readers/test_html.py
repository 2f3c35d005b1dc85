import random

import pytest

from profiles.importing.document import UnreadableDocument
from profiles.importing.neutral import Line, Mark, NeutralDocument, Table
from profiles.importing.readers.html import read_html
from tests.profiles.importing.building_html import TICKS, build_html
from tests.profiles.importing.written_profile import EXAMPLE


def read(html, encoding="utf-8"):
    return read_html(html.encode(encoding), "profil.html")


def lines(document):
    return [block for block in document.blocks if isinstance(block, Line)]


def texts(document):
    return [line.text for line in lines(document)]


def table(html):
    (found,) = [block for block in read(html).blocks if isinstance(block, Table)]
    return found


def cell(html):
    return table(f"<table><tr><td>3.1.1</td><td>{html}</td></tr></table>").rows[0].cells[1]


# ----- the whole paper form


@pytest.mark.parametrize("tick", TICKS)
@pytest.mark.parametrize("columns", [(4, 3, 2, 1), (1, 2, 3, 4)])
def test_profile_reads_back_its_weights_for_every_way_of_ticking(tick, columns):
    document = read(build_html(EXAMPLE, tick=tick, columns=columns))

    found = {}
    for block in document.blocks:
        for row in block.rows if isinstance(block, Table) else ():
            if row.cells[0].text.count(".") == 2:
                found[row.cells[0].text] = [
                    columns[i - 2] for i, cell in enumerate(row.cells) if cell.mark is Mark.TICKED
                ]
    assert found == {number: [weight] for number, weight in EXAMPLE.weights.items()}
    assert document.findings == ()
    assert document.format_name == "HTML-Seite"


def test_cell_keeps_its_title_definition_and_indicators_apart():
    document = read(build_html(EXAMPLE))

    row = [block for block in document.blocks if isinstance(block, Table)][1].rows[2]
    assert [(line.text, line.is_item, line.is_definition, line.is_italic) for line in row.cells[1].lines] == [
        ("Leistungs-, Lern- und Veränderungsfähigkeit", False, False, False),
        ("Fähigkeit, auch unter schwierigen Bedingungen engagiert zu arbeiten", False, True, True),
        ("arbeitet auch unter Belastung präzise und effizient", True, False, False),
        ("bleibt unter Termin- und Leistungsdruck besonnen und sachlich", True, False, False),
    ]
    assert row.place == row.cells[1].lines[0].place == "Tabelle 2, Zeile 3"


# ----- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_page_without_a_statement_is_decoded_by_its_bytes(encoding):
    assert texts(read("<html><body><p>Führungsfähigkeit – „prüft“</p>", encoding)) == ["Führungsfähigkeit – „prüft“"]


@pytest.mark.parametrize(
    ("stated", "encoding", "shown"),
    [
        ("iso-8859-1", "cp1252", "§ 5 – Größe €"),
        ("iso-8859-15", "iso-8859-15", "§ 5 Größe €"),
        ("windows-1252", "utf-8", "§ 5 – Größe €"),
        ("utf-16", "utf-8", "§ 5 – Größe €"),
        ("nonsense", "cp1252", "§ 5 – Größe €"),
        ("utf-8", "cp1252", "§ 5 – Größe €"),
    ],
)
def test_statement_of_the_page_counts_where_the_bytes_do_not_say_otherwise(stated, encoding, shown):
    html = f'<html><head><meta http-equiv=Content-Type content="text/html; charset={stated}"></head><p>{shown}</p>'

    assert texts(read(html, encoding)) == [shown]


def test_entities_odd_spaces_and_soft_hyphens_are_plain():
    html = "<p>Jul&nbsp;2025 &amp; Verwal&shy;tung &#8209;&#x20ac; a\u0308</p>"

    assert texts(read(html)) == ["Jul 2025 & Verwaltung \u2011€ ä"]


# ----- text


def test_hidden_parts_are_left_out():
    html = """<head><title>Titel</title><style>p {}</style></head><nav>Menü</nav><p hidden>weg</p><p
    style="display : none">weg</p><p style="visibility:hidden">weg</p><div aria-hidden="true">weg</div>
    <script>weg</script>    <template><p>weg</p></template><!-- weg --><p>da<span hidden> nicht</span></p>"""

    assert texts(read(html)) == ["da"]


def test_blocks_breaks_and_headings_are_lines():
    html = (
        """<h1>Anforderungsprofil</h1>Stand: Jul<br>2025<div>eins<p>zwei</div>drei <b>vier</b><pre>fünf\nsechs</pre>"""
    )

    assert [(line.text, line.place, line.is_bold) for line in lines(read(html))] == [
        ("Anforderungsprofil", "Absatz 1", True),
        ("Stand: Jul", "Absatz 2", False),
        ("2025", "Absatz 3", False),
        ("eins", "Absatz 4", False),
        ("zwei", "Absatz 5", False),
        ("drei vier", "Absatz 6", False),
        ("fünf", "Absatz 7", False),
        ("sechs", "Absatz 8", False),
    ]


def test_lists_number_nest_and_end():
    html = """<ul><li>eins<li>zwei<ol start=3><li>drei<li value=7>sieben</ol><li><p>acht</p><p>Zusatz</p></ul>
    <ol type=a><li>a<li>b</ol><p>danach</p><dl><dt>Stand<dd>Juli</dl>"""

    assert [(line.text, line.is_item, line.ordinal) for line in lines(read(html))] == [
        ("eins", True, ""), ("zwei", True, ""), ("drei", True, "3."), ("sieben", True, "7."), ("acht", True, ""),
        ("Zusatz", False, ""), ("a", True, "a."), ("b", True, "b."), ("danach", False, ""), ("Stand", False, ""),
        ("Juli", False, ""),
    ]  # fmt: skip


def test_list_that_lost_its_items_is_a_lump_and_one_with_bullets_is_not():
    found = lines(read("<ul>kann planen kann prüfen</ul><ul>• plant früh • prüft spät</ul><ul><li>prüft</ul>"))

    assert [(line.text, line.is_item, line.is_lump) for line in found] == [
        ("kann planen kann prüfen", True, True),
        ("plant früh", True, False),
        ("prüft spät", True, False),
        ("prüft", True, False),
    ]


def test_typed_signs_of_lists_are_told_from_the_words():
    html = "<p>• plant</p><p>► Fähigkeit, zu planen</p><p>1. bei Vorhaben</p><p>– prüft</p><p>3.1 Fach</p><li>► so</li>"

    found = lines(read(html))

    assert [(line.text, line.is_item, line.ordinal, line.is_definition) for line in found] == [
        ("plant", True, "", False), ("Fähigkeit, zu planen", False, "", True), ("bei Vorhaben", True, "1.", False),
        ("prüft", True, "", False), ("3.1 Fach", False, "", False), ("so", False, "", True),
    ]  # fmt: skip


def test_lists_of_word_are_items():
    html = """<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
    </span></span><![endif]>plant früh<o:p></o:p></p><p class=MsoListParagraph><span style='font-family:Wingdings'><span
    style='mso-list:Ignore'>§<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span>prüft spät</p>"""

    found = lines(read(html))

    assert [(line.text, line.is_item) for line in found] == [("plant früh", True), ("prüft spät", True)]


def test_bold_and_italic_come_from_tags_and_styles():
    html = """<p><b>fett</b></p><p><i>schräg</i></p><p style="font-weight:700">fett</p><p><b>fett</b> nicht</p>
    <p><b style="font-weight: normal">nicht</b></p><p style="font-style:italic">schräg</p>"""

    assert [(line.is_bold, line.is_italic) for line in lines(read(html))] == [
        (True, False), (False, True), (True, False), (False, False), (False, False), (False, True),
    ]  # fmt: skip


# ----- ticks


@pytest.mark.parametrize(
    ("html", "mark"),
    [
        ("<input type=checkbox checked>", Mark.TICKED),
        ("<input type=checkbox checked=false disabled>", Mark.TICKED),
        ("<INPUT TYPE=RADIO CHECKED>", Mark.TICKED),
        ("<input type=checkbox>", Mark.EMPTY),
        ("<input type=checkbox aria-checked=true>", Mark.TICKED),
        ("<span role=checkbox aria-checked=true></span>", Mark.TICKED),
        ("<span role=radio aria-checked=false>☒</span>", Mark.EMPTY),
        ("<span role=checkbox aria-checked=mixed></span>", Mark.UNREADABLE),
        ("<img src=a.png alt=angekreuzt>", Mark.TICKED),
        ("<img src=a.png alt='nicht angekreuzt'>", Mark.EMPTY),
        ("<img src=a.png title=checked>", Mark.TICKED),
        ("<img src=a.png alt=unchecked>", Mark.EMPTY),
        ("<img src=a.png alt=☒>", Mark.TICKED),
        ("<img src=a.png>", Mark.UNREADABLE),
        ("<svg><path d='M0 0'/></svg>", Mark.UNREADABLE),
        ("<svg><title>angekreuzt</title><path d='M0 0'/></svg>", Mark.TICKED),
        ("<i class='fa fa-check-square'></i>", Mark.UNREADABLE),
        ("<font face=Wingdings>þ</font>", Mark.TICKED),
        ("<font face='Wingdings 2'>R</font>", Mark.TICKED),
        ("<span style='font-family:Wingdings'>\uf0a8</span>", Mark.EMPTY),
        ("<font face=Wingdings>J</font>", Mark.UNREADABLE),
        ("<del>☒</del>", Mark.UNREADABLE),
        ("<s>X</s>", Mark.UNREADABLE),
        ("<span style='text-decoration: line-through'>x</span>", Mark.UNREADABLE),
        ("<span style='color:#fff'>x</span>", Mark.UNREADABLE),
        ("<span style='Color: White; background: none'>☒</span>", Mark.UNREADABLE),
        ("<font color='#FFFFFF'>X</font>", Mark.UNREADABLE),
        ("<span style='opacity:0'>X</span>", Mark.UNREADABLE),
        ("<span style='background-color: white; opacity: 0.9'>X</span>", Mark.TICKED),
        ("<input type=checkbox checked aria-checked=false>", Mark.UNREADABLE),
        ("<input type=checkbox checked aria-checked=true>", Mark.TICKED),
        ("<img src=a.png alt='ohne Haken'>", Mark.UNREADABLE),
        ("<img src=a.png alt='Häkchen fehlt'>", Mark.UNREADABLE),
        ("<img src=a.png alt='kein Kreuz'>", Mark.UNREADABLE),
        ("<img src=a.png alt='checked: false'>", Mark.UNREADABLE),
        ("☒", Mark.TICKED),
        ("✅", Mark.TICKED),
        ("[x]", Mark.TICKED),
        ("x", Mark.TICKED),
        ("&nbsp;", Mark.NONE),
        ("", Mark.NONE),
        ("Wörter <img src=logo.png>", Mark.NONE),
    ],
)
def test_cell_shows_whether_it_is_ticked(html, mark):
    assert cell(html).mark is mark


def test_unreadable_box_is_a_finding_with_its_place():
    (finding,) = read("<table><tr><td>a<td>b<tr><td>3.1.1<td><svg></svg></table>").findings

    assert (finding.code, finding.where) == ("box_unreadable", "Tabelle 1, Zeile 2")
    assert "nicht lesbar" in finding.message


def test_boxes_in_running_text_stand_as_signs():
    html = "<p>Besetzbar: <input type=checkbox checked> unbefristet <input type=checkbox> befristet</p>"

    assert texts(read(html)) == ["Besetzbar: ☒ unbefristet ☐ befristet"]


# ----- tables


def test_spans_lie_on_one_grid():
    found = table("""<table><thead><tr><th rowspan=2>3.1<th colspan=2>Gewichtungen<tbody><tr><td>4<td>3
    <tr><td>a<td>b<td>c</table>""")

    assert [[(cell.text, cell.columns, cell.is_covered) for cell in row.cells] for row in found.rows] == [
        [("3.1", 1, False), ("Gewichtungen", 2, False), ("", 1, True)],
        [("", 1, True), ("4", 1, False), ("3", 1, False)],
        [("a", 1, False), ("b", 1, False), ("c", 1, False)],
    ]
    assert [row.is_header for row in found.rows] == [True, False, False]


@pytest.mark.parametrize("span", ["1000000000", "99999", "-1", "0", "x", "", "1.5"])
def test_absurd_spans_are_bounded(span):
    found = table(f"<table><tr><td colspan='{span}' rowspan='{span}'>a<td>b<tr><td>c</table>")

    assert all(len(row.cells) <= 100 for row in found.rows)


def test_layout_table_is_no_table_but_the_one_inside_is():
    html = "<table><tr><td>Kopf<td><table><tr><td>3.1.1<td>x<tr><td>3.1.2<td></table></table>"

    document = read(html)

    assert texts(document) == ["Kopf"]
    assert [len(block.rows) for block in document.blocks if isinstance(block, Table)] == [2]


def test_small_table_in_a_cell_is_text_of_the_cell():
    found = table("<table><tr><td>a<td>b<td><table><tr><td>4<td>3</table><tr><td>c<td>d<td>e</table>")

    assert [[cell.text for cell in row.cells] for row in found.rows] == [["a", "b", "4 3"], ["c", "d", "e"]]


def test_broken_table_keeps_its_cells_and_stray_words():
    document = read("<table>verirrt<tr><td>3.1.1<td>Recht<td><input type=checkbox checked><tr><td>3.1.2<td>Digital</p>")

    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text or cell.mark.value for cell in row.cells] for row in found.rows] == [
        ["3.1.1", "Recht", "ticked"], ["3.1.2", "Digital"],
    ]  # fmt: skip
    assert texts(document) == ["verirrt"]


def test_hidden_rows_and_cells_are_left_out():
    found = table("<table><tr hidden><td>weg<tr><td>a<td style='display:none'>weg<td>b</table>")

    assert [[cell.text for cell in row.cells] for row in found.rows] == [["a", "b"]]


# ----- what cannot be read


@pytest.mark.parametrize("html", ["", " \n", "<html></html>", "<p></p>", "<!-- nur ein Kommentar -->", "<br>" * 9])
def test_page_without_text_is_refused(html):
    with pytest.raises(UnreadableDocument, match=r"profil\.html"):
        read(html)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "span"])
@pytest.mark.parametrize("count", [400, 50_000])
def test_endless_nesting_is_refused(tag, count):
    with pytest.raises(UnreadableDocument, match="zu tief verschachtelt"):
        read(f"<{tag}>" * count + "Text")


def test_font_that_is_never_closed_loses_no_words():
    html = "".join(f"<p><font face=Arial>Satz {number}" for number in range(120))

    assert texts(read(html)) == [f"Satz {number}" for number in range(120)]


def test_more_elements_than_any_page_are_refused():
    with pytest.raises(UnreadableDocument, match="zu umfangreich"):
        read("<p>a" * 700_000)


def test_damaged_pages_give_a_document_or_one_sentence():
    chance = random.Random(148)
    told: set[bool] = set()
    source = build_html(EXAMPLE).encode()
    pieces = [
        b"<table>",
        b"</td>",
        b"<tr",
        b"<td colspan=9>",
        b"<ul>",
        b"</ol>",
        b"&#",
        b"<!--",
        b"\x00",
        b"\xff\xfe",
        b"<",
    ]
    for turn in range(150):
        content = bytearray(source)
        for _ in range(chance.randint(1, 40)):
            position = chance.randrange(len(content))
            piece = chance.choice(pieces) if turn % 2 else chance.randbytes(3)
            content[position : position + chance.randint(0, 60)] = piece
        if turn % 7 == 0:
            del content[chance.randrange(len(content)) :]
        try:
            assert isinstance(read_html(bytes(content), "profil.html"), NeutralDocument)
        except UnreadableDocument as refusal:
            told.add("profil.html" in str(refusal))
    assert told <= {True}


def test_cell_that_is_invisible_keeps_its_place():
    html = "<table><tr><td>3.1.1<td>Recht<td style='visibility:hidden'>☒<td><td>☒<td><td></table>"

    cells = table(html).rows[0].cells
    assert [(cell.text, cell.mark) for cell in cells[2:]] == [
        ("", Mark.NONE), ("", Mark.NONE), ("", Mark.TICKED), ("", Mark.NONE), ("", Mark.NONE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "mark"),
    [
        (".aus { display: none }", Mark.UNREADABLE),
        ("td .aus, .b { text-decoration: line-through }", Mark.UNREADABLE),
        (".aus:before { display: none } .aus { color: black }", Mark.TICKED),
    ],
)
def test_tick_that_a_style_sheet_may_hide_is_unreadable(rule, mark):
    html = f"<style>{rule}</style><table><tr><td>3.1.1<td>Recht<td><span class='a aus'>X</span></table>"

    assert table(html).rows[0].cells[2].mark is mark
