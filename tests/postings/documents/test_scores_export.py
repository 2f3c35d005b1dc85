import csv
import functools
import io
import re
from decimal import Decimal

import pymupdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from postings.documents.score_files import csv_lines, write_workbook
from postings.documents.score_tables import ScoreTable, all_tables, basis_of, single_table
from postings.documents.services import build_report_content, render_report
from postings.models import Posting
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_conflict,
    make_equality_data,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)

pytestmark = pytest.mark.django_db
SHEETS = ["Rangfolge", "Einzelbewertungen", "Werte der Kommission", "Bewerbungen", "Profil und Gewichtungen", "Legende"]


@pytest.fixture
def posting():
    """A tie, an answer "not assessable" (0), one that all call so, and one application with a sheet missing."""
    posting = make_posting()
    members = [make_member(posting), make_member(posting), make_member(posting)]
    for name, sheets in (
        ("Aal", ([5, 4, 3], [4, 4, 4], [3, 5, 4])),
        ("Barsch", ([5, 4, 3], [4, 4, 4], [3, 5, 4])),
        ("Dorsch", ([1, 0, 2], [2, 3, 0], [2, 2, 1])),
        ("Egli", ([2, 0, 3], [2, 0, 3], [1, 0, 5])),
        ("Forelle", ([5, 5, 5],)),
    ):
        application = make_application(posting, last_name=name)
        for member, values in zip(members, sheets, strict=False):
            make_sheet(application, member, values)
    return posting


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def fetch(client, posting, content="auswertung", kind="xlsx"):
    response = client.get(reverse("documents:scores_export", args=[posting.pk, content, kind]))
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response.streaming_content)


def book_of(content):
    return load_workbook(io.BytesIO(content))


def rows_of(sheet):
    """Return the rows as dictionaries by the head of their column."""
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def german(value):
    return f"{Decimal(str(value)).quantize(Decimal('0.01')):f}".replace(".", ",")


def as_points(value):
    return str(value) if isinstance(value, int) else german(value)


def words(element):
    return " ".join(element.text_content().split())


def on_page(client, posting):
    """Return rank, name, mean, points of the maximum, percent, largest difference, group, as the page shows them."""
    response = client.get(reverse("selection:ranking", args=[posting.pk]))
    table = html.fromstring(response.content.decode()).find_class("data")[0]
    found = []
    for row in table.find("tbody"):
        points, percent = (part.strip() for part in row[4].itertext())
        mean = next(row[3].itertext()).strip()
        spread, close = (next(cell.itertext()).strip() for cell in (row[6], row[7]))
        found.append((words(row[0]).split()[0], row.findtext("th/a"), mean, points, percent, spread, close))
    return found


LINE = re.compile(
    r"(?P<rank>\d+)(?: \(geteilt\))? (?P<name>\S+ \S+) \(Nr\. \d+\)(?: – beruht auf [^()]+\(Gewichtung [^)]+\))? "
    r"(?P<mean>\d,\d\d) (?P<points>[\d,]+ / \d+) (?P<percent>[\d,]+ %) (?:[\d,]+ / \d+ \S+ % )+"
    r"(?P<spread>\d) (?P<close>Gruppe \d|–)"
)


def in_pdf(posting):
    """Return the lines of the ranked table as they stand on paper, like ``on_page``."""
    with pymupdf.open(stream=render_report(build_report_content(posting))) as pdf:
        text = " ".join(" ".join(page.get_text() for page in pdf).split())
    table = text[text.index("Rangfolge nach dem") : text.index("Einzelergebnisse")]
    return [
        (
            found["rank"],
            ", ".join(reversed(found["name"].split())),
            *found.group("mean", "points", "percent", "spread", "close"),
        )
        for found in LINE.finditer(table)
    ]


def test_ranking_is_the_same_on_page_in_pdf_and_in_the_workbook_value_by_value(client, posting, officer):
    lines = [row for row in rows_of(book_of(fetch(client, posting))["Rangfolge"]) if isinstance(row["Rang"], int)]
    workbook = [
        (
            str(row["Rang"]),
            row["Name"],
            german(row["gewichtetes Mittel"]),
            f"{as_points(row['Punkte'])} / {row['Höchstpunktzahl']}",
            f"{german(row['Prozent'])} %",
            str(row["größter Unterschied"]),
            f"Gruppe {row['Gruppe geringen Abstands']}" if row["Gruppe geringen Abstands"] else "–",
        )
        for row in lines
    ]

    assert len(workbook) == 4
    assert on_page(client, posting) == workbook
    assert in_pdf(posting) == workbook


def test_every_single_answer_and_panel_value_is_that_of_the_report(client, posting, officer):
    book = book_of(fetch(client, posting))
    content = build_report_content(posting)
    given = {}
    for row in rows_of(book["Einzelbewertungen"]):
        values = [value for head, value in row.items() if head.startswith("3.")]
        given.setdefault(row["Name"].split(",")[0], []).append([str(value) for value in values])
    panel = {row["Name"].split(",")[0]: row for row in rows_of(book["Werte der Kommission"])}

    for page in content.pages:
        name = page.line.name.split()[-1]
        printed = [row for section in page.sections for row in section["rows"]]
        assert [list(column) for column in zip(*given[name], strict=True)] == [row["answers"] for row in printed]
        values = [value for head, value in panel[name].items() if head.startswith("3.")]
        shown = [value if isinstance(value, str) else german(value) for value in values]
        assert shown == [row["panel"] for row in printed]
    assert len(content.pages) == len(panel) == 4


def test_open_not_assessable_and_value_are_three_things(client, posting, officer):
    book = book_of(fetch(client, posting))

    forelle = [row for row in rows_of(book["Einzelbewertungen"]) if row["Name"].startswith("Forelle")]
    dorsch = [row for row in rows_of(book["Einzelbewertungen"]) if row["Name"].startswith("Dorsch")]
    answers = [[value for head, value in row.items() if head.startswith("3.")] for row in forelle]
    assert answers == [[5, 5, 5], ["offen"] * 3, ["offen"] * 3]
    assert [value for head, value in dorsch[0].items() if head.startswith("3.")] == [1, "n. b.", 2]
    last = rows_of(book["Rangfolge"])[-1]
    assert (last["Rang"], last["gewichtetes Mittel"], last["Hinweis"]) == ("offen", None, "1 von 3 Bögen abgegeben")
    assert {"offen", "n. b.", "–"} <= {row["Zeichen"] for row in rows_of(book["Legende"])}


def test_numbers_are_numbers_and_heads_stay(client, posting, officer):
    book = book_of(fetch(client, posting))

    assert book.sheetnames == SHEETS
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book)
    row = rows_of(book["Rangfolge"])[0]
    assert (type(row["Rang"]), type(row["gewichtetes Mittel"]), type(row["Prozent"])) == (int, float, float)
    assert "/" in row["Mittel genau"]


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+49 30 1", "-1", "@SUM(A1)", "http://example.org", "a\x0bb"]
)
def test_no_text_becomes_a_formula_or_a_link(text):
    table = ScoreTable("Blatt", ("=Kopf",), [(text,)], (10,))

    sheet = book_of(write_workbook([table], properties={}).read())["Blatt"]

    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=Kopf", "s")
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text.replace("\x0b", ""), "s")
    assert (sheet["A2"].quotePrefix, sheet["A2"].hyperlink) == (True, None)


def test_csv_holds_the_same_answers_and_no_formula(client, posting, officer):
    posting.applications.filter(applicant__last_name="Aal").first().applicant.__class__.objects.filter(
        last_name="Aal"
    ).update(last_name="=1+1")
    content = fetch(client, posting, "einzelbewertungen", "csv")
    single = book_of(fetch(client, posting, "einzelbewertungen"))["Einzelbewertungen"]

    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    cells = [[str(cell) for cell in row] for row in single.iter_rows(values_only=True)]
    assert content.startswith(b"\xef\xbb\xbf")
    assert [[cell.removeprefix("'") for cell in line] for line in lines] == cells
    assert any(line[1].startswith("'=1+1") for line in lines)
    assert Event.objects.filter(action="scores.exported").count() == 2


def test_a_conflict_leaves_no_row_and_a_deputy_stands_in(officer):
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    application = make_application(posting)
    make_conflict(application, members[0])
    make_sheet(application, members[1], [3, 3, 3])

    rows = list(single_table(basis_of(posting, officer)).rows)

    assert [row[3] for row in rows] == [members[1].get_full_name()]


def test_equality_data_are_nowhere(client, posting, officer):
    before = fetch(client, posting)
    for application in posting.applications.all():
        make_equality_data(application, disability_status="severe")

    after = fetch(client, posting)

    texts = [
        [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book_of(content)]
        for content in (before, after)
    ]
    assert texts[0] == texts[1]


def test_nobody_who_owes_a_sheet_gets_figures(client, posting):
    client.force_login(posting.memberships.filter(role="assessor").last().user)

    response = client.get(reverse("documents:scores_export", args=[posting.pk, "einzelbewertungen", "csv"]))

    assert response.status_code == 403
    assert not Event.objects.filter(action="scores.exported").exists()


def test_while_names_are_hidden_there_are_codes_and_no_numbers(client):
    posting = make_posting(is_blind=True)
    member = make_member(posting)
    application = make_application(posting, last_name="Quitzow")
    make_sheet(application, member, [3, 3, 3])
    client.force_login(member)

    book = book_of(fetch(client, posting))
    shown = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]

    assert not any("Quitzow" in cell for cell in shown)
    assert "Nr." not in [cell.value for cell in book["Rangfolge"][1]]
    assert rows_of(book["Einzelbewertungen"])[0]["Kennung"] == application.code


@pytest.mark.parametrize("address", [("auswertung", "csv"), ("anderes", "xlsx"), ("auswertung", "pdf")])
def test_other_files_are_not_found(client, posting, officer, address):
    response = client.get(reverse("documents:scores_export", args=[posting.pk, *address]))

    assert response.status_code == 404


@pytest.mark.parametrize("is_plain", [True, False])
@pytest.mark.parametrize("count", [3, 30])
def test_all_scores_cost_five_queries_whatever_their_number(client, officer, count, is_plain):
    """Five for the workbook, four for the single ratings; with session, person, limit, posting and record ten, nine."""
    posting = make_posting()
    member, other = make_member(posting), make_member(posting)
    for number in range(count):
        application = make_application(posting)
        if not is_plain:
            make_conflict(application, other)
        for person in (member, other) if is_plain else (member,):
            make_sheet(application, person, [1 + number % 5, 3, 4 if number % 3 else 0])
    posting = Posting.objects.with_committee(officer).get(pk=posting.pk)  # as every page reads it, and who asks
    assert officer.is_hr_officer

    def queries(action):
        with CaptureQueriesContext(connection) as captured:
            action()
        return len(captured)

    assert queries(lambda: list(csv_lines(single_table(basis_of(posting, officer))))) == 4
    assert queries(lambda: write_workbook([single_table(basis_of(posting, officer))], properties={})) == 4
    assert queries(lambda: write_workbook(all_tables(posting, officer), properties={})) == 5
    for content, kind, whole in (
        ("auswertung", "xlsx", 10),
        ("einzelbewertungen", "xlsx", 9),
        ("einzelbewertungen", "csv", 9),
    ):
        assert queries(functools.partial(fetch, client, posting, content, kind)) == whole
