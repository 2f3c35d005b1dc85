"""From single ratings to one applicant's weighted mean.

Source: DOMAIN.md 3.2. A rating is a whole step of the scale, "not assessable", or open (None); these are three
different things and none of them is zero.
"""

import enum
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


class ScoringError(ValueError):
    """Base of everything that the arithmetic refuses."""


class MissingRating(ScoringError):
    """A criterion is open on a sheet; a gap is never read as a number."""


class UnknownCriterion(ScoringError):
    """A sheet names a criterion that the profile does not have."""


class RatingOutOfRange(ScoringError):
    """A rating is no whole step of the scale."""


class NothingAssessable(ScoringError):
    """Every criterion is not assessable; there is no result, and above all no zero."""


class NotAssessable(enum.Enum):
    """The one value that says "nicht beurteilbar"."""

    NOT_ASSESSABLE = "not assessable"


NOT_ASSESSABLE = NotAssessable.NOT_ASSESSABLE

Answer = int | NotAssessable | None
PanelValue = Fraction | NotAssessable


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale in whole steps from ``minimum`` to ``maximum``; the maximum is the best."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class WeightedCriterion:
    """A criterion with its weight, 1 (required) .. 4 (indispensable), and the number of its group, e.g. "3.1"."""

    key: str
    weight: int
    group: str

    def __post_init__(self) -> None:
        if type(self.weight) is not int or not 1 <= self.weight <= 4:
            raise ScoringError(f"weight of {self.key} must be 1, 2, 3 or 4, not {self.weight!r}")


@dataclass(frozen=True, slots=True)
class GroupSubtotal:
    """One group's part: ``points`` of ``maximum_points``; mean and share are None if nothing in it was assessable."""

    group: str
    points: Fraction
    weight_sum: int
    full_weight_sum: int
    maximum_points: int

    @property
    def mean(self) -> Fraction | None:
        return self.points / self.weight_sum if self.weight_sum else None

    @property
    def share(self) -> Fraction | None:
        return self.points / self.maximum_points if self.weight_sum else None


@dataclass(frozen=True, slots=True)
class ApplicantResult:
    """One applicant's arithmetic result; every number is exact.

    ``points`` = sum of weight times panel value over the assessable criteria; ``mean`` = points / ``weight_sum`` on the
    scale; ``share`` = points / ``maximum_points`` (all-1 is 1/5, not 0); ``scaled_share`` runs from 0 (all-1) to 1
    (all-5).
    """

    points: Fraction
    weight_sum: int
    full_weight_sum: int
    scale: Scale
    groups: tuple[GroupSubtotal, ...]
    not_assessable: tuple[str, ...]

    @property
    def maximum_points(self) -> int:
        return self.scale.maximum * self.weight_sum

    @property
    def mean(self) -> Fraction:
        return self.points / self.weight_sum

    @property
    def share(self) -> Fraction:
        return self.points / self.maximum_points

    @property
    def scaled_share(self) -> Fraction:
        width = self.scale.maximum - self.scale.minimum
        return (self.points - self.scale.minimum * self.weight_sum) / (width * self.weight_sum)

    @property
    def rests_on_fewer_criteria(self) -> bool:
        return bool(self.not_assessable)


def panel_values(
    criteria: Sequence[WeightedCriterion], sheets: Sequence[Mapping[str, Answer]], scale: Scale
) -> dict[str, PanelValue]:
    """Return the committee's value per criterion: the mean of the independent ratings, exact.

    An assessor who said "not assessable" leaves that criterion's mean; where all said so the value is NOT_ASSESSABLE.

    :raises MissingRating: if there is no sheet, or a criterion is open on one.
    :raises UnknownCriterion: if a sheet names a criterion that is not in ``criteria``.
    :raises RatingOutOfRange: if a rating is no whole step of ``scale``.
    """
    if not sheets:
        raise MissingRating("no sheet")
    known = {criterion.key for criterion in criteria}
    for sheet in sheets:
        if unknown := sheet.keys() - known:
            raise UnknownCriterion(", ".join(sorted(unknown)))
    values: dict[str, PanelValue] = {}
    for criterion in criteria:
        numbers = []
        for sheet in sheets:
            answer = sheet.get(criterion.key)
            if answer is None:
                raise MissingRating(criterion.key)
            if answer is NOT_ASSESSABLE:
                continue
            # bool is an int to Python and a float may look like one; neither is a rating.
            if type(answer) is not int or not scale.minimum <= answer <= scale.maximum:
                raise RatingOutOfRange(f"{criterion.key}: {answer!r}")
            numbers.append(answer)
        values[criterion.key] = Fraction(sum(numbers), len(numbers)) if numbers else NOT_ASSESSABLE
    return values


def applicant_result(
    criteria: Sequence[WeightedCriterion], values: Mapping[str, PanelValue], scale: Scale
) -> ApplicantResult:
    """Return the weighted result of one applicant from the committee's ``values``.

    Criteria that are not assessable leave numerator and denominator.

    :raises MissingRating: if a criterion has no value.
    :raises NothingAssessable: if no criterion has a number.
    """
    for criterion in criteria:
        if criterion.key not in values:
            raise MissingRating(criterion.key)
    groups = tuple(
        _subtotal(group, [criterion for criterion in criteria if criterion.group == group], values, scale)
        for group in dict.fromkeys(criterion.group for criterion in criteria)
    )
    points = sum((group.points for group in groups), Fraction(0))
    weight_sum = sum(group.weight_sum for group in groups)
    if not weight_sum:
        raise NothingAssessable
    return ApplicantResult(
        points=points,
        weight_sum=weight_sum,
        full_weight_sum=sum(group.full_weight_sum for group in groups),
        scale=scale,
        groups=groups,
        not_assessable=tuple(criterion.key for criterion in criteria if values[criterion.key] is NOT_ASSESSABLE),
    )


def _subtotal(
    group: str, criteria: Sequence[WeightedCriterion], values: Mapping[str, PanelValue], scale: Scale
) -> GroupSubtotal:
    parts = [
        (criterion.weight, value) for criterion in criteria if isinstance(value := values[criterion.key], Fraction)
    ]
    # On one denominator the sum is plain whole-number arithmetic, several times as fast as adding fractions.
    common = math.lcm(*(value.denominator for _weight, value in parts))
    total = sum(weight * value.numerator * (common // value.denominator) for weight, value in parts)
    weight_sum = sum(weight for weight, _value in parts)
    return GroupSubtotal(
        group=group,
        points=Fraction(total, common),
        weight_sum=weight_sum,
        full_weight_sum=sum(criterion.weight for criterion in criteria),
        maximum_points=scale.maximum * weight_sum,
    )
