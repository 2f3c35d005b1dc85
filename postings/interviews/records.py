"""The record of an interview: begun with the first save, then changed until the round is concluded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from postings.applications.models import Application
from postings.assessment.enums import Instrument, RoundStatus
from postings.assessment.models import AssessmentRound
from postings.interviews.errors import (
    EndsBeforeStart,
    NoConversation,
    NotInterviewed,
    NotOfTheCommittee,
    RecordChangedMeanwhile,
    RoundOver,
    UnknownQuestion,
)
from postings.interviews.guides import guide_of
from postings.interviews.models import InterviewRecord, RecordAnswer, RecordExtra, RecordPresence
from postings.models import Posting
from postings.services import check_under_way, lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.accounts.models import User
from recruitment.audit.services import record

SITTING = timedelta(minutes=15)  # who saves again within it is still writing


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What became of one question of the guide; ``is_asked`` None while nothing is said yet."""

    question_id: int
    is_asked: bool | None = None
    reason: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class RecordContent:
    """Everything a record holds; ``extras`` are pairs of question and answer, moments are aware."""

    started_at: datetime | None = None
    ended_at: datetime | None = None
    present: Collection[int] = ()
    others_present: str = ""
    answers: Sequence[GivenAnswer] = ()
    extras: Sequence[tuple[str, str]] = ()

    def cleaned(self) -> "RecordContent":
        """Return it as it is stored: in a fixed order, without what is empty."""
        answers = [
            GivenAnswer(
                given.question_id,
                given.is_asked,
                given.reason.strip() if given.is_asked is False else "",
                given.answer.strip(),
            )
            for given in sorted(self.answers, key=lambda given: given.question_id)
        ]
        return RecordContent(
            started_at=self.started_at,
            ended_at=self.ended_at,
            present=sorted(set(self.present)),
            others_present=self.others_present.strip(),
            answers=[given for given in answers if given.is_asked is not None or given.answer],
            extras=[(question.strip(), answer.strip()) for question, answer in self.extras if question.strip()],
        )


def content_of(stored: InterviewRecord) -> RecordContent:
    """Return what a stored record holds."""
    return RecordContent(
        started_at=stored.started_at,
        ended_at=stored.ended_at,
        present=sorted(presence.person_id for presence in stored.presences.all()),
        others_present=stored.others_present,
        answers=[
            GivenAnswer(given.question_id, given.is_asked, given.reason, given.answer)
            for given in sorted(stored.answers.all(), key=lambda given: given.question_id)
        ],
        extras=[(extra.question, extra.answer) for extra in sorted(stored.extras.all(), key=lambda e: e.position)],
    )


def record_of(application: Application, entry: AssessmentRound) -> InterviewRecord | None:
    """Return the record of this applicant in this round, with its parts, or None."""
    parts = ("answers", "extras", "presences")
    found = InterviewRecord.objects.filter(application=application, round=entry).select_related("saved_by")
    return found.prefetch_related(*parts).first()


def people_of(posting: Posting) -> Q:
    """Return who can be noted as present: the committee, those who only take part included, and the office."""
    return Q(memberships__posting=posting.pk) | Q(roles__role=AuthorityRoleName.HR_OFFICER)


@transaction.atomic
def save_record(
    *,
    application: Application,
    round: AssessmentRound,
    content: RecordContent,
    expected_version: int,
    actor: User,
    is_quiet: bool = False,
) -> InterviewRecord:
    """Begin the record, or change it. ``expected_version`` is what the person saw, 0 for none.

    The first record of a round fixes its guide. Saving the same content again, as a double click does, changes nothing.
    ``is_quiet`` is for saving while the person writes: every state stands in the history, the record of the procedure
    tells it once per sitting.

    :raises NoConversation: in a round on the file.
    :raises RoundOver: before the round is open and after it is concluded.
    :raises NotInterviewed: if the application is withdrawn or not eligible.
    :raises UnknownQuestion: if an answer names a question that is not of the guide.
    :raises ReasonMissing: if a question was not asked and nothing says why.
    :raises EndsBeforeStart: if the times do not follow each other.
    :raises NotOfTheCommittee: if somebody is noted as present who cannot be.
    :raises RecordChangedMeanwhile: if it was saved elsewhere since; nothing is written.
    """
    entry, application = _locked(application, round)
    content = content.cleaned()
    stored = (
        InterviewRecord.objects.select_for_update(of=("self",)).filter(application=application, round=entry).first()
    )
    if stored is not None and content_of(stored) == content:
        return stored
    guide = guide_of(entry)
    _check(content, set(guide.questions.values_list("pk", flat=True)) if guide else set(), application.posting)
    if (stored.version if stored is not None else 0) != expected_version:
        raise RecordChangedMeanwhile(record=stored)
    found = stored or InterviewRecord(
        application=application, round=entry, guide=guide, guide_version=guide.version if guide else None
    )
    found.started_at, found.ended_at, found.others_present = (
        content.started_at,
        content.ended_at,
        content.others_present,
    )
    is_told = not (is_quiet and stored is not None and _is_same_sitting(stored, actor))
    found.saved_by = actor
    if stored is not None:
        found.version += 1
    found.save()
    _write_parts(found, content)
    if is_told:
        record(
            actor=actor,
            action="interview.record_changed" if stored is not None else "interview.record_begun",
            subject=found,
            posting_reference=application.posting.reference_number,
            number=application.number,
            code=application.code,
            round=entry.title,
            version=found.version,
        )
    return found


def _is_same_sitting(stored: InterviewRecord, actor: User) -> bool:
    return stored.saved_by_id == actor.pk and timezone.now() - stored.saved_at < SITTING


def _locked(application: Application, round: AssessmentRound) -> tuple[AssessmentRound, Application]:
    posting = lock_posting(application.posting_id)
    check_under_way(posting)
    entry = AssessmentRound.objects.get(pk=round.pk, plan=posting.pk)
    if entry.instrument == Instrument.FILE:
        raise NoConversation(title=entry.title)
    if entry.status not in (RoundStatus.OPEN, RoundStatus.CLOSED):
        raise RoundOver(title=entry.title, status=entry.get_status_display())
    application = Application.objects.select_related("posting").get(pk=application.pk)
    if not application.is_to_be_rated:
        raise NotInterviewed(status=application.get_status_display())
    return entry, application


def _check(content: RecordContent, questions: Collection[int], posting: Posting) -> None:
    for given in content.answers:
        if given.question_id not in questions:
            raise UnknownQuestion
        if given.is_asked is False and not given.reason:
            raise ReasonMissing
    if content.ended_at is not None and (content.started_at is None or content.ended_at <= content.started_at):
        raise EndsBeforeStart
    known = set(User.objects.filter(people_of(posting), pk__in=content.present).values_list("pk", flat=True))
    if strangers := set(content.present) - known:
        raise NotOfTheCommittee(person=User.objects.get(pk=min(strangers)))


def _write_parts(found: InterviewRecord, content: RecordContent) -> None:
    """Store answers, further questions and presence: what is gone goes, what stays is left alone."""
    answers = {given.question_id: given for given in found.answers.all()}
    found.answers.exclude(question__in=[given.question_id for given in content.answers]).delete()
    for given in content.answers:
        answer = answers.get(given.question_id) or RecordAnswer(record=found, question_id=given.question_id)
        wanted = (given.is_asked, given.reason, given.answer)
        if answer.pk is None or (answer.is_asked, answer.reason, answer.answer) != wanted:
            answer.is_asked, answer.reason, answer.answer = wanted
            answer.save()
    extras = {extra.position: extra for extra in found.extras.all()}
    found.extras.filter(position__gt=len(content.extras)).delete()
    for position, wanted_extra in enumerate(content.extras, start=1):
        extra = extras.get(position) or RecordExtra(record=found, position=position)
        if (extra.question, extra.answer) != wanted_extra:
            extra.question, extra.answer = wanted_extra
            extra.save()
    found.presences.exclude(person__in=content.present).delete()
    there = set(found.presences.values_list("person_id", flat=True))
    RecordPresence.objects.bulk_create(
        RecordPresence(record=found, person_id=pk) for pk in content.present if pk not in there
    )
