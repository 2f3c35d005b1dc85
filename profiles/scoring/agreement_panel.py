"""What a committee reads about its agreement in one round, with the rules when not to show a figure (DOMAIN.md 8.2).

Takes the values before discussion only. Figures for people: no rank depends on any of them, so the intervals and the
standard deviations may be floats.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import stdev

from profiles.scoring.agreement import (
    WIDE_SPREAD,
    Concordance,
    Figure,
    IntraclassCorrelations,
    NotShown,
    alpha_without_each,
    intraclass_correlations,
    kendall_w,
    krippendorff_alpha,
    mean_squares,
    spread,
)
from profiles.scoring.intervals import (
    Interval,
    IntraclassIntervals,
    concordance_interval,
    intraclass_intervals,
    jackknife_interval,
)
from profiles.scoring.means import MissingRating, WeightedCriterion

FEWEST_APPLICANTS, FEWEST_ASSESSORS = 5, 2  # below, ICC, alpha and W say nothing (DOMAIN.md 8.2)
LENIENT_ABOVE = Fraction(1, 2)  # steps between an assessor's mean and the panel's; more is talked about (DOMAIN.md 8.2)

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
    """One criterion over the ``shared`` applicants with at least two values: ordinal alpha, and who lies apart."""

    key: str
    shared: int
    alpha: Figure
    interval: Interval | None  # of alpha
    wide_count: int
    mean_distance: Fraction | None  # mean absolute distance to the panel's mean, in steps


@dataclass(frozen=True, slots=True)
class AssessorLeniency:
    """One assessor's mean over all values given, the mean distance to the panel where others rated too, the spread."""

    assessor: int
    count: int
    mean: Fraction | None
    difference: Fraction | None
    interval: Interval | None  # of the difference
    deviation: float | None

    @property
    def is_to_be_discussed(self) -> bool:
        return self.difference is not None and abs(self.difference) > LENIENT_ABOVE


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """All of it; ``icc`` and ``concordance`` are the reason where they may not be shown or are not defined."""

    assessor_count: int
    applicant_count: int
    complete: int  # applicants with a value from every assessor on every criterion
    icc: IntraclassCorrelations | NotShown
    intervals: IntraclassIntervals | None
    concordance: Concordance | NotShown
    concordance_interval: Interval | None
    total_deviation: float | None  # SD of the applicants' mean weighted means, in steps
    error: float | None  # standard error of a weighted mean, in steps
    criteria: tuple[CriterionAgreement, ...]
    assessors: tuple[AssessorLeniency, ...]
    apart: tuple[Apart, ...]

    @property
    def shows_totals(self) -> bool:
        return isinstance(self.icc, IntraclassCorrelations)

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
    icc: IntraclassCorrelations | NotShown
    concordance: Concordance | NotShown
    intervals = ordered = deviation = error = None
    if reason := _too_few(len(complete), len(assessors)):
        icc = concordance = reason
    else:
        squares = mean_squares(table)
        icc, intervals, concordance = intraclass_correlations(squares), intraclass_intervals(squares), kendall_w(table)
        ordered = concordance_interval(concordance) if isinstance(concordance, Concordance) else None
        deviation = stdev(sum(row) / len(row) / weight_sum for row in table)
        if isinstance(icc.icc_2_k, Fraction):
            error = deviation * sqrt(1 - max(icc.icc_2_k, Fraction(0)))
    cells = {
        applicant: {
            criterion.key: {
                one: value for one in assessors if (value := sheets.get(one, {}).get(criterion.key)) is not None
            }
            for criterion in criteria
        }
        for applicant, sheets in values.items()
    }
    apart = tuple(
        Apart(applicant, key, found, width)
        for applicant, row in cells.items()
        for key, found in row.items()
        if (width := spread(list(found.values()))) is not None and width >= WIDE_SPREAD
    )
    return PanelAgreement(
        assessor_count=len(assessors),
        applicant_count=len(values),
        complete=len(complete),
        icc=icc,
        intervals=intervals,
        concordance=concordance,
        concordance_interval=ordered,
        total_deviation=deviation,
        error=error,
        criteria=tuple(
            _criterion(criterion.key, [row[criterion.key] for row in cells.values()], assessors)
            for criterion in criteria
        ),
        assessors=tuple(_leniency(one, [list(row.values()) for row in cells.values()]) for one in assessors),
        apart=apart,
    )


def _too_few(applicants: int, assessors: int) -> NotShown | None:
    if assessors < FEWEST_ASSESSORS:
        return NotShown.TOO_FEW_ASSESSORS
    return NotShown.TOO_FEW_APPLICANTS if applicants < FEWEST_APPLICANTS else None


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
    distances: dict[int, int] = defaultdict(int)  # by number of values, times that number: whole numbers
    for found in shared:
        count, total = len(found), sum(found.values())
        distances[count] += sum(abs(count * value - total) for value in found.values())
    distance = sum((Fraction(amount, count) for count, amount in distances.items()), Fraction(0))
    units = [list(found.values()) for found in shared]
    alpha = _too_few(len(shared), len(assessors)) or krippendorff_alpha(units)
    return CriterionAgreement(
        key=key,
        shared=len(shared),
        alpha=alpha,
        interval=_alpha_interval(alpha, units) if isinstance(alpha, Fraction) else None,
        wide_count=sum(1 for found in shared if max(found.values()) - min(found.values()) >= WIDE_SPREAD),
        mean_distance=distance / sum(map(len, shared)) if shared else None,
    )


def _alpha_interval(alpha: Fraction, units: Sequence[Sequence[int]]) -> Interval | None:
    """Return the interval of alpha, at most 1; None where alpha hangs on one applicant alone."""
    without_each = [(float(left), often) for left, often in alpha_without_each(units) if isinstance(left, Fraction)]
    if sum(often for _left, often in without_each) < len(units):
        return None
    found = jackknife_interval(float(alpha), without_each)
    return found and Interval(found.low, min(found.high, 1.0))


def _leniency(assessor: int, applicants: Sequence[Sequence[Mapping[int, int]]]) -> AssessorLeniency:
    """Compare an assessor with the panel on the cells that this assessor and another rated: fewer sheets are no bias,
    and who rated alone says nothing about strictness."""
    values = [cell[assessor] for cells in applicants for cell in cells if assessor in cell]
    distances: list[tuple[Fraction, int]] = []  # per applicant: sum of the distances to the panel, number of values
    for cells in applicants:
        shared = [cell for cell in cells if assessor in cell and len(cell) > 1]
        sums: dict[int, int] = defaultdict(int)
        for cell in shared:
            sums[len(cell)] += len(cell) * cell[assessor] - sum(cell.values())
        if shared:
            distances.append((sum((Fraction(part, size) for size, part in sums.items()), Fraction(0)), len(shared)))
    difference = interval = None
    if distances:
        total, count = sum((distance for distance, _count in distances), Fraction(0)), sum(n for _d, n in distances)
        difference = total / count
        if len(distances) >= FEWEST_APPLICANTS:
            without_each = [(float((total - left) / (count - often)), 1) for left, often in distances]
            interval = jackknife_interval(float(difference), without_each)
    return AssessorLeniency(
        assessor=assessor,
        count=len(values),
        mean=Fraction(sum(values), len(values)) if values else None,
        difference=difference,
        interval=interval,
        deviation=stdev(values) if len(values) > 1 else None,
    )
