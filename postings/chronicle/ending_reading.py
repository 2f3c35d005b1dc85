"""Notices, waiting period, suits, appointment and abort as they stood on a day.

What went out or came in counts from its day on; a receipt that was noted later is taken for the day it names. Notices
and appointments of erased persons are gone on every day.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from postings.chronicle.histories import day_words, moment_words
from postings.chronicle.state import AppointmentThen, CheckThen, EndingThen, LawsuitThen, SendingThen
from postings.decision.enums import Outcome
from postings.decision.models import DecisionEntry, SelectionDecision
from postings.models import Posting
from postings.notices.enums import Kind
from postings.notices.models import Abort, Appointment, Lawsuit, NoSuitCheck, Notice, NoticeRun
from postings.notices.periods import presumed_receipt, waiting_period
from postings.notices.recipients import occasion_of


def read_ending(
    posting: Posting, day: date, moment: datetime, *, labels: Mapping[int, str], tells_words: bool
) -> EndingThen:
    """Return everything known at the end of ``day``; eight queries. File numbers and answers only with
    ``tells_words``."""
    abort = Abort.objects.filter(posting=posting, aborted_on__lte=day).select_related("aborted_by").first()
    return EndingThen(
        sendings=_sendings(posting, day, moment),
        waiting=_waiting(posting, day, moment),
        lawsuits=tuple(
            LawsuitThen(
                court=suit.court,
                file_number=suit.file_number if tells_words else "",
                received_on=day_words(suit.received_on),
                ended_on=day_words(suit.ended_on) if suit.ended_on and suit.ended_on <= day else "",
                result=suit.result if tells_words and suit.ended_on and suit.ended_on <= day else "",
            )
            for suit in Lawsuit.objects.filter(posting=posting, recorded_at__lt=moment)
        ),
        checks=tuple(
            CheckThen(
                asked_of=check.asked_of,
                asked_on=day_words(check.asked_on),
                answer=(_("kein Verfahren anhängig") if check.is_clear else _("ein Verfahren ist anhängig"))
                + (f" ({check.answer})" if tells_words else ""),
            )
            for check in NoSuitCheck.objects.filter(posting=posting, recorded_at__lt=moment).order_by("asked_on", "id")
        ),
        appointments=tuple(
            AppointmentThen(
                label=labels.get(one.application_id, "–"),
                form=str(one.get_legal_form_display()),
                appointed_on=day_words(one.appointed_on),
                starts_on=day_words(one.starts_on),
                person=str(one.recorded_by),
            )
            for one in Appointment.objects.filter(application__posting=posting, recorded_at__lt=moment)
            .select_related("recorded_by")
            .order_by("recorded_at", "id")
        ),
        abort=_abort_words(abort, tells_words),
    )


def _abort_words(abort: Abort | None, tells_words: bool) -> str:
    if abort is None:
        return ""
    words = {"day": day_words(abort.aborted_on), "person": abort.aborted_by, "reason": abort.reason}
    if tells_words:
        return _("Abgebrochen am %(day)s von %(person)s. Grund: %(reason)s") % words
    return _("Abgebrochen am %(day)s von %(person)s.") % words


def _sendings(posting: Posting, day: date, moment: datetime) -> tuple[SendingThen, ...]:
    runs = (
        NoticeRun.objects.filter(posting=posting, confirmed_at__lt=moment)
        .select_related("confirmed_by")
        .annotate(
            total=Count("notices"),
            sent=Count("notices", filter=Q(notices__sent_on__lte=day)),
            received=Count("notices", filter=Q(notices__received_on__lte=day)),
            returned=Count("notices", filter=Q(notices__returned_on__lte=day)),
        )
        .order_by("confirmed_at", "id")
    )
    return tuple(
        SendingThen(
            kind=str(run.get_kind_display()),
            way=str(run.get_way_display()),
            dated_on=day_words(run.dated_on),
            confirmed_at=moment_words(run.confirmed_at),
            person=str(run.confirmed_by),
            total=run.total,
            sent=run.sent,
            received=run.received,
            returned=run.returned,
        )
        for run in runs
    )


def _waiting(posting: Posting, day: date, moment: datetime) -> str:
    """Return in a sentence how far the waiting period of the decision that stood then was."""
    decision = (
        SelectionDecision.objects.filter(posting=posting, decided_at__lt=moment)
        .exclude(withdrawal__withdrawn_at__lt=moment)
        .order_by("-number")
        .first()
    )
    if decision is None:
        return ""
    concerned = set(
        DecisionEntry.objects.filter(decision=decision, application__erased_at=None)
        .exclude(outcome=Outcome.SELECTED)
        .values_list("application_id", flat=True)
    )
    notices = {
        notice.application_id: notice
        for notice in Notice.objects.filter(
            run__posting=posting, kind=Kind.COMPETITOR, occasion=occasion_of(decision), sent_on__lte=day
        )
        .exclude(returned_on__lte=day)
        .select_related("run")
        .defer("content", "body")
        if notice.application_id in concerned
    }
    if not concerned:
        return _("Niemand war zu unterrichten.")
    if len(notices) < len(concerned):
        return _("Unterrichtet waren %(told)s von %(all)s; die Wartefrist hatte noch nicht begonnen.") % {
            "told": len(notices),
            "all": len(concerned),
        }
    period = max((_period(notice, day) for notice in notices.values()), key=lambda one: one.until)
    words = {"day": day_words(period.until)}
    if period.is_over(day):
        return _("Alle waren unterrichtet; die Wartefrist war am %(day)s abgelaufen.") % words
    return _("Alle waren unterrichtet; die Wartefrist lief bis %(day)s.") % words


def _period(notice: Notice, day: date):
    is_known = notice.received_on is not None and notice.received_on <= day
    assert notice.sent_on is not None  # noqa: S101 - only sent notices come here
    received = notice.received_on if is_known else presumed_receipt(notice.sent_on, days=notice.presumed_days)
    return waiting_period(
        received,
        is_receipt_presumed=not is_known,
        days=notice.run.waiting_days,
        move_to_working_day=settings.PERIODS_MOVE_TO_WORKING_DAY,
    )
