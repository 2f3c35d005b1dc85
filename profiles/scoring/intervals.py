"""How uncertain the figures of agreement are: 95 % confidence intervals, always the same for the same ratings.

Intraclass correlations: the closed form of Shrout & Fleiss (1979) and McGraw & Wong (1996) over the F distribution, as
statistics programs print it; Kendall's W: the same on the ranks. Alpha and leniency have no closed form; theirs leave
out one applicant at a time (jackknife). Drawing applicants again and again (bootstrap) gave intervals far too narrow
for a committee: docs/decisions.md, 85. Floats: people read them, and they decide nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from profiles.scoring.agreement import Concordance, MeanSquares

UPPER = 0.975  # two-sided 95 %
TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits of a confidence interval in the unit of its figure; ``low`` may be minus infinity."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class IntraclassIntervals:
    """Intervals beside ``IntraclassCorrelations``; None where the ratings leave no interval."""

    icc_2_1: Interval | None
    icc_2_k: Interval | None
    icc_3_k: Interval | None


def intraclass_intervals(m: MeanSquares) -> IntraclassIntervals:
    """Return the intervals of ICC(2,1), ICC(2,k) and ICC(3,k).

    Applicants without differences leave none; neither does perfect agreement, whose interval of no width would read as
    certainty.

    Source: McGraw & Wong (1996), table 7; ICC(2,k) is ICC(2,1) stepped up by Spearman and Brown.
    """
    single, k = _single_interval(m), m.judge_count
    consistent = None
    if m.targets and m.error:
        ratio = _ratio_interval(float(m.targets / m.error), m.target_count, k)
        consistent = Interval(1 - 1 / ratio.low, 1 - 1 / ratio.high)
    return IntraclassIntervals(
        icc_2_1=single,
        icc_2_k=Interval(_stepped_up(single.low, k), _stepped_up(single.high, k)) if single else None,
        icc_3_k=consistent,
    )


def concordance_interval(found: Concordance) -> Interval | None:
    """Return the interval of Kendall's W, as that of a ratio of mean squares; None where W is 0 or 1.

    W is the share of the applicants in the variation of the ranks, so F = (m - 1) W / (1 - W) is the ratio of the mean
    squares of a table of ranks. Approximate: ranks are not normally distributed.
    """
    if found.w in (0, 1):
        return None
    others = found.judge_count - 1
    ratio = _ratio_interval(float(others * found.w / (1 - found.w)), found.degrees_of_freedom + 1, found.judge_count)
    return Interval(ratio.low / (ratio.low + others), ratio.high / (ratio.high + others))


def jackknife_interval(value: float, without_each: Sequence[tuple[float, int]]) -> Interval | None:
    """Return the interval of ``value``, or None where every part gives the same.

    ``without_each`` holds the value with one applicant left out, and for how many applicants it is that.

    Source: Tukey (1958); Student's t with one degree of freedom fewer than applicants.
    """
    count = sum(often for _value, often in without_each)
    mean = sum(left * often for left, often in without_each) / count
    variance = (count - 1) / count * sum((left - mean) ** 2 * often for left, often in without_each)
    if variance < TINY:
        return None
    # The square of Student's t is an F with one degree of freedom above.
    half = math.sqrt(variance * f_quantile(2 * UPPER - 1, 1, count - 1))
    return Interval(value - half, value + half)


def _ratio_interval(ratio: float, n: int, k: int) -> Interval:
    """Return the interval of the ratio of two mean squares: ``n`` targets over the residual with ``k`` judges."""
    first, second = n - 1, (n - 1) * (k - 1)
    return Interval(ratio / f_quantile(UPPER, first, second), ratio * f_quantile(UPPER, second, first))


def _single_interval(m: MeanSquares) -> Interval | None:
    """Return the interval of ICC(2,1); its second degrees of freedom are Satterthwaite's."""
    n, k = m.target_count, m.judge_count
    if not m.targets or not (m.error or m.judges):
        return None
    icc = (m.targets - m.error) / (m.targets + (k - 1) * m.error + k * (m.judges - m.error) / n)
    judges = k * icc * m.judges
    error = (n * (1 + (k - 1) * icc) - k * icc) * m.error
    freedom = float((n - 1) * (k - 1) * (judges + error) ** 2 / ((n - 1) * judges**2 + error**2))
    if freedom < 1:  # assessors who contradict each other: the approximation has nothing to stand on
        return None
    below, above = Fraction(f_quantile(UPPER, n - 1, freedom)), Fraction(f_quantile(UPPER, freedom, n - 1))
    rest = k * m.judges + (k * n - k - n) * m.error
    return Interval(
        float(n * (m.targets - below * m.error) / (below * rest + n * m.targets)),
        float(n * (above * m.targets - m.error) / (rest + n * above * m.targets)),
    )


def _stepped_up(single: float, k: int) -> float:
    """Return the reliability of the mean of ``k`` from that of one (Spearman and Brown); below its pole, no bound."""
    denominator = 1 + (k - 1) * single
    return k * single / denominator if denominator > 0 else -math.inf


@lru_cache(maxsize=256)
def f_quantile(probability: float, first: float, second: float) -> float:
    """Return the value that an F variable with ``first`` and ``second`` degrees of freedom stays below.

    ``probability`` is between 0 and 1. Found by halving on the logarithm, so that tails keep their digits.
    """
    low, high = -700.0, 700.0
    while high - low > 1e-13 * max(1.0, abs(low)):
        middle = (low + high) / 2
        if _beta_share(first / 2, second / 2, middle) < probability:
            low = middle
        else:
            high = middle
    return second / first * math.exp((low + high) / 2)


def _beta_share(a: float, b: float, log_odds: float) -> float:
    """Return the regularised incomplete beta function of ``a`` and ``b`` at the probability with these log odds.

    Continued fraction by Lentz's method. Source: DLMF 8.17.22.
    """
    if log_odds > math.log((a + 1) / (b + 1)):
        return 1 - _beta_share(b, a, -log_odds)
    x, rest = 1 / (1 + math.exp(-log_odds)), 1 / (1 + math.exp(log_odds))
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest)
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    result = d
    for step in range(1, 10_000):
        for factor in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            d = 1 / _not_zero(1 + factor * d)
            c = _not_zero(1 + factor / c)
            result *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return math.exp(log_front) * result / a


def _not_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
