"""What a requirement profile says, as plain, frozen data: the one source of every export. No Django in here."""

from dataclasses import dataclass

from profiles.importing.document import ParsedText

WEIGHTS = (4, 3, 2, 1)  # columns of the Berlin form, the highest first


@dataclass(frozen=True, slots=True)
class ScaleContent:
    """The rating scale: whole steps from ``minimum`` to ``maximum`` (best), ``levels`` as (step, words), best first."""

    name: str
    minimum: int
    maximum: int
    comment_levels: tuple[int, ...]
    levels: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class DutyContent:
    """One duty; ``heading`` is the line above it, "" for none."""

    heading: str
    text: ParsedText
    is_special: bool


@dataclass(frozen=True, slots=True)
class RequirementContent:
    """A formal requirement, fulfilled by any of its alternatives; ``track`` as in ``profiles.enums.Track``."""

    track: str
    text: ParsedText
    alternatives: tuple[ParsedText, ...]


@dataclass(frozen=True, slots=True)
class CriterionContent:
    """One weighted criterion. ``key`` stays the same through versions and exchange; ``weight`` 1..4, None = open.

    ``weight_readings``: the weights that the source may mean, while the weight is in doubt; () where nobody can say.
    ``is_mandatory_base``: part of the mandatory base profile; None = not known.
    """

    key: str
    number: str
    title: ParsedText
    definition: ParsedText
    indicators: tuple[ParsedText, ...]
    weight: int | None
    weight_confirmed: bool
    weight_doubt: str
    is_mandatory_base: bool | None
    weight_readings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionContent:
    number: str
    title: str
    criteria: tuple[CriterionContent, ...]


@dataclass(frozen=True, slots=True)
class CorrectionContent:
    """A damaged word of the source with its reading."""

    place: str
    raw: str
    display: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProfileContent:
    """Everything that a copy of the profile must hold to be the same profile; no ids, times or persons."""

    title: ParsedText
    stand: str
    author: str
    department: tuple[str, ...]
    pay_grade_e: str
    pay_grade_a: str
    base_profile_note: str
    aggregation_rule: str
    scale: ScaleContent
    weight_legend: tuple[tuple[int, str, bool], ...]  # weight, its meaning, whether that wording is proven; 4 first
    duties: tuple[DutyContent, ...]
    requirements: tuple[RequirementContent, ...]
    sections: tuple[SectionContent, ...]
    corrections: tuple[CorrectionContent, ...]

    @property
    def criteria(self) -> tuple[CriterionContent, ...]:
        return tuple(criterion for section in self.sections for criterion in section.criteria)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of a profile this is; ``frozen_on`` (ISO date) and ``sha256`` are "" for a draft.

    ``is_locked``: a second person has checked the draft; it is still not published and counts as a draft.

    ``dated_at``: ISO moment with time zone that a file carries as its date, never the moment of making.
    """

    version: int
    authority: str
    frozen_on: str
    sha256: str
    dated_at: str
    is_locked: bool = False

    @property
    def is_draft(self) -> bool:
        return not self.frozen_on


def legend_text(legend: tuple[tuple[int, str, bool], ...]) -> str:
    """Return the footnote of the weights; words that nobody has proven are called so and are not read as proven."""
    if all(is_verified for _weight, _label, is_verified in legend):
        return "* Gewichtungen: " + ", ".join(f"{weight} = {label}" for weight, label, _ in legend)
    proven = ", ".join(f"{weight} = {label}" for weight, label, is_verified in legend if is_verified)
    others = ", ".join(f"„{label}“ ({weight})" for weight, label, is_verified in legend if not is_verified)
    return f"* Gewichtungen: {proven + '; ' if proven else ''}üblich, aber nicht belegt: {others}"
