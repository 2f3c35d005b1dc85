"""Duties of notice and invitation, as rules over plain data. Pure: no clock, no database, no Django.

Start with ``propose``. What DOMAIN.md 4.2 marks unverified comes in as a finding of the authority (``Basis``), never as
a default.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from postings.deadlines import next_working_day


class Formal(StrEnum):
    """How the formal check of an application stands."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    OPEN = "open"


class Ground(StrEnum):
    """Why somebody is proposed for invitation; LGG and PartMigG are checks of the whole, not grounds of one person."""

    SGB_IX_165 = "sgb_ix_165"
    COMPARISON = "comparison"


class Duty(StrEnum):
    """What is checked over the whole list of the invited."""

    LGG_6 = "lgg_6"
    PARTMIGG_11 = "partmigg_11"


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"  # the authority found that the rule does not bind here
    BASIS_MISSING = "basis_missing"  # the authority has not said what the rule depends on
    NO_STATEMENTS = "no_statements"  # nobody stated anything, and nobody has to


@dataclass(frozen=True, slots=True)
class Person:
    """One application that is neither withdrawn nor a duplicate, with what the person stated voluntarily."""

    application_id: int
    number: int
    formal: Formal
    is_severely_disabled: bool = False  # severely disabled or equated (§ 151 SGB IX)
    is_woman: bool = False
    is_man: bool = False
    states_migration_background: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """What the authority found for a posting; None while it has not said."""

    women_underrepresented: bool | None = None
    migration_share_percent: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Result of one duty. ``counts`` are in the order of reading: invited and eligible numbers, by name."""

    duty: Duty
    outcome: Outcome
    counts: Mapping[str, int]

    @property
    def needs_reason(self) -> bool:
        """A list that misses a duty may be adopted, but only with the reason on file."""
        return self.outcome is Outcome.NOT_MET


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom to invite and why.

    ``to_settle``: severely disabled people who are not formally eligible. They must be invited all the same unless two
    persons find their aptitude obviously lacking.
    """

    invited: frozenset[int]
    grounds: Mapping[int, tuple[Ground, ...]]
    to_settle: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a list cannot be adopted as it is: ``number`` is the running number of the application."""

    application_id: int
    number: int
    kind: str  # "must_be_invited" or "reason_missing"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants: whom to invite, and the reasons where that leaves the proposal."""

    invited: frozenset[int]
    reasons: Mapping[int, str] = field(default_factory=dict)


def propose(people: Sequence[Person], *, preselected: Iterable[int] | None, excepted: Iterable[int]) -> Proposal:
    """Return the proposal: duty first, then comparison.

    MUST: every severely disabled or equated person that no two-person decision excepts; those who are not formally
    eligible stand in ``to_settle`` beside it and are not proposed. PERFORMANCE: the formally eligible people that the
    pre-selection chose. ``preselected`` None: nobody has compared yet, so only duties are proposed.

    Source: § 165 S. 3, 4 SGB IX; DOMAIN.md 4.3 (1, 2), I14.
    """
    chosen, out = frozenset(preselected or ()), frozenset(excepted)
    grounds: dict[int, tuple[Ground, ...]] = {}
    to_settle = []
    for person in people:
        pk = person.application_id
        if person.is_severely_disabled and pk not in out and person.formal is not Formal.ELIGIBLE:
            to_settle.append(pk)
        if person.formal is not Formal.ELIGIBLE:
            continue
        found = []
        if person.is_severely_disabled and pk not in out:
            found.append(Ground.SGB_IX_165)
        if pk in chosen:
            found.append(Ground.COMPARISON)
        if found:
            grounds[pk] = tuple(found)
    return Proposal(frozenset(grounds), grounds, tuple(to_settle))


def faults(
    people: Sequence[Person], choice: Choice, *, preselected: Iterable[int] | None, excepted: Iterable[int]
) -> list[Fault]:
    """Return what stands against adopting ``choice``, in the order of the people.

    A severely disabled person who is not invited needs the two-person decision, whatever the formal check says; a
    reason alone does not do (§ 165 S. 4: obviously lacking; doubts are not enough). Any other difference from the
    pre-selection needs a reason, and so does inviting somebody who is not formally eligible. Without pre-selection
    there is nothing to differ from.

    Source: § 165 S. 3, 4 SGB IX; DOMAIN.md R6, 4.3 (1), I14.
    """
    out = frozenset(excepted)
    chosen = None if preselected is None else frozenset(preselected)
    found = []
    for person in people:
        pk = person.application_id
        is_invited = pk in choice.invited
        if person.is_severely_disabled and pk not in out:
            if not is_invited:
                found.append(Fault(pk, person.number, "must_be_invited"))
            continue
        differs = chosen is not None and is_invited != (pk in chosen)
        if (differs or (is_invited and person.formal is not Formal.ELIGIBLE)) and not choice.reasons.get(pk):
            found.append(Fault(pk, person.number, "reason_missing"))
    return found


def check_women(people: Sequence[Person], invited: frozenset[int], basis: Basis) -> Check:
    """Return whether as many women as men are invited, or all formally eligible women.

    Binds only where women are under-represented. People who stated neither sex count for neither side.

    Source: LGG § 6 Abs. 1 (text unverified, DOMAIN.md 4.2); DOMAIN.md 4.3 (3).
    """
    eligible = [person for person in people if person.formal is Formal.ELIGIBLE]
    women = {person.application_id for person in eligible if person.is_woman}
    counts = {
        "invited_women": sum(person.is_woman for person in people if person.application_id in invited),
        "invited_men": sum(person.is_man for person in people if person.application_id in invited),
        "invited_total": len(invited),
        "eligible_women": len(women),
    }
    if basis.women_underrepresented is None:
        outcome = Outcome.BASIS_MISSING
    elif not basis.women_underrepresented:
        outcome = Outcome.NOT_APPLICABLE
    else:
        is_met = counts["invited_women"] >= counts["invited_men"] or women <= invited
        outcome = Outcome.MET if is_met else Outcome.NOT_MET
    return Check(Duty.LGG_6, outcome, counts)


def check_migration(people: Sequence[Person], invited: frozenset[int], basis: Basis) -> Check:
    """Return whether the invited who state a migration background reach their share of the population, or are all.

    The share is that of the authority (official statistics); statements are voluntary.

    Source: PartMigG § 11 Abs. 1; DOMAIN.md 4.3 (4).
    """
    declared = {
        person.application_id
        for person in people
        if person.states_migration_background and person.formal is Formal.ELIGIBLE
    }
    stating = {person.application_id for person in people if person.states_migration_background}
    counts = {
        "invited_stating": len(stating & invited),
        "invited_total": len(invited),
        "eligible_stating": len(declared),
    }
    share = basis.migration_share_percent
    if not stating:
        outcome = Outcome.NO_STATEMENTS
    elif share is None:
        outcome = Outcome.BASIS_MISSING
    else:
        reaches = Fraction(counts["invited_stating"] * 100) >= share * len(invited)
        outcome = Outcome.MET if reaches or declared <= invited else Outcome.NOT_MET
    return Check(Duty.PARTMIGG_11, outcome, counts)


def notice_due_on(known_on: date) -> date:
    """Return the last day on which a notice of an application is not yet overdue.

    It is due at once; one working day after the day of receipt it turns red. Saturdays, Sundays and Berlin holidays do
    not count.

    Source: § 164 Abs. 1 S. 4 SGB IX ("unmittelbar nach Eingang"); DOMAIN.md 1.6, 1.7.
    """
    return next_working_day(known_on + timedelta(days=1))
