"""What a committee reads about its agreement in one round, with the rules when not to show a figure (DOMAIN.md 8.2).

Takes the values before discussion only. Figures for people: no rank depends on any of them, so the interval and the
standard deviations may be floats.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from operator import itemgetter
from statistics import stdev

from profiles.scoring.agreement import (
    WIDE_SPREAD,
    Concordance,
    IntraclassCorrelations,
    intraclass_correlations,
    kendall_w,
    krippendorff_alpha,
    spread,
)
from profiles.scoring.means import MissingRating, WeightedCriterion

FEWEST_APPLICANTS = 5  # below, ICC and W say nothing (DOMAIN.md 8.2)
LENIENT_FROM = Fraction(1, 2)  # steps between an assessor's mean and the panel's from which on to talk about it
DRAWS, SEED, TAIL = 2_000, 148_2025, 0.025  # a 95 % interval that comes out the same every time

Values = Mapping[int, Mapping[int, Mapping[str, int | None]]]  # applicant -> assessor -> criterion -> value or None


@dataclass(frozen=True, slots=True)
class Apart:
    """One applicant and criterion on which two assessors lie two steps or more apart."""

    applicant: int
    key: str
    values: Mapping[int, int]
    spread: int


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """One criterion over all applicants: ordinal alpha (None = not defined), and where assessors lie apart."""

    key: str
    alpha: Fraction | None
    wide_count: int
    mean_distance: Fraction | None  # mean absolute distance to the panel's mean, in steps


@dataclass(frozen=True, slots=True)
class AssessorLeniency:
    """One assessor's mean over all values given, its distance to the panel's, and the spread of the values."""

    assessor: int
    count: int
    mean: Fraction | None
    difference: Fraction | None
    deviation: float | None

    @property
    def is_to_be_discussed(self) -> bool:
        return self.difference is not None and abs(self.difference) >= LENIENT_FROM


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """All of it. ``totals`` is None when it may not be shown; ``complete`` counts who is in it."""

    assessor_count: int
    applicant_count: int
    complete: int  # applicants with a value from every assessor on every criterion
    icc: IntraclassCorrelations | None
    interval: tuple[float, float] | None  # of ICC(2,k)
    concordance: Concordance | None
    total_deviation: float | None  # SD of the applicants' mean weighted means, in steps
    error: float | None  # standard error of a weighted mean, in steps
    criteria: tuple[CriterionAgreement, ...]
    assessors: tuple[AssessorLeniency, ...]
    apart: tuple[Apart, ...]

    @property
    def shows_totals(self) -> bool:
        return self.assessor_count >= 2 and self.complete >= FEWEST_APPLICANTS

    @property
    def distinguishable_from(self) -> float | None:
        """Difference of two weighted means below which they are "nicht sicher unterscheidbar", in steps."""
        return None if self.error is None else 1.96 * self.error * sqrt(2)


def panel_agreement(criteria: Sequence[WeightedCriterion], assessors: Sequence[int], values: Values) -> PanelAgreement:
    """Return the agreement of ``assessors`` over ``values``; who gave no sheet on an applicant is left out there."""
    complete = [
        applicant
        for applicant, sheets in values.items()
        if all(sheets.get(one, {}).get(criterion.key) is not None for one in assessors for criterion in criteria)
    ]
    weight_sum = sum(criterion.weight for criterion in criteria)
    table = [[_total(criteria, values[applicant][one]) for one in assessors] for applicant in complete]
    icc = interval = concordance = None
    deviation = error = None
    if len(assessors) >= 2 and len(complete) >= FEWEST_APPLICANTS:
        icc, interval, concordance = intraclass_correlations(table), bootstrap_interval(table), kendall_w(table)
        deviation = stdev(sum(row) / len(row) / weight_sum for row in table)
        if icc.icc_2_k is not None:
            error = deviation * sqrt(1 - min(max(icc.icc_2_k, Fraction(0)), Fraction(1)))
    cells = {
        (applicant, criterion.key): {
            one: value
            for one, given in sheets.items()
            if one in assessors and (value := given.get(criterion.key)) is not None
        }
        for applicant, sheets in values.items()
        for criterion in criteria
    }
    apart = tuple(
        Apart(applicant, key, found, width)
        for (applicant, key), found in cells.items()
        if (width := spread(list(found.values()))) is not None and width >= WIDE_SPREAD
    )
    return PanelAgreement(
        assessor_count=len(assessors),
        applicant_count=len(values),
        complete=len(complete),
        icc=icc,
        interval=interval,
        concordance=concordance,
        total_deviation=deviation,
        error=error,
        criteria=tuple(
            _criterion(criterion.key, [found for (_a, key), found in cells.items() if key == criterion.key], assessors)
            for criterion in criteria
        ),
        assessors=_leniency(assessors, cells.values()),
        apart=apart,
    )


def _total(criteria: Sequence[WeightedCriterion], given: Mapping[str, int | None]) -> int:
    """Return the weighted points of a sheet on which every criterion has a value."""
    total = 0
    for criterion in criteria:
        value = given[criterion.key]
        if value is None:
            raise MissingRating(criterion.key)
        total += criterion.weight * value
    return total


def _criterion(key: str, cells: Sequence[Mapping[int, int]], assessors: Sequence[int]) -> CriterionAgreement:
    shared = [found for found in cells if len(found) > 1]
    distances = []
    for found in shared:
        mean = Fraction(sum(found.values()), len(found))
        distances += [abs(value - mean) for value in found.values()]
    return CriterionAgreement(
        key=key,
        alpha=krippendorff_alpha([[found.get(one) for one in assessors] for found in shared]) if shared else None,
        wide_count=sum(1 for found in shared if max(found.values()) - min(found.values()) >= WIDE_SPREAD),
        mean_distance=sum(distances, Fraction(0)) / len(distances) if distances else None,
    )


def _leniency(assessors: Sequence[int], found_cells: Iterable[Mapping[int, int]]) -> tuple[AssessorLeniency, ...]:
    """Compare each assessor with the panel on the cells that this assessor rated, so that fewer sheets are no bias."""
    found = []
    cells = list(found_cells)
    for one in assessors:
        own = [cell for cell in cells if one in cell]
        values = [cell[one] for cell in own]
        if not values:
            found.append(AssessorLeniency(one, 0, None, None, None))
            continue
        mean = Fraction(sum(values), len(values))
        panel = sum((Fraction(sum(cell.values()), len(cell)) for cell in own), Fraction(0)) / len(own)
        deviation = stdev(values) if len(values) > 1 else None
        found.append(AssessorLeniency(one, len(values), mean, mean - panel, deviation))
    return tuple(found)


def bootstrap_interval(table: Sequence[Sequence[int]]) -> tuple[float, float] | None:
    """Return the 95 % interval of ICC(2,k) over ``DRAWS`` draws of applicants (rows) with a fixed seed, or None where a
    quarter of the draws has no differences. Same rows, same interval."""
    n, k = len(table), len(table[0])
    chance = random.Random(SEED)  # noqa: S311 - a sample that must repeat, no secret
    columns = [[float(row[judge]) for row in table] for judge in range(k)]
    sums = [float(sum(row)) for row in table]
    sums_squared = [total * total for total in sums]
    squares = [float(sum(value * value for value in row)) for row in table]
    found = []
    for _draw in range(DRAWS):
        pick = itemgetter(*chance.choices(range(n), k=n))
        judged = [sum(pick(column)) for column in columns]
        correction = sum(judged) ** 2 / (n * k)
        rows = sum(pick(sums_squared)) / k - correction
        between = sum(total * total for total in judged) / n - correction
        rest = sum(pick(squares)) - correction - rows - between
        targets, judges, error = rows / (n - 1), between / (k - 1), rest / ((n - 1) * (k - 1))
        below = targets + (judges - error) / n
        if targets > 1e-9 and below > 1e-9:
            found.append((targets - error) / below)
    if len(found) < DRAWS * 3 // 4:
        return None
    found.sort()
    return found[int(TAIL * len(found))], found[int((1 - TAIL) * len(found)) - 1]
