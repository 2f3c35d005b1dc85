"""No shown number and no difference of shown numbers tells a count under five: found out by trying every table."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.equality.small_numbers import THRESHOLD, may_show_part
from postings.statistics.suppression import Counted, suppress


def table(*pairs):
    return [Counted(f"K{place}", applied, invited) for place, (applied, invited) in enumerate(pairs)]


def shown(*pairs):
    return [(row.applied, row.invited) for row in suppress(table(*pairs))]


def test_large_cells_are_shown():
    assert shown((20, 10), (30, 12)) == [(20, 10), (30, 12)]


def test_a_small_cell_takes_another_with_it():
    assert shown((3, 1), (30, 12), (20, 8)) == [(None, None), (30, 12), (None, None)]


def test_nobody_is_a_small_number_too():
    assert shown((0, 0), (30, 12), (20, 8))[0] == (None, None)


def test_who_was_not_invited_is_a_small_number_too():
    applied = [row[0] for row in shown((20, 17), (30, 12), (40, 20))]
    assert (applied, shown((20, 17), (30, 12), (40, 20))[0][1]) == ([20, 30, 40], None)


def test_few_applications_show_nothing():
    assert shown((2, 1), (2, 1)) == [(None, None), (None, None)]
    assert shown((40, 20)) == [(None, None)]


def test_few_invited_are_shown_nowhere():
    assert [row[1] for row in shown((20, 2), (30, 2))] == [None, None]


def candidates(rows, result):
    """Every table that agrees with what is shown, totals included."""
    total, invited = sum(row.applied for row in rows), sum(row.invited for row in rows)
    is_total_known = may_show_part(total, invited)
    applied_choices = [[row.applied] if row.applied is not None else range(total + 1) for row in result]
    for applied in product(*applied_choices):
        if sum(applied) != total:
            continue
        choices = [
            [row.invited] if row.invited is not None else range(number + 1)
            for row, number in zip(result, applied, strict=True)
        ]
        for asked in product(*choices):
            if not is_total_known or sum(asked) == invited:
                yield applied, asked


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=3))
def test_every_hidden_number_could_be_one_of_five(pairs):
    rows = table(*[(max(pair), min(pair)) for pair in pairs])
    total = sum(row.applied for row in rows)
    result = suppress(rows)
    if total < THRESHOLD:
        assert all(row.applied is None and row.invited is None for row in result)
        return
    found = list(candidates(rows, result))
    for place, row in enumerate(result):
        assert row.applied is None or row.applied >= THRESHOLD
        assert row.invited is None or row.invited >= THRESHOLD
        if row.applied is not None and row.invited is not None:
            assert row.applied - row.invited >= THRESHOLD
        if row.applied is None:
            assert len({applied[place] for applied, _asked in found}) >= THRESHOLD
        if row.invited is None:
            assert len({asked[place] for _applied, asked in found}) >= THRESHOLD


@pytest.mark.parametrize("pairs", [((5, 5), (5, 0), (5, 5)), ((6, 3), (4, 4), (1, 0)), ((9, 9), (0, 0), (9, 0))])
def test_awkward_tables_end(pairs):
    assert len(shown(*pairs)) == len(pairs)
