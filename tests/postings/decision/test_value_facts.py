"""The committee's values in the memo: of all by section, of the leading ones by weight, one applicant a row."""

import pytest

from postings.decision.facts import draft_facts
from postings.decision.value_facts import panel_means, values_by_section, values_of_leaders
from postings.selection.ranking import build_ranking
from tests.factories import make_application, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


def rate(posting, *rows):
    members = [make_member(posting) for _ in range(2)]
    applications = [make_application(posting) for _ in rows]
    for application, values in zip(applications, rows, strict=True):
        for member, answers in zip(members, values, strict=True):
            make_sheet(application, member, answers)
    return [application.pk for application in applications]


def tables(parts):
    return [(part["head"], part["rows"]) for part in parts if "table" in part]


def test_everybody_stands_with_every_value_in_the_order_of_the_ranking(posting):
    low, high = rate(posting, [(2, 3, 3), (3, 3, 0)], [(5, 4, 4), (4, 4, 5)])
    ranking = build_ranking(posting)

    parts = values_by_section(ranking, panel_means(posting, ranking))

    found = {}
    for head, rows in tables(parts):
        for row in rows:
            found.setdefault(row[0]["a"], {}).update(zip(head[1:], row[1:], strict=True))
    assert list(found) == [high, low]
    assert found == {
        high: {"3.1.1": "4,50", "3.1.2": "4,00", "3.2.1": "4,50"},
        low: {"3.1.1": "2,50", "3.1.2": "3,00", "3.2.1": "3,00"},
    }


def test_the_leading_ones_are_compared_heaviest_weight_first_and_the_others_not(posting):
    first, second, _third = rate(posting, [(5, 5, 5), (5, 5, 5)], [(4, 5, 5), (5, 5, 5)], [(1, 1, 1), (1, 1, 1)])
    ranking = build_ranking(posting)

    parts = values_of_leaders(ranking, panel_means(posting, ranking))

    weights = [int(part["table"].partition("Gewichtung ")[2][0]) for part in parts if "table" in part]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 4
    assert [[row[0]["a"] for row in rows] for _head, rows in tables(parts)] == [[first, second]] * len(weights)


def test_one_alone_is_compared_with_nobody_and_without_ratings_there_is_no_table(posting):
    ranking = build_ranking(posting)
    assert (values_by_section(ranking, {}), values_of_leaders(ranking, {})) == ([], [])
    rate(posting, [(3, 3, 3), (3, 3, 3)])
    ranking = build_ranking(posting)
    assert values_of_leaders(ranking, panel_means(posting, ranking)) == []


def test_a_value_that_nobody_could_give_is_said_so_in_the_draft(posting):
    rate(posting, [(3, 0, 3), (3, 0, 3)], [(4, 4, 4), (4, 4, 4)])

    facts = draft_facts(posting)

    assert any("n. b." in row for part in facts[8] if "table" in part for row in part["rows"])
