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
    about: str  # the application it is on, or the memo it shows; "" for the rest
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
class LadderStepThen:
    step: str
    state: str


@dataclass(frozen=True, slots=True)
class FindingThen:
    """A finding on essentially equal suitability. ``reason`` and ``auxiliary`` (kinds) are empty without a viewer;
    ``auxiliary_count`` is always told. Who belonged to it then is kept as a number only."""

    is_equal: bool
    applications: int
    saved_at: str
    person: str
    reason: str
    auxiliary: tuple[str, ...]
    auxiliary_count: int


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """One line of an order: ``label`` as in ``ApplicationThen``; ``position`` None for who is not selected."""

    label: str
    outcome: str
    position: int | None


@dataclass(frozen=True, slots=True)
class MemoThen:
    """A memo with its newest version of then; ``signed`` are persons with the moment."""

    number: int
    begun_at: str
    version: int
    saved_at: str
    saved_by: str
    sha256: str
    signed: tuple[str, ...]
    final_at: str  # empty while it was open


@dataclass(frozen=True, slots=True)
class SelectionThen:
    """A decision as it was made; ``withdrawn_at`` is empty while it stood. Reasons are empty without a viewer."""

    number: int
    decided_at: str
    person: str
    reason: str
    chosen: tuple[PlaceThen, ...]
    other_count: int
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    ground: str = ""
    withdrawal_reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionThen:
    """The way to the decision. ``unknown_findings`` lost their history with the data of a person."""

    ladder: tuple[LadderStepThen, ...]
    auxiliary_order: tuple[str, ...]
    findings: tuple[FindingThen, ...]
    unknown_findings: int
    order: tuple[PlaceThen, ...]
    memos: tuple[MemoThen, ...]
    decisions: tuple[SelectionThen, ...]


@dataclass(frozen=True, slots=True)
class ParticipationThen:
    """One matter put to a body, or the finding that it need not be asked (``sent_on`` empty); ``label`` is empty where
    it is about the whole procedure."""

    body: str
    subject: str
    label: str
    sent_on: str
    answer: str
    person: str
    settled: str


@dataclass(frozen=True, slots=True)
class SendingThen:
    """One sending with what was known of its notices by then. ``total`` counts those whose person is not erased."""

    kind: str
    way: str
    dated_on: str
    confirmed_at: str
    person: str
    total: int
    sent: int
    received: int
    returned: int


@dataclass(frozen=True, slots=True)
class LawsuitThen:
    """A suit; the file number is empty without a viewer. ``ended_on`` is empty while it was open."""

    court: str
    file_number: str
    received_on: str
    ended_on: str
    result: str


@dataclass(frozen=True, slots=True)
class CheckThen:
    asked_of: str
    asked_on: str
    answer: str


@dataclass(frozen=True, slots=True)
class AppointmentThen:
    label: str
    form: str
    appointed_on: str
    starts_on: str
    person: str


@dataclass(frozen=True, slots=True)
class EndingThen:
    """Notices, waiting period, suits, appointment, abort. ``waiting`` is a sentence, empty without a decision."""

    sendings: tuple[SendingThen, ...]
    waiting: str
    lawsuits: tuple[LawsuitThen, ...]
    checks: tuple[CheckThen, ...]
    appointments: tuple[AppointmentThen, ...]
    abort: str


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
    decision: DecisionThen | None = None  # None for a viewer who may not see it, or not yet then
    participation: tuple[ParticipationThen, ...] | None = None  # None for a viewer who has no part in it
    ending: EndingThen | None = None  # as the decision
    acts: tuple[ActThen, ...] = ()
    shows_people: bool = False
    shows_values: bool = False

    @property
    def sheet_count(self) -> int:
        return sum(len(application.sheets) for application in self.applications)
