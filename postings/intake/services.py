"""Steps of a list of applicants: upload, map its columns, decide on doubtful rows, accept or discard.

Every step locks the posting first. What a list holds is personal data: it is kept until it is taken over or discarded,
and no longer than ``settings.APPLICANT_LIST_DAYS``.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from postings.applications.errors import PostingNotPublished
from postings.applications.importing.columns import propose, to_remember
from postings.applications.importing.planning import Decision, PlannedRow, summary
from postings.applications.importing.reading import read_list_safely
from postings.applications.importing.serialising import plan_from_plain, plan_to_plain, reasons
from postings.applications.importing.table import SourceTable
from postings.intake.enums import ListStatus
from postings.intake.errors import (
    ListAlreadyAccepted,
    ListNotMapped,
    NothingToTakeOver,
    PreviewOutdated,
    RowsInTheWay,
)
from postings.intake.models import ApplicantList, ListSource
from postings.intake.review import ListContent, fingerprint, make_plan, situation_of
from postings.intake.writing import write_rows
from postings.models import Posting
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record

DEFAULT_SOURCE = "Karriereportal"
REMEMBERED_DEFAULTS = ("employment_status", "track")  # a day of receipt belongs to one list only


def upload_list(
    *, posting: Posting, content: bytes, name: str, actor: User, source_name: str = DEFAULT_SOURCE
) -> ApplicantList:
    """Read ``content`` outside of any transaction and keep what was read, with a proposal for its columns.

    :raises UnreadableDocument: if it cannot be read; nothing is kept then.
    """
    table = read_list_safely(content, name)
    return keep_list(
        posting=posting,
        table=table,
        sha256=hashlib.sha256(content).hexdigest(),
        actor=actor,
        source_name=source_name,
    )


@transaction.atomic
def keep_list(
    *, posting: Posting, table: SourceTable, sha256: str, actor: User, source_name: str = DEFAULT_SOURCE
) -> ApplicantList:
    """Keep a list that has been read, with the proposal that its source remembers."""
    posting = lock_posting(posting.pk)
    source = source_called(source_name)
    if source.pk is None:
        source.save()
    kept = ApplicantList.objects.create(
        posting=posting,
        source=source,
        sha256=sha256,
        format_name=table.format_name,
        table=table.to_plain(),
        mapping=propose(table.columns, source.mapping),
        defaults=source.defaults,
        summary={"rows": len(table.rows)},
        uploaded_by=actor,
    )
    _record(kept, actor, "list.uploaded", rows=len(table.rows))
    return kept


def source_called(name: str) -> ListSource:
    """Return the source of that name, whatever its capitals, or an unsaved one."""
    name = " ".join(name.split()) or DEFAULT_SOURCE
    return ListSource.objects.filter(name__iexact=name).first() or ListSource(name=name)


@transaction.atomic
def map_columns(
    *,
    applicant_list: ApplicantList,
    mapping: Mapping[str, str | None],
    defaults: Mapping[str, str],
    actor: User,
    remembers: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> ApplicantList:
    """Say what the columns mean, make the preview, and remember both for the source.

    ``defaults`` are values for rows that state none. Earlier decisions on rows are void, because their reasons are.

    :raises ListAlreadyAccepted: if it has been taken over.
    """
    kept = _lock(applicant_list)
    kept.mapping, kept.defaults, kept.decisions = dict(mapping), dict(defaults), {}
    _preview(kept, progress)
    if remembers:
        source = kept.source
        source.mapping = {**source.mapping, **to_remember(mapping)}
        source.defaults = {name: defaults[name] for name in REMEMBERED_DEFAULTS if defaults.get(name)}
        source.changed_by = actor
        source.save()
    return kept


@transaction.atomic
def decide_rows(
    *, applicant_list: ApplicantList, decisions: Mapping[int, Decision | None], actor: User
) -> ApplicantList:
    """Say of doubtful rows whether they are taken over; None takes a decision back.

    :raises ListAlreadyAccepted: if it has been taken over.
    :raises ListNotMapped: before the preview.
    """
    kept = _lock(applicant_list)
    if kept.plan is None:
        raise ListNotMapped
    said = {**kept.decided, **decisions}
    kept.decisions = {str(row): decision.value for row, decision in said.items() if decision is not None}
    _preview(kept)
    return kept


@transaction.atomic
def refresh_preview(*, applicant_list: ApplicantList) -> ApplicantList:
    """Make the preview anew, because applications changed since.

    :raises ListAlreadyAccepted: if it has been taken over.
    """
    kept = _lock(applicant_list)
    _preview(kept)
    return kept


@transaction.atomic
def accept_list(*, applicant_list: ApplicantList, actor: User, valid_only: bool = False) -> ApplicantList:
    """Write what the preview showed: every row, or with ``valid_only`` those that can be written.

    Under the lock, what the preview rests on is looked at again, and if anything changed, everything is planned again.
    The list goes; rows that were left out stay until they are deleted.

    :raises PostingNotPublished: before publication.
    :raises ListAlreadyAccepted: if it has been taken over.
    :raises ListNotMapped: before the preview.
    :raises PreviewOutdated: if other rows would be written than were shown.
    :raises RowsInTheWay: if all rows are wanted and some cannot be written.
    :raises NothingToTakeOver: if no row is valid.
    """
    kept = _lock(applicant_list)
    if not kept.posting.is_published:
        raise PostingNotPublished
    if kept.plan is None:
        raise ListNotMapped
    rows = _as_shown(kept)
    blocking = sum(row.is_blocking for row in rows)
    if blocking and not valid_only:
        raise RowsInTheWay(count=blocking)
    if rows and all(row.is_left for row in rows):
        raise NothingToTakeOver
    written = write_rows(posting=kept.posting, rows=rows, source=kept.source.name, actor=actor)
    left = reasons(rows)
    table = kept.source_table
    kept.table = _only(table, left).to_plain() if left else None
    kept.reasons = {str(row): words for row, words in left.items()}
    kept.plan, kept.decisions = None, {}
    kept.summary = {
        **summary(rows),
        "created": written.created,
        "updated": written.updated,
        "left": len(left),
        "dropped_columns": [[column.name, column.reason] for column in table.dropped],
        "notes": list(table.notes),
    }
    kept.status, kept.accepted_by, kept.accepted_at = ListStatus.ACCEPTED, actor, timezone.now()
    kept.save()
    _record(kept, actor, "list.accepted", created=written.created, updated=written.updated, left=len(left))
    return kept


@transaction.atomic
def discard_list(*, applicant_list: ApplicantList, actor: User | None) -> None:
    """Delete a list that was not taken over, with everything it holds.

    :raises ListAlreadyAccepted: if it has been taken over.
    """
    kept = _lock(applicant_list)
    _record(kept, actor, "list.discarded")
    kept.delete()


def record_rest_opened(*, applicant_list: ApplicantList, actor: User) -> None:
    """Keep who downloaded the rows that were not taken over: they name people."""
    _record(applicant_list, actor, "list.rest_opened")


@transaction.atomic
def delete_rest(*, applicant_list: ApplicantList, actor: User | None) -> ApplicantList:
    """Delete the rows that an accepted list left out; counts remain."""
    lock_posting(applicant_list.posting_id)
    kept = ApplicantList.objects.select_for_update(of=("self",)).get(pk=applicant_list.pk)
    if kept.is_open:
        raise ListNotMapped
    if kept.table is not None:
        kept.table, kept.reasons = None, {}
        kept.save(update_fields=["table", "reasons"])
        _record(kept, actor, "list.rest_deleted")
    return kept


def planned_rows(applicant_list: ApplicantList) -> list[PlannedRow]:
    """Return the preview of an open list."""
    return plan_from_plain(applicant_list.plan["rows"])


def delete_expired_lists(*, now: datetime, days: int) -> int:
    """Delete lists that nobody took over for ``days`` days, and rests as old; return how many."""
    until = now - timedelta(days=days)
    expired = ApplicantList.objects.filter(
        Q(status__in=[ListStatus.MAPPING, ListStatus.REVIEW], uploaded_at__lt=until)
        | Q(status=ListStatus.ACCEPTED, table__isnull=False, accepted_at__lt=until)
    ).defer("table", "plan")
    for kept in expired:
        (discard_list if kept.is_open else delete_rest)(applicant_list=kept, actor=None)
    return len(expired)


def _lock(applicant_list: ApplicantList) -> ApplicantList:
    posting = lock_posting(applicant_list.posting_id)
    kept = ApplicantList.objects.select_for_update(of=("self",)).select_related("source").get(pk=applicant_list.pk)
    if not kept.is_open:
        raise ListAlreadyAccepted
    kept.posting = posting
    return kept


def _content(kept: ApplicantList) -> ListContent:
    return ListContent(kept.source_table, kept.mapping, kept.source.name, kept.defaults, kept.decided)


def _preview(kept: ApplicantList, progress: Callable[[int, int], None] | None = None) -> None:
    content = _content(kept)
    situation = situation_of(content, kept.posting)
    rows = make_plan(content, situation, progress=progress)
    kept.plan = {"fingerprint": fingerprint(situation), "rows": plan_to_plain(rows)}
    kept.summary, kept.status = summary(rows), ListStatus.REVIEW
    kept.save(update_fields=["mapping", "defaults", "decisions", "plan", "summary", "status"])


def _as_shown(kept: ApplicantList) -> list[PlannedRow]:
    """Return the rows of the preview, planned again if anything they rest on changed.

    :raises PreviewOutdated: if that makes a difference.
    """
    shown, content = planned_rows(kept), _content(kept)
    situation = situation_of(content, kept.posting)
    if fingerprint(situation) == kept.plan["fingerprint"]:
        return shown
    rows = make_plan(content, situation)
    if [_essence(row) for row in rows] != [_essence(row) for row in shown]:
        raise PreviewOutdated
    return rows


def _essence(row: PlannedRow) -> tuple[object, ...]:
    """Return what a person who saw the row relies on."""
    return row.row, row.action, row.is_written, row.is_unchanged, row.application_id, row.changes, dict(row.fields)


def _only(table: SourceTable, rows: Mapping[int, str]) -> SourceTable:
    return replace(table, rows=tuple(row for row in table.rows if row.number in rows))


def _record(kept: ApplicantList, actor: User | None, action: str, **facts: object) -> None:
    record(
        actor=actor,
        action=action,
        subject=kept,
        posting_reference=kept.posting.reference_number,
        source=kept.source.name,
        hash=kept.short_hash,
        **facts,
    )
