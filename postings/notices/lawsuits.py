"""Suits against a decision, and asking whether there is one."""

from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from postings.errors import NotYetPublished
from postings.models import Posting
from postings.notices.errors import DayImpossible, LawsuitEnded
from postings.notices.models import Lawsuit, NoSuitCheck
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def record_lawsuit(*, lawsuit: Lawsuit, actor: User, today: date) -> Lawsuit:
    """Record a suit; from now on nobody is appointed until it has ended.

    :raises NotYetPublished: before publication.
    :raises DayImpossible: if it came in in the future.
    :raises ValidationError: if the file number is recorded already.
    """
    posting = _lock_published(lawsuit.posting_id)
    _check_past(lawsuit.received_on, today)
    lawsuit.recorded_by = actor
    lawsuit.full_clean()
    lawsuit.save()
    _record(lawsuit, posting, actor, "lawsuit.recorded", date=formats.date_format(lawsuit.received_on, "d.m.Y"))
    return lawsuit


@transaction.atomic
def end_lawsuit(*, lawsuit: Lawsuit, ended_on: date, result: str, actor: User, today: date) -> Lawsuit:
    """Record how a suit ended.

    :raises LawsuitEnded: if it ended before.
    :raises DayImpossible: if it ends before it came in, or in the future.
    """
    posting = lock_posting(lawsuit.posting_id)
    lawsuit = Lawsuit.objects.get(pk=lawsuit.pk)
    if not lawsuit.is_open:
        raise LawsuitEnded
    _check_past(ended_on, today)
    if ended_on < lawsuit.received_on:
        raise DayImpossible(problem=_("Ein Gerichtsverfahren endet nicht vor seinem Eingang."))
    lawsuit.ended_on, lawsuit.result, lawsuit.ended_by = ended_on, result.strip(), actor
    lawsuit.full_clean()
    lawsuit.save(update_fields=["ended_on", "result", "ended_by"])
    _record(lawsuit, posting, actor, "lawsuit.ended", date=formats.date_format(ended_on, "d.m.Y"))
    return lawsuit


@transaction.atomic
def record_check(*, check: NoSuitCheck, actor: User, today: date) -> NoSuitCheck:
    """Record that somebody asked whether a suit is pending, and the answer.

    :raises NotYetPublished: before publication.
    :raises DayImpossible: if it was asked in the future.
    """
    posting = _lock_published(check.posting_id)
    _check_past(check.asked_on, today)
    check.recorded_by = actor
    check.full_clean()
    check.save()
    record(
        actor=actor,
        action="lawsuit.checked",
        subject=check,
        posting_reference=posting.reference_number,
        office=check.asked_of,
        date=formats.date_format(check.asked_on, "d.m.Y"),
        answer=_("kein Verfahren anhängig") if check.is_clear else _("Verfahren anhängig oder unklar"),
    )
    return check


def _lock_published(posting_id: int) -> Posting:
    posting = lock_posting(posting_id)
    if not posting.is_published:
        raise NotYetPublished
    return posting


def _check_past(day: date, today: date) -> None:
    if day > today:
        raise DayImpossible(problem=_("Der Tag liegt in der Zukunft."))


def _record(lawsuit: Lawsuit, posting: Posting, actor: User, action: str, **facts: object) -> None:
    record(
        actor=actor,
        action=action,
        subject=lawsuit,
        posting_reference=posting.reference_number,
        court=lawsuit.court,
        file_number=lawsuit.file_number,
        **facts,
    )
