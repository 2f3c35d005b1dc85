"""The same values ranked otherwise: with equal weights, and without one criterion at a time. Nothing proposes either.

Source: DOMAIN.md 8.3. ``robustness`` has the plain definitions; the tests hold both against each other.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from profiles.scoring.correlation import RankCorrelation, kendall_tau_b
from profiles.scoring.stability import ValueTable, leaders

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class EqualWeights(Generic[Key]):
    """The ranks if every criterion weighed the same, and how far they agree with the published ranking."""

    ranks: Mapping[Key, int]
    leaders: tuple[Key, ...]
    changes_leader: bool
    correlation: RankCorrelation


@dataclass(frozen=True, slots=True)
class CriterionLeftOut(Generic[Key]):
    """The ranking without one criterion. ``leader_ranks`` are the ranks of those who lead as published, in the order of
    the table; None where no other value is left to rank this person by."""

    criterion: str
    weight: int
    leaders: tuple[Key, ...]
    changes_leader: bool
    leader_ranks: tuple[tuple[Key, int | None], ...]
    moved: int  # applicants whose rank differs from the published one


def equal_weights(table: ValueTable[Key]) -> EqualWeights[Key]:
    """Rank everybody with the same weight for every criterion, beside the published weights."""
    published, equal = table.ranks([table.weights, [1] * len(table.criteria)])
    return EqualWeights(
        ranks=dict(zip(table.keys, equal.tolist(), strict=True)),
        leaders=leaders(table, equal),
        changes_leader=bool(((equal == 1) != (published == 1)).any()),
        correlation=kendall_tau_b(published.tolist(), equal.tolist()),
    )


def criteria_left_out(table: ValueTable[Key]) -> list[CriterionLeftOut[Key]]:
    """Rank everybody without each criterion in turn; nothing for a profile of one criterion."""
    if len(table.criteria) < 2:
        return []
    rows = [
        table.weights,
        *([*table.weights[:index], 0, *table.weights[index + 1 :]] for index in range(len(table.criteria))),
    ]
    ranks = table.ranks(rows)
    published = ranks[0]
    first = np.flatnonzero(published == 1).tolist()
    return [
        CriterionLeftOut(
            criterion=criterion.key,
            weight=criterion.weight,
            leaders=leaders(table, own),
            changes_leader=bool(((own == 1) != (published == 1)).any()),
            leader_ranks=tuple((table.keys[place], int(own[place]) or None) for place in first),
            moved=int((own != published).sum()),
        )
        for criterion, own in zip(table.criteria, ranks[1:], strict=True)
    ]
