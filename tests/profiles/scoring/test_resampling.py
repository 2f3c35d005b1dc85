"""The draws of assessors, held against the plain definition: every sequence of members, means as fractions."""

import math
from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from profiles.scoring import NOT_ASSESSABLE, Rule, WeightedCriterion, combine_rounds
from profiles.scoring.resampling import DRAWS, SingleValues, draws_of, rank_intervals

CRITERIA = (WeightedCriterion("3.1.1", 2, "3.1"), WeightedCriterion("3.1.2", 4, "3.1"))


def plain(found):
    """Return how often each applicant has which rank over all k^k sequences of members."""
    seen = {key: Counter() for key in found.keys}
    for chosen in product(range(found.members), repeat=found.members):
        means = {}
        for row, key in enumerate(found.keys):
            values = [_combined(found, row, column, chosen) for column in range(len(found.criteria))]
            kept = [(one.weight, x) for one, x in zip(found.criteria, values, strict=True) if x is not NOT_ASSESSABLE]
            if kept:
                means[key] = sum((w * x for w, x in kept), Fraction(0)) / sum(w for w, _x in kept)
        for key, mean in means.items():
            seen[key][1 + sum(other > mean for other in means.values())] += 1
    return seen


def _combined(found, row, column, chosen):
    parts = []
    for entry, share in enumerate(found.shares):
        given = [int(x) for x in (found.values[entry, row, member, column] for member in chosen) if x]
        agreed = int(found.agreed[entry, row, column])
        mean = Fraction(sum(given), len(given)) if given else NOT_ASSESSABLE
        parts.append((Fraction(agreed) if agreed else mean, share))
    return combine_rounds(parts, found.rule)


def random_values(seed, *, rounds=1, members=3, applicants=5, rule=Rule.MEAN, gaps=0.2):
    source = np.random.default_rng(seed)
    values = source.integers(1, 6, (rounds, applicants, members, len(CRITERIA)))
    values[source.random(values.shape) < gaps] = 0
    agreed = source.integers(1, 6, (rounds, applicants, len(CRITERIA)))
    agreed[source.random(agreed.shape) < 0.9] = 0
    shares = (2, 3, 1)[:rounds] if rule is Rule.SHARES else (1,) * rounds
    return SingleValues(tuple(range(applicants)), CRITERIA, values, agreed, shares, rule)


@pytest.mark.parametrize("members", [2, 3, 4])
@pytest.mark.parametrize(("rounds", "rule"), [(1, Rule.MEAN), (2, Rule.MEAN), (3, Rule.SHARES), (2, Rule.LATEST)])
def test_intervals_are_those_of_every_sequence_of_members(members, rounds, rule):
    for seed in range(4):
        found = random_values(seed, rounds=rounds, members=members, rule=rule)
        expected = plain(found)

        intervals = rank_intervals(found, seed=1)

        assert set(intervals) == {key for key, ranks in expected.items() if ranks}
        for key, one in intervals.items():
            ranks, total = expected[key], sum(expected[key].values())
            assert one.first_share == Fraction(ranks[1], total)
            below = sum(count for rank, count in ranks.items() if rank < one.low)
            above = sum(count for rank, count in ranks.items() if rank > one.high)
            assert below <= Fraction(total, 40) < below + ranks[one.low]
            assert above <= Fraction(total, 40) < above + ranks[one.high]


@pytest.mark.parametrize("members", [2, 3, 6])
def test_every_draw_is_there_with_its_likelihood(members):
    draws = draws_of(members, seed=7)

    assert len(draws) == math.comb(2 * members - 1, members)
    assert sum(likelihood for _times, likelihood in draws) == members**members
    assert all(sum(times) == members for times, _likelihood in draws)


def test_many_members_are_drawn_with_the_seed():
    assert draws_of(9, seed=7) == draws_of(9, seed=7) != draws_of(9, seed=8)
    assert sum(likelihood for _times, likelihood in draws_of(9, seed=7)) == DRAWS


def test_nothing_is_drawn_from_one_member():
    with pytest.raises(ValueError, match="nothing to draw"):
        draws_of(1, seed=7)


def test_members_who_agree_leave_no_span():
    values = np.array([[[[5, 5]] * 3, [[3, 3]] * 3]])
    found = SingleValues(("A", "B"), CRITERIA, values, np.zeros((1, 2, 2), dtype=int), (1,), Rule.MEAN)

    intervals = rank_intervals(found, seed=1)

    assert [(one.low, one.high, one.first_share) for one in intervals.values()] == [(1, 1, 1), (2, 2, 0)]
