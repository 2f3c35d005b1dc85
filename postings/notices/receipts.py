"""When a notice came in: recorded by hand, or presumed from the day it was sent; or it came back."""

from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.notices.enums import REJECTING
from postings.notices.errors import DayImpossible, NoticeNotOut
from postings.notices.models import Notice
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


@transaction.atomic
def record_receipt(*, notice: Notice, received_on: date, actor: User, today: date) -> Notice:
    """Record the day on which a notice came in; it replaces the presumed one, earlier or later.

    :raises NoticeNotOut: if it did not go out, or came back.
    :raises DayImpossible: before the day it was sent or in the future.
    """
    notice = _locked(notice)
    _check_day(notice, received_on, today)
    notice.received_on, notice.receipt_by = received_on, actor
    notice.save(update_fields=["received_on", "receipt_by"])
    _record(notice, actor, "notice.received", received_on)
    return notice


@transaction.atomic
def record_return(*, notice: Notice, returned_on: date, actor: User, today: date) -> Notice:
    """Record that a notice came back undelivered: nobody was told, it has to be sent again.

    :raises NoticeNotOut: if it did not go out, or came back before.
    :raises DayImpossible: before the day it was sent or in the future.
    """
    notice = _locked(notice)
    _check_day(notice, returned_on, today)
    notice.received_on = notice.receipt_by = None
    notice.returned_on = returned_on
    notice.save(update_fields=["received_on", "receipt_by", "returned_on"])
    _record(notice, actor, "notice.returned", returned_on)
    return notice


def _locked(notice: Notice) -> Notice:
    lock_posting(notice.run.posting_id)
    notice = Notice.objects.select_related("application__posting").defer("content").get(pk=notice.pk)
    if not notice.is_out:
        raise NoticeNotOut
    return notice


def _check_day(notice: Notice, day: date, today: date) -> None:
    if not notice.sent_on <= day <= today:
        raise DayImpossible(
            problem=_("Der Tag liegt zwischen dem Versand (%(first)s) und heute.")
            % {"first": formats.date_format(notice.sent_on, "d.m.Y")}
        )


def _record(notice: Notice, actor: User, action: str, day: date) -> None:
    record(
        actor=actor,
        action=action,
        subject=notice,
        posting_reference=notice.application.posting.reference_number,
        kind=notice.get_kind_display(),
        number=notice.application.number,
        code=notice.application.code,
        date=formats.date_format(day, "d.m.Y"),
    )


def agg_until_by_application(posting: Posting) -> dict[int, date]:
    """Return for every rejected applicant the last day for claims under the AGG. After several rejections the latest
    counts: the period is never shortened (DOMAIN.md I18)."""
    found: dict[int, date] = {}
    for notice in Notice.objects.sent().filter(run__posting=posting, kind__in=REJECTING).defer("content", "body"):
        if until := notice.agg_until:
            found[notice.application_id] = max(until, found.get(notice.application_id, until))
    return found
