"""Competition ranking on exact means: equal means share a rank, the next rank skips (1, 1, 3).

Source: DOMAIN.md 3.2. Nothing breaks a tie; on floats 281 of 2,000 ranks came out wrong (PERFORMANCE.md e), so the
means are brought onto one denominator and compared as integers.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RankedEntry(Generic[Key]):
    """One line of a ranking; ``rank`` starts at 1."""

    key: Key
    mean: Fraction
    rank: int
    is_tied: bool


def rank(means: Mapping[Key, Fraction], *, neutral_order: Mapping[Key, Any]) -> list[RankedEntry[Key]]:
    """Return the keys from the highest mean to the lowest, with competition ranks.

    ``neutral_order`` gives each key something sortable that says nothing about merit (the name): inside a tie, and only
    there, entries stand in that order.
    """
    common = math.lcm(*{mean.denominator for mean in means.values()})
    integers = {key: mean.numerator * (common // mean.denominator) for key, mean in means.items()}
    ordered = sorted(means, key=lambda key: (-integers[key], neutral_order[key]))
    entries: list[RankedEntry[Key]] = []
    start = 0
    while start < len(ordered):
        end = start + 1
        while end < len(ordered) and integers[ordered[end]] == integers[ordered[start]]:
            end += 1
        entries.extend(
            RankedEntry(key=key, mean=means[key], rank=start + 1, is_tied=end - start > 1) for key in ordered[start:end]
        )
        start = end
    return entries
