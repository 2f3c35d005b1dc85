"""What a person must look at before a read document becomes a draft: one question for each finding.

The answer to a question is a short text: "confirmed" or "open" for a plain finding, a weight "4".."1" or "open", a term
"permanent", "fixed_term" or "open", a number of weeks, or the missing words themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from profiles.importing.document import Finding, ParsedCriterion, ParsedDocument, ParsedSection, ParsedText

CONFIRMED = "confirmed"
OPEN = "open"


class QuestionKind(StrEnum):
    """What has to be answered."""

    WEIGHT = "weight"
    CONTRACT_TERM = "contract_term"
    DEADLINE = "deadline"
    WORDS = "words"  # a missing title
    NOTE = "note"  # nothing to enter, only to be seen


@dataclass(frozen=True, slots=True)
class Question:
    """One finding with what is to be answered. ``source_index``: its line in ``source_lines``, None if it has none."""

    position: int  # 1-based, in the order of the findings
    finding: Finding
    kind: QuestionKind
    proposal: str
    source_index: int | None

    @property
    def may_stay_open(self) -> bool:
        """Whether the draft itself keeps the doubt, so that it can be settled there."""
        return self.kind in (QuestionKind.WEIGHT, QuestionKind.CONTRACT_TERM, QuestionKind.NOTE)


WORDS_CODES = {"title_missing", "section_untitled"}
ASKED_ELSEWHERE = {"reference_number_missing"}  # the Kennzahl has its own field on the page


def questions(document: ParsedDocument) -> tuple[Question, ...]:
    """Return one question for each finding, weights and other answers first."""
    index_of: dict[str, int] = {}
    for index, line in enumerate(document.source_lines):
        index_of.setdefault(line.place, index)
    criteria = criteria_by_number(document)
    found = []
    for position, finding in enumerate(document.findings, start=1):
        if finding.code in ASKED_ELSEWHERE:
            continue
        kind = _kind(finding, criteria)
        criterion = criteria.get(finding.subject)
        proposal = str(criterion.weight) if kind is QuestionKind.WEIGHT and criterion and criterion.weight else ""
        found.append(Question(position, finding, kind, proposal, _source_index(finding.where, index_of)))
    return tuple(sorted(found, key=lambda question: (question.kind is QuestionKind.NOTE, question.position)))


def criteria_by_number(document: ParsedDocument) -> dict[str, ParsedCriterion]:
    """Return the criteria by their number."""
    return {criterion.number: criterion for section in document.profile.sections for criterion in section.criteria}


def _kind(finding: Finding, criteria: Mapping[str, ParsedCriterion]) -> QuestionKind:
    criterion = criteria.get(finding.subject)
    if criterion is not None and criterion.weight_reason == finding.message:
        return QuestionKind.WEIGHT
    if finding.subject == "contract_term":
        return QuestionKind.CONTRACT_TERM
    if finding.subject == "deadline":
        return QuestionKind.DEADLINE
    return QuestionKind.WORDS if finding.code in WORDS_CODES else QuestionKind.NOTE


def _source_index(where: str, index_of: Mapping[str, int]) -> int | None:
    """Return the line that ``where`` names: "Seite 2, Tabelle 1, Zeile 3, Anforderung 3.1.1" ends with more words."""
    parts = where.split(", ")
    for count in range(len(parts), 0, -1):
        if (index := index_of.get(", ".join(parts[:count]))) is not None:
            return index
    return None


def with_answers(
    document: ParsedDocument, answers: Mapping[int, str], *, reference_number: str | None
) -> ParsedDocument:
    """Return ``document`` with the missing words, the deadline and the Kennzahl that a person gave.

    Weights and the contract term are not touched: they are settled with a reason in the draft itself.
    """
    by_position = {question.position: question for question in questions(document)}
    for position, answer in answers.items():
        question = by_position.get(position)
        if question is None or not answer:
            continue
        if question.kind is QuestionKind.WORDS:
            document = _with_title(document, question.finding.subject, answer)
        elif question.kind is QuestionKind.DEADLINE and document.posting is not None:
            document = replace(document, posting=replace(document.posting, deadline_weeks=int(answer)))
    if document.posting is not None and reference_number:
        document = replace(document, posting=replace(document.posting, reference_number=reference_number))
    return document


def _with_title(document: ParsedDocument, number: str, title: str) -> ParsedDocument:
    words = ParsedText(raw="", text=title)

    def criterion(present: ParsedCriterion) -> ParsedCriterion:
        return replace(present, title=words) if present.number == number else present

    def section(present: ParsedSection) -> ParsedSection:
        renamed = replace(present, title=words) if present.number == number else present
        return replace(renamed, criteria=tuple(criterion(row) for row in present.criteria))

    sections = tuple(section(present) for present in document.profile.sections)
    return replace(document, profile=replace(document.profile, sections=sections))


def is_valid_reference_number(number: str) -> bool:
    """Whether ``number`` can stand in an address and on paper: signs, no line break, at most 40."""
    return re.fullmatch(r"[^\s][^\n\r\t]{0,38}[^\s]|[^\s]", number) is not None
