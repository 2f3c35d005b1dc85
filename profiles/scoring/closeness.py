"""Closeness groups: applicants whose results lie so near each other that the committee must say what that means.

Source: DOMAIN.md 3.4. The band is a prompt for the finding "im Wesentlichen gleich geeignet", not a legal test.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from profiles.scoring.means import WeightedCriterion
from profiles.scoring.ranking import RankedEntry

Key = TypeVar("Key", bound=Hashable)
HIGHEST_WEIGHT = 4


@dataclass(frozen=True, slots=True)
class ClosenessGroup(Generic[Key]):
    """Neighbours of the ranking within one band; ``number`` counts the groups from the top, starting at 1."""

    number: int
    keys: tuple[Key, ...]


def closeness_band(criteria: Sequence[WeightedCriterion], *, steps: int = 1, weight: int = HIGHEST_WEIGHT) -> Fraction:
    """Return the band as a difference of weighted means: ``steps`` steps (0..4) of one criterion of ``weight`` (1..4).

    For the posting 148/2025 and the default: 4/41 of a step of the scale, 1.95 percentage points of the maximum.
    """
    return Fraction(weight * steps, sum(criterion.weight for criterion in criteria))


def closeness_groups(entries: Sequence[RankedEntry[Key]], band: Fraction) -> list[ClosenessGroup[Key]]:
    """Return the ranking cut into groups, from the top; most groups have one member.

    A group holds everybody within ``band`` (inclusive) of its best member. Measured from the best and not from the
    predecessor, small gaps cannot chain until first and last are far apart.
    """
    # On one denominator the distances are whole numbers; subtracting fractions would take ten times as long.
    common = math.lcm(band.denominator, *{entry.mean.denominator for entry in entries})
    width = band.numerator * (common // band.denominator)
    values = [entry.mean.numerator * (common // entry.mean.denominator) for entry in entries]
    groups: list[ClosenessGroup[Key]] = []
    start = 0
    while start < len(entries):
        end = start + 1
        while end < len(entries) and values[start] - values[end] <= width:
            end += 1
        groups.append(ClosenessGroup(len(groups) + 1, tuple(entry.key for entry in entries[start:end])))
        start = end
    return groups
