"""How far the ranking hangs on who rated: the assessors drawn anew with replacement (bootstrap), exact.

With few assessors every possible draw is computed, each with its probability; with many so many draws with a fixed
seed. A draw counts a member several times or not at all. No float is used; nothing proposes another panel.
Source: DOMAIN.md 8.3 (6).
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from profiles.scoring.combination import Rule, common_share
from profiles.scoring.means import WeightedCriterion
from profiles.scoring.stability import ValueTable

Key = TypeVar("Key", bound=Hashable)
Integers = NDArray[Any]
EVERY_DRAW_UP_TO = 6  # assessors: 46,656 equally likely draws, 462 different ones
DRAWS = 2_000
TAIL = Fraction(1, 40)  # at most so much of the draws lies below the interval, and as much above


@dataclass(frozen=True)
class SingleValues(Generic[Key]):
    """What each member gave: rounds x applicants x members x criteria, 0 where there is no value.

    ``agreed`` (rounds x applicants x criteria, 0 for none) stands in place of a round's mean and is not drawn. A deputy
    stands in the place of the member for whom the sheet was given.
    """

    keys: tuple[Key, ...]
    criteria: tuple[WeightedCriterion, ...]
    values: Integers
    agreed: Integers
    shares: tuple[int, ...]  # of the rounds; each 1 unless the rule is "shares"
    rule: Rule

    @property
    def members(self) -> int:
        return int(self.values.shape[2])


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The ranks of one applicant over all draws: ``low`` to ``high`` in 95 % of them, ``first_share`` on rank 1.

    Of the draws in which the applicant has a result.
    """

    low: int
    high: int
    first_share: Fraction


def draws_of(members: int, *, seed: int) -> list[tuple[tuple[int, ...], int]]:
    """Return (how often each member counts, how likely that is) for every different draw; likelihoods are counts.

    :raises ValueError: for fewer than two members.
    """
    if members < 2:
        raise ValueError("nothing to draw from")
    if members <= EVERY_DRAW_UP_TO:
        counted = [Counter(draw) for draw in combinations_with_replacement(range(members), members)]
        return [
            (
                tuple(found[place] for place in range(members)),
                math.factorial(members) // math.prod(math.factorial(times) for times in found.values()),
            )
            for found in counted
        ]
    source = random.Random(seed)  # noqa: S311 - to be drawn again, not to be guessed
    drawn = Counter(
        tuple(Counter(source.choices(range(members), k=members))[place] for place in range(members))
        for _ in range(DRAWS)
    )
    return sorted(drawn.items())


def rank_intervals(found: SingleValues[Key], *, seed: int) -> dict[Key, RankInterval]:
    """Return the rank interval of everybody over the draws; who never has a result is left out.

    :raises ValueError: for fewer than two members.
    """
    weights = [[criterion.weight for criterion in found.criteria]]
    seen: dict[Key, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for times, likelihood in draws_of(found.members, seed=seed):
        ranks = _table(found, times).ranks(weights)[0].tolist()
        for key, rank in zip(found.keys, ranks, strict=True):
            if rank:
                seen[key][rank] += likelihood
    return {key: _interval(ranks) for key, ranks in seen.items()}


def _table(found: SingleValues[Key], times: Sequence[int]) -> ValueTable[Key]:
    """Return the committee's values if each member counted so many times."""
    common = math.lcm(*range(1, found.members + 1))
    share_common = common_share(found.shares, found.rule)
    often = np.array(times, dtype=np.int64)[None, None, :, None]
    total = (found.values * often).sum(axis=2)
    number = ((found.values > 0) * often).sum(axis=2)
    value = np.where(number > 0, total * (common // np.maximum(number, 1)), 0)
    value = np.where(found.agreed > 0, found.agreed * common, value)
    if found.rule is Rule.LATEST:
        combined = np.zeros(value.shape[1:], dtype=np.int64)
        for own in value:  # a later round stands in place of those before it
            combined = np.where(own > 0, own, combined)
        combined = combined * share_common
    else:
        shares = np.array(found.shares, dtype=np.int64)[:, None, None]
        counted = ((value > 0) * shares).sum(axis=0)
        combined = (value * shares).sum(axis=0) * np.where(counted > 0, share_common // np.maximum(counted, 1), 0)
    return ValueTable(
        keys=found.keys,
        criteria=found.criteria,
        values=combined,
        counted=(combined > 0).astype(np.int64),
        common=common * share_common,
    )


def _interval(ranks: Mapping[int, int]) -> RankInterval:
    total = sum(ranks.values())
    return RankInterval(
        low=_first_beyond(sorted(ranks.items()), TAIL * total),
        high=_first_beyond(sorted(ranks.items(), reverse=True), TAIL * total),
        first_share=Fraction(ranks.get(1, 0), total),
    )


def _first_beyond(counted: Sequence[tuple[int, int]], allowed: Fraction) -> int:
    passed = 0
    for rank, count in counted:
        passed += count
        if passed > allowed:
            return rank
    return counted[-1][0]
