"""The guide of a round: its texts, its questions and their order, and which criteria no question covers.

Every step locks the posting and the guide, checks that neither record nor sheet has fixed it, and counts the version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Prefetch, Sum

from postings.assessment.enums import Instrument
from postings.assessment.models import AssessmentRound, RatingSheet
from postings.interviews.errors import (
    AnchorOffScale,
    CriterionNotObserved,
    GuideChangedMeanwhile,
    GuideFixed,
    NoConversation,
)
from postings.interviews.models import (
    GuideQuestion,
    InterviewGuide,
    InterviewRecord,
    QuestionAnchor,
    QuestionCriterion,
)
from postings.services import check_under_way, lock_posting
from profiles.models import Criterion
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """What a question says; ``anchors`` maps steps of the scale to texts, empty texts are left out."""

    text: str
    expected: str = ""
    follow_ups: str = ""
    minutes: int | None = None
    criterion_ids: Sequence[int] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)

    def cleaned(self) -> "QuestionContent":
        """Return it as it is stored: without blanks around the texts, in a fixed order."""
        return QuestionContent(
            text=self.text.strip(),
            expected=self.expected.strip(),
            follow_ups=self.follow_ups.strip(),
            minutes=self.minutes,
            criterion_ids=sorted(set(self.criterion_ids)),
            anchors={value: text.strip() for value, text in sorted(self.anchors.items()) if text.strip()},
        )


def content_of(question: GuideQuestion) -> QuestionContent:
    """Return what a stored question says."""
    return QuestionContent(
        text=question.text,
        expected=question.expected,
        follow_ups=question.follow_ups,
        minutes=question.minutes,
        criterion_ids=sorted(link.criterion_id for link in question.links.all()),
        anchors={anchor.value: anchor.text for anchor in sorted(question.anchors.all(), key=lambda a: a.value)},
    )


def is_guide_fixed(entry: AssessmentRound) -> bool:
    """Whether a record or a sheet of the round has been begun, after which the guide changes no more."""
    return InterviewRecord.objects.filter(round=entry).exists() or RatingSheet.objects.filter(round=entry).exists()


def guide_of(entry: AssessmentRound) -> InterviewGuide | None:
    """Return the guide of the round, or None while there is none."""
    return InterviewGuide.objects.filter(round=entry).first()


def questions_of(guide: InterviewGuide | None) -> list[GuideQuestion]:
    """Return the questions in their order, with anchors and criteria; in four queries."""
    if guide is None:
        return []
    linked = QuestionCriterion.objects.select_related("criterion__group").order_by(
        "criterion__group__position", "criterion__position"
    )
    return list(guide.questions.prefetch_related("anchors", Prefetch("links", queryset=linked)))


def uncovered_criteria(entry: AssessmentRound) -> list[Criterion]:
    """Return the criteria that the round observes and no question of its guide covers: a notice, no refusal."""
    covered = QuestionCriterion.objects.filter(question__guide__round=entry).values("criterion")
    return list(entry.criteria.exclude(pk__in=covered).select_related("group"))


def planned_minutes(guide: InterviewGuide) -> int:
    """Return how long the questions take together, as far as they say so."""
    return guide.questions.aggregate(total=Sum("minutes"))["total"] or 0


@transaction.atomic
def save_texts(
    *, round: AssessmentRound, opening: str, closing: str, expected_version: int, actor: User
) -> InterviewGuide:
    """Store what is said at the beginning and the end; makes the guide where there is none (``expected_version`` 0).

    :raises NoConversation: in a round on the file.
    :raises GuideFixed: once a record or a sheet of the round has been begun.
    :raises GuideChangedMeanwhile: if the guide was changed since; nothing is written.
    """
    entry, guide = _locked(round)
    opening, closing = opening.strip(), closing.strip()
    if guide is None:
        guide = InterviewGuide.objects.create(round=entry, opening=opening, closing=closing)
        _record(guide, entry, actor)
        return guide
    if (guide.opening, guide.closing) == (opening, closing):
        return guide
    if guide.version != expected_version:
        raise GuideChangedMeanwhile(stored=guide)
    guide.opening, guide.closing = opening, closing
    _count(guide, entry, actor, "opening", "closing")
    return guide


@transaction.atomic
def add_question(*, round: AssessmentRound, content: QuestionContent, actor: User) -> GuideQuestion:
    """Append a question; makes the guide where there is none. The same question twice, as a double click sends it, is
    stored once.

    :raises NoConversation:
    :raises GuideFixed: see ``save_texts``.
    :raises CriterionNotObserved: if the round does not observe a named criterion.
    :raises AnchorOffScale: if an anchor is no step of the scale.
    """
    entry, guide = _locked(round)
    content = content.cleaned()
    _check(entry, content)
    last = None
    if guide is None:
        guide = InterviewGuide.objects.create(round=entry)
        _record(guide, entry, actor)
    else:
        last = guide.questions.order_by("position").last()
    if last is not None and content_of(last) == content:
        return last
    question = GuideQuestion.objects.create(
        guide=guide,
        position=last.position + 1 if last else 1,
        text=content.text,
        expected=content.expected,
        follow_ups=content.follow_ups,
        minutes=content.minutes,
    )
    _write_parts(question, content)
    _count(guide, entry, actor)
    return question


@transaction.atomic
def change_question(
    *, question: GuideQuestion, content: QuestionContent, expected_version: int, actor: User
) -> GuideQuestion:
    """Replace what a question says.

    :raises GuideFixed: see ``save_texts``.
    :raises GuideChangedMeanwhile: if this question was changed or deleted since; nothing is written.
    :raises CriterionNotObserved:
    :raises AnchorOffScale: see ``add_question``.
    """
    entry, guide = _locked(question.guide.round)
    stored = GuideQuestion.objects.filter(pk=question.pk, guide=guide).first()
    content = content.cleaned()
    if stored is None:
        raise GuideChangedMeanwhile(stored=None)
    if content_of(stored) == content:
        return stored
    _check(entry, content)
    if stored.version != expected_version:
        raise GuideChangedMeanwhile(stored=stored)
    stored.text, stored.expected, stored.follow_ups = content.text, content.expected, content.follow_ups
    stored.minutes = content.minutes
    stored.version += 1
    stored.save()
    _write_parts(stored, content)
    _count(guide, entry, actor)
    return stored


@transaction.atomic
def move_question(*, question: GuideQuestion, is_up: bool, expected_version: int, actor: User) -> None:
    """Swap a question with the one before or after it; at either end nothing happens.

    :raises GuideFixed: see ``save_texts``.
    :raises GuideChangedMeanwhile: if the guide was changed since the order was shown; a double click moves once.
    """
    entry, guide = _locked(question.guide.round)
    stored = _expected(guide, question, expected_version)
    others = guide.questions.filter(position__lt=stored.position).order_by("-position")
    if not is_up:
        others = guide.questions.filter(position__gt=stored.position).order_by("position")
    other = others.first()
    if other is None:
        return
    stored.position, other.position = other.position, stored.position
    GuideQuestion.objects.bulk_update([stored, other], ["position"])
    _count(guide, entry, actor)


@transaction.atomic
def delete_question(*, question: GuideQuestion, expected_version: int, actor: User) -> None:
    """Take a question out; the history keeps it.

    :raises GuideFixed:
    :raises GuideChangedMeanwhile: see ``move_question``.
    """
    entry, guide = _locked(question.guide.round)
    stored = _expected(guide, question, expected_version)
    position = stored.position
    stored.delete()
    guide.questions.filter(position__gt=position).update(position=F("position") - 1)
    _count(guide, entry, actor)


@transaction.atomic
def delete_guide(*, round: AssessmentRound, expected_version: int, actor: User) -> None:
    """Delete the guide with its questions, so that the plan may leave the round out; the history keeps it.

    :raises GuideFixed:
    :raises GuideChangedMeanwhile: see ``save_texts``.
    """
    entry, guide = _locked(round)
    if guide is None:
        return
    if guide.version != expected_version:
        raise GuideChangedMeanwhile(stored=guide)
    _record(guide, entry, actor, "guide.deleted")
    guide.delete()


def _locked(round: AssessmentRound) -> tuple[AssessmentRound, InterviewGuide | None]:
    posting = lock_posting(round.plan_id)
    check_under_way(posting)
    entry = AssessmentRound.objects.select_related("plan").get(pk=round.pk)
    entry.plan.posting = posting
    if entry.instrument == Instrument.FILE:
        raise NoConversation(title=entry.title)
    if is_guide_fixed(entry):
        raise GuideFixed
    return entry, InterviewGuide.objects.select_for_update(of=("self",)).filter(round=entry).first()


def _expected(guide: InterviewGuide | None, question: GuideQuestion, expected_version: int) -> GuideQuestion:
    stored = GuideQuestion.objects.filter(pk=question.pk, guide=guide).first()
    if guide is None or stored is None or guide.version != expected_version:
        raise GuideChangedMeanwhile(stored=guide)
    return stored


def _check(entry: AssessmentRound, content: QuestionContent) -> None:
    observed = set(entry.observed.values_list("criterion_id", flat=True))
    if not observed.issuperset(content.criterion_ids):
        raise CriterionNotObserved(title=entry.title)
    scale = entry.plan.posting.profile.scale
    for value in content.anchors:
        if not scale.minimum <= value <= scale.maximum:
            raise AnchorOffScale(value=value)


def _write_parts(question: GuideQuestion, content: QuestionContent) -> None:
    """Store anchors and criteria of ``question``: what is gone goes, what stays is left alone."""
    question.anchors.exclude(value__in=content.anchors).delete()
    for value, text in content.anchors.items():
        anchor = question.anchors.filter(value=value).first() or QuestionAnchor(question=question, value=value)
        if anchor.text != text:
            anchor.text = text
            anchor.save()
    question.links.exclude(criterion__in=content.criterion_ids).delete()
    linked = set(question.links.values_list("criterion_id", flat=True))
    QuestionCriterion.objects.bulk_create(
        QuestionCriterion(question=question, criterion_id=pk) for pk in content.criterion_ids if pk not in linked
    )


def _count(guide: InterviewGuide, entry: AssessmentRound, actor: User, *fields: str) -> None:
    guide.version += 1
    guide.save(update_fields=["version", "changed_at", *fields])
    _record(guide, entry, actor)


def _record(guide: InterviewGuide, entry: AssessmentRound, actor: User, action: str = "guide.changed") -> None:
    record(
        actor=actor,
        action=action,
        subject=guide,
        posting_reference=entry.plan.posting.reference_number,
        round=entry.title,
        version=guide.version,
    )
