"""Saving one cell of a sheet: the answer on one criterion, or the note.

The person rates all day and every change is saved at once, so this is kept to few statements, compiled once: where the
cell lies and whether the person may write there; the sheet is locked; the cell is read and compared; cell and sheet are
written together.

Conflict rule: the client says what it knows of this cell (what it was shown, what it sent itself without hearing an
answer). What is stored is overwritten only if the client knows of it; other cells may change meanwhile. The same
content again changes nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from postings.applications.enums import ApplicationStatus
from postings.applications.models import Application
from postings.assessment.enums import RoundStatus, SheetStatus
from postings.assessment.errors import (
    ApplicationNotRated,
    CellChangedMeanwhile,
    RatingOutOfRange,
    RoundNotOpen,
    ScoringNotOpen,
    SheetSubmitted,
    UnknownCriterion,
)
from postings.assessment.impartiality import access_columns, refuse_without_access
from postings.assessment.models import Rating, RatingSheet
from postings.assessment.services import CONTENT, EMPTY, Answer, raise_refusal
from postings.enums import PostingStatus
from recruitment.accounts.models import User
from recruitment.accounts.prepared import PreparedForPerson
from recruitment.database.prepared import PreparedQuery

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


@dataclass(frozen=True, slots=True)
class _Sheet:
    pk: int
    status: str
    version: int
    note: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell lies: application and round as they stand, the steps of the scale, and what the person may do."""

    application_id: int
    application_status: str
    posting_status: str
    round_id: int
    round_status: str
    round_title: str
    minimum: int
    maximum: int
    rates_here: bool
    is_exempt: bool
    is_declared: bool

    def check_open(self) -> None:
        """Refuse what ``services.save_sheet`` refuses, in the same words."""
        if self.posting_status != PostingStatus.SCORING_OPEN:
            raise ScoringNotOpen
        if self.application_status != ApplicationStatus.ELIGIBLE:
            raise ApplicationNotRated(status=ApplicationStatus(self.application_status).label)
        if self.round_status != RoundStatus.OPEN:
            raise RoundNotOpen(title=self.round_title, status=RoundStatus(self.round_status).label)


def _places(application_id: int, position: int, person: User) -> QuerySet:
    rounds = "posting__plan__rounds"
    return (
        Application.objects.visible_to(person)
        .filter(pk=application_id, posting__plan__rounds__position=position)
        .annotate(**access_columns(person, OuterRef(rounds)))
        .values_list(
            "pk", "status", "posting__status", rounds, f"{rounds}__status", f"{rounds}__title",
            "posting__profile__scale__minimum", "posting__profile__scale__maximum",
            "rates_here", "is_exempt", "is_declared",
        )
    )  # fmt: skip


PLACES = PreparedForPerson(_places, 2)
LOCKED_SHEET = PreparedQuery(
    lambda application_id, round_id, person_id: (
        RatingSheet.objects.select_for_update()
        .filter(application=application_id, round=round_id, assessor=person_id)
        .order_by()
        .values_list("pk", "status", "version", "note", "saved_at")
    ),
    3,
)


def find_place(application_id: int, position: int, person: User) -> Place:
    """Return where the cells of this application in the round at ``position`` lie.

    :raises LookupError: if ``person`` may not know of the application, or the posting has no such round.
    """
    row = PLACES.first(person, application_id, position)
    if row is None:
        raise LookupError(application_id, position)
    return Place(*row)


def save_cell(*, place: Place, assessor: User, cell: CellInput | str, known: Collection[Content | str]) -> SavedCell:
    """Save one cell of the own sheet at ``place``; a ``cell`` that is a text is the note.

    ``known`` are the contents of the cell that the client knows of. The same content again changes nothing and is
    refused to nobody.

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
    value = cell.value if isinstance(cell, CellInput) else None
    if value is not None and not place.minimum <= value <= place.maximum:
        raise RatingOutOfRange(value=value, minimum=place.minimum, maximum=place.maximum)
    try:
        return _save_cell(place, assessor, cell, known)
    except IntegrityError:
        # Two first saves at the same moment: the constraint let one through, so the sheet exists now.
        return _save_cell(place, assessor, cell, known)
    except DatabaseError as error:
        raise_refusal(place.round_id, place.application_id, assessor, error)
        raise


@transaction.atomic
def _save_cell(place: Place, assessor: User, cell: CellInput | str, known: Collection[Content | str]) -> SavedCell:
    row = LOCKED_SHEET.first(place.application_id, place.round_id, assessor.pk)
    sheet = _Sheet(*row) if row else None
    if sheet is None:
        place.check_open()
        refuse_without_access(place, assessor)
    stored, has_row, new = _compare(sheet, place, cell)
    content = new.content if isinstance(new, Answer) else new
    version, saved_at = (sheet.version, sheet.saved_at) if sheet else (0, timezone.now())
    if content == stored:
        return SavedCell(content=content, version_before=version, version=version, saved_at=saved_at)
    if sheet is not None:
        place.check_open()
        if sheet.status == SheetStatus.SUBMITTED:
            raise SheetSubmitted
        refuse_without_access(place, assessor)
    if stored not in known:
        raise CellChangedMeanwhile(stored=stored, sent=content)
    if sheet is None:
        begun = RatingSheet(
            application_id=place.application_id, assessor=assessor, round_id=place.round_id, version=1,
            note=new if isinstance(new, str) else "",
        )  # fmt: skip
        begun.save(force_insert=True)
        if isinstance(new, Answer):
            Rating.objects.create(
                sheet=begun, criterion_id=new.criterion_id, **dict(zip(CONTENT, new.content, strict=True))
            )
        return SavedCell(content=content, version_before=0, version=1, saved_at=begun.saved_at)
    saved_at = timezone.now()
    _write(sheet, new, has_row, saved_at)
    return SavedCell(content=content, version_before=version, version=version + 1, saved_at=saved_at)


CELL_SQL = """
    SELECT rating.id, rating.value, rating.is_not_assessable, rating.not_assessable_reason, rating.observation
    FROM assessment_roundcriterion observed LEFT JOIN assessment_rating rating
         ON rating.criterion_id = observed.criterion_id AND rating.sheet_id = %s
    WHERE observed.round_id = %s AND observed.criterion_id = %s
"""


def _compare(sheet: _Sheet | None, place: Place, cell: CellInput | str) -> tuple[Content | str, bool, Answer | str]:
    """Return what is stored, whether it has a row, and what shall be stored."""
    if isinstance(cell, str):
        return plain_text(sheet.note) if sheet else "", sheet is not None, plain_text(cell)
    with connection.cursor() as cursor:
        cursor.execute(CELL_SQL, [sheet.pk if sheet else None, place.round_id, cell.criterion_id])
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


def _write(sheet: _Sheet, new: Answer | str, has_row: bool, saved_at: datetime) -> None:
    """Write cell and version in one statement; ``sheet`` is locked."""
    if isinstance(new, str):
        RatingSheet.objects.filter(pk=sheet.pk).update(
            version=sheet.version + 1, saved_at=saved_at, entered_by=None, note=new
        )
        return
    with connection.cursor() as cursor:
        cursor.execute(CHANGE_SQL if has_row else INSERT_SQL, [saved_at, sheet.pk, *new.content, new.criterion_id])
