"""Notices on receipt: which body is to be told of which application until when, and that it was."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.applications.enums import CLOSED
from postings.applications.models import Application
from postings.applications.steps import lock_active
from postings.equality.enums import SEVERELY_DISABLED, Body, NoticeWay
from postings.equality.errors import NoticeDayImpossible, NoticeNotDue
from postings.equality.models import EqualityData, ReceiptNotice
from postings.equality.rules import notice_due_on
from postings.models import Posting
from postings.participation.deadlines import DueItem
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class DueNotice:
    """One notice that the law wants: open, given, or left out because the applicant refused it."""

    application: Application
    body: Body
    known_on: date
    due_on: date
    given: ReceiptNotice | None
    is_refused: bool
    today: date

    @property
    def is_open(self) -> bool:
        return self.given is None and not self.is_refused

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.today > self.due_on

    @property
    def was_late(self) -> bool:
        return self.given is not None and self.given.informed_on > self.due_on


def notices_of(posting: Posting, *, today: date | None = None) -> list[DueNotice]:
    """Return every notice of ``posting``, in the order of the running numbers; two queries.

    Derived from what applicants stated, not stored: a statement that comes in with a list, or is corrected, needs no
    second step. Only the Schwerbehindertenvertretung is left out on refusal; the Personalrat is told all the same.

    Source: § 164 Abs. 1 S. 4, 10 SGB IX; DOMAIN.md S2, 1.6, 4.2.
    """
    today = today or timezone.localdate()
    stored = (
        EqualityData.objects.filter(application__posting=posting, disability_status__in=SEVERELY_DISABLED)
        .exclude(application__status__in=CLOSED[:1])
        .select_related("application__applicant", "application__duplicate_of__applicant")
        .order_by("application__number")
    )
    given = {
        (notice.application_id, notice.body): notice
        for notice in ReceiptNotice.objects.filter(application__posting=posting).select_related("recorded_by")
    }
    found: dict[tuple[int, Body], DueNotice] = {}
    for data in stored:
        # Of two entries of one person the first counts, even if only the second says so.
        application = data.application.duplicate_of or data.application
        application.is_named = True  # who tells a representation has to know the name
        known_on = max(data.application.received_on, data.disability_stated_on or data.application.received_on)
        for body in Body:
            found.setdefault(
                (application.pk, body),
                DueNotice(
                    application=application,
                    body=body,
                    known_on=known_on,
                    due_on=notice_due_on(known_on),
                    given=given.get((application.pk, body)) or given.get((data.application_id, body)),
                    is_refused=body == Body.DISABILITY_REP and data.refuses_disability_representative,
                    today=today,
                ),
            )
    return sorted(found.values(), key=lambda due: due.application.number)


def due_items(posting: Posting) -> list[DueItem]:
    """Return the open notices for the page "Fristen" of the personnel office (setting ``DEADLINE_SOURCES``)."""
    return [
        DueItem(
            key=f"meldung-{due.application.pk}-{due.body}",
            due_on=due.due_on,
            label=_("Meldung bei Eingang: %(body)s zu Bewerbung %(number)s")
            % {"body": due.body.label, "number": due.application.number},
            discreet=_("Beteiligung"),
            is_open=True,
            url=reverse("equality:notice_list", args=[posting.pk]),
        )
        for due in notices_of(posting)
        if due.is_open
    ]


def counts_of(notices: Iterable[DueNotice]) -> Counter[str]:
    """Return how many are open, and how many of these overdue."""
    counts = Counter({"open": 0, "overdue": 0})
    for due in notices:
        counts["open"] += due.is_open
        counts["overdue"] += due.is_overdue
    return counts


@transaction.atomic
def record_notice(*, application: Application, body: str, informed_on: date, way: str, actor: User) -> ReceiptNotice:
    """Record that ``body`` was told of ``application``; a correction overwrites, the history keeps both.

    :raises NoticeNotDue: if the body is not to be told.
    :raises NoticeDayImpossible: if the day lies in the future or before the receipt.
    """
    application = lock_active(application)
    due = {(item.application.pk, item.body): item for item in notices_of(application.posting)}.get(
        (application.pk, Body(body))
    )
    if due is None or due.is_refused:
        raise NoticeNotDue
    if informed_on > timezone.localdate() or informed_on < application.received_on:
        raise NoticeDayImpossible
    notice = due.given or ReceiptNotice(application=application, body=due.body)
    notice.informed_on, notice.way, notice.recorded_by = informed_on, NoticeWay(way), actor
    notice.full_clean()
    notice.save()
    record(
        actor=actor,
        action="notice.given",
        subject=notice,
        posting_reference=application.posting.reference_number,
        number=application.number,
        body=notice.get_body_display(),
        date=formats.date_format(informed_on, "d.m.Y"),
        way=notice.get_way_display(),
    )
    return notice
