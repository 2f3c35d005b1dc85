import pytest
from django.urls import reverse
from lxml import html

from postings.selection.comparison import build_comparison, chosen_ids, refusal
from postings.selection.ranking import build_ranking
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    """Weights 3.1.1: 2, 3.1.2: 4, 3.2.1: 3."""
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    for name, values in (("Aal", [5, 5, 4]), ("Barsch", [3, 2, 0]), ("Zander", [1, 1, 1])):
        application = make_application(posting, last_name=name)
        make_sheet(application, members[0], values)
        make_sheet(application, members[1], [values[0], values[1] - 1 or 1, values[2]])
    return posting


def ids(posting):
    return [line.facts.application_id for line in build_ranking(posting).ranked]


def address(posting, chosen):
    query = "&".join(f"bewerbung={pk}" for pk in chosen)
    return f"{reverse('selection:comparison', args=[posting.pk])}?{query}"


def test_heaviest_weights_come_first_with_value_spread_and_distance(posting):
    ranking = build_ranking(posting)

    found = build_comparison(ranking, ranking.ranked[:2], tells_single=True)

    assert [(weight, [one.key for one in criteria]) for weight, criteria in found.weights] == [
        (4, ["3.1.2"]),
        (3, ["3.2.1"]),
        (2, ["3.1.1"]),
    ]
    heavy, middle = found.weights[0][1][0], found.weights[1][1][0]
    assert heavy.cells == (("4,50", "Unterschied 1"), ("1,50", "Unterschied 1"))
    assert heavy.distance == "3,00"
    assert (middle.cells[1], middle.distance) == (("n. b.", ""), "–")
    assert middle.singles[1].notes[0][1] == "Nicht beurteilbar: nicht gefragt"
    assert "gemeinsamer Wert 4,50; Einzelwerte 1: 5, 2: 4" in heavy.plot
    assert "style=" not in heavy.plot


def test_without_leave_to_see_single_values_there_are_none(posting):
    ranking = build_ranking(posting)

    found = build_comparison(ranking, ranking.ranked, tells_single=False)

    assert found.legend == ()
    assert all(one.plot is None and one.singles == () for _weight, criteria in found.weights for one in criteria)


@pytest.mark.parametrize(("count", "word"), [(0, "mindestens zwei"), (1, "mindestens zwei"), (6, "höchstens fünf")])
def test_fewer_than_two_and_more_than_five_are_refused_in_words(count, word):
    assert word in refusal(count)
    assert refusal(2) == refusal(5) == ""


def test_ids_of_an_address():
    assert chosen_ids(["3,1", "x", "3", "", "²", "7", "9" * 30]) == [3, 1, 7]


def test_the_page_shows_the_chosen_and_the_way_back_keeps_them(client, posting):
    client.force_login(make_hr_officer())
    chosen = ids(posting)

    page = html.fromstring(client.get(address(posting, chosen)).content.decode())

    assert [head.text_content().strip() for head in page.xpath("//li[@class='card']/h2")] == [
        "1. Aal, Anna",
        "2. Barsch, Anna",
        "3. Zander, Anna",
    ]
    back = page.xpath("//a[contains(., 'Auswahl behalten')]/@href")[0]
    assert back.count("bewerbung=") == 3
    ranking = html.fromstring(client.get(back).content.decode())
    assert len(ranking.xpath("//input[@name='bewerbung'][@checked]")) == 3
    fewer = page.xpath("//a[contains(., 'ohne Barsch')]/@href")[0]
    assert str(chosen[1]) not in [part.split("=")[1] for part in fewer.strip("?").split("&")]


def test_one_chosen_is_refused_and_keeps_its_tick(client, posting):
    client.force_login(make_hr_officer())
    chosen = ids(posting)[:1]

    content = client.get(address(posting, chosen)).content.decode()

    assert "Wählen Sie in der Rangfolge mindestens zwei Bewerbungen aus; ausgewählt sind 1." in content
    assert "Aal, Anna" in content
    assert f"bewerbung={chosen[0]}" in content


def test_applicants_of_another_posting_are_passed_over(client, posting):
    other = make_posting()
    foreign = make_application(other, last_name="Fremd")
    make_sheet(foreign, make_member(other), [3, 3, 3])
    client.force_login(make_hr_officer())

    content = client.get(address(posting, [*ids(posting)[:2], foreign.pk])).content.decode()

    assert "Fremd" not in content
    assert "Barsch, Anna" in content


def test_a_filter_keeps_those_it_does_not_show(client, posting):
    client.force_login(make_hr_officer())
    first = ids(posting)[0]
    url = reverse("selection:ranking", args=[posting.pk])

    page = html.fromstring(client.get(url, {"suche": "zander", "bewerbung": first}).content.decode())

    kept = page.xpath("//fieldset[@class='picked']//input[@checked]/@value")
    assert kept == [str(first)]


@pytest.mark.parametrize("count", [2, 5])
def test_comparison_costs_the_same_few_queries(client, count, django_assert_max_num_queries):
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    for number in range(5):
        application = make_application(posting)
        for member in members:
            make_sheet(application, member, [1 + number, 3, 4])
    client.force_login(make_hr_officer())
    url = address(posting, ids(posting)[:count])
    client.get(url)

    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200
