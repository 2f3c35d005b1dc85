"""How stable the arithmetic result is: plain functions on panel values. Nothing here changes a published weight.

Source: DOMAIN.md 8.3. All of it is a plausibility check behind the result.
"""

import math
import random
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Generic, TypeVar

from profiles.scoring.means import (
    Answer,
    NothingAssessable,
    PanelValue,
    Scale,
    ScoringError,
    WeightedCriterion,
    applicant_result,
    panel_values,
)
from profiles.scoring.ranking import RankedEntry, rank

Key = TypeVar("Key", bound=Hashable)
Panels = Mapping[Key, Mapping[str, PanelValue]]


@dataclass(frozen=True, slots=True)
class WeightChange(Generic[Key]):
    """One weight moved by one step: who then leads, and whether any rank differs from the published result."""

    criterion: str
    old_weight: int
    new_weight: int
    leaders: frozenset[Key]
    changes_leader: bool
    changes_any_rank: bool


def ranking_for(
    criteria: Sequence[WeightedCriterion], panels: Panels[Key], scale: Scale, neutral_order: Mapping[Key, Any]
) -> list[RankedEntry[Key]]:
    """Return the ranking of ``panels`` under ``criteria``."""
    means = {key: applicant_result(criteria, values, scale).mean for key, values in panels.items()}
    return rank(means, neutral_order=neutral_order)


def one_at_a_time(
    criteria: Sequence[WeightedCriterion], panels: Panels[Key], scale: Scale, neutral_order: Mapping[Key, Any]
) -> list[WeightChange[Key]]:
    """Move each weight by one step up and down (within 1..4) and tell what happens to the ranks."""
    published = _ranks(ranking_for(criteria, panels, scale, neutral_order))
    leaders = _leaders(published)
    changes = []
    for index, criterion in enumerate(criteria):
        for new_weight in (criterion.weight - 1, criterion.weight + 1):
            if not 1 <= new_weight <= 4:
                continue
            altered = [*criteria[:index], replace(criterion, weight=new_weight), *criteria[index + 1 :]]
            ranks = _ranks(ranking_for(altered, panels, scale, neutral_order))
            changes.append(
                WeightChange(
                    criterion=criterion.key,
                    old_weight=criterion.weight,
                    new_weight=new_weight,
                    leaders=_leaders(ranks),
                    changes_leader=_leaders(ranks) != leaders,
                    changes_any_rank=ranks != published,
                )
            )
    return changes


def smallest_swap(
    criteria: Sequence[WeightedCriterion],
    better: Mapping[str, PanelValue],
    worse: Mapping[str, PanelValue],
    scale: Scale,
) -> tuple[str, int, int] | None:
    """Return (criterion, old weight, new weight) of the smallest change of one weight that puts ``worse`` ahead.

    The smallest is the fewest steps; among equal ones the first criterion of the profile. None if no single change
    within 1..4 does it.
    """
    found = []
    for index, criterion in enumerate(criteria):
        for new_weight in range(1, 5):
            if new_weight == criterion.weight:
                continue
            altered = [*criteria[:index], replace(criterion, weight=new_weight), *criteria[index + 1 :]]
            if applicant_result(altered, worse, scale).mean > applicant_result(altered, better, scale).mean:
                found.append((abs(new_weight - criterion.weight), index, new_weight))
    if not found:
        return None
    _, index, new_weight = min(found)
    return criteria[index].key, criteria[index].weight, new_weight


def rank_acceptability(
    criteria: Sequence[WeightedCriterion],
    panels: Panels[Key],
    *,
    draws: int = 5_000,
    seed: int = 1,
    spread_percent: int = 25,
) -> dict[Key, dict[int, Fraction]]:
    """Return for each applicant the share of ``draws`` in which each rank is reached, under weights w * (1 + u).

    ``u`` is uniform on +-``spread_percent`` in steps of a thousandth, so that every draw stays exact. Same seed, same
    answer. Criteria that are not assessable leave numerator and denominator as always.
    """
    generator = random.Random(seed)  # noqa: S311 - a reproducible simulation, no secret
    width = spread_percent * 10
    tables: dict[Key, Counter[int]] = {key: Counter() for key in panels}
    integers = {key: _integer_values(values) for key, values in panels.items()}
    for _ in range(draws):
        weights = {c.key: c.weight * (1_000 + generator.randint(-width, width)) for c in criteria}
        means = {
            key: Fraction(
                sum(weights[name] * value for name, value in values.items()),
                denominator * sum(weights[name] for name in values),
            )
            for key, (values, denominator) in integers.items()
        }
        ordered = sorted(means.values(), reverse=True)
        places = {mean: ordered.index(mean) + 1 for mean in set(ordered)}
        for key, mean in means.items():
            tables[key][places[mean]] += 1
    return {key: {place: Fraction(n, draws) for place, n in sorted(table.items())} for key, table in tables.items()}


def equal_weight_ranks(
    criteria: Sequence[WeightedCriterion], panels: Panels[Key], scale: Scale, neutral_order: Mapping[Key, Any]
) -> dict[Key, int]:
    """Return the ranks that would be there if every criterion weighed the same."""
    return _ranks(ranking_for([replace(criterion, weight=1) for criterion in criteria], panels, scale, neutral_order))


def leave_one_criterion_out(
    criteria: Sequence[WeightedCriterion], panels: Panels[Key], scale: Scale, neutral_order: Mapping[Key, Any]
) -> dict[str, dict[Key, int]]:
    """Return for each criterion the ranks without it; who has no other value is left out and takes no rank away.

    :raises ScoringError: with fewer than two criteria.
    """
    if len(criteria) < 2:
        raise ScoringError("leaving one out needs two criteria")
    found = {}
    for left_out in criteria:
        rest = [criterion for criterion in criteria if criterion != left_out]
        means = {}
        for key, values in panels.items():
            with suppress(NothingAssessable):
                means[key] = applicant_result(rest, values, scale).mean
        found[left_out.key] = _ranks(rank(means, neutral_order=neutral_order))
    return found


def leave_one_assessor_out(
    criteria: Sequence[WeightedCriterion],
    sheets: Mapping[Key, Mapping[str, Mapping[str, Answer]]],
    scale: Scale,
    neutral_order: Mapping[Key, Any],
) -> dict[str, dict[Key, int]]:
    """Return for each assessor the ranks without that person's sheets; ``sheets``: applicant -> assessor -> answers.

    :raises ScoringError: with fewer than two assessors.
    """
    assessors = sorted({name for own in sheets.values() for name in own})
    if len(assessors) < 2:
        raise ScoringError("leaving one out needs two assessors")
    return {
        left_out: _ranks(
            ranking_for(
                criteria,
                {
                    key: panel_values(criteria, [own[name] for name in assessors if name != left_out], scale)
                    for key, own in sheets.items()
                },
                scale,
                neutral_order,
            )
        )
        for left_out in assessors
    }


def _integer_values(values: Mapping[str, PanelValue]) -> tuple[dict[str, int], int]:
    """Return the assessable values on one denominator."""
    numbers = {name: value for name, value in values.items() if isinstance(value, Fraction)}
    denominator = math.lcm(*(value.denominator for value in numbers.values()))
    return {name: int(value * denominator) for name, value in numbers.items()}, denominator


def _ranks(entries: Sequence[RankedEntry[Key]]) -> dict[Key, int]:
    return {entry.key: entry.rank for entry in entries}


def _leaders(ranks: Mapping[Key, int]) -> frozenset[Key]:
    return frozenset(key for key, place in ranks.items() if place == 1)
