"""What comes back: answers, corrections, longer periods, silence of the Personalrat, settled objections."""

from datetime import date

from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.participation.enclosures import Paper
from postings.participation.enums import ANSWERS, STOPPING, Body, DocumentKind, Result
from postings.participation.errors import (
    AnswerImpossible,
    AnswerTooLate,
    BodyCompetent,
    DayImpossible,
    MatterAnswered,
    MatterNotAnswered,
    NothingToSettle,
    NotYetDeemed,
)
from postings.participation.models import Participation, ParticipationQuerySet, Settlement
from postings.participation.permissions import is_disability_rep_competent
from postings.participation.services import keep_document, record_matter, save_matter
from postings.services import lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User


def _locked(matter: Participation) -> Participation:
    """Lock the posting, then return the matter as it stands."""
    posting = lock_posting(matter.posting_id)
    matter = Participation.objects.select_related("application__applicant").get(pk=matter.pk)
    matter.posting = posting
    return matter


def _check_answer(matter: Participation, result: Result, note: str, answered_on: date) -> None:
    if result not in ANSWERS[matter.body]:
        raise AnswerImpossible
    if result in STOPPING and not note.strip():
        raise ReasonMissing
    if answered_on > timezone.localdate():
        raise DayImpossible(reason=_("Der Tag der Antwort liegt in der Zukunft."))
    if matter.sent_on is None or answered_on < matter.sent_on:
        raise DayImpossible(reason=_("Die Antwort kann nicht vor dem Versand gegeben worden sein."))
    if result == Result.REFUSED and matter.ends_on is not None and answered_on > matter.ends_on:
        raise AnswerTooLate(day=_day(matter.ends_on))


@transaction.atomic
def record_answer(
    *,
    matter: Participation,
    result: Result,
    note: str,
    answered_on: date,
    is_own_answer: bool,
    paper: Paper | None = None,
    actor: User,
) -> Participation:
    """Record the one answer of the body: by itself (``is_own_answer``), or by HR from paper.

    :raises MatterAnswered: if there is an answer.
    :raises AnswerImpossible: if the body cannot answer so.
    :raises ReasonMissing: if an objection or refusal has no reason.
    :raises DayImpossible: if ``answered_on`` does not fit.
    :raises AnswerTooLate: if the Personalrat refuses after its period.
    """
    matter = _locked(matter)
    if not matter.is_open:
        raise MatterAnswered
    result = Result(result)
    _check_answer(matter, result, note, answered_on)
    _close(matter, result=result, note=note, answered_on=answered_on, is_own_answer=is_own_answer, actor=actor)
    if paper is not None:
        keep_document(matter, DocumentKind.ANSWER, paper.name, paper.content, actor)
    action = "participation.answered" if is_own_answer else "participation.answer_recorded"
    record_matter(matter, actor, action, result=result.label, day=_day(answered_on))
    return matter


@transaction.atomic
def withdraw_matter(*, matter: Participation, reason: str, actor: User) -> Participation:
    """End an open matter without an answer: it is settled otherwise, or was sent by mistake.

    :raises MatterAnswered: if there is an answer.
    :raises ReasonMissing: without a reason.
    :raises BodyCompetent: if the Schwerbehindertenvertretung still has to be heard.
    """
    matter = _locked(matter)
    if not matter.is_open:
        raise MatterAnswered
    if not reason.strip():
        raise ReasonMissing
    if matter.body == Body.DISABILITY_REP and is_disability_rep_competent(matter.posting, matter.application):
        raise BodyCompetent
    _close(
        matter,
        result=Result.NOT_REQUIRED,
        note=reason,
        answered_on=timezone.localdate(),
        is_own_answer=False,
        actor=actor,
    )
    record_matter(matter, actor, "participation.withdrawn", reason=reason.strip())
    return matter


def _close(
    matter: Participation, *, result: Result, note: str, answered_on: date, is_own_answer: bool, actor: User | None
) -> None:
    matter.result, matter.note, matter.answered_on = result, note.strip(), answered_on
    matter.is_own_answer, matter.recorded_by, matter.recorded_at = is_own_answer, actor, timezone.now()
    matter.save(update_fields=["result", "note", "answered_on", "is_own_answer", "recorded_by", "recorded_at"])


@transaction.atomic
def correct_answer(
    *,
    matter: Participation,
    result: Result,
    note: str,
    answered_on: date,
    reason: str,
    paper: Paper | None = None,
    actor: User,
) -> Participation:
    """Put a new record beside a wrong one; the wrong one stays readable, with the reason at the new one.

    :raises MatterNotAnswered: if there is no answer of the body, or it was corrected already.
    :raises ReasonMissing: without the reason of the correction.
    """
    matter = _locked(matter)
    is_corrected = Participation.objects.filter(corrects=matter).exists()
    if matter.is_open or matter.sent_on is None or is_corrected:
        raise MatterNotAnswered
    if not reason.strip():
        raise ReasonMissing
    result = Result(result)
    _check_answer(matter, result, note, answered_on)
    before = matter.get_result_display()
    correction = Participation.objects.get(pk=matter.pk)
    correction.pk = None
    correction._state.adding = True
    correction.posting, correction.corrects, correction.correction_reason = matter.posting, matter, reason.strip()
    correction.result, correction.note, correction.answered_on = result, note.strip(), answered_on
    correction.is_own_answer, correction.recorded_by, correction.recorded_at = False, actor, timezone.now()
    correction.created_by = actor
    save_matter(correction)
    if paper is not None:
        keep_document(correction, DocumentKind.ANSWER, paper.name, paper.content, actor)
    record_matter(
        correction, actor, "participation.corrected", before=before, result=result.label, reason=reason.strip()
    )
    return correction


@transaction.atomic
def extend_period(*, matter: Participation, until: date, reason: str, actor: User) -> Participation:
    """Record a written extension of the period of the Personalrat (PersVG Berlin § 79).

    :raises MatterAnswered: if there is an answer.
    :raises ReasonMissing: without a reason.
    :raises DayImpossible: for another body, for a day that is no later, or when the period is over.
    """
    matter = _locked(matter)
    if not matter.is_open:
        raise MatterAnswered
    if not reason.strip():
        raise ReasonMissing
    if matter.body != Body.STAFF_COUNCIL:
        raise DayImpossible(reason=_("Nur die Frist des Personalrats lässt sich verlängern."))
    if matter.ends_on is None or timezone.localdate() > matter.ends_on:
        raise DayImpossible(reason=_("Die Frist ist schon abgelaufen; verlängern lässt sie sich nur vorher."))
    if until <= matter.ends_on:
        raise DayImpossible(reason=_("Die verlängerte Frist muss nach der bisherigen enden."))
    matter.extended_until, matter.extension_reason = until, reason.strip()
    matter.save(update_fields=["extended_until", "extension_reason"])
    record_matter(matter, actor, "participation.extended", day=_day(until), reason=reason.strip())
    return matter


def deemed_approved_by(today: date) -> ParticipationQuerySet:
    """Return the open matters of the Personalrat whose period ended before ``today``."""
    return (
        Participation.objects.open()
        .filter(body=Body.STAFF_COUNCIL)
        .annotate(end=Coalesce(F("extended_until"), F("due_on")))
        .filter(end__lt=today)
        .select_related("posting")
        .order_by("id")
    )


@transaction.atomic
def record_deemed_approval(*, matter: Participation, actor: User | None) -> Participation:
    """Record that the approval of the Personalrat counts as given; ``actor`` is None for the nightly command.

    :raises MatterAnswered: if there is an answer.
    :raises NotYetDeemed: for another body, or while the period runs.
    """
    matter = _locked(matter)
    today = timezone.localdate()
    if not matter.is_open:
        raise MatterAnswered
    if matter.body != Body.STAFF_COUNCIL or matter.ends_on is None or today <= matter.ends_on:
        raise NotYetDeemed
    try:
        with transaction.atomic():
            _close(matter, result=Result.DEEMED_APPROVED, note="", answered_on=today, is_own_answer=False, actor=actor)
    except DatabaseError as error:
        if "not yet deemed approved" not in str(error):
            raise
        raise NotYetDeemed from error
    record_matter(matter, actor, "participation.deemed_approved", day=_day(matter.ends_on))
    return matter


@transaction.atomic
def settle_objection(
    *, matter: Participation, reason: str, settled_by: str, settled_on: date, actor: User
) -> Settlement:
    """Record how an objection or refusal was settled and who decided that; the procedure goes on.

    :raises NothingToSettle: if it is none, is corrected, or is settled.
    :raises ReasonMissing: without reason or person.
    :raises DayImpossible: if ``settled_on`` lies before the objection or in the future.
    """
    matter = _locked(matter)
    if not Participation.objects.stopping().filter(pk=matter.pk, result__in=STOPPING).exists():
        raise NothingToSettle
    if not reason.strip() or not settled_by.strip():
        raise ReasonMissing
    if settled_on > timezone.localdate() or (matter.answered_on and settled_on < matter.answered_on):
        raise DayImpossible(reason=_("Der Tag liegt in der Zukunft oder vor der Beanstandung."))
    settlement = Settlement.objects.create(
        participation=matter,
        reason=reason.strip(),
        settled_by=settled_by.strip(),
        settled_on=settled_on,
        recorded_by=actor,
    )
    record_matter(
        matter,
        actor,
        "participation.settled",
        day=_day(settled_on),
        person=settled_by.strip(),
        reason=reason.strip(),
    )
    return settlement


def _day(day: date | None) -> str:
    return formats.date_format(day, "d.m.Y")
