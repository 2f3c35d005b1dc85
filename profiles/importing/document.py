"""What reading a document yields: plain, frozen data. Every text keeps its raw form beside the displayed one."""

from dataclasses import dataclass


class UnreadableDocument(ValueError):
    """The file cannot be read at all; the message says why, in German, on one line."""


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text as the document has it (``raw``) and as it is shown after corrections (``text``)."""

    raw: str
    text: str

    @property
    def is_corrected(self) -> bool:
        return self.raw != self.text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful: a stable code, German words, the place, and the criterion or field concerned (or "")."""

    code: str
    message: str
    where: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One damaged word that is shown corrected."""

    raw: str
    display: str
    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class ParsedTask:
    """One duty under its heading."""

    heading: ParsedText | None
    text: ParsedText
    is_special: bool


BOTH_TRACKS = "both"


@dataclass(frozen=True, slots=True)
class ParsedRequirement:
    """A formal requirement: fulfilled by any of ``alternatives``; a track demands all of its requirements."""

    track: str  # "employee", "civil_servant", or BOTH_TRACKS where the document names none
    number: int  # 1-based within the track
    text: ParsedText
    alternatives: tuple[ParsedText, ...]


@dataclass(frozen=True, slots=True)
class ParsedCriterion:
    """One weighted criterion. ``weight`` 1..4 or None; ``weight_reason`` says in German why it is in doubt."""

    number: str
    title: ParsedText
    definition: ParsedText | None
    indicators: tuple[ParsedText, ...]
    weight: int | None
    weight_confirmed: bool
    weight_alternatives: tuple[int, ...]
    weight_reason: str | None
    place: str  # of the row that carries the number
    # Known only where the file says so, as our own exchange format does:
    key: str | None = None  # the same through all versions (UUID)
    is_mandatory_base: bool | None = None


@dataclass(frozen=True, slots=True)
class ParsedSection:
    number: str
    title: ParsedText
    criteria: tuple[ParsedCriterion, ...]


@dataclass(frozen=True, slots=True)
class ParsedNotice:
    """A sentence of the posting with a meaning of its own; ``kind`` as in ``postings.enums.NoticeKind``."""

    kind: str
    text: ParsedText


@dataclass(frozen=True, slots=True)
class ParsedScale:
    """A rating scale that the file brings along; ``levels`` as (step, words)."""

    name: str
    minimum: int
    maximum: int
    comment_levels: tuple[int, ...]
    levels: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ParsedProfile:
    title: ParsedText
    stand: str | None
    author: str | None
    department: tuple[str, ...]
    pay_grade_e: str | None
    pay_grade_a: str | None
    base_profile_note: str | None
    tasks: tuple[ParsedTask, ...]
    requirements: tuple[ParsedRequirement, ...]
    sections: tuple[ParsedSection, ...]
    legend: tuple[tuple[int, str], ...] = ()  # steps of the weights in words as the document explains them, 4 first
    reference_number: str | None = None  # where a profile without posting names them itself
    authority: str | None = None
    office: str | None = None
    # Known only where the file says so, as our own exchange format does:
    scale: ParsedScale | None = None
    aggregation_rule: str | None = None
    unproven_weights: tuple[int, ...] = ()  # of those in ``legend``: words that nobody has proven


@dataclass(frozen=True, slots=True)
class ParsedPosting:
    """The Stellenausschreibung; ``contract_term`` None = permanent or fixed-term could not be read."""

    authority: str | None
    office: str | None
    designation: str | None
    function: str | None
    pay_grade_a: str | None
    pay_grade_e: str | None
    working_time: str | None
    working_time_percent: int | None
    available_from: str | None
    contract_term: str | None
    work_location: str | None
    reference_number: str | None
    tasks: tuple[ParsedTask, ...]
    requirements: tuple[ParsedRequirement, ...]
    notices: tuple[ParsedNotice, ...]
    deadline_weeks: int | None
    profile_url: str | None
    portal_url: str | None
    contact_url: str | None
    signatory: str | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the document as it was read, with its place; findings name the same place."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    posting: ParsedPosting | None
    profile: ParsedProfile
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...]
    source_name: str
    source_lines: tuple[SourceLine, ...]
    format_name: str  # "PDF", "Word-Dokument (DOCX)", ...
    sha256: str  # of the bytes of the file, 64 hex digits

    @property
    def source_text(self) -> str:
        """The document as plain text, one line a line of it."""
        return "\n".join(line.text for line in self.source_lines)
