"""Erasure after the period: one person proposes the list of what is due, a second confirms it, then it goes."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from postings.models import Posting
from postings.retention.due import due_procedure, file_is_due
from postings.retention.enums import LegalGround, RunState
from postings.retention.errors import ErasureHeld, ListChanged, NothingDue, RunDecided, RunOpen, SamePerson
from postings.retention.models import ErasureRun
from postings.retention.services import erase_application, erase_file, with_file
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def propose_run(*, posting: Posting, actor: User, today: date) -> ErasureRun:
    """Propose the erasure of everybody in ``posting`` who is due and not held.

    :raises RunOpen: if there is a proposal or an unfinished erasure already.
    :raises NothingDue: if nobody is due.
    """
    posting = lock_posting(posting.pk)
    if posting.erasure_runs.filter(state__in=[RunState.PROPOSED, RunState.CONFIRMED]).exists():
        raise RunOpen
    due = due_procedure(posting, today=today)
    persons = due.to_erase if due else []
    if not persons:
        raise NothingDue
    last = max(one.due for one in persons if one.due)
    run = ErasureRun.objects.create(posting=posting, due_on=last, proposed_by=actor)
    run.applications.set([one.application for one in persons])
    _record(run, actor, "erasure.proposed", count=len(persons), due=f"{last:%d.%m.%Y}")
    return run


@transaction.atomic
def confirm_run(*, run: ErasureRun, actor: User, today: date) -> ErasureRun:
    """Confirm ``run`` as the second person; ``execute_run`` does it.

    :raises RunDecided: if it was confirmed or discarded before.
    :raises SamePerson: if ``actor`` proposed it.
    :raises ListChanged: if one of its applications is held or no longer due by now.
    """
    run = _locked(run)
    if run.proposed_by_id == actor.pk:
        raise SamePerson
    due = due_procedure(run.posting, today=today)
    still = {one.application for one in due.to_erase} if due else set()
    listed = set(run.applications.filter(erased_at=None).values_list("pk", flat=True))
    if not listed <= still:
        raise ListChanged
    _decide(run, actor, RunState.CONFIRMED)
    _record(run, actor, "erasure.confirmed", count=run.applications.count())
    return run


@transaction.atomic
def discard_run(*, run: ErasureRun, reason: str, actor: User) -> ErasureRun:
    """Take a proposal off the table; whoever made it may do so too.

    :raises RunDecided: if it was confirmed or discarded before.
    """
    run = _locked(run)
    _decide(run, actor, RunState.DISCARDED)
    _record(run, actor, "erasure.discarded", count=run.applications.count(), reason=reason)
    return run


def execute_run(run: ErasureRun, *, today: date, report: Callable[[int], None] = lambda done: None) -> ErasureRun:
    """Erase what ``run`` lists, one application a transaction; what a killed process left over goes the next time.

    Who is held since the confirmation is left out. With the last person of the procedure its file goes, if it is due.
    """
    left = run.applications.filter(erased_at=None).select_related("posting", "applicant").order_by("number")
    total = run.applications.count()
    done = total - left.count()
    for application in left:
        try:
            erase_application(application=application, actor=run.decided_by, ground=LegalGround.PERIOD_OVER)
        except ErasureHeld:
            continue
        done += 1
        report(done)
    with transaction.atomic():
        posting = lock_posting(run.posting_id)
        run = ErasureRun.objects.select_related("posting", "decided_by").get(pk=run.pk)
        if run.state == RunState.CONFIRMED:
            run.state, run.done_at = RunState.DONE, timezone.now()
            run.save(update_fields=["state", "done_at"])
        if file_is_due(posting, today=today):
            erase_file(posting=posting, actor=run.decided_by)
    return run


def finish_all(*, today: date) -> tuple[int, int]:
    """Finish confirmed erasures and erase files whose own period is over; return how many of each. For the night."""
    runs = list(ErasureRun.objects.filter(state=RunState.CONFIRMED).select_related("posting", "decided_by"))
    for run in runs:
        execute_run(run, today=today)
    files = 0
    # Of the erasures of many years only those whose file is still there.
    ended = ErasureRun.objects.filter(with_file(), state=RunState.DONE).order_by("posting_id", "-id")
    for run in ended.distinct("posting_id").select_related("posting", "decided_by"):
        if file_is_due(run.posting, today=today):
            erase_file(posting=run.posting, actor=run.decided_by)
            files += 1
    return len(runs), files


def _locked(run: ErasureRun) -> ErasureRun:
    lock_posting(run.posting_id)
    run = ErasureRun.objects.select_related("posting").get(pk=run.pk)
    if run.state != RunState.PROPOSED:
        raise RunDecided
    return run


def _decide(run: ErasureRun, actor: User, state: RunState) -> None:
    run.state, run.decided_by, run.decided_at = state, actor, timezone.now()
    run.save(update_fields=["state", "decided_by", "decided_at"])


def _record(run: ErasureRun, actor: User, action: str, **facts: object) -> None:
    record(actor=actor, action=action, subject=run, posting_reference=run.posting.reference_number, **facts)
