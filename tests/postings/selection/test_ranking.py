import random
from fractions import Fraction

import pytest

from postings.equality.models import EqualityData
from postings.selection.details import build_details
from postings.selection.errors import ProfileNotFrozen
from postings.selection.facts import profile_facts
from postings.selection.ranking import build_ranking
from postings.selection.sums import build_summaries
from tests.factories import (
    SEED_WEIGHTS,
    make_application,
    make_member,
    make_posting,
    make_profile,
    make_sheet,
)
from tests.profiles.scoring.test_means import A, B

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessors(posting):
    return [make_member(posting), make_member(posting)]


def rate(application, assessors, *rows):
    for assessor, values in zip(assessors, rows, strict=True):
        make_sheet(application, assessor, values)
    return application


def names(ranking):
    return [(line.rank, line.facts.list_name) for line in ranking.ranked]


def test_worked_example_from_the_database():
    posting = make_posting(profile=make_profile(weights=SEED_WEIGHTS))
    assessor = make_member(posting)
    for name, values in (("A", A), ("B", B)):
        make_sheet(make_application(posting, last_name=name), assessor, values)

    ranking = build_ranking(posting)

    assert [(line.rank, line.mean) for line in ranking.ranked] == [(1, Fraction(137, 41)), (2, Fraction(136, 41))]
    assert [line.closeness_number for line in ranking.ranked] == [1, 1]


def test_equal_means_from_different_ratings_share_a_rank(posting, assessors):
    rate(make_application(posting, last_name="Zeta"), assessors, [3, 4, 3], [3, 3, 3])
    rate(make_application(posting, last_name="Alpha"), assessors, [3, 3, 3], [3, 4, 3])
    rate(make_application(posting, last_name="Mitte"), assessors, [1, 1, 1], [1, 1, 1])

    assert names(build_ranking(posting)) == [(1, "Alpha, Anna"), (1, "Zeta, Anna"), (3, "Mitte, Anna")]


def test_a_missing_sheet_is_no_zero_and_gives_no_rank(posting, assessors):
    incomplete = make_application(posting, last_name="Halb")
    make_sheet(incomplete, assessors[0], [5, 5, 5])
    make_sheet(incomplete, assessors[1], [5, 5, 5], is_submitted=False)
    rate(make_application(posting, last_name="Ganz"), assessors, [1, 1, 1], [1, 1, 1])

    ranking = build_ranking(posting)

    assert names(ranking) == [(1, "Ganz, Anna")]
    assert [(item.facts.list_name, item.submitted_count, item.missing_count) for item in ranking.incomplete] == [
        ("Halb, Anna", 1, 1)
    ]


def test_not_assessable_by_one_leaves_that_mean_and_by_all_leaves_the_criterion(posting, assessors):
    one = rate(make_application(posting, last_name="Eine"), assessors, [3, 0, 3], [3, 5, 3])
    everyone = rate(make_application(posting, last_name="Alle"), assessors, [3, 0, 3], [3, 0, 3])

    found = {line.facts.application_id: line for line in build_ranking(posting).ranked}

    assert (found[one.pk].mean, found[one.pk].rests_on_fewer_criteria) == (Fraction(2 * 3 + 4 * 5 + 3 * 3, 9), False)
    assert (found[everyone.pk].mean, found[everyone.pk].rests_on_fewer_criteria) == (Fraction(3), True)


def test_nothing_assessable_has_no_rank(posting, assessors):
    rate(make_application(posting), assessors, [0, 0, 0], [0, 0, 0])

    ranking = build_ranking(posting)

    assert (ranking.ranked, len(ranking.incomplete), ranking.incomplete[0].missing_count) == ((), 1, 0)


def test_withdrawn_and_ineligible_applications_are_out(posting, assessors):
    gone = rate(make_application(posting), assessors, [5, 5, 5], [5, 5, 5])
    type(gone).objects.filter(pk=gone.pk).update(status="withdrawn", withdrawn_on="2025-08-02")

    ranking = build_ranking(posting)

    assert (ranking.ranked, ranking.incomplete) == ((), ())


@pytest.mark.parametrize("assessor_count", [1, 2, 3, 4])
def test_the_fast_path_and_the_single_ratings_agree(posting, assessor_count):
    assessors = [make_member(posting) for _ in range(assessor_count)]
    chance = random.Random(assessor_count)
    for _number in range(12):  # 0 stands for "not assessable": by one, by some, by all
        rate(make_application(posting), assessors, *([chance.choice((0, 1, 2, 5)) for _c in "123"] for _a in assessors))
    rate(make_application(posting), assessors, *([0, 4, 3] for _a in assessors))
    profile = profile_facts(posting)
    ranking = build_ranking(posting, profile)

    ids = [line.facts.application_id for line in ranking.ranked]
    details, summaries = build_details(profile, ids), build_summaries(posting, profile, ids)

    assert {True, False} == {line.rests_on_fewer_criteria for line in ranking.ranked}
    assert [line.rests_on_fewer_criteria for line in ranking.ranked] == [
        details[pk].result.rests_on_fewer_criteria for pk in ids
    ]
    assert [line.mean for line in ranking.ranked] == [
        details[line.facts.application_id].result.mean for line in ranking.ranked
    ]
    assert {pk: (s.result, s.largest_spread, s.wide_spread_keys) for pk, s in summaries.items()} == {
        pk: (d.result, d.largest_spread, d.wide_spread_keys) for pk, d in details.items()
    }


def test_spread_names_the_criteria_to_be_discussed(posting, assessors):
    application = rate(make_application(posting), assessors, [1, 3, 4], [4, 4, 4])

    detail = build_details(profile_facts(posting), [application.pk])[application.pk]

    assert (detail.largest_spread, detail.wide_spread_keys) == (3, ("3.1.1",))


def test_equality_data_change_nothing(posting, assessors):
    applications = [rate(make_application(posting), assessors, [3, number, 3], [3, number, 3]) for number in (2, 4, 3)]
    before = build_ranking(posting)
    for application, sex in zip(applications, ("female", "male", "diverse"), strict=True):
        EqualityData.objects.create(application=application, sex=sex, disability_status="severe")

    assert build_ranking(posting) == before


def test_no_ranking_before_the_weights_are_frozen():
    with pytest.raises(ProfileNotFrozen):
        build_ranking(make_posting(status="draft"))


@pytest.mark.parametrize("count", [3, 30])
def test_queries_do_not_grow_with_the_applicants(posting, assessors, count, django_assert_num_queries):
    for number in range(count):
        rate(make_application(posting), assessors, [3, 1 + number % 5, 3], [3, 0 if number % 3 else 3, 3])

    posting = type(posting).objects.select_related("profile__scale").get(pk=posting.pk)

    with django_assert_num_queries(5):
        build_ranking(posting)
