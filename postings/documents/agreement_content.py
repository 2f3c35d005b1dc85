"""The annex of the selection report on how far the single ratings agree: one section per round, finished texts.

No applicant is named here: where values lie apart stands at each applicant already.
"""

from dataclasses import dataclass

from postings.assessment.agreement import (
    apart_sentences,
    assessor_rows,
    basis,
    criterion_rows,
    figure_rows,
    round_agreement,
    summary_sentence,
)
from postings.assessment.enums import RoundStatus
from postings.assessment.models import AssessmentRound
from postings.models import Posting
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """One round: the sentences, the figures over all criteria, the rows per criterion and per assessor."""

    title: str
    summary: str
    sentences: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    basis: str
    criteria: tuple[tuple[str, str, str, int], ...]  # criterion, alpha, mean distance, applicants two steps apart
    assessors: tuple[tuple[str, int, str, str, str, bool], ...]  # name, count, mean, SD, difference, to be discussed


def agreement_sections(posting: Posting) -> tuple[RoundAgreement, ...]:
    """Return the agreement of every round that has begun, in their order; values before discussion only."""
    people = User.objects.in_bulk(posting.assessor_ids)
    rounds = AssessmentRound.objects.filter(plan=posting.pk).exclude(status=RoundStatus.PLANNED)
    return tuple(_section(entry, posting, people) for entry in rounds)


def _section(entry: AssessmentRound, posting: Posting, people: dict[int, User]) -> RoundAgreement:
    found = round_agreement(entry, posting)
    titles = dict(entry.criteria.values_list("number", "title"))
    return RoundAgreement(
        title=entry.title,
        summary=summary_sentence(found),
        sentences=tuple(apart_sentences(found)),
        figures=tuple(figure_rows(found)),
        basis=basis(found),
        criteria=tuple((f"{key} {titles[key]}", *rest) for key, *rest in criterion_rows(found)),
        assessors=tuple((people[assessor].get_full_name(), *rest) for assessor, *rest in assessor_rows(found)),
    )
