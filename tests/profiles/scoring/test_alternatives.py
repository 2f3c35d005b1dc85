"""``alternatives`` against the plain definitions of ``robustness``, and on the worked example of DOMAIN.md 8.3."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from profiles.scoring import NOT_ASSESSABLE, ScoringError, WeightedCriterion
from profiles.scoring.alternatives import criteria_left_out, equal_weights
from profiles.scoring.robustness import equal_weight_ranks, leave_one_criterion_out, ranking_for
from tests.profiles.scoring.test_means import A, B
from tests.profiles.scoring.test_stability import CRITERIA, KEYS, SCALE, procedures, table_of

PANELS = {
    name: {key: Fraction(value) for key, value in zip(KEYS, values, strict=True)}
    for name, values in (("A", A), ("B", B))
}


def test_worked_example_equal_weights_keep_the_order():
    assert (sum(A), sum(B)) == (51, 49)
    found = equal_weights(table_of(CRITERIA, PANELS, ["A", "B"]))

    assert (found.ranks, found.leaders, found.changes_leader) == ({"A": 1, "B": 2}, ("A",), False)
    assert str(found.correlation.display()) == "1.00"


def test_worked_example_every_criterion_whose_weight_carries_the_one_point():
    found = {one.criterion: one for one in criteria_left_out(table_of(CRITERIA, PANELS, ["A", "B"]))}

    # A leads by one point; without a criterion the distance is 1 - w * (A - B).
    for criterion, a, b in zip(CRITERIA, A, B, strict=True):
        distance = 1 - criterion.weight * (a - b)
        leaders = ("A",) if distance > 0 else ("B",) if distance < 0 else ("A", "B")
        one = found[criterion.key]
        assert (one.leaders, one.changes_leader, one.weight) == (leaders, leaders != ("A",), criterion.weight)
        assert one.leader_ranks == (("A", 1 if "A" in leaders else 2),)
    assert (found["3.1.1"].leaders, found["3.3.5"].leaders) == (("B",), ("A",))


def test_who_has_no_other_value_is_left_out_and_takes_no_rank_away():
    criteria = [WeightedCriterion("a", 4, "g"), WeightedCriterion("b", 1, "g")]
    panels = {
        "x": {"a": Fraction(5), "b": NOT_ASSESSABLE},
        "y": {"a": Fraction(3), "b": Fraction(2)},
        "z": {"a": Fraction(2), "b": Fraction(1)},
    }

    without_a, without_b = criteria_left_out(table_of(criteria, panels, ["x", "y", "z"]))

    assert (without_a.leaders, without_a.leader_ranks, without_a.moved) == (("y",), (("x", None),), 3)
    assert (without_b.leaders, without_b.leader_ranks, without_b.moved) == (("x",), (("x", 1),), 0)


def test_a_profile_of_one_criterion_has_nothing_to_leave_out():
    criteria = [WeightedCriterion("a", 4, "g")]
    panels = {"x": {"a": Fraction(5)}}

    assert criteria_left_out(table_of(criteria, panels, ["x"])) == []
    with pytest.raises(ScoringError):
        leave_one_criterion_out(criteria, panels, SCALE, {"x": "x"})


@settings(max_examples=60)
@given(procedures())
def test_the_fast_way_gives_what_the_plain_definition_gives(procedure):
    criteria, panels = procedure
    names = {key: key for key in panels}
    published = {entry.key: entry.rank for entry in ranking_for(criteria, panels, SCALE, names)}
    order = sorted(panels, key=lambda key: (published[key], key))
    table = table_of(criteria, panels, order)

    assert equal_weights(table).ranks == equal_weight_ranks(criteria, panels, SCALE, names)
    if len(criteria) < 2:
        return
    plain = leave_one_criterion_out(criteria, panels, SCALE, names)
    for one in criteria_left_out(table):
        ranks = plain[one.criterion]
        assert set(one.leaders) == {key for key, place in ranks.items() if place == 1}
        assert dict(one.leader_ranks) == {key: ranks.get(key) for key in panels if published[key] == 1}
        assert one.moved == sum(ranks.get(key) != place for key, place in published.items())
