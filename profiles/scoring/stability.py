"""``robustness`` for hundreds of applicants at once: the same answers from whole numbers in numpy arrays.

Source: DOMAIN.md 8.3. ``robustness`` is the plain definition; the tests hold both against each other. No float is used:
a mean is P / W, and the ranks are read off floor(S * P / W) with S = (largest W)². Two different means lie at least
1 / (W1 * W2) apart, so their multiples by S differ by one or more and keep their order; equal means stay equal.
"""

import random
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from profiles.scoring.means import WeightedCriterion

Key = TypeVar("Key", bound=Hashable)
Integers = NDArray[Any]  # int64, or Python's own whole numbers where those would not hold a product
LIMIT = 2**62
WEIGHTS = (1, 2, 3, 4)
DRAWS, SPREAD_PERCENT = 5_000, 25  # DOMAIN.md 8.3
CHUNK = 500_000  # cells of draws x applicants at a time: a few megabytes


@dataclass(frozen=True)
class ValueTable(Generic[Key]):
    """The committee's values of everybody, on the one denominator ``common``; 0 and not counted where nobody could say.

    ``keys`` stand in the order of the published ranking. Applicants without any value have no result and do not belong
    here.
    """

    keys: tuple[Key, ...]
    criteria: tuple[WeightedCriterion, ...]
    values: Integers  # applicants x criteria
    counted: Integers  # the same shape, 1 or 0
    common: int

    @property
    def weights(self) -> list[int]:
        return [criterion.weight for criterion in self.criteria]

    def sums(self, weights: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
        """Return points times ``common`` and the weight counted, both as weightings x applicants."""
        rows = np.array(weights, dtype=np.int64).reshape(len(weights), len(self.criteria))
        dtype: type = np.int64
        if self._largest(rows) >= LIMIT:
            dtype = object
        rows = rows.astype(dtype)
        return rows @ self.values.T.astype(dtype), rows @ self.counted.T.astype(dtype)

    def ranks(self, weights: Sequence[Sequence[int]]) -> Integers:
        """Return the competition ranks of everybody under each weighting, exact; weightings x applicants.

        A weight may be 0 (a criterion left out). Whoever has no value left then has rank 0 and takes none away.
        """
        points, weight_sums = self.sums(weights)
        if self.counted.all():
            return _competition_ranks(points)
        without = weight_sums == 0
        if not without.any():
            return _competition_ranks(points * int(weight_sums.max()) ** 2 // weight_sums)
        keys = points * int(weight_sums.max()) ** 2 // np.where(without, 1, weight_sums)
        # Behind everybody who has a result, so that the ranks of these count on without a gap.
        return np.where(without, 0, _competition_ranks(np.where(without, -1, keys)))

    def _largest(self, rows: Integers) -> int:
        """Return a bound of every whole number that comes up: S * P, with P at most W * the largest value."""
        weight_sum = int(rows.sum(axis=1).max(initial=0))
        return weight_sum**3 * int(self.values.max(initial=0))


def value_table(
    criteria: Sequence[WeightedCriterion], values: Mapping[Key, Mapping[str, int]], *, common: int, order: Sequence[Key]
) -> ValueTable[Key]:
    """Return the table of ``values`` (whole numbers on the denominator ``common``; what is missing was not assessable)
    with the rows in ``order``."""
    cells = [[values[key].get(criterion.key) for criterion in criteria] for key in order]
    shape = (len(cells), len(criteria))
    dtype: type = np.int64
    if any(value is not None and value >= LIMIT for row in cells for value in row):
        dtype = object
    return ValueTable(
        keys=tuple(order),
        criteria=tuple(criteria),
        values=np.array([[value or 0 for value in row] for row in cells], dtype=dtype).reshape(shape),
        counted=np.array([[value is not None for value in row] for row in cells], dtype=np.int64).reshape(shape),
        common=common,
    )


@dataclass(frozen=True, slots=True)
class SingleChange(Generic[Key]):
    """One weight moved by one step. ``swapped`` are the pairs that changed places: the first was ahead and is behind.

    ``leaders`` share rank 1 then; ``first_group_changes`` tells whether other people are within the closeness band
    of the best.
    """

    criterion: str
    old_weight: int
    new_weight: int
    leaders: tuple[Key, ...]
    changes_leader: bool
    first_group_changes: bool
    swapped: tuple[tuple[Key, Key], ...]
    moved: int  # applicants whose rank differs from the published one


@dataclass(frozen=True, slots=True)
class RankRange:
    """The rank of one applicant as published, and the best and worst over all single changes."""

    rank: int
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Swap(Generic[Key]):
    """Two neighbours, and every change of one weight by the fewest steps that puts the second ahead; maybe none.

    ``changes`` are (criterion, old weight, new weight) in the order of the profile.
    """

    ahead: Key
    behind: Key
    steps: int | None
    changes: tuple[tuple[str, int, int], ...]


def single_changes(
    table: ValueTable[Key], *, band_steps: Fraction, among: Sequence[Key]
) -> tuple[list[SingleChange[Key]], dict[Key, RankRange]]:
    """Move each weight by one step within 1..4; return what happens, and the rank range of everybody in ``among``.

    Ranks count over everybody; pairs are told only where both stand in ``among``. ``band_steps`` times 1 / W is the
    closeness band, W the sum of the weights of the altered profile.
    """
    altered = [
        (index, weight)
        for index, criterion in enumerate(table.criteria)
        for weight in (criterion.weight - 1, criterion.weight + 1)
        if weight in WEIGHTS
    ]
    rows = [table.weights, *(_with(table.weights, index, weight) for index, weight in altered)]
    ranks = table.ranks(rows)
    groups = _first_groups(table, rows, band_steps)
    chosen = set(among)
    places = [place for place, key in enumerate(table.keys) if key in chosen]
    near = ranks[:, places]
    published, ahead = ranks[0], near[0][:, None] < near[0][None, :]
    changes = []
    for row, (index, weight) in enumerate(altered, start=1):
        behind = near[row][:, None] > near[row][None, :]
        changes.append(
            SingleChange(
                criterion=table.criteria[index].key,
                old_weight=table.criteria[index].weight,
                new_weight=weight,
                leaders=leaders(table, ranks[row]),
                changes_leader=bool(((ranks[row] == 1) != (published == 1)).any()),
                first_group_changes=groups[row] != groups[0],
                swapped=tuple(
                    (table.keys[places[a]], table.keys[places[b]]) for a, b in np.argwhere(ahead & behind).tolist()
                ),
                moved=int((ranks[row] != published).sum()),
            )
        )
    best, worst = near.min(axis=0).tolist(), near.max(axis=0).tolist()
    ranges = {
        table.keys[place]: RankRange(rank=int(near[0][column]), best=best[column], worst=worst[column])
        for column, place in enumerate(places)
    }
    return changes, ranges


def smallest_swaps(table: ValueTable[Key], among: Sequence[Key]) -> list[Swap[Key]]:
    """Return for each two neighbours in ``among`` (in the order of the ranking) the smallest change that swaps them.

    Neighbours who share a rank are left out: neither is ahead.
    """
    place = {key: index for index, key in enumerate(table.keys)}
    points, weight_sums = (found[0].tolist() for found in table.sums([table.weights]))
    values, counted = table.values.tolist(), table.counted.tolist()
    swaps = []
    for ahead, behind in pairwise(among):
        a, b = place[ahead], place[behind]
        if points[a] * weight_sums[b] == points[b] * weight_sums[a]:
            continue
        found: dict[int, list[tuple[str, int, int]]] = {}
        for index, criterion in enumerate(table.criteria):
            for weight in WEIGHTS:
                step = weight - criterion.weight
                if step and (points[b] + step * values[b][index]) * (weight_sums[a] + step * counted[a][index]) > (
                    points[a] + step * values[a][index]
                ) * (weight_sums[b] + step * counted[b][index]):
                    found.setdefault(abs(step), []).append((criterion.key, criterion.weight, weight))
        steps = min(found, default=None)
        swaps.append(Swap(ahead, behind, steps, tuple(found[steps]) if steps else ()))
    return swaps


def acceptability(
    table: ValueTable[Key],
    *,
    seed: int,
    among: Sequence[Key],
    draws: int = DRAWS,
    spread_percent: int = SPREAD_PERCENT,
) -> dict[Key, dict[int, Fraction]]:
    """Return how often each of ``among`` reaches each rank under drawn weights; as ``robustness.rank_acceptability``.

    Ranks count over everybody in ``table``.
    """
    chosen = set(among)
    places = [place for place, key in enumerate(table.keys) if key in chosen]
    size = len(table.keys) + 1
    counts = np.zeros(len(places) * size, dtype=np.int64)
    offsets = np.arange(len(places)) * size
    for rows in _chunks(drawn_weights(table.criteria, draws=draws, seed=seed, spread_percent=spread_percent), size):
        found = table.ranks(rows)[:, places] + offsets
        counts += np.bincount(found.ravel(), minlength=len(counts))
    return {
        table.keys[place]: {
            rank: Fraction(int(number), draws)
            for rank, number in enumerate(counts[column * size : (column + 1) * size].tolist())
            if number
        }
        for column, place in enumerate(places)
    }


def drawn_weights(
    criteria: Sequence[WeightedCriterion], *, draws: int, seed: int, spread_percent: int
) -> Iterator[list[int]]:
    """Yield the weights of each draw in thousandths: w * (1000 + u), u whole and uniform within the spread."""
    generator = random.Random(seed)  # noqa: S311 - a reproducible simulation, no secret
    width = spread_percent * 10
    for _ in range(draws):
        yield [criterion.weight * (1_000 + generator.randint(-width, width)) for criterion in criteria]


def scenarios(
    table: ValueTable[Key], possible: Mapping[str, Sequence[int]], *, most: int
) -> list[tuple[dict[str, int], dict[Key, int]]]:
    """Return the ranks under every combination of ``possible`` weights (criterion -> weights that it may have).

    With more than ``most`` combinations each criterion is varied alone, the others as published.
    """
    keys = [key for key in possible if len(possible[key]) > 1]
    published = {criterion.key: criterion.weight for criterion in table.criteria}
    chosen = [dict(zip(keys, weights, strict=True)) for weights in product(*(possible[key] for key in keys))]
    if len(chosen) > most:
        chosen = [{key: weight} for key in keys for weight in possible[key]]
    if not keys:
        return []
    rows = [[{**published, **scenario}[criterion.key] for criterion in table.criteria] for scenario in chosen]
    return [
        (scenario, dict(zip(table.keys, ranks, strict=True)))
        for scenario, ranks in zip(chosen, table.ranks(rows).tolist(), strict=True)
    ]


def leaders(table: ValueTable[Key], ranks: Integers) -> tuple[Key, ...]:
    return tuple(table.keys[place] for place in np.flatnonzero(ranks == 1).tolist())


def _with(weights: Sequence[int], index: int, weight: int) -> list[int]:
    return [*weights[:index], weight, *weights[index + 1 :]]


def _chunks(rows: Iterator[list[int]], size: int) -> Iterator[list[list[int]]]:
    chunk: list[list[int]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) * size >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _competition_ranks(keys: Integers) -> Integers:
    """Return 1 + the number of greater keys in the same row."""
    order = np.argsort(-keys, axis=1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=1)
    starts = np.ones(keys.shape, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first = np.maximum.accumulate(np.where(starts, np.arange(keys.shape[1]), 0), axis=1) + 1
    ranks = np.empty(keys.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, first, axis=1)
    return ranks


def _first_groups(table: ValueTable[Key], rows: Sequence[Sequence[int]], band_steps: Fraction) -> list[frozenset[int]]:
    """Return who is within the band of the best, under each weighting; Python's whole numbers, few rows."""
    points, weight_sums = table.sums(rows)
    groups = []
    for weights, own_points, own_sums in zip(rows, points.tolist(), weight_sums.tolist(), strict=True):
        means = [Fraction(p, w) for p, w in zip(own_points, own_sums, strict=True)]
        least = max(means, default=Fraction(0)) - band_steps * table.common / sum(weights)
        groups.append(frozenset(place for place, mean in enumerate(means) if mean >= least))
    return groups
