"""What an import would do with every row, before anything is written. Pure: what is stored already comes as ``Known``.

The priority for one row: invalid, then a known person (update or duplicate), then check, late, create. A late
application is taken in and waits for a decision; nothing is refused by the clock (DOMAIN.md S2).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from postings.applications.importing.columns import fields
from postings.applications.importing.matching import Index, Match, Person
from postings.applications.importing.records import Level, Problem, Record

# What a list never changes in an application that is there; these are a person's business once they are known.
FIXED = {"received_on", "channel", "source_number", "track"}
RECORD_LABELS = {"disability_status": "Schwerbehinderung oder Gleichstellung"}


class Action(StrEnum):
    """What happens to a row."""

    CREATE = "create"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    CHECK = "check"
    LATE = "late"
    INVALID = "invalid"


class Decision(StrEnum):
    """What a person said to a row that needs one."""

    TAKE = "take"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Known:
    """An application of the posting as it is stored, its data for equality included; what is not stated is left out."""

    application_id: int
    number: int
    fields: Mapping[str, str | bool]
    source: str = ""
    is_withdrawn: bool = False
    is_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a stored application that the list has differently."""

    field: str
    before: str | bool
    after: str | bool


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A record with what an import would do with it.

    ``application_id`` is the stored application it concerns; ``is_unchanged``: nothing is to be done, because the list
    says what is stored or said before; ``may_be_taken``: a person may say that it is a new application after all.
    """

    row: int
    action: Action
    fields: Mapping[str, str | bool]
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    application_id: int | None = None
    is_unchanged: bool = False
    may_be_taken: bool = False
    decision: Decision | None = None

    @property
    def is_written(self) -> bool:
        """Whether an import writes this row."""
        if self.decision is Decision.SKIP:
            return False
        return self.action in (Action.CREATE, Action.LATE, Action.UPDATE) or (
            self.action is Action.CHECK and self.decision is Decision.TAKE
        )

    @property
    def is_blocking(self) -> bool:
        """Whether this row keeps an import of all rows from happening."""
        return not self.is_written and not self.is_unchanged and self.decision is not Decision.SKIP

    @property
    def is_left(self) -> bool:
        """Whether this row goes on the list of what was not taken over."""
        return not self.is_written and not self.is_unchanged


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides about the rows beside themselves."""

    known: Sequence[Known] = ()
    deadline: date | None = None
    source: str = ""
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    erased: Mapping[str, int] = field(default_factory=dict)  # hash of an erased application -> its running number
    standing: frozenset[str] = frozenset()  # fields that a list no longer changes in an application that is there
    not_begun: frozenset[str] = frozenset()  # fields that a list may correct, but no longer fill in
    is_ended: bool = False  # nobody is taken in any more


def plan(
    records: Sequence[Record], situation: Situation, *, progress: Callable[[int, int], None] | None = None
) -> list[PlannedRow]:
    """Return what an import would do with each record, in order. ``progress`` hears (done, all) now and then."""
    planner = _Planner(situation)
    planned = []
    for count, record in enumerate(records, start=1):
        planned.append(planner.plan(record))
        if progress is not None and (count % 250 == 0 or count == len(records)):
            progress(count, len(records))
    return planned


class _Planner:
    """Knows the stored applications and the rows before this one."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.known = {known.application_id: known for known in situation.known}
        self.stored, self.before = Index(), Index()
        self.rows: dict[int, Record] = {}
        self.used: dict[int, int] = {}  # application and the row that concerns it
        for known in situation.known:
            self.stored.add(Person.of(known.application_id, known.fields, known.source))

    def plan(self, record: Record) -> PlannedRow:
        decision = self.situation.decisions.get(record.row)
        if any(problem.level is Level.ERROR for problem in record.problems):
            return PlannedRow(record.row, Action.INVALID, record.fields, record.problems, decision=_skip_only(decision))
        person = Person.of(record.row, record.fields, self.situation.source)
        inside, stored = self.before.find(person), self.stored.find(person)
        if not (inside and inside.is_certain):
            self.before.add(person)
            self.rows[record.row] = record
        if inside and inside.is_certain:
            planned = self._repeated(record, inside)
        elif stored and stored.is_certain:
            planned = self._known(record, stored, person)
        else:
            planned = self._new(record, stored or inside, is_stored=stored is not None)
        return replace(planned, decision=decision if planned.may_be_taken else _skip_only(decision))

    def _repeated(self, record: Record, match: Match) -> PlannedRow:
        earlier = self.rows[match.person.key]
        differences = _differences(earlier.fields, record.fields)
        words = f"Dieselbe Person wie in Zeile {earlier.row}: {match.words}."
        if differences:
            words += f" Die Angaben weichen ab: {_labels(name for name, _, _ in differences)}."
        problem = Problem(Level.CHECK if differences else Level.NOTE, words)
        return PlannedRow(
            record.row, Action.DUPLICATE, record.fields, (*record.problems, problem), is_unchanged=not differences
        )

    def _known(self, record: Record, match: Match, person: Person) -> PlannedRow:
        known = self.known[match.person.key]
        said = f"Dieselbe Person wie Bewerbung {known.number}: {match.words}."
        if (earlier := self.used.setdefault(known.application_id, record.row)) != record.row:
            words = f"{said} Auch Zeile {earlier} gehört dazu."
            return self._concerning(record, known, Action.DUPLICATE, Problem(Level.CHECK, words))
        if known.is_duplicate:
            return self._concerning(
                record, known, Action.CHECK, Problem(Level.CHECK, f"{said} Sie ist als doppelt gekennzeichnet.")
            )
        if known.is_withdrawn or record.is_withdrawn:
            words = f"{said} Sie ist zurückgezogen." if known.is_withdrawn else f"{said} Bitte dort festhalten."
            return self._concerning(record, known, Action.CHECK, Problem(Level.CHECK, words))
        if not _is_same_name(person, match):
            words = f"{said} Der Name ist ein anderer; bitte klären Sie, ob die Angabe verwechselt ist."
            return self._concerning(record, known, Action.DUPLICATE, Problem(Level.CHECK, words))
        changes, problems = _changes(known, record, self.situation)
        if not changes:
            note = Problem(Level.NOTE, f"{said} Nichts zu tun.")
            planned = self._concerning(record, known, Action.DUPLICATE, *problems, note)
            return replace(planned, is_unchanged=True)
        if doubts := [problem for problem in record.problems if problem.level is Level.CHECK]:
            return self._concerning(record, known, Action.DUPLICATE, Problem(doubts[0].level, said))
        note = Problem(Level.NOTE, f"{said} Geändert: {_labels(change.field for change in changes)}.")
        return replace(self._concerning(record, known, Action.UPDATE, *problems, note), changes=tuple(changes))

    def _concerning(self, record: Record, known: Known, action: Action, *problems: Problem) -> PlannedRow:
        return PlannedRow(
            record.row, action, record.fields, (*record.problems, *problems), application_id=known.application_id
        )

    def _new(self, record: Record, similar: Match | None, *, is_stored: bool) -> PlannedRow:
        problems = list(record.problems)
        if self.situation.is_ended:
            words = "Das Verfahren ist beendet und nimmt keine Bewerbung mehr auf."
            return PlannedRow(
                record.row, Action.CHECK, record.fields, (*problems, Problem(Level.CHECK, words)), may_be_taken=False
            )
        if similar is not None:
            whom = f"Bewerbung {self.known[similar.person.key].number}" if is_stored else f"Zeile {similar.person.key}"
            problems.append(Problem(Level.CHECK, f"Vielleicht dieselbe Person wie {whom}: {similar.words}."))
        is_late = self._is_late(record)
        if is_late and self.situation.deadline:
            day = self.situation.deadline.strftime("%d.%m.%Y")
            words = f"Eingang nach Ablauf der Frist am {day}. Über die Zulassung wird mit Begründung entschieden."
            problems.append(Problem(Level.NOTE, words, field="received_on"))
        action = Action.LATE if is_late else Action.CREATE
        if any(problem.level is Level.CHECK for problem in problems):
            action = Action.CHECK
        is_open = action is Action.CHECK and not record.is_withdrawn
        return PlannedRow(record.row, action, record.fields, tuple(problems), may_be_taken=is_open)

    def _is_late(self, record: Record) -> bool:
        deadline, received = self.situation.deadline, record.fields.get("received_on")
        return deadline is not None and isinstance(received, str) and date.fromisoformat(received) > deadline


def _skip_only(decision: Decision | None) -> Decision | None:
    return decision if decision is Decision.SKIP else None


def _is_same_name(person: Person, match: Match) -> bool:
    """Whether nothing speaks against one person: not with the same number, nor with a name in common."""
    if match.is_same_number:
        return True
    other = match.person
    if person.birth_date and person.birth_date == other.birth_date:
        return True
    return (person.first_sound, person.last_sound) == (other.first_sound, other.last_sound) or (
        person.last_name == other.last_name or person.first_name == other.first_name
    )


def _differences(
    before: Mapping[str, str | bool], after: Mapping[str, str | bool]
) -> list[tuple[str, str | bool, str | bool]]:
    pairs = [(name, before.get(name, ""), after.get(name, "")) for name in dict.fromkeys((*before, *after))]
    return [(name, old, new) for name, old, new in pairs if not _is_equal(name, old, new)]


def _is_equal(name: str, old: str | bool, new: str | bool) -> bool:
    """Whether two values say the same; capitals do not tell addresses of e-mail apart."""
    return old == new or (name == "email" and str(old).casefold() == str(new).casefold())


def _changes(known: Known, record: Record, situation: Situation) -> tuple[list[Change], list[Problem]]:
    """Return what the list changes, and what it has differently but does not change. Silence changes nothing."""
    changes, problems = [], []
    for name, before, after in _differences(known.fields, record.fields):
        if name not in record.fields or name in record.defaulted:
            continue
        stands = name in situation.standing or (name in situation.not_begun and before == "")
        if stands or (name in FIXED and before != ""):
            if name != "channel":
                stored = shown(before) if before != "" else "keine Angabe"
                words = f"{_labels([name])} bleibt, wie es gespeichert ist: {stored}, in der Liste {shown(after)}."
                problems.append(Problem(Level.NOTE, words, field=name))
            continue
        changes.append(Change(name, before, after))
    return changes, problems


def label_of(name: str) -> str:
    """Return the German name of a field of a record."""
    return RECORD_LABELS.get(name) or fields()[name].label


def _labels(names: Iterable[str]) -> str:
    return ", ".join(label_of(name) for name in names)


def shown(value: str | bool) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    try:
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    except ValueError:
        return value


def summary(planned: Sequence[PlannedRow]) -> dict[str, int]:
    """Return how many rows there are of each action; unchanged ones are counted for themselves, too."""
    counts = Counter(row.action for row in planned)
    return {
        "rows": len(planned),
        **{action.value: counts[action] for action in Action},
        "unchanged": sum(row.is_unchanged for row in planned),
        "skipped": sum(row.decision is Decision.SKIP for row in planned),
        "to_write": sum(row.is_written for row in planned),
        "blocking": sum(row.is_blocking for row in planned),
    }
