"""How far independent assessors agree: published statistics, computed exactly.

Source: Shrout & Fleiss (1979) for the intraclass correlations, Krippendorff for alpha, Kendall for W; reading and
limits in DOMAIN.md 8.2. A statistic that is not defined or not to be shown is a ``NotShown`` of its own, never 0 or 1.
Nothing here touches a rating or a rank. ``intervals`` adds how uncertain the figures are, ``agreement_panel`` what a
committee is shown of them.
"""

import enum
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from profiles.scoring.means import ScoringError

WIDE_SPREAD = 2  # steps between two assessors from which on a criterion is to be talked about (DOMAIN.md 8.2)


class NotShown(enum.Enum):
    """Why there is no figure."""

    NO_DIFFERENCES = "all ratings are the same"
    NOTHING_DISTINGUISHED = "the ratings do not tell the applicants apart; the formula divides by nothing or less"
    TOO_FEW_APPLICANTS = "too few applicants"
    TOO_FEW_ASSESSORS = "fewer than two assessors"


Figure = Fraction | NotShown


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Two-way table without replication: between targets (rows), between judges (columns), residual."""

    targets: Fraction
    judges: Fraction
    error: Fraction
    within: Fraction
    target_count: int
    judge_count: int


def mean_squares(table: Sequence[Sequence[int]]) -> MeanSquares:
    """Return the mean squares of ``table`` (targets x judges, complete).

    :raises ScoringError: with fewer than two targets or judges, or ragged rows.
    """
    n, k = len(table), len(table[0]) if table else 0
    if n < 2 or k < 2 or any(len(row) != k for row in table):
        raise ScoringError("agreement needs a full table of at least two targets and two judges")
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    middle = Fraction(sum(rows) ** 2, n * k)
    total = sum(value * value for row in table for value in row) - middle
    between_rows = Fraction(sum(value * value for value in rows), k) - middle
    between_columns = Fraction(sum(value * value for value in columns), n) - middle
    return MeanSquares(
        targets=between_rows / (n - 1),
        judges=between_columns / (k - 1),
        error=(total - between_rows - between_columns) / ((n - 1) * (k - 1)),
        within=(total - between_rows) / (n * (k - 1)),
        target_count=n,
        judge_count=k,
    )


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations:
    """ICC after Shrout & Fleiss, at most 1, possibly negative. ``icc_2_k`` is the reliability of the panel's mean."""

    icc_1_1: Figure
    icc_2_1: Figure
    icc_3_1: Figure
    icc_2_k: Figure
    icc_3_k: Figure


def intraclass_correlations(m: MeanSquares) -> IntraclassCorrelations:
    """Return the intraclass correlations that follow from the mean squares of a table.

    When assessors contradict each other so far that the applicants' means hardly differ, the reliabilities of the mean
    fall below every bound and then turn positive, even above 1: their denominator has changed its sign. There they are
    NOTHING_DISTINGUISHED.
    """
    n, k = m.target_count, m.judge_count
    if not (m.targets or m.within):
        none = NotShown.NO_DIFFERENCES
        return IntraclassCorrelations(none, none, none, none, none)
    signal = m.targets - m.error
    return IntraclassCorrelations(
        icc_1_1=_quotient(m.targets - m.within, m.targets + (k - 1) * m.within),
        icc_2_1=_quotient(signal, m.targets + (k - 1) * m.error + k * (m.judges - m.error) / n),
        icc_3_1=_quotient(signal, m.targets + (k - 1) * m.error),
        icc_2_k=_quotient(signal, m.targets + (m.judges - m.error) / n),
        icc_3_k=_quotient(signal, m.targets),
    )


Cells = dict[tuple[int, int], int]  # how often two values meet in a unit, on a common denominator


def krippendorff_alpha(units: Sequence[Sequence[int | None]], *, level: str = "ordinal") -> Figure:
    """Return Krippendorff's alpha of ``units`` (each the values of all observers, None = missing), at most 1.

    ``level`` is "nominal", "ordinal" or "interval". Units with fewer than two values say nothing and are left out; all
    values equal (or none left) is NO_DIFFERENCES.
    """
    return _alpha(*_coincidences(_patterns(units)), level)


def alpha_without_each(units: Sequence[Sequence[int | None]], *, level: str = "ordinal") -> list[tuple[Figure, int]]:
    """Return alpha with one unit left out, and how many units it is the same for; once per pattern of values."""
    patterns = _patterns(units)
    cells, scale = _coincidences(patterns)
    found = []
    for values, frequency in patterns.items():
        own = _pairs(values, scale)
        rest = {pair: amount - own.get(pair, 0) for pair, amount in cells.items()}
        found.append((_alpha(rest, scale, level), frequency))
    return found


def _patterns(units: Sequence[Sequence[int | None]]) -> Counter[tuple[int, ...]]:
    """Return a few dozen patterns of values with their frequency instead of hundreds of applicants."""
    patterns = Counter(tuple(sorted(value for value in unit if value is not None)) for unit in units)
    return Counter({values: frequency for values, frequency in patterns.items() if len(values) > 1})


def _coincidences(patterns: Mapping[tuple[int, ...], int]) -> tuple[Cells, int]:
    """Return the coincidences of all units and their denominator; a pair of m values counts 1 / (m - 1)."""
    scale = math.lcm(*(len(values) - 1 for values in patterns))
    cells: Cells = {}
    for values, frequency in patterns.items():
        for pair, amount in _pairs(values, scale).items():
            cells[pair] = cells.get(pair, 0) + frequency * amount
    return cells, scale


def _pairs(values: Sequence[int], scale: int) -> Cells:
    counts, share = Counter(values), scale // (len(values) - 1)
    return {(a, b): counts[a] * (counts[b] - (a == b)) * share for a in counts for b in counts}


def _alpha(cells: Cells, scale: int, level: str) -> Figure:
    marginals: dict[int, int] = {}
    for (first, _), amount in cells.items():
        marginals[first] = marginals.get(first, 0) + amount
    distance = {(a, b): _distance(level, a, b, marginals) for a, b in product(marginals, marginals)}
    observed = sum(amount * distance[pair] for pair, amount in cells.items())
    expected = sum(marginals[a] * marginals[b] * distance[a, b] for a, b in distance)
    return 1 - Fraction((sum(marginals.values()) - scale) * observed, expected) if expected else NotShown.NO_DIFFERENCES


def _distance(level: str, a: int, b: int, marginals: Mapping[int, int]) -> int:
    """Return the squared difference of two values, in a unit that alpha does not depend on."""
    if level == "nominal":
        return int(a != b)
    if level == "interval":
        return (a - b) ** 2
    low, high = min(a, b), max(a, b)
    between = sum(amount for value, amount in marginals.items() if low <= value <= high)
    return (2 * between - marginals[a] - marginals[b]) ** 2


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W with correction for ties; ``chi_square`` has ``degrees_of_freedom``."""

    w: Fraction
    chi_square: Fraction
    degrees_of_freedom: int
    judge_count: int


def kendall_w(table: Sequence[Sequence[int]]) -> Concordance | NotShown:
    """Return Kendall's W of ``table`` (targets x judges, complete); NO_DIFFERENCES if nobody makes any.

    :raises ScoringError: with fewer than two targets or judges.
    """
    n, m = len(table), len(table[0]) if table else 0
    if n < 2 or m < 2:
        raise ScoringError("concordance needs two targets and two judges")
    sums = [Fraction(0)] * n
    ties = 0
    for judge in range(m):
        column = [row[judge] for row in table]
        counts = Counter(column)
        ties += sum(count**3 - count for count in counts.values())
        ranks: dict[int, Fraction] = {}
        below = 0
        for value in sorted(counts):
            ranks[value] = below + Fraction(counts[value] + 1, 2)
            below += counts[value]
        for target, value in enumerate(column):
            sums[target] += ranks[value]
    middle = Fraction(m * (n + 1), 2)
    spread = sum(((value - middle) ** 2 for value in sums), Fraction(0))
    possible = m * m * (n**3 - n) - m * ties
    if not possible:
        return NotShown.NO_DIFFERENCES
    w = 12 * spread / possible
    return Concordance(w=w, chi_square=m * (n - 1) * w, degrees_of_freedom=n - 1, judge_count=m)


def spread(values: Sequence[int]) -> int | None:
    """Return largest minus smallest value in steps, or None below two values."""
    return max(values) - min(values) if len(values) > 1 else None


def _quotient(numerator: Fraction, denominator: Fraction) -> Figure:
    return numerator / denominator if denominator > 0 else NotShown.NOTHING_DISTINGUISHED
