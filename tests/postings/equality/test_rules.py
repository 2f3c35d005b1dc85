from datetime import date
from fractions import Fraction

import pytest

from postings.equality.rules import (
    Basis,
    Choice,
    Formal,
    Ground,
    Outcome,
    Person,
    check_migration,
    check_women,
    faults,
    notice_due_on,
    propose,
)

UNDERREPRESENTED = Basis(women_underrepresented=True)


def person(pk, **fields):
    return Person(**{"application_id": pk, "number": pk, "formal": Formal.ELIGIBLE, **fields})


def disabled(pk, **fields):
    return person(pk, is_severely_disabled=True, **fields)


def kinds(found):
    return [(fault.number, fault.kind) for fault in found]


# The proposal (§ 165 S. 3, 4 SGB IX; DOMAIN.md 4.3)


def test_sgb_ix_165_proposes_every_eligible_severely_disabled_person_though_nobody_chose_them():
    proposal = propose([disabled(1), person(2), person(3)], preselected={3}, excepted=())

    assert proposal.grounds == {1: (Ground.SGB_IX_165,), 3: (Ground.COMPARISON,)}
    assert (proposal.invited, proposal.to_settle) == ({1, 3}, ())


def test_a_severely_disabled_person_chosen_on_the_file_has_both_grounds():
    proposal = propose([disabled(1)], preselected={1}, excepted=())

    assert proposal.grounds == {1: (Ground.SGB_IX_165, Ground.COMPARISON)}


@pytest.mark.parametrize("formal", [Formal.INELIGIBLE, Formal.OPEN])
def test_a_severely_disabled_person_who_is_not_eligible_stands_apart(formal):
    proposal = propose([disabled(1, formal=formal)], preselected=(), excepted=())

    assert (proposal.invited, proposal.to_settle) == (frozenset(), (1,))


def test_a_finding_of_two_persons_ends_the_duty():
    people = [disabled(1), disabled(2, formal=Formal.INELIGIBLE)]
    proposal = propose(people, preselected=None, excepted={1, 2})

    assert (proposal.invited, proposal.to_settle) == (frozenset(), ())


def test_somebody_chosen_who_is_no_longer_eligible_is_not_proposed():
    assert propose([person(1, formal=Formal.INELIGIBLE)], preselected={1}, excepted=()).invited == frozenset()


# What stands against a list (I14)


@pytest.mark.parametrize("formal", list(Formal))
def test_sgb_ix_165_a_reason_alone_does_not_leave_a_severely_disabled_person_out(formal):
    choice = Choice(frozenset(), {1: "Andere sind besser."})

    assert kinds(faults([disabled(1, formal=formal)], choice, preselected=None, excepted=())) == [
        (1, "must_be_invited")
    ]


def test_with_the_finding_of_two_persons_the_list_may_leave_the_person_out():
    assert faults([disabled(1)], Choice(frozenset()), preselected=None, excepted={1}) == []


@pytest.mark.parametrize(
    ("invited", "preselected", "expected"),
    [
        ({1}, {1}, []),
        ({1, 2}, {1}, [(2, "reason_missing")]),
        (set(), {1}, [(1, "reason_missing")]),
        ({2}, None, []),
    ],
)
def test_leaving_the_preselection_needs_a_reason(invited, preselected, expected):
    people = [person(1), person(2)]

    assert kinds(faults(people, Choice(frozenset(invited)), preselected=preselected, excepted=())) == expected
    with_reasons = Choice(frozenset(invited), {1: "Grund", 2: "Grund"})
    assert faults(people, with_reasons, preselected=preselected, excepted=()) == []


def test_inviting_somebody_who_is_not_eligible_needs_a_reason():
    people = [person(1, formal=Formal.OPEN)]

    assert kinds(faults(people, Choice(frozenset({1})), preselected=None, excepted=())) == [(1, "reason_missing")]


# Women (LGG § 6)


@pytest.mark.parametrize(
    ("basis", "invited", "outcome"),
    [
        (Basis(), {3}, Outcome.BASIS_MISSING),
        (Basis(women_underrepresented=False), {3, 4}, Outcome.NOT_APPLICABLE),
        (UNDERREPRESENTED, {1, 3}, Outcome.MET),  # as many women as men
        (UNDERREPRESENTED, {1, 3, 4}, Outcome.NOT_MET),
        (UNDERREPRESENTED, {1, 2, 3, 4, 5}, Outcome.MET),  # fewer than men, but all
        (UNDERREPRESENTED, set(), Outcome.MET),
    ],
)
def test_lgg_6_as_many_women_as_men_or_all(basis, invited, outcome):
    people = [*(person(n, is_woman=True) for n in (1, 2)), *(person(n, is_man=True) for n in (3, 4, 5)), person(6)]

    assert check_women(people, frozenset(invited), basis).outcome is outcome


def test_lgg_6_counts_women_who_are_not_eligible_only_when_invited_and_no_silence():
    people = [person(1, is_woman=True, formal=Formal.INELIGIBLE), person(2, is_man=True), person(3)]

    check = check_women(people, frozenset({2, 3}), UNDERREPRESENTED)

    assert check.counts == {"invited_women": 0, "invited_men": 1, "invited_total": 2, "eligible_women": 0}
    assert check.outcome is Outcome.MET  # no eligible woman is left out


# Migration background (PartMigG § 11)


def stating(pk, **fields):
    return person(pk, states_migration_background=True, **fields)


@pytest.mark.parametrize(
    ("share", "invited", "outcome"),
    [
        (None, {1, 3}, Outcome.BASIS_MISSING),
        (Fraction(40), {1, 3}, Outcome.MET),  # 50 %
        (Fraction(40), {1, 3, 4}, Outcome.NOT_MET),  # 33.3 %
        (Fraction(100, 3), {1, 3, 4}, Outcome.MET),  # exactly the share: no rounding against anybody
        (Fraction(40), {1, 2, 3, 4, 5, 6}, Outcome.MET),  # 33.3 %, but all
        (Fraction(40), set(), Outcome.MET),
    ],
)
def test_partmigg_11_the_share_of_the_population_or_all(share, invited, outcome):
    people = [stating(1), stating(2), *(person(n) for n in (3, 4, 5, 6))]

    assert check_migration(people, frozenset(invited), Basis(migration_share_percent=share)).outcome is outcome


def test_partmigg_11_without_any_statement_there_is_nothing_to_reach():
    check = check_migration([person(1)], frozenset({1}), Basis(migration_share_percent=Fraction(40)))

    assert (check.outcome, check.needs_reason) == (Outcome.NO_STATEMENTS, False)


# Notices (§ 164 Abs. 1 S. 4 SGB IX; DOMAIN.md 1.7)


@pytest.mark.parametrize(
    ("known_on", "due_on"),
    [
        (date(2025, 8, 4), date(2025, 8, 5)),  # Monday
        (date(2025, 8, 1), date(2025, 8, 4)),  # Friday: Monday
        (date(2025, 8, 2), date(2025, 8, 4)),  # Saturday
        (date(2025, 4, 17), date(2025, 4, 22)),  # Maundy Thursday: Tuesday after Easter
        (date(2025, 3, 7), date(2025, 3, 10)),  # Friday before the weekend after Women's Day, a holiday in Berlin
        (date(2026, 12, 24), date(2026, 12, 28)),
    ],
)
def test_sgb_ix_164_a_notice_is_overdue_after_one_working_day_in_berlin(known_on, due_on):
    assert notice_due_on(known_on) == due_on
