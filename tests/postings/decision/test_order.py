import pytest

from postings.decision.order import Fault, Placing, faults, overtaken

RANKS = {1: 1, 2: 2, 3: 2, 4: 4}
KNOWN = (1, 2, 3, 4, 5)


def order(*chosen, reserve=(), others=KNOWN):
    rows = [*((pk, "selected") for pk in chosen), *((pk, "reserve") for pk in reserve)]
    placed = [Placing(pk, outcome, position) for position, (pk, outcome) in enumerate(rows, start=1)]
    taken = {placing.application_id for placing in placed}
    return placed + [Placing(pk, "not_selected") for pk in others if pk not in taken]


@pytest.mark.parametrize(
    ("placings", "expected"),
    [
        (order(1), []),
        (order(1, reserve=(2, 3)), []),
        (order(), [(Fault.NOBODY_SELECTED, None)]),
        (order(5), [(Fault.NOT_RANKED, 5)]),
        (order(1, others=(1, 2, 3, 4)), [(Fault.LEFT_OUT, 5)]),
        (order(1, others=(*KNOWN, 9)), [(Fault.UNKNOWN, 9)]),
        ([*order(1), Placing(1, "not_selected")], [(Fault.TWICE, 1)]),
        ([Placing(1, "selected", 2), *order(others=(2, 3, 4, 5))], [(Fault.POSITIONS, None)]),
        (
            [Placing(1, "selected", 1), *order(others=(2, 3, 4)), Placing(5, "not_selected", 2)],
            [(Fault.POSITIONS, None)],
        ),
        (
            [Placing(1, "reserve", 1), Placing(2, "selected", 2), *order(others=(3, 4, 5))],
            [(Fault.RESERVE_BEFORE_SELECTED, None)],
        ),
    ],
)
def test_faults_name_what_is_wrong(placings, expected):
    assert faults(placings, ranks=RANKS, known=KNOWN) == expected


@pytest.mark.parametrize(
    ("placings", "expected"),
    [
        (order(1), {}),
        (order(1, reserve=(2, 3, 4)), {2: (3,)}),  # the order inside a tie is the committee's act
        (order(2), {2: (1, 3)}),
        (order(1, reserve=(4,)), {4: (2, 3)}),
        (order(4, reserve=(1,)), {4: (1, 2, 3)}),
    ],
)
def test_overtaken_asks_a_reason_for_every_deviation_and_for_ties(placings, expected):
    assert overtaken(placings, RANKS) == expected
