import pytest

from postings.documents.leaders import leaders_part
from postings.selection.comparison import leaders_of
from postings.selection.details import build_details
from postings.selection.ranking import build_ranking
from tests.factories import make_posting, make_ranked

pytestmark = pytest.mark.django_db


def part_of(*values):
    posting = make_posting()
    make_ranked(posting, *values, names=[f"Person{chr(65 + place)}" for place in range(len(values))])
    ranking = build_ranking(posting)
    pks = [line.facts.application_id for line in ranking.ranked]
    return ranking, leaders_part(ranking, build_details(ranking.profile, pks, ranking.panel))


def names(part):
    return [name.split(",")[0].split()[-1] for name in part.names]


def test_the_group_of_the_first_is_compared_the_heaviest_weights_first():
    _ranking, part = part_of([4, 4, 4], [4, 4, 3], [2, 2, 2])

    assert names(part) == ["PersonA", "PersonB"]
    weights = [weight for weight, _rows in part.weights]
    assert weights == sorted(weights, reverse=True)
    last = part.weights[-1][1][-1]
    assert (last.values, last.distance) in {(("4,00", "4,00"), "0,00"), (("4,00", "3,00"), "1,00")}
    assert part.intro.startswith("Nebeneinander stehen die Bewerbungen der Gruppe 1")


def test_without_a_group_the_first_two_ranks_are_compared():
    _ranking, part = part_of([5, 5, 5], [3, 3, 3], [2, 2, 2])
    assert names(part) == ["PersonA", "PersonB"]
    assert "auf den ersten Rängen" in part.intro


def test_one_alone_is_compared_with_nobody():
    assert part_of([5, 5, 5])[1] is None


def test_six_who_are_near_fill_five_columns_and_the_sixth_is_told():
    ranking, part = part_of(*[[4, 4, 4]] * 6)
    assert len(part.names) == len(leaders_of(ranking)) == 5
    assert "Eine weitere passt nicht in die Tabelle" in part.intro
