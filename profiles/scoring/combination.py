"""How the values of several rounds on one criterion become one, by a rule fixed before the first rating."""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from profiles.scoring.means import NOT_ASSESSABLE, PanelValue


class Rule(StrEnum):
    """The rules a committee may choose from (DOMAIN.md 6)."""

    MEAN = "mean"  # every round that observes the criterion counts alike
    SHARES = "shares"  # each counts by its share, a whole number from 1
    LATEST = "latest"  # the latest round that has a value counts alone


def combine_rounds(values: Sequence[tuple[PanelValue, int]], rule: Rule) -> PanelValue:
    """Return the one value of a criterion from (value, share) of its rounds, which stand in their order; exact.

    A round in which nobody could assess the criterion leaves the combination; without any value it is NOT_ASSESSABLE.
    """
    found = [(value, share) for value, share in values if isinstance(value, Fraction)]
    if not found:
        return NOT_ASSESSABLE
    if rule is Rule.LATEST:
        return found[-1][0]
    shares = [share if rule is Rule.SHARES else 1 for _value, share in found]
    total = sum((value * share for (value, _share), share in zip(found, shares, strict=True)), Fraction(0))
    return total / sum(shares)


def common_share(shares: Iterable[int], rule: Rule) -> int:
    """Return a whole number that every possible sum of ``shares`` divides, so that a database adds whole numbers."""
    if rule is Rule.LATEST:
        return 1
    counted = [share if rule is Rule.SHARES else 1 for share in shares]
    sums = {sum(chosen) for size in range(1, len(counted) + 1) for chosen in combinations(counted, size)}
    return math.lcm(*sums)
