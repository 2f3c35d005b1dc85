"""Saving one cell of a sheet: the answer on one criterion, or the note.

The person rates all day and every change is saved at once, so this is kept to few statements: the sheet is locked with
its round, the cell is read and compared, cell and sheet are written together.

Conflict rule: the client says what it knows of this cell (what it was shown, what it sent itself without hearing an
answer). What is stored is overwritten only if the client knows of it; other cells may change meanwhile. The same
content again changes nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import OuterRef
from django.utils import timezone

from postings.applications.models import Application
from postings.assessment.errors import (
    CellChangedMeanwhile,
    RatingOutOfRange,
    RoundNotOpen,
    SheetSubmitted,
    UnknownCriterion,
)
from postings.assessment.impartiality import access_columns, check_access, refuse_without_access
from postings.assessment.models import AssessmentRound, Rating, RatingSheet
from postings.assessment.services import CONTENT, EMPTY, Answer, check_open, check_round
from recruitment.accounts.models import User

Content = tuple[int | None, bool, str, str]  # as in ``Answer.content``


def plain_text(text: str) -> str:
    """Return ``text`` as it is stored: browsers send line ends of their own, which are no change."""
    return text.replace("\r\n", "\n").strip()


@dataclass(frozen=True, slots=True)
class CellInput:
    """A new answer on one criterion; a text that is None was not sent and stays as it is stored."""

    criterion_id: int
    value: int | None = None
    is_not_assessable: bool = False
    not_assessable_reason: str | None = None
    observation: str | None = None

    def over(self, stored: Content) -> Answer:
        """Return the answer that replaces ``stored``."""
        reason = stored[2] if self.not_assessable_reason is None else self.not_assessable_reason
        return Answer(
            criterion_id=self.criterion_id,
            value=self.value,
            is_not_assessable=self.is_not_assessable,
            not_assessable_reason=reason if self.is_not_assessable else "",
            observation=stored[3] if self.observation is None else self.observation,
        )


@dataclass(frozen=True, slots=True)
class SavedCell:
    """What stands now: the cell, and the version of its sheet before and after (0 = there is no sheet yet)."""

    content: Content | str
    version_before: int
    version: int
    saved_at: datetime


def save_cell(
    *,
    application: Application,
    position: int,
    assessor: User,
    cell: CellInput | str,
    known: Collection[Content | str],
) -> SavedCell:
    """Save one cell of the own sheet in the round at ``position``; a ``cell`` that is a text is the note.

    ``known`` are the contents of the cell that the client knows of.

    :raises LookupError: if the posting has no such round.
    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises ApplicationNotRated: if the application is withdrawn or not eligible.
    :raises RoundNotOpen: if the round is not open.
    :raises NotAnAssessor: if ``assessor`` does not rate in this procedure.
    :raises ExemptFromRating: if ``assessor`` does not rate this applicant.
    :raises NotDeclared: if the declaration of impartiality is missing, or was made without knowing the name.
    :raises SheetSubmitted: if the sheet is submitted.
    :raises CellChangedMeanwhile: if something is stored that the client does not know of; nothing is written.
    :raises RatingOutOfRange: if the value is no step of the scale.
    :raises UnknownCriterion: if the round does not observe the criterion.
    """
    check_open(application)
    scale = application.posting.profile.scale
    if isinstance(cell, CellInput) and cell.value is not None and not scale.minimum <= cell.value <= scale.maximum:
        raise RatingOutOfRange(value=cell.value, minimum=scale.minimum, maximum=scale.maximum)
    try:
        return _save_cell(application, position, assessor, cell, known)
    except IntegrityError:
        # Two first saves at the same moment: the constraint let one through, so the sheet exists now.
        return _save_cell(application, position, assessor, cell, known)
    except InternalError as error:
        # The round was closed, or a conflict recorded, between the check and the write; the trigger refused.
        round = _round_at(application, position)
        if round.is_open:
            check_access(round, application, assessor)
            raise
        raise RoundNotOpen(title=round.title, status=round.get_status_display()) from error


def _round_at(application: Application, position: int) -> AssessmentRound:
    try:
        return AssessmentRound.objects.get(plan=application.posting_id, position=position)
    except AssessmentRound.DoesNotExist as error:
        raise LookupError(position) from error


@transaction.atomic
def _save_cell(
    application: Application, position: int, assessor: User, cell: CellInput | str, known: Collection[Content | str]
) -> SavedCell:
    sheet = (
        RatingSheet.objects.select_related("round")
        .select_for_update(of=("self",))
        .filter(application=application, assessor=assessor, round__plan=application.posting_id)
        .filter(round__position=position)
        .annotate(
            **access_columns(assessor, OuterRef("round"), application="application", posting="application__posting")
        )
        .first()
    )
    round = sheet.round if sheet else _round_at(application, position)
    if sheet is None:
        check_round(round)
        check_access(round, application, assessor)
    stored, has_row, new = _compare(sheet, round, cell)
    before = sheet.version if sheet else 0
    saved_at = sheet.saved_at if sheet else timezone.now()
    content = new.content if isinstance(new, Answer) else new
    if content == stored:
        return SavedCell(content=content, version_before=before, version=before, saved_at=saved_at)
    if sheet is not None:
        check_round(round)
        if sheet.is_submitted:
            raise SheetSubmitted
        refuse_without_access(sheet, assessor)
    if stored not in known:
        raise CellChangedMeanwhile(stored=stored, sent=content)
    if sheet is None:
        sheet = RatingSheet(application=application, assessor=assessor, round=round, version=1)
        sheet.note = new if isinstance(new, str) else ""
        sheet.save(force_insert=True)
        if isinstance(new, Answer):
            Rating.objects.create(
                sheet=sheet, criterion_id=new.criterion_id, **dict(zip(CONTENT, new.content, strict=True))
            )
    else:
        sheet.saved_at = timezone.now()
        _write(sheet, new, has_row)
        sheet.version += 1
    return SavedCell(content=content, version_before=before, version=sheet.version, saved_at=sheet.saved_at)


CELL_SQL = """
    SELECT rating.id, rating.value, rating.is_not_assessable, rating.not_assessable_reason, rating.observation
    FROM assessment_roundcriterion observed LEFT JOIN assessment_rating rating
         ON rating.criterion_id = observed.criterion_id AND rating.sheet_id = %s
    WHERE observed.round_id = %s AND observed.criterion_id = %s
"""


def _compare(
    sheet: RatingSheet | None, round: AssessmentRound, cell: CellInput | str
) -> tuple[Content | str, bool, Answer | str]:
    """Return what is stored, whether it has a row, and what shall be stored."""
    if isinstance(cell, str):
        return plain_text(sheet.note) if sheet else "", sheet is not None, plain_text(cell)
    with connection.cursor() as cursor:
        cursor.execute(CELL_SQL, [sheet.pk if sheet else None, round.pk, cell.criterion_id])
        row = cursor.fetchone()
    if row is None:
        raise UnknownCriterion
    has_row = row[0] is not None
    stored = (row[1], row[2], plain_text(row[3]), plain_text(row[4])) if has_row else EMPTY
    return stored, has_row, cell.over(stored)


CHANGE_SQL = """
    WITH sheet AS (
        UPDATE assessment_ratingsheet SET version = version + 1, saved_at = %s, entered_by_id = NULL
        WHERE id = %s RETURNING id
    )
    UPDATE assessment_rating rating
    SET value = %s, is_not_assessable = %s, not_assessable_reason = %s, observation = %s
    FROM sheet WHERE rating.sheet_id = sheet.id AND rating.criterion_id = %s
"""
INSERT_SQL = """
    WITH sheet AS (
        UPDATE assessment_ratingsheet SET version = version + 1, saved_at = %s, entered_by_id = NULL
        WHERE id = %s RETURNING id
    )
    INSERT INTO assessment_rating
        (value, is_not_assessable, not_assessable_reason, observation, criterion_id, sheet_id)
    SELECT %s, %s, %s, %s, %s, sheet.id FROM sheet
"""


def _write(sheet: RatingSheet, new: Answer | str, has_row: bool) -> None:
    """Write cell and version in one statement; ``sheet`` is locked."""
    if isinstance(new, str):
        RatingSheet.objects.filter(pk=sheet.pk).update(
            version=sheet.version + 1, saved_at=sheet.saved_at, entered_by=None, note=new
        )
        return
    with connection.cursor() as cursor:
        cursor.execute(
            CHANGE_SQL if has_row else INSERT_SQL, [sheet.saved_at, sheet.pk, *new.content, new.criterion_id]
        )
