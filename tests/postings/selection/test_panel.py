"""The result over rounds, agreed values and panels that differ: the database and the single ratings agree."""

import random
from fractions import Fraction

import pytest

from postings.assessment.models import ConsensusRating
from postings.assessment.rounds import close_round, open_round
from postings.selection.details import build_details
from postings.selection.facts import profile_facts
from postings.selection.panel import panel_facts
from postings.selection.presentation import same_panel_rows
from postings.selection.ranking import build_ranking
from postings.selection.sums import build_summaries
from tests.factories import (
    make_application,
    make_exemption,
    make_hr_officer,
    make_member,
    make_posting,
    make_rounds,
    make_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()  # criteria 3.1.1, 3.1.2 and 3.2.1


@pytest.fixture
def assessors(posting):
    return [make_member(posting), make_member(posting)]


def agree(application, entry, number, value):
    criterion = entry.criteria.get(number=number)
    return ConsensusRating.objects.create(
        application=application,
        round=entry,
        criterion=criterion,
        value=value,
        reason="besprochen",
        recorded_by=make_hr_officer(),
    )


def weights(posting):
    return dict(posting.profile.criteria.values_list("number", "weight"))


def mean_of(posting):
    return build_ranking(posting).ranked[0].mean


@pytest.mark.parametrize(
    ("combination", "shares", "expected"),
    [("mean", [1, 9], Fraction(7, 2)), ("shares", [1, 3], Fraction(17, 4)), ("latest", [1, 1], Fraction(5))],
)
def test_two_rounds_on_one_criterion_combine_by_the_rule(posting, assessors, combination, shares, expected):
    first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"], combination=combination, shares=shares)
    second = open_round(round=second, actor=make_hr_officer())
    application = make_application(posting)
    for assessor in assessors:
        make_sheet(application, assessor, [2, 3, 3], entry=first)
        make_sheet(application, assessor, [5], entry=second)

    weight = weights(posting)
    points = weight["3.1.1"] * expected + 3 * (weight["3.1.2"] + weight["3.2.1"])
    assert mean_of(posting) == points / sum(weight.values())


def test_a_planned_round_keeps_everybody_without_a_rank(posting, assessors):
    first, _second = make_rounds(posting, ["3.1.1", "3.1.2"], ["3.2.1"])
    application = make_application(posting)
    for assessor in assessors:
        make_sheet(application, assessor, [2, 3], entry=first)

    ranking = build_ranking(posting)

    assert ranking.ranked == ()
    assert [(item.submitted_count, item.expected_count) for item in ranking.incomplete] == [(2, 4)]


def test_an_agreed_value_stands_in_place_of_the_mean(posting, assessors):
    application = make_application(posting)
    for assessor, value in zip(assessors, (1, 4), strict=True):
        make_sheet(application, assessor, [value, 3, 3])
    entry = close_round(round=posting.plan.rounds.get(), actor=make_hr_officer())
    agree(application, entry, "3.1.1", 4)

    weight = weights(posting)
    assert mean_of(posting) == Fraction(4 * weight["3.1.1"] + 3 * (weight["3.1.2"] + weight["3.2.1"]), 9)


def test_an_applicant_rated_by_fewer_is_ranked_and_says_so(posting, assessors):
    application, other = make_application(posting), make_application(posting)
    make_exemption(application, assessors[0])
    make_sheet(application, assessors[1], [5, 5, 5])
    for assessor in assessors:
        make_sheet(other, assessor, [3, 3, 3])

    found = {line.facts.application_id: (line.mean, line.lacking_sheets) for line in build_ranking(posting).ranked}

    assert found == {application.pk: (Fraction(5), 1), other.pk: (Fraction(3), 0)}


def test_a_deputy_stands_in(posting, assessors):
    application = make_application(posting)
    deputy = make_member(posting, role="deputy")
    make_exemption(application, assessors[0], deputy=deputy)
    make_sheet(application, assessors[1], [5, 5, 5])
    assert build_ranking(posting).ranked == ()

    make_sheet(application, deputy, [3, 3, 3])

    (line,) = build_ranking(posting).ranked
    assert (line.mean, line.lacking_sheets) == (Fraction(4), 0)


def test_the_same_panel_for_all_is_computed_without_the_exempt(posting, assessors):
    application, other = make_application(posting), make_application(posting)
    make_exemption(application, assessors[0])
    make_sheet(application, assessors[1], [4, 4, 4])
    make_sheet(other, assessors[0], [5, 5, 5])
    make_sheet(other, assessors[1], [3, 3, 3])

    same = build_ranking(posting, panel=panel_facts(posting).without([assessors[0].pk]))

    assert [(line.facts.application_id, line.mean) for line in same.ranked] == [
        (application.pk, Fraction(4)),
        (other.pk, Fraction(3)),
    ]


def test_beside_the_ranking_only_those_with_a_rank_are_ranked_with_the_same_panel(posting, assessors):
    exempt, other, owed = (make_application(posting) for _ in "123")
    make_exemption(exempt, assessors[0])
    make_sheet(exempt, assessors[1], [4, 4, 4])
    make_sheet(other, assessors[0], [5, 5, 5])
    make_sheet(other, assessors[1], [2, 2, 2])
    make_sheet(owed, assessors[1], [3, 3, 3])  # the exempt member's sheet is still owed

    rows = same_panel_rows(posting, build_ranking(posting))

    assert [row[1:] for row in rows] == [("1", "4,00", "1", "4,00"), ("2", "3,50", "2", "2,00")]


@pytest.mark.parametrize("combination", ["mean", "shares", "latest"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_database_and_the_single_ratings_agree(posting, combination, seed):
    chance = random.Random(seed)
    assessors = [make_member(posting) for _ in range(3)]
    rounds = make_rounds(
        posting, ["3.1.1", "3.1.2"], ["3.1.1", "3.2.1"], ["3.1.2", "3.1.1"], combination=combination, shares=[97, 83, 5]
    )
    officer = make_hr_officer()
    rounds = [rounds[0], *(open_round(round=entry, actor=officer) for entry in rounds[1:])]
    applications = [make_application(posting) for _ in range(8)]
    make_exemption(applications[0], assessors[0])
    for application in applications:
        for assessor in assessors[application == applications[0] :]:
            for entry in rounds:
                make_sheet(application, assessor, [chance.choice((0, 1, 3, 4, 5)) for _ in "12"], entry=entry)
    for entry in rounds:
        entry = close_round(round=entry, actor=officer)
        for application in applications[:4]:
            agree(application, entry, "3.1.1" if entry != rounds[2] else "3.1.2", chance.randint(1, 5))
    profile = profile_facts(posting)
    ranking = build_ranking(posting, profile)
    ids = [line.facts.application_id for line in ranking.ranked]

    details, summaries = build_details(profile, ids), build_summaries(posting, profile, ids)

    assert sorted(ids) == [application.pk for application in applications]
    assert [line.mean for line in ranking.ranked] == [details[pk].result.mean for pk in ids]
    assert {pk: (s.result, s.largest_spread, s.wide_spread_keys) for pk, s in summaries.items()} == {
        pk: (d.result, d.largest_spread, d.wide_spread_keys) for pk, d in details.items()
    }
