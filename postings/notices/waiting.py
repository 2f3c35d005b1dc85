"""The waiting period after the competitor notices: who has to be told, from which receipt it runs, what stands against
its end. Computed whenever it is asked for, from the notices as they are."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from postings.applications.models import Application
from postings.decision.decisions import current_decision
from postings.decision.models import SelectionDecision
from postings.models import Posting
from postings.notices.enums import Kind
from postings.notices.models import Lawsuit, NoSuitCheck, Notice
from postings.notices.periods import WaitingPeriod, waiting_period
from postings.notices.recipients import occasion_of, unsuccessful_applications


@dataclass(frozen=True, slots=True)
class WaitingSituation:
    """Where a posting stands after its decision. ``untold`` still have to be told; ``period`` is None until all are.

    ``check`` is the last answer "nothing is pending" that was asked for late enough, None if there is none.
    """

    decision: SelectionDecision | None
    untold: list[Application]
    told_count: int
    period: WaitingPeriod | None
    last_notice: Notice | None
    open_suits: list[Lawsuit]
    check: NoSuitCheck | None

    @property
    def needs_no_period(self) -> bool:
        """Whether nobody lost, so that nobody waits."""
        return self.decision is not None and not self.untold and not self.told_count


def situation_of(posting: Posting) -> WaitingSituation:
    """Return where ``posting`` stands; a fixed number of queries."""
    suits = list(Lawsuit.objects.filter(posting=posting).select_related("application__applicant"))
    open_suits = [suit for suit in suits if suit.is_open]
    decision = current_decision(posting)
    if decision is None:
        return WaitingSituation(None, [], 0, None, None, open_suits, None)
    concerned = list(unsuccessful_applications(posting, decision).in_name_order())
    sent = Notice.objects.sent().filter(run__posting=posting, kind=Kind.COMPETITOR, occasion=occasion_of(decision))
    notices = {notice.application_id: notice for notice in sent.select_related("run").defer("content", "body")}
    told = [notices[application.pk] for application in concerned if application.pk in notices]
    untold = [application for application in concerned if application.pk not in notices]
    period = last = None
    if told and not untold:
        last = max(told, key=lambda notice: (_period_of(notice).until, notice.pk))
        period = _period_of(last)
    return WaitingSituation(
        decision=decision,
        untold=untold,
        told_count=len(told),
        period=period,
        last_notice=last,
        open_suits=open_suits,
        check=_check_after(posting, period.until if period else None, suits),
    )


def _period_of(notice: Notice) -> WaitingPeriod:
    """Return the waiting period that the receipt of one notice begins; the longest one counts."""
    assert notice.receipt is not None  # noqa: S101 - only sent notices come here
    return waiting_period(
        notice.receipt,
        is_receipt_presumed=notice.is_receipt_presumed,
        days=notice.run.waiting_days,
        move_to_working_day=settings.PERIODS_MOVE_TO_WORKING_DAY,
    )


def _check_after(posting: Posting, until: date | None, suits: list[Lawsuit]) -> NoSuitCheck | None:
    """Return the last clear answer that was asked for after the waiting period and after the end of every suit."""
    found = NoSuitCheck.objects.filter(posting=posting, is_clear=True)
    if until is not None:
        found = found.filter(asked_on__gt=until)
    if ends := [suit.ended_on for suit in suits if suit.ended_on]:
        found = found.filter(asked_on__gte=max(ends))
    return found.first()
