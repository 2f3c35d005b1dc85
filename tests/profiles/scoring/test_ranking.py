from fractions import Fraction

import pytest

from profiles.scoring import WeightedCriterion, closeness_band, closeness_groups, rank


def ranks(means, order=None):
    entries = rank(means, neutral_order=order or {key: key for key in means})
    return [(entry.key, entry.rank, entry.is_tied) for entry in entries]


def test_equal_means_share_a_rank_and_the_next_rank_skips():
    means = {"c": Fraction(3), "a": Fraction(4), "b": Fraction(4)}

    assert ranks(means) == [("a", 1, True), ("b", 1, True), ("c", 3, False)]


def test_neutral_order_decides_inside_a_tie_only():
    means = {1: Fraction(4), 2: Fraction(4), 3: Fraction(5)}

    assert [key for key, _rank, _tied in ranks(means, {1: "z", 2: "a", 3: "m"})] == [3, 2, 1]


def test_nobody_gives_an_empty_ranking():
    assert ranks({}) == []


def test_means_that_floats_confuse_are_a_true_tie():
    third = sum([Fraction(1, 10)] * 3, Fraction(0))

    assert 0.1 + 0.1 + 0.1 != 0.3  # why ratings never become floats
    assert ranks({"a": third, "b": Fraction(3, 10)}) == [("a", 1, True), ("b", 1, True)]


def test_two_thousand_means_with_mixed_denominators_equal_a_plain_sort_of_fractions():
    means = {i: Fraction(41 + (i * 7919) % 160, 41 if i % 3 else 37) for i in range(2000)}
    plain = sorted(means, key=lambda key: (-means[key], key))

    entries = rank(means, neutral_order={key: key for key in means})

    assert [entry.key for entry in entries] == plain
    assert all(entry.rank == 1 + sum(mean > entry.mean for mean in means.values()) for entry in entries[::97])


def test_another_applicant_never_changes_the_order_of_the_others():
    means = {"a": Fraction(7, 2), "b": Fraction(10, 3), "c": Fraction(3)}
    for newcomer in (Fraction(1), Fraction(10, 3), Fraction(5)):
        keys = [key for key, _rank, _tied in ranks({**means, "n": newcomer}) if key != "n"]
        assert keys == ["a", "b", "c"]


def test_renaming_applicants_changes_no_rank():
    means = {"a": Fraction(7, 2), "b": Fraction(10, 3), "c": Fraction(10, 3)}
    renamed = {{"a": "x", "b": "y", "c": "z"}[key]: mean for key, mean in means.items()}

    assert [place for _key, place, _tied in ranks(means)] == [place for _key, place, _tied in ranks(renamed)]


SEED_SUM = [WeightedCriterion(str(i), 4, "g") for i in range(10)] + [WeightedCriterion("x", 1, "g")]


def test_band_is_one_step_of_one_criterion_of_weight_4():
    assert closeness_band(SEED_SUM) == Fraction(4, 41)


@pytest.mark.parametrize(
    ("means", "groups"),
    [
        ([Fraction(137, 41), Fraction(136, 41)], [("0", "1")]),
        ([Fraction(137, 41), Fraction(133, 41)], [("0", "1")]),
        ([Fraction(137, 41), Fraction(132, 41)], [("0",), ("1",)]),
        # measured from the best: small gaps do not chain
        ([Fraction(137, 41), Fraction(134, 41), Fraction(131, 41)], [("0", "1"), ("2",)]),
    ],
)
def test_closeness_groups_hold_everybody_within_the_band_of_their_best(means, groups):
    entries = rank({str(i): mean for i, mean in enumerate(means)}, neutral_order={str(i): i for i in range(len(means))})

    assert [group.keys for group in closeness_groups(entries, Fraction(4, 41))] == groups
