"""How far independent assessors agree: published statistics, computed exactly.

Source: Shrout & Fleiss (1979) for the intraclass correlations, Krippendorff for alpha, Kendall for W; reading and
limits in DOMAIN.md 8.2. Where a statistic is not defined (no differences at all) the functions return None, never 0
or 1.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from profiles.scoring.means import ScoringError

WIDE_SPREAD = 2  # steps between two assessors from which on a criterion is to be talked about (DOMAIN.md 8.2)


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
    grand = Fraction(sum(map(sum, table)), n * k)
    rows = [Fraction(sum(row), k) for row in table]
    columns = [Fraction(sum(row[j] for row in table), n) for j in range(k)]
    total = sum(((value - grand) ** 2 for row in table for value in row), Fraction(0))
    between_rows = k * sum(((mean - grand) ** 2 for mean in rows), Fraction(0))
    between_columns = n * sum(((mean - grand) ** 2 for mean in columns), Fraction(0))
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
    """ICC after Shrout & Fleiss; None where undefined. ``icc_2_k`` is the reliability of the panel's mean."""

    icc_1_1: Fraction | None
    icc_2_1: Fraction | None
    icc_3_1: Fraction | None
    icc_2_k: Fraction | None
    icc_3_k: Fraction | None


def intraclass_correlations(table: Sequence[Sequence[int]]) -> IntraclassCorrelations:
    """Return the intraclass correlations of ``table`` (targets x judges, complete)."""
    m = mean_squares(table)
    n, k = m.target_count, m.judge_count
    return IntraclassCorrelations(
        icc_1_1=_ratio(m.targets - m.within, m.targets + (k - 1) * m.within),
        icc_2_1=_ratio(m.targets - m.error, m.targets + (k - 1) * m.error + k * (m.judges - m.error) / n),
        icc_3_1=_ratio(m.targets - m.error, m.targets + (k - 1) * m.error),
        icc_2_k=_ratio(m.targets - m.error, m.targets + (m.judges - m.error) / n),
        icc_3_k=_ratio(m.targets - m.error, m.targets),
    )


def krippendorff_alpha(units: Sequence[Sequence[int | None]], *, level: str = "ordinal") -> Fraction | None:
    """Return Krippendorff's alpha of ``units`` (each the values of all observers, None = missing), or None.

    ``level`` is "nominal", "ordinal" or "interval".
    """
    weights: dict[tuple[int, int], Fraction] = {}
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) < 2:
            continue
        for i, first in enumerate(values):
            for j, second in enumerate(values):
                if i != j:
                    pair = (first, second)
                    weights[pair] = weights.get(pair, Fraction(0)) + Fraction(1, len(values) - 1)
    marginals: dict[int, Fraction] = {}
    for (first, _), amount in weights.items():
        marginals[first] = marginals.get(first, Fraction(0)) + amount
    total = sum(marginals.values(), Fraction(0))
    distance = _distance(level, marginals)
    observed = sum((amount * distance(a, b) for (a, b), amount in weights.items()), Fraction(0))
    expected = sum((marginals[a] * marginals[b] * distance(a, b) for a in marginals for b in marginals), Fraction(0))
    return None if not expected else 1 - (total - 1) * observed / expected


def _distance(level: str, marginals: dict[int, Fraction]) -> Callable[[int, int], Fraction]:
    def nominal(a: int, b: int) -> Fraction:
        return Fraction(a != b)

    def interval(a: int, b: int) -> Fraction:
        return Fraction((a - b) ** 2)

    def ordinal(a: int, b: int) -> Fraction:
        low, high = min(a, b), max(a, b)
        between = sum((amount for value, amount in marginals.items() if low <= value <= high), Fraction(0))
        return (between - (marginals[a] + marginals[b]) / 2) ** 2

    return {"nominal": nominal, "ordinal": ordinal, "interval": interval}[level]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W with correction for ties; ``chi_square`` has ``degrees_of_freedom``."""

    w: Fraction
    chi_square: Fraction
    degrees_of_freedom: int


def kendall_w(table: Sequence[Sequence[int]]) -> Concordance | None:
    """Return Kendall's W of ``table`` (targets x judges, complete), or None if a judge makes no differences at all."""
    n, m = len(table), len(table[0]) if table else 0
    if n < 2 or m < 2:
        raise ScoringError("concordance needs two targets and two judges")
    sums = [Fraction(0)] * n
    ties = 0
    for judge in range(m):
        column = [row[judge] for row in table]
        counts = Counter(column)
        ties += sum(count**3 - count for count in counts.values())
        for target, value in enumerate(column):
            below = sum(count for other, count in counts.items() if other < value)
            sums[target] += below + Fraction(counts[value] + 1, 2)
    middle = Fraction(m * (n + 1), 2)
    spread = sum(((value - middle) ** 2 for value in sums), Fraction(0))
    w = _ratio(12 * spread, Fraction(m * m * (n**3 - n) - m * ties))
    return None if w is None else Concordance(w=w, chi_square=m * (n - 1) * w, degrees_of_freedom=n - 1)


def spread(values: Sequence[int]) -> int | None:
    """Return largest minus smallest value, or None below two values."""
    return max(values) - min(values) if len(values) > 1 else None


def _ratio(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    """Return the quotient, None where it is not defined: contradicting judges can turn the denominator of an ICC
    negative, and the quotient of two negative numbers would read as full agreement."""
    return numerator / denominator if denominator > 0 else None
