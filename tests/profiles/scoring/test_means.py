from fractions import Fraction

import pytest

from profiles.scoring import (
    NOT_ASSESSABLE,
    MissingRating,
    NothingAssessable,
    RatingOutOfRange,
    Scale,
    ScoringError,
    UnknownCriterion,
    WeightedCriterion,
    applicant_result,
    display_percent,
    panel_values,
)

SCALE = Scale(1, 5)
WEIGHTS = {"3.1": (2, 4, 3, 2, 3, 3), "3.2": (3, 2, 2, 4), "3.3": (3, 2, 3, 3, 2)}
A = (4, 3, 3, 4, 3, 3, 4, 4, 3, 3, 4, 4, 3, 3, 3)
B = (3, 4, 3, 2, 2, 3, 4, 3, 3, 4, 3, 3, 4, 3, 5)


def seed_criteria(last_weight=2):
    weights = {**WEIGHTS, "3.3": (3, 2, 3, 3, last_weight)}
    return [
        WeightedCriterion(f"{group}.{number}", weight, group)
        for group, values in weights.items()
        for number, weight in enumerate(values, start=1)
    ]


def result_of(values, criteria=None):
    criteria = criteria or seed_criteria()
    sheet = dict(zip([criterion.key for criterion in criteria], values, strict=True))
    return applicant_result(criteria, panel_values(criteria, [sheet], SCALE), SCALE)


@pytest.mark.parametrize(
    ("value", "points", "percent", "scaled"),
    [(1, 41, "20.00", 0), (3, 123, "60.00", Fraction(1, 2)), (5, 205, "100.00", 1)],
)
def test_flat_ratings_give_the_vectors_of_domain_11_2(value, points, percent, scaled):
    result = result_of([value] * 15)

    assert result.points == points
    assert result.mean == value
    assert str(display_percent(result.share)) == percent
    assert result.scaled_share == scaled


@pytest.mark.parametrize(
    ("last_weight", "values", "points", "maximum", "percent"),
    [(2, A, 137, 205, "66.83"), (2, B, 136, 205, "66.34"), (3, A, 140, 210, "66.67"), (3, B, 141, 210, "67.14")],
)
def test_worked_example_of_domain_8_3(last_weight, values, points, maximum, percent):
    result = result_of(values, seed_criteria(last_weight))

    assert (result.points, result.maximum_points) == (points, maximum)
    assert str(display_percent(result.share)) == percent


def test_group_subtotals_carry_their_own_weight_share():
    groups = result_of([3] * 15).groups

    assert [(group.group, group.weight_sum, group.points) for group in groups] == [
        ("3.1", 17, 51),
        ("3.2", 11, 33),
        ("3.3", 13, 39),
    ]


@pytest.mark.parametrize(("index", "step"), [(1, 4), (0, 2)])
def test_one_step_on_a_criterion_changes_the_points_by_its_weight(index, step):
    raised = [3] * 15
    raised[index] = 4

    assert result_of(raised).points - result_of([3] * 15).points == step


def test_panel_value_is_the_exact_mean_of_the_assessors():
    criteria = [WeightedCriterion("a", 4, "g")]

    assert panel_values(criteria, [{"a": 3}, {"a": 4}, {"a": 3}], SCALE) == {"a": Fraction(10, 3)}


def test_an_assessor_who_could_not_assess_leaves_the_mean_of_that_criterion():
    criteria = [WeightedCriterion("a", 4, "g")]

    assert panel_values(criteria, [{"a": 3}, {"a": NOT_ASSESSABLE}, {"a": 5}], SCALE) == {"a": Fraction(4)}


def test_not_assessable_for_all_leaves_numerator_and_denominator():
    criteria = [WeightedCriterion("a", 4, "g"), WeightedCriterion("b", 2, "h")]
    values = panel_values(criteria, [{"a": 3, "b": NOT_ASSESSABLE}], SCALE)

    result = applicant_result(criteria, values, SCALE)

    assert (result.points, result.weight_sum, result.full_weight_sum, result.mean) == (12, 4, 6, 3)
    assert result.not_assessable == ("b",)
    assert result.rests_on_fewer_criteria
    assert result.groups[1].mean is None


def test_nothing_assessable_is_no_zero():
    criteria = [WeightedCriterion("a", 4, "g")]

    with pytest.raises(NothingAssessable):
        applicant_result(criteria, {"a": NOT_ASSESSABLE}, SCALE)


@pytest.mark.parametrize("sheets", [[], [{}], [{"a": None}], [{"a": 3}, {"a": None}]])
def test_an_open_rating_is_never_read_as_a_number(sheets):
    with pytest.raises(MissingRating):
        panel_values([WeightedCriterion("a", 4, "g")], sheets, SCALE)


@pytest.mark.parametrize("value", [0, 6, -1, True, 3.0, "3", Fraction(3)])
def test_only_whole_steps_of_the_scale_are_ratings(value):
    with pytest.raises(RatingOutOfRange):
        panel_values([WeightedCriterion("a", 4, "g")], [{"a": value}], SCALE)


def test_unknown_criterion_is_refused():
    with pytest.raises(UnknownCriterion):
        panel_values([WeightedCriterion("a", 4, "g")], [{"a": 3, "b": 3}], SCALE)


@pytest.mark.parametrize("weight", [0, 5, 2.5, True])
def test_only_weights_1_to_4_exist(weight):
    with pytest.raises(ScoringError):
        WeightedCriterion("a", weight, "g")


def test_raising_one_rating_never_lowers_the_mean():
    base = result_of(B)
    for index in range(15):
        if B[index] < 5:
            raised = list(B)
            raised[index] += 1
            assert result_of(raised).mean > base.mean
