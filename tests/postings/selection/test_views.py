import pytest
from django.urls import reverse
from lxml import html

from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


def rated(posting, count):
    assessors = [make_member(posting), make_member(posting)]
    for number in range(count):
        application = make_application(posting)
        for assessor in assessors:
            make_sheet(application, assessor, [1 + number % 5, 0 if number % 2 else 3, 4])
    return assessors


@pytest.mark.parametrize("count", [3, 30])
def test_ranking_page_costs_the_same_few_queries(client, posting, count, django_assert_max_num_queries):
    rated(posting, count)
    client.force_login(make_hr_officer())
    url = reverse("selection:ranking", args=[posting.pk])
    client.get(url)

    with django_assert_max_num_queries(8):
        response = client.get(url)

    assert len(shown(response)) == count


def shown(response):
    """Return rank and name of every row of the ranking as a person reads them."""
    table = html.fromstring(response.content.decode()).find_class("data")[0]
    return [(row[0].text, row.findtext("th/a")) for row in table.find("tbody")]


def test_headline_says_that_this_is_no_decision(client, posting):
    rated(posting, 2)
    client.force_login(make_hr_officer())

    content = client.get(reverse("selection:ranking", args=[posting.pk])).content.decode()

    assert "Rechnerisches Ergebnis – Arbeitsgrundlage der Auswahlkommission, keine Auswahlentscheidung" in content


def test_filter_and_sorting_keep_the_rank(client, posting):
    assessors = [make_member(posting), make_member(posting)]
    for name, value in (("Zander", 5), ("Aal", 3), ("Barsch", 1)):
        application = make_application(posting, last_name=name)
        for assessor in assessors:
            make_sheet(application, assessor, [value] * 3)
    client.force_login(make_hr_officer())
    url = reverse("selection:ranking", args=[posting.pk])

    by_name = shown(client.get(url, {"sortierung": "name"}))
    found = shown(client.get(url, {"suche": "barsch"}))

    assert by_name == [("2", "Aal, Anna"), ("3", "Barsch, Anna"), ("1", "Zander, Anna")]
    assert found == [("3", "Barsch, Anna")]
    assert "Keine Bewerbung passt zur Auswahl." in client.get(url, {"suche": "wal"}).content.decode()


def test_an_assessor_who_owes_sheets_sees_no_result(client, posting):
    application = make_application(posting)
    make_sheet(application, make_member(posting), [5, 5, 5])
    late = make_member(posting)
    client.force_login(late)

    for name, pk in (("ranking", posting.pk), ("result_detail", application.pk)):
        response = client.get(reverse(f"selection:{name}", args=[pk]))
        assert response.status_code == 403
        assert "noch nicht sichtbar" in response.content.decode()


def test_result_page_shows_every_value_side_by_side(client, posting):
    application = make_application(posting)
    for values in ([3, 4, 5], [1, 0, 5]):
        make_sheet(application, make_member(posting), values)
    client.force_login(make_hr_officer())

    response = client.get(reverse("selection:result_detail", args=[application.pk]))

    rows = [row for section in response.context["sections"] for row in section["rows"]]
    assert [(row["answers"], row["panel"], row["points"], row["spread"]) for row in rows] == [
        (["3", "1"], "2,00", "4", "2"),
        (["4", "n. b."], "4,00", "16", "–"),
        (["5", "5"], "5,00", "15", "0"),
    ]


def test_a_posting_without_ratings_says_so(client, posting):
    make_application(posting)
    make_member(posting)
    client.force_login(make_hr_officer())

    content = client.get(reverse("selection:ranking", args=[posting.pk])).content.decode()

    assert "Noch für keine Bewerbung haben alle bewertenden Mitglieder ihren Bogen abgegeben." in content
