import pytest
from lxml import html

from postings.selection.ranking import build_ranking
from postings.selection.ranking_rows import ranking_rows
from postings.selection.sums import build_summaries
from tests.factories import make_application, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


def rows_of(posting):
    ranking = build_ranking(posting)
    summaries = build_summaries(posting, ranking.profile, [line.facts.application_id for line in ranking.ranked])
    return ranking_rows(ranking.ranked, summaries)


def rated(posting, *sheets, **applicant):
    """Add an application with one sheet for each of the posting's assessors; 0 stands for "not assessable"."""
    application = make_application(posting, **applicant)
    for member, values in zip(posting.memberships.all(), sheets, strict=True):
        make_sheet(application, member.user, values)
    return application


def texts(markup):
    return [
        [" ".join(" ".join(cell.itertext()).split()) for cell in row]
        for row in html.fragments_fromstring(f"<table>{markup}</table>")[0]
    ]


def test_every_cell_of_a_row_in_words():
    posting = make_posting()
    for _number in range(2):
        make_member(posting)
    rated(posting, [3, 4, 3], [3, 4, 3], last_name="Zeta")
    rated(posting, [3, 4, 3], [3, 4, 3], last_name="Alpha")
    rated(posting, [1, 0, 2], [5, 0, 2], last_name="Mitte")

    employment = "tarifbeschäftigt im öffentlichen Dienst"
    note = "Abstand gering – Feststellung zur im Wesentlichen gleichen Eignung erforderlich"
    assert texts(rows_of(posting)) == [
        [
            "1 (geteilt)",
            "Alpha, Anna zum Vergleich auswählen",
            f"Alpha, Anna Nr. 2 · {employment}",
            "3,44",
            "31 / 45 68,89 %",
            "3.1 3.2 3.1: 22/30 3.2: 9/15",
            "0",
            f"Gruppe 1 {note}",
        ],
        [
            "1 (geteilt)",
            "Zeta, Anna zum Vergleich auswählen",
            f"Zeta, Anna Nr. 1 · {employment}",
            "3,44",
            "31 / 45 68,89 %",
            "3.1 3.2 3.1: 22/30 3.2: 9/15",
            "0",
            "Gruppe 1",
        ],
        [
            "3",
            "Mitte, Anna zum Vergleich auswählen",
            f"Mitte, Anna Nr. 3 · {employment}",
            "2,40 beruht auf weniger Anforderungen, Gewichtung 5/9",
            "12 / 25 48,00 %",
            "3.1 3.2 3.1: 6/10 3.2: 6/15",
            "4 ab zwei Stufen: 3.1.1",
            "–",
        ],
    ]


def test_no_text_of_people_becomes_markup():
    posting = make_posting()
    make_member(posting)
    rated(posting, [3, 4, 3], last_name="<script>alert('x')</script>&", first_name='"A"')

    markup = rows_of(posting)

    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;, &quot;A&quot;" in markup
    assert "<script" not in markup
