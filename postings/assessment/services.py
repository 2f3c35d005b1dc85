"""Steps of the rating: save a draft, submit a sheet, type a paper sheet.

A draft concerns nobody but its assessor, so saving locks only the sheet; submitting counts towards the ranking and
locks the posting first, as every step of a procedure does.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.enums import RoundStatus, SheetStatus
from postings.assessment.errors import (
    ApplicationNotRated,
    RatingOutOfRange,
    RoundNotOpen,
    ScoringNotOpen,
    SheetChangedMeanwhile,
    SheetIncomplete,
    SheetNotFromPaper,
    SheetSubmitted,
    UnknownCriterion,
)
from postings.assessment.impartiality import access_columns, check_access, refuse_without_access
from postings.assessment.models import AssessmentRound, Rating, RatingSheet
from postings.enums import PostingStatus
from postings.services import lock_posting
from profiles.models import Criterion, RatingScale
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.database.prepared import PreparedQuery


@dataclass(frozen=True, slots=True)
class Answer:
    """One assessor's answer on one criterion: a step of the scale, "not assessable" with a reason, or open
    (neither)."""

    criterion_id: int
    value: int | None = None
    is_not_assessable: bool = False
    not_assessable_reason: str = ""
    observation: str = ""

    @property
    def content(self) -> tuple[int | None, bool, str, str]:
        return (self.value, self.is_not_assessable, self.not_assessable_reason, self.observation)


CONTENT = ("value", "is_not_assessable", "not_assessable_reason", "observation")  # columns, as in Answer.content
EMPTY = Answer(criterion_id=0).content


def save_sheet(
    *,
    application: Application,
    assessor: User,
    answers: Sequence[Answer],
    note: str,
    expected_version: int,
    actor: User,
    criteria: Sequence[Criterion] | None = None,
    round: AssessmentRound | None = None,
) -> RatingSheet:
    """Save the draft of one sheet and return it with its new version.

    ``expected_version`` is the version the person saw (0 = none saved yet). Saving the same content again, as a double
    click does, changes nothing. ``actor`` other than ``assessor`` means a paper sheet. ``criteria`` may be passed where
    the caller has read those of the round already. Without ``round`` it is the first that is open.

    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises ApplicationNotRated: if the application is withdrawn or not eligible.
    :raises NotAnAssessor: if ``assessor`` does not rate in this procedure.
    :raises RoundNotOpen: if the round is not open.
    :raises ExemptFromRating: if ``assessor`` does not rate this applicant.
    :raises NotDeclared: if ``assessor`` has not declared the own impartiality towards this applicant.
    :raises SheetSubmitted: if the sheet is submitted.
    :raises SheetNotFromPaper: if a paper sheet is typed over one that the assessor began in person.
    :raises SheetChangedMeanwhile: if it was saved elsewhere since; nothing is written.
    :raises RatingOutOfRange: if a value is no step of the scale.
    :raises UnknownCriterion: if an answer names a criterion that the round does not observe.
    """
    check_open(application)
    round = round or current_round(application.posting_id)
    check_round(round)
    _check_answers(application, answers, criteria, round)
    try:
        return _save_sheet(round, application, assessor, answers, note, expected_version, actor)
    except IntegrityError:
        # Two first saves at the same moment: the constraint let one through, so the sheet exists now.
        return _save_sheet(round, application, assessor, answers, note, expected_version, actor)
    except DatabaseError as error:
        raise_refusal(round.pk, application.pk, assessor, error)
        raise


def current_round(posting_id: int) -> AssessmentRound:
    """Return the first open round of the posting, else the last one that was opened.

    :raises ScoringNotOpen: if no round was ever opened.
    """
    rounds = list(AssessmentRound.objects.filter(plan=posting_id).exclude(status=RoundStatus.PLANNED))
    if not rounds:
        raise ScoringNotOpen
    return next((entry for entry in rounds if entry.is_open), rounds[-1])


def _locked_sheet(application_id: int, round_id: int, person_id: int) -> QuerySet[RatingSheet]:
    access = access_columns(
        User(pk=person_id), AssessmentRound(pk=round_id), application="application", posting="application__posting"
    )
    return (
        RatingSheet.objects.select_for_update(of=("self",))
        .filter(application=application_id, assessor=person_id, round=round_id)
        .annotate(**access)
    )


_LOCKED_SHEET = PreparedQuery(_locked_sheet, 3)


@transaction.atomic
def _save_sheet(
    round: AssessmentRound,
    application: Application,
    assessor: User,
    answers: Sequence[Answer],
    note: str,
    expected_version: int,
    actor: User,
) -> RatingSheet:
    sheet = next(iter(_LOCKED_SHEET.objects(application.pk, round.pk, assessor.pk)), None)
    is_new = sheet is None
    if sheet is None:
        sheet = RatingSheet(application=application, assessor=assessor, round=round)
        stored: dict[int, tuple[object, ...]] = {}
    else:
        stored = {row[0]: row[1:] for row in sheet.ratings.values_list("criterion_id", *CONTENT)}
    changed = [answer for answer in answers if answer.content != stored.get(answer.criterion_id, EMPTY)]
    if not is_new and not changed and note == sheet.note:
        return sheet
    if sheet.is_submitted:
        raise SheetSubmitted
    if is_new:
        check_access(round, application, assessor)
    else:
        refuse_without_access(sheet, assessor)
    if not is_new and actor != assessor and sheet.entered_by_id is None:
        raise SheetNotFromPaper(person=assessor)
    if sheet.version != expected_version:
        raise SheetChangedMeanwhile(sheet=sheet)
    sheet.version += 1
    sheet.note = note
    sheet.entered_by = actor if actor != assessor else None
    sheet.save(update_fields=None if is_new else ["version", "note", "entered_by", "saved_at"])
    _write(sheet, changed, set(stored))
    if sheet.entered_by is not None and is_new:
        _record(sheet, actor, "sheet.paper_entered")
    return sheet


UPDATE_SQL = """
    UPDATE assessment_rating rating
    SET value = answer.value, is_not_assessable = answer.is_not_assessable,
        not_assessable_reason = answer.not_assessable_reason, observation = answer.observation
    FROM unnest(%s::bigint[], %s::smallint[], %s::boolean[], %s::text[], %s::text[])
         AS answer (criterion_id, value, is_not_assessable, not_assessable_reason, observation)
    WHERE rating.sheet_id = %s AND rating.criterion_id = answer.criterion_id
"""


def _write(sheet: RatingSheet, answers: Sequence[Answer], known: Container[int]) -> None:
    """Store ``answers`` on ``sheet``, which is locked; ``known`` are the criteria that have a row already.

    The rows that exist are changed by one UPDATE: as INSERT ... ON CONFLICT each of them would fire the triggers twice,
    and Django's ``bulk_update`` writes a CASE for every single value. People save all day.
    """
    new = [answer for answer in answers if answer.criterion_id not in known]
    if new:
        Rating.objects.bulk_create(
            Rating(
                sheet=sheet,
                criterion_id=answer.criterion_id,
                value=answer.value,
                is_not_assessable=answer.is_not_assessable,
                not_assessable_reason=answer.not_assessable_reason,
                observation=answer.observation,
            )
            for answer in new
        )
    rows = [(answer.criterion_id, *answer.content) for answer in answers if answer.criterion_id in known]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(UPDATE_SQL, [*map(list, zip(*rows, strict=True)), sheet.pk])


@transaction.atomic
def submit_sheet(*, sheet: RatingSheet, actor: User) -> RatingSheet:
    """Close the sheet for good and let it count towards the ranking.

    :raises SheetSubmitted: if it has been submitted before.
    :raises SheetIncomplete: while a criterion is open, a reason or a required observation is missing.
    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises ApplicationNotRated: if the application was withdrawn or lost its eligibility meanwhile.
    :raises ExemptFromRating: if a conflict of interest was recorded meanwhile.
    :raises NotDeclared: if names were disclosed since the declaration of impartiality.
    """
    application = Application.objects.select_related("posting__profile__scale").get(pk=sheet.application_id)
    application.posting.status = lock_posting(application.posting_id).status
    application.refresh_from_db(fields=["status"])
    sheet = RatingSheet.objects.select_related("round").select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.is_submitted:
        raise SheetSubmitted
    check_open(application)
    check_round(sheet.round)
    check_access(sheet.round, application, sheet.assessor)
    if problems := sheet_problems(sheet, application.posting.profile.scale):
        raise SheetIncomplete(problems=problems)
    sheet.status = SheetStatus.SUBMITTED
    sheet.submitted_at = timezone.now()
    sheet.save(update_fields=["status", "submitted_at", "saved_at"])
    sheet.refresh_from_db(fields=["weighted_points", "rated_weight"])
    _record(sheet, actor, "sheet.paper_submitted" if sheet.entered_by_id else "sheet.submitted")
    return sheet


def sheet_problems(sheet: RatingSheet, scale: RatingScale) -> dict[int, str]:
    """Return what keeps ``sheet`` from being submitted, by criterion id, in words; empty when nothing does."""
    ratings = {rating.criterion_id: rating for rating in sheet.ratings.all()}
    problems = {}
    observed = sheet.round.observed.order_by("criterion__group__position", "criterion__position")
    for criterion_id in observed.values_list("criterion_id", flat=True):
        rating = ratings.get(criterion_id)
        if rating is None or rating.is_open:
            problems[criterion_id] = _("Bitte wählen Sie eine Stufe oder „nicht beurteilbar“.")
        elif rating.is_not_assessable and not rating.not_assessable_reason.strip():
            problems[criterion_id] = _("Bitte begründen Sie, warum diese Anforderung nicht beurteilbar ist.")
        elif rating.value in scale.comment_levels and not rating.observation.strip():
            problems[criterion_id] = _("Bitte tragen Sie zu dieser Stufe eine Beobachtung ein.")
    return problems


def check_open(application: Application) -> None:
    if application.posting.status != PostingStatus.SCORING_OPEN:
        raise ScoringNotOpen
    if not application.is_to_be_rated:
        raise ApplicationNotRated(status=application.get_status_display())


def raise_refusal(round_id: int, application_id: int, assessor: User, error: DatabaseError) -> None:
    """Say in words why a trigger refused to write a sheet: something changed between the check and the write.

    The round was closed, the application withdrawn or erased, or a conflict of interest recorded. Returns if it was
    nothing of these.

    :raises RoundNotOpen: as the checks before a write do, and so on for the others.
    :raises ScoringNotOpen:
    :raises ApplicationNotRated:
    :raises NotAnAssessor:
    :raises ExemptFromRating:
    :raises NotDeclared:
    """
    round = AssessmentRound.objects.get(pk=round_id)
    if not round.is_open:
        raise RoundNotOpen(title=round.title, status=round.get_status_display()) from error
    application = Application.objects.select_related("posting").get(pk=application_id)
    check_open(application)
    check_access(round, application, assessor)


def check_round(round: AssessmentRound) -> None:
    if not round.is_open:
        raise RoundNotOpen(title=round.title, status=round.get_status_display())


def _check_answers(
    application: Application, answers: Sequence[Answer], criteria: Sequence[Criterion] | None, round: AssessmentRound
) -> None:
    if criteria is None:
        known = set(round.observed.values_list("criterion_id", flat=True))
    else:
        known = {criterion.pk for criterion in criteria}
    scale = application.posting.profile.scale
    for answer in answers:
        if answer.criterion_id not in known:
            raise UnknownCriterion
        if answer.value is not None and not scale.minimum <= answer.value <= scale.maximum:
            raise RatingOutOfRange(value=answer.value, minimum=scale.minimum, maximum=scale.maximum)


def _record(sheet: RatingSheet, actor: User, action: str) -> None:
    record(
        actor=actor,
        action=action,
        subject=sheet,
        posting_reference=sheet.application.posting.reference_number,
        number=sheet.application.number,
        code=sheet.application.code,
        person=sheet.assessor,
    )
