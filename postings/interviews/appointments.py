"""When the interviews are: planned by the chair or the personnel office, one at a time in a round."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.enums import Instrument, RoundStatus
from postings.assessment.models import AssessmentRound
from postings.assessment.permissions import rounds_of
from postings.interviews.errors import (
    InterviewChangedMeanwhile,
    NoConversation,
    NotInterviewed,
    RoundOver,
    TimeTaken,
)
from postings.interviews.models import Interview
from postings.models import Posting
from postings.participation.gate import refuse_while_stopped
from postings.services import check_under_way, lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where; ``starts_at`` is aware, ``minutes`` at least one."""

    starts_at: datetime
    minutes: int
    place: str = ""
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def moment_text(interview: Interview) -> str:
    """Return "12.01.2026, 10:00 bis 11:00 Uhr"."""
    starts, ends = timezone.localtime(interview.starts_at), timezone.localtime(interview.ends_at)
    last = formats.date_format(ends, "H:i" if ends.date() == starts.date() else "d.m.Y, H:i")
    return _("%(start)s bis %(end)s Uhr") % {"start": formats.date_format(starts, "d.m.Y, H:i"), "end": last}


@transaction.atomic
def plan_interview(
    *,
    application: Application,
    round: AssessmentRound,
    appointment: Appointment,
    expected_sequence: int | None,
    actor: User,
) -> Interview:
    """Plan the interview of an applicant, or move it. ``expected_sequence`` is what the person saw, None for nothing.

    :raises NoConversation: in a round on the file.
    :raises RoundOver: if the round is concluded.
    :raises NotInterviewed: if the application is not to be rated (any more).
    :raises TimeTaken: if another interview of the round overlaps.
    :raises InterviewChangedMeanwhile: if it was planned, moved or cancelled elsewhere since.
    :raises ProcedureStopped: while an objection of a representation is not settled.
    """
    entry, application, stored = _locked(application, round)
    refuse_while_stopped(posting=application.posting)
    if not application.is_to_be_rated:
        raise NotInterviewed(status=application.get_status_display())
    wanted = (appointment.starts_at, appointment.ends_at, appointment.place.strip(), appointment.note.strip())
    if stored is not None and (stored.starts_at, stored.ends_at, stored.place, stored.note) == wanted:
        return stored
    _check_unchanged(stored, expected_sequence)
    others = Interview.objects.filter(
        round=entry, starts_at__lt=appointment.ends_at, ends_at__gt=appointment.starts_at
    ).exclude(application=application)
    if taken := others.first():
        shown = Application.objects.named_for(actor).select_related("posting").get(pk=taken.application_id).shown
        raise TimeTaken(moment=moment_text(taken), name=shown.name)
    interview = stored or Interview(application=application, round=entry)
    interview.starts_at, interview.ends_at, interview.place, interview.note = wanted
    if stored is not None:
        interview.sequence += 1
    interview.full_clean()
    interview.save()
    _record(interview, application, actor, "interview.moved" if stored is not None else "interview.planned")
    return interview


@transaction.atomic
def cancel_interview(*, interview: Interview, expected_sequence: int | None, actor: User) -> None:
    """Take an appointment back; the history keeps it.

    :raises RoundOver: if the round is concluded.
    :raises InterviewChangedMeanwhile: if it was moved elsewhere since.
    """
    _entry, application, stored = _locked(interview.application, interview.round)
    if stored is None:
        return
    _check_unchanged(stored, expected_sequence)
    _record(stored, application, actor, "interview.cancelled")
    stored.delete()


@dataclass(frozen=True, slots=True)
class CancelledInterview:
    """An appointment that is no more, as it stood last."""

    application_id: int
    round: AssessmentRound
    uid: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime


def cancelled_interviews(posting: Posting) -> list[CancelledInterview]:
    """Return the appointments that were taken back, from their history, and those of applicants who are not to be
    rated any more; in the order of their times; three queries."""
    rounds = {entry.pk: entry for entry in rounds_of(posting)}
    stored = Interview.objects.filter(round__in=rounds)
    there = Interview.objects.filter(pk=OuterRef("pgh_obj_id"))
    events = Interview.pgh_event_model.objects.filter(~Exists(there), round_id__in=rounds)
    taken_back = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    idle = stored.exclude(application__in=posting.applications.to_be_rated())
    found = [
        CancelledInterview(
            application_id=one.application_id,
            round=rounds[one.round_id],
            uid=one.uid,
            sequence=one.sequence,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            changed_at=one.changed_at,
        )
        for one in [*taken_back, *idle]
    ]
    return sorted(found, key=lambda one: (one.starts_at, str(one.uid)))


def _locked(application: Application, round: AssessmentRound) -> tuple[AssessmentRound, Application, Interview | None]:
    posting = lock_posting(application.posting_id)
    check_under_way(posting)
    entry = AssessmentRound.objects.get(pk=round.pk, plan=posting.pk)
    if entry.instrument == Instrument.FILE:
        raise NoConversation(title=entry.title)
    if entry.status == RoundStatus.CONCLUDED:
        raise RoundOver(title=entry.title, status=entry.get_status_display())
    application = Application.objects.select_related("posting").get(pk=application.pk)
    return entry, application, Interview.objects.filter(application=application, round=entry).first()


def _check_unchanged(stored: Interview | None, expected_sequence: int | None) -> None:
    if (stored.sequence if stored is not None else None) != expected_sequence:
        moment = moment_text(stored) if stored is not None else _("kein Termin")
        raise InterviewChangedMeanwhile(stored=stored, moment=moment)


def _record(interview: Interview, application: Application, actor: User, action: str) -> None:
    record(
        actor=actor,
        action=action,
        subject=interview,
        posting_reference=application.posting.reference_number,
        number=application.number,
        code=application.code,
        round=interview.round.title,
        moment=moment_text(interview),
    )
