"""Own notes beside the sheet: saved like a cell, read by nobody but their owner."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from postings.applications.models import Application
from postings.assessment.cells import plain_text
from postings.assessment.enums import RoundStatus
from postings.assessment.errors import (
    ApplicationNotRated,
    CellChangedMeanwhile,
    ExemptFromRating,
    NotAnAssessor,
    NotDeclared,
    NoteLocked,
)
from postings.assessment.impartiality import check_access
from postings.assessment.models import AssessmentRound, PrivateNote, RatingSheet
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.database.prepared import PreparedQuery

UNDER_WAY = (RoundStatus.OPEN, RoundStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class SavedNote:
    """What stands now."""

    text: str
    saved_at: datetime


def own_note(application: Application, position: int, owner: User) -> PrivateNote | None:
    """Return what ``owner`` wrote, or None."""
    return next(iter(_OWN_NOTE.objects(owner.pk, application.pk, position)), None)


_OWN_NOTE = PreparedQuery(
    lambda owner_id, application_id, position: PrivateNote.objects.of(
        User(pk=owner_id), Application(pk=application_id), position
    ),
    3,
)


def may_write_note(application: Application, entry: AssessmentRound, owner: User) -> bool:
    """Whether ``owner`` can change the own notes: whoever gives a sheet, until the round is concluded.

    Somebody who does not rate this applicant (any more) reads and deletes what is there.
    """
    try:
        _check(application, entry, owner)
    except (ApplicationNotRated, ExemptFromRating, NotAnAssessor, NotDeclared, NoteLocked):
        return False
    return True


def save_note(*, application: Application, position: int, owner: User, text: str, known: Collection[str]) -> SavedNote:
    """Save the own notes; an empty text deletes them. Nothing of it is recorded.

    ``known`` are the texts that the client knows of, as with every cell (``cells``).

    :raises LookupError: if the posting has no such round.
    :raises ApplicationNotRated: if the application is withdrawn or not eligible.
    :raises NoteLocked: if the round is concluded or not opened yet.
    :raises NotAnAssessor: if ``owner`` does not rate in this procedure.
    :raises ExemptFromRating: if ``owner`` does not rate this applicant.
    :raises NotDeclared: if the declaration of impartiality is missing and no sheet was submitted.
    :raises CellChangedMeanwhile: if something is stored that the client does not know of; nothing is written.
    """
    try:
        entry = AssessmentRound.objects.get(plan=application.posting_id, position=position)
    except AssessmentRound.DoesNotExist as error:
        raise LookupError(position) from error
    _check(application, entry, owner)
    try:
        return _save(application, position, owner, plain_text(text), known)
    except IntegrityError:
        # Two first saves at the same moment: the constraint let one through, so there is a text now.
        return _save(application, position, owner, plain_text(text), known)
    except DatabaseError:
        # The round was concluded, or the application withdrawn, between the check and the write; the trigger refused.
        entry.refresh_from_db()
        application.refresh_from_db(fields=["status"])
        _check(application, entry, owner)
        raise


def _check(application: Application, entry: AssessmentRound, owner: User) -> None:
    if not application.is_to_be_rated:
        raise ApplicationNotRated(status=application.get_status_display())
    if entry.status not in UNDER_WAY:
        raise NoteLocked
    try:
        check_access(entry, application, owner)
    except NotDeclared:
        own = RatingSheet.objects.submitted().filter(application=application, assessor=owner, round=entry)
        if not own.exists():
            raise


@transaction.atomic
def _save(application: Application, position: int, owner: User, text: str, known: Collection[str]) -> SavedNote:
    note = PrivateNote.objects.of(owner, application, position).select_for_update(of=("self",)).first()
    stored = plain_text(note.text) if note else ""
    if text == stored:
        return SavedNote(text, note.saved_at if note else timezone.now())
    if stored not in known:
        raise CellChangedMeanwhile(stored=stored, sent=text)
    if not text:
        note.delete()
        return SavedNote(text, timezone.now())
    if note is None:
        note = PrivateNote(application=application, owner=owner, round_position=position)
    note.text = text
    note.save()
    return SavedNote(text, note.saved_at)


def delete_note(*, application: Application, position: int, owner: User) -> None:
    """Delete the own notes, whatever the round has come to."""
    PrivateNote.objects.of(owner, application, position).delete()


def keep_reachable(posting: Posting, count: int) -> None:
    """Move notes of rounds that a new plan no longer has to the first one; call it after the plan is written."""
    lost = PrivateNote.objects.filter(application__posting=posting, round_position__gt=count)
    for note in list(lost.order_by("pk")):
        first = PrivateNote.objects.of(note.owner_id, note.application, 1).first()
        text = f"{first.text}\n\n{note.text}" if first else note.text
        PrivateNote.objects.update_or_create(
            application_id=note.application_id, owner_id=note.owner_id, round_position=1, defaults={"text": text}
        )
        note.delete()
