"""How far the computed ranking of a posting hangs on single weights and assessors: rows for ``profiles.scoring``.

A plausibility check behind the result (DOMAIN.md 8.3): it changes no weight, no rating and no rank, and proposes none.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from postings.models import Posting
from postings.selection.ranking import Ranking, build_ranking
from postings.selection.resampling import build_intervals
from postings.selection.sums import build_panel_numbers
from profiles.models import Criterion
from profiles.scoring import rank
from profiles.scoring.alternatives import CriterionLeftOut, EqualWeights, criteria_left_out, equal_weights
from profiles.scoring.resampling import RankInterval
from profiles.scoring.stability import (
    RankRange,
    SingleChange,
    Swap,
    ValueTable,
    acceptability,
    scenarios,
    single_changes,
    smallest_swaps,
    value_table,
)
from recruitment.accounts.models import User

ALL_UP_TO = 200  # applicants that are looked at together; of more, a neighbourhood that the reader chooses
NEIGHBOURHOOD = 100
MOST_SCENARIOS = 8  # columns side by side; more weights in doubt are varied one at a time


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Whom the check names: everybody, or the lines of the ranking from ``start`` (0-based) on."""

    start: int
    keys: tuple[int, ...]
    first_rank: int
    last_rank: int
    is_everybody: bool


@dataclass(frozen=True, slots=True)
class ProvisionalWeight:
    """A weight that the document left in doubt: what was settled, and what it may also mean."""

    key: str
    weight: int
    possible: tuple[int, ...]
    doubt: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithoutOne:
    """The ranks that would be there without the sheets of one assessor; who then has no result is left out."""

    assessor: str
    ranks: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Robustness:
    """All of it, exact. ``shares`` are drawn within the neighbourhood; everything else counts over everybody."""

    near: Neighbourhood
    changes: Sequence[SingleChange[int]]
    ranges: Mapping[int, RankRange]
    swaps: Sequence[Swap[int]]
    seed: int
    shares: Mapping[int, Mapping[int, Fraction]]
    provisional: Sequence[ProvisionalWeight]
    scenarios: Sequence[tuple[Mapping[str, int], Mapping[int, int]]]
    equal: EqualWeights[int]
    left_out: Sequence[CriterionLeftOut[int]]
    without: Sequence[WithoutOne]
    members: int
    intervals: Mapping[int, RankInterval]  # of drawn assessors, within the neighbourhood


def neighbourhood(ranking: Ranking, from_rank: int = 1) -> Neighbourhood:
    """Return everybody with a rank, or of more than two hundred the hundred lines from ``from_rank`` on."""
    ranked = ranking.ranked
    if len(ranked) <= ALL_UP_TO:
        start, found = 0, ranked
    else:
        start = next((place for place, line in enumerate(ranked) if line.rank >= from_rank), len(ranked) - 1)
        start = min(start, len(ranked) - NEIGHBOURHOOD)
        found = ranked[start : start + NEIGHBOURHOOD]
    return Neighbourhood(
        start=start,
        keys=tuple(line.facts.application_id for line in found),
        first_rank=found[0].rank if found else 0,
        last_rank=found[-1].rank if found else 0,
        is_everybody=len(found) == len(ranked),
    )


def draw_seed(posting: Posting) -> int:
    """Return the seed of the draws: the first 32 bits of SHA-256 of "Kennzahl|hash of the frozen profile".

    Nobody can choose it, and anybody can compute it again.
    """
    text = f"{posting.reference_number}|{posting.profile.content_hash}"
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def build_robustness(posting: Posting, ranking: Ranking, near: Neighbourhood, *, tells_assessors: bool) -> Robustness:
    """Compute the check for the applicants in ``near``; two queries, with ``tells_assessors`` one or two more, and as
    many per assessor (for those who may see what each member gave). The number of applicants adds none.
    """
    profile = ranking.profile
    order = [line.facts.application_id for line in ranking.ranked]
    numbers = build_panel_numbers(posting, profile, order, ranking.panel)
    table = value_table(profile.criteria, numbers, common=ranking.panel.common, order=order)
    provisional = provisional_weights(posting)
    changes, ranges = single_changes(table, band_steps=ranking.band * profile.weight_sum, among=near.keys)
    seed = draw_seed(posting)
    return Robustness(
        near=near,
        changes=changes,
        ranges=ranges,
        swaps=smallest_swaps(table, near.keys),
        seed=seed,
        shares=_shares(table, near, seed),
        provisional=provisional,
        scenarios=scenarios(table, {one.key: one.possible for one in provisional}, most=MOST_SCENARIOS),
        equal=equal_weights(table),
        left_out=criteria_left_out(table),
        without=_without_each(posting, ranking) if tells_assessors else [],
        members=len(ranking.panel.assessor_ids),
        intervals=build_intervals(profile, ranking.panel, near.keys, seed=seed) if tells_assessors else {},
    )


def provisional_weights(posting: Posting) -> list[ProvisionalWeight]:
    """Return the weights that the document left in doubt, in the order of the profile; one query."""
    found = Criterion.objects.filter(profile=posting.profile_id).exclude(weight_doubt="")
    return [
        ProvisionalWeight(row.number, row.weight, row.possible_weights, row.weight_doubt, row.weight_reason)
        for row in found
    ]


def _shares(table: ValueTable[int], near: Neighbourhood, seed: int) -> dict[int, dict[int, Fraction]]:
    """Return the drawn shares; in a neighbourhood its ranks are counted on from those who stand before it."""
    if near.is_everybody:
        return acceptability(table, seed=seed, among=near.keys)
    part = slice(near.start, near.start + len(near.keys))
    own = ValueTable(near.keys, table.criteria, table.values[part], table.counted[part], table.common)
    return {
        key: {rank + near.start: share for rank, share in shares.items()}
        for key, shares in acceptability(own, seed=seed, among=near.keys).items()
    }


def _without_each(posting: Posting, ranking: Ranking) -> list[WithoutOne]:
    """Return the ranking without each assessor in turn; nothing for a panel of one."""
    if len(ranking.panel.assessor_ids) < 2:
        return []
    people = User.objects.in_bulk(ranking.panel.assessor_ids)
    published = {line.facts.application_id for line in ranking.ranked}
    found = []
    for pk in sorted(ranking.panel.assessor_ids):
        other = build_ranking(posting, ranking.profile, panel=ranking.panel.leaving_out(pk), shows_names=False)
        # Whoever is complete only without this member has no rank as published and takes none away here either.
        means = {
            line.facts.application_id: line.mean for line in other.ranked if line.facts.application_id in published
        }
        ranks = {entry.key: entry.rank for entry in rank(means, neutral_order={key: key for key in means})}
        found.append(WithoutOne(people[pk].get_full_name(), ranks))
    return found
