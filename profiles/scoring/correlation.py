"""How far two rankings of the same people agree: Kendall's tau-b from whole numbers.

Source: DOMAIN.md 8.3; Kendall (1945), "The treatment of ties in ranking problems". The figure is a quotient with a root
below; it is kept as its two whole numbers and rounded once, when it is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isqrt

import numpy as np

from profiles.scoring.means import ScoringError


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """Tau-b = ``difference`` / root of ``square``, from -1 (reversed) over 0 to 1 (the same order and the same ties).

    ``difference`` are the pairs in the same order less those in opposite order; ``square`` is the number of pairs not
    tied in the first ranking times that in the second. With 0 below, one ranking knows no order at all: tau-b is not
    defined, which is neither 0 nor 1.
    """

    difference: int
    square: int

    @property
    def is_defined(self) -> bool:
        return self.square > 0

    def display(self) -> Decimal:
        """Return tau-b with two decimals, halves away from zero; no digit is lost on the way.

        :raises ScoringError: if it is not defined.
        """
        if not self.is_defined:
            raise ScoringError("one of the rankings has no order")
        # The whole part of 200 * |tau|, from which half up to hundredths follows.
        doubled = isqrt(40_000 * self.difference**2 // self.square)
        hundredths = (doubled + 1) // 2
        return Decimal(hundredths if self.difference >= 0 else -hundredths).scaleb(-2)


def kendall_tau_b(first: Sequence[int], second: Sequence[int]) -> RankCorrelation:
    """Return the correlation of two lists of ranks (or other whole numbers) of the same people in the same order.

    :raises ScoringError: if the lists differ in length.
    """
    if len(first) != len(second):
        raise ScoringError("both rankings must hold the same people")
    a, b = np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)
    difference = untied_first = untied_second = 0
    for place in range(len(a) - 1):
        signs_a = np.sign(a[place + 1 :] - a[place])
        signs_b = np.sign(b[place + 1 :] - b[place])
        difference += int((signs_a * signs_b).sum())
        untied_first += int(np.count_nonzero(signs_a))
        untied_second += int(np.count_nonzero(signs_b))
    return RankCorrelation(difference=difference, square=untied_first * untied_second)
