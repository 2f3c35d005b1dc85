"""The order that people set, against the order that was computed. Pure: no Django, no database.

Source: DOMAIN.md 3.4 (the final order is a human field, a deviation needs its reason), R2, I5.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Placing:
    """What people decided on one application; ``position`` 1 is first, None for everybody who is not chosen."""

    application_id: int
    outcome: str
    position: int | None = None
    deviation_reason: str = ""


class Fault(StrEnum):
    """What is wrong with an order as a whole or with one of its placings."""

    NOBODY_SELECTED = "nobody_selected"
    NOT_RANKED = "not_ranked"
    TWICE = "twice"
    POSITIONS = "positions"
    RESERVE_BEFORE_SELECTED = "reserve_before_selected"
    UNKNOWN = "unknown"
    LEFT_OUT = "left_out"


def faults(
    placings: Sequence[Placing], *, ranks: Mapping[int, int], known: Collection[int]
) -> list[tuple[Fault, int | None]]:
    """Return what keeps the placings from being an order, each with the application concerned or None.

    ``ranks`` are the computed ranks of those who have one (1 is best), ``known`` everybody who takes part: each of them
    is placed once. Only who has a rank can be selected or put on reserve: an incomplete rating is never read as one.
    """
    found: list[tuple[Fault, int | None]] = []
    seen: set[int] = set()
    for placing in placings:
        pk = placing.application_id
        if pk in seen:
            found.append((Fault.TWICE, pk))
        seen.add(pk)
        if pk not in known:
            found.append((Fault.UNKNOWN, pk))
        elif is_chosen(placing) and pk not in ranks:
            found.append((Fault.NOT_RANKED, pk))
    found += [(Fault.LEFT_OUT, pk) for pk in sorted(set(known) - seen)]
    chosen = in_order(placings)
    if [placing.position for placing in chosen] != list(range(1, len(chosen) + 1)) or any(
        placing.position is not None for placing in placings if not is_chosen(placing)
    ):
        found.append((Fault.POSITIONS, None))
    outcomes = [placing.outcome for placing in chosen]
    if "selected" not in outcomes:
        found.append((Fault.NOBODY_SELECTED, None))
    if outcomes != sorted(outcomes, key=lambda outcome: outcome != "selected"):
        found.append((Fault.RESERVE_BEFORE_SELECTED, None))
    return found


def is_chosen(placing: Placing) -> bool:
    """Whether the placing has a position: selected or on reserve."""
    return placing.outcome in ("selected", "reserve")


def in_order(placings: Sequence[Placing]) -> list[Placing]:
    """Return the chosen ones from first to last."""
    chosen = [placing for placing in placings if is_chosen(placing)]
    return sorted(chosen, key=lambda placing: (placing.position is None, placing.position or 0))


def overtaken(placings: Sequence[Placing], ranks: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """Return whom each chosen application was put before although the computed rank does not say so.

    That are those with a better rank, and those with the same one: the order inside a tie is the committee's act.
    Whoever is a key here needs a reason of their own. Withdrawn applications have no rank and overtake nobody.
    """
    chosen = [placing.application_id for placing in in_order(placings) if placing.application_id in ranks]
    found = {}
    for index, pk in enumerate(chosen):
        before = set(chosen[:index])
        passed = tuple(
            sorted(other for other in ranks if other != pk and other not in before and ranks[other] <= ranks[pk])
        )
        if passed:
            found[pk] = passed
    return found
