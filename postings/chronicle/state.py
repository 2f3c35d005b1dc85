"""The state of a procedure on one day, as plain values: what page, command and JSON show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeightThen:
    number: str
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class MemberThen:
    person: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetThen:
    """A submitted sheet. ``person`` and ``mean`` are empty for a viewer who may not know them."""

    round: str
    submitted_at: str
    person: str
    mean: str


@dataclass(frozen=True, slots=True)
class ApplicationThen:
    """``label`` is the running number, or the code while the names are hidden. Nobody is named."""

    label: str
    state: str
    received_on: str
    invitation: str
    is_erased: bool
    sheets: tuple[SheetThen, ...]
    agreed_count: int


@dataclass(frozen=True, slots=True)
class RoundThen:
    title: str
    instrument: str
    state: str
    visibility: str


@dataclass(frozen=True, slots=True)
class DocumentThen:
    kind: str
    version: int
    issued_at: str
    issued_by: str
    sha256: str
    is_erased: bool  # the stored file went with a person's data since


@dataclass(frozen=True, slots=True)
class ActThen:
    happened_at: str
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class ProcedureState:
    """Everything that is shown; ``moment`` is the end of the day that was asked for (ISO, exclusive)."""

    reference_number: str
    day: str
    moment: str
    exists: bool
    facts: tuple[tuple[str, str], ...] = ()
    profile_hash: str = ""
    weights: tuple[WeightThen, ...] = ()
    committee: tuple[MemberThen, ...] = ()
    rounds: tuple[RoundThen, ...] = ()
    combination: str = ""
    applications: tuple[ApplicationThen, ...] = ()
    documents: tuple[DocumentThen, ...] = ()
    acts: tuple[ActThen, ...] = ()
    shows_people: bool = False
    shows_values: bool = False

    @property
    def sheet_count(self) -> int:
        return sum(len(application.sheets) for application in self.applications)
