"""Erase again, after a restore, what the journal of erasures names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from postings.applications.enums import ApplicationStatus
from postings.applications.models import Application
from postings.applications.services import withdraw_application
from postings.models import Posting
from postings.retention.enums import LegalGround
from postings.retention.errors import ErasureHeld
from postings.retention.journal import Line
from postings.retention.services import erase_application, erase_file, held_by_file, posting_hash, subject_hash


@dataclass(slots=True)
class Repeated:
    """What came of the lines of a journal that name somebody or something that is there again."""

    applications: int = 0
    files: int = 0
    held: int = 0


def repeat(lines: Iterable[Line], *, really: bool) -> Repeated:
    """Erase again what ``lines`` name; without ``really`` only count it. What a hold or an open suit keeps stays.

    Nobody who came after the erasure is meant: a restored database gives the same keys once more.
    """
    lines, result = list(lines), Repeated()
    for line, application in _come_back(lines):
        if not really:
            result.applications += 1
        elif _erase_again(line, application):
            result.applications += 1
        else:
            result.held += 1
    by_hash = {line.subject for line in lines}
    postings = Posting.objects.filter(reference_number__in={line.reference for line in lines})
    for posting in postings.order_by("pk"):
        if posting_hash(posting.pk) not in by_hash or not held_by_file(posting):
            continue
        try:
            if really:
                erase_file(posting=posting, actor=None)
            result.files += 1
        except ErasureHeld:
            result.held += 1
    return result


def _come_back(lines: Iterable[Line]) -> Iterator[tuple[Line, Application]]:
    last = {line.subject: line for line in lines}
    there = Application.objects.filter(
        erased_at=None, posting__reference_number__in={line.reference for line in last.values()}
    ).annotate(came_at=Min("events__pgh_created_at"))
    for application in there.select_related("posting", "applicant").order_by("pk"):
        line = last.get(subject_hash(application.pk))
        if line is not None and (application.came_at or timezone.now()) < line.erased_at:
            yield line, application


def _erase_again(line: Line, application: Application) -> bool:
    """Return whether ``application`` is empty now; it may be so already, as the second entry of the one before."""
    application.refresh_from_db()
    is_withdrawal = line.ground == LegalGround.WITHDRAWN
    if application.erased_at is None:
        if is_withdrawal and application.status not in (ApplicationStatus.WITHDRAWN, ApplicationStatus.DUPLICATE):
            day = timezone.localtime(line.erased_at).date()
            withdraw_application(application=application, withdrawn_on=day, actor=None)
        else:
            try:
                erase_application(application=application, actor=None, ground=line.ground)
            except ErasureHeld:
                return False
    application.refresh_from_db()
    return application.erased_at is not None
