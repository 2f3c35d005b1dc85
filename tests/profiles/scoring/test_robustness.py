from fractions import Fraction

import pytest

from profiles.scoring import Scale, ScoringError, panel_values
from profiles.scoring.robustness import leave_one_assessor_out, one_at_a_time, rank_acceptability, smallest_swap
from tests.profiles.scoring.test_means import A, B, seed_criteria

SCALE = Scale(1, 5)
CRITERIA = seed_criteria()
KEYS = [criterion.key for criterion in CRITERIA]
ORDER = {"A": "A", "B": "B"}


def panels():
    return {
        name: panel_values(CRITERIA, [dict(zip(KEYS, values, strict=True))], SCALE)
        for name, values in (("A", A), ("B", B))
    }


def test_the_provisional_weight_flips_the_leader_of_the_worked_example():
    changes = {(c.criterion, c.new_weight): c for c in one_at_a_time(CRITERIA, panels(), SCALE, ORDER)}

    flip = changes["3.3.5", 3]
    assert (flip.old_weight, flip.changes_leader, flip.leaders) == (2, True, frozenset("B"))
    assert changes["3.3.5", 1].changes_leader is False


def test_weights_move_by_one_step_within_1_to_4():
    changes = one_at_a_time(CRITERIA, panels(), SCALE, ORDER)

    # two weights of 4 go down only; thirteen of 2 and 3 go both ways
    assert len(changes) == 2 + 13 * 2
    assert {change.new_weight for change in changes} <= {1, 2, 3, 4}


def test_smallest_swap_is_one_step_on_the_first_criterion_that_does_it():
    found = panels()

    criterion, old, new = smallest_swap(CRITERIA, found["A"], found["B"], SCALE)

    assert abs(new - old) == 1
    assert smallest_swap(CRITERIA, found["A"], found["A"], SCALE) is None
    assert criterion in KEYS


def test_rank_acceptability_sums_to_one_and_repeats_with_its_seed():
    first = rank_acceptability(CRITERIA, panels(), draws=200, seed=7)

    assert first == rank_acceptability(CRITERIA, panels(), draws=200, seed=7)
    assert all(sum(shares.values()) == 1 for shares in first.values())
    assert 0 < first["A"][1] < 1


def test_an_unreachable_leader_keeps_rank_one_in_every_draw():
    top = dict.fromkeys(KEYS, Fraction(5))
    low = dict.fromkeys(KEYS, Fraction(1))

    assert rank_acceptability(CRITERIA, {"t": top, "l": low}, draws=50) == {"t": {1: 1}, "l": {2: 1}}


def test_leave_one_assessor_out_ranks_without_each():
    sheets = {
        "A": {"x": dict(zip(KEYS, A, strict=True)), "y": dict.fromkeys(KEYS, 1)},
        "B": {"x": dict(zip(KEYS, B, strict=True)), "y": dict.fromkeys(KEYS, 5)},
    }

    assert leave_one_assessor_out(CRITERIA, sheets, SCALE, ORDER) == {"x": {"A": 2, "B": 1}, "y": {"A": 1, "B": 2}}


def test_leaving_one_out_needs_two():
    with pytest.raises(ScoringError):
        leave_one_assessor_out(CRITERIA, {"A": {"x": {}}}, SCALE, ORDER)
