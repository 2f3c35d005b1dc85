"""One confirmed sending: stored first, then done notice by notice, so that nobody is written to twice or forgotten.

Letters are made (the PDF may be made again without harm) and count as sent when somebody says that they went into the
post. An e-mail is taken by one worker alone before the mail server is asked; if that worker dies, the row says
"unclear" and a person settles it.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.applications.enums import CLOSED
from postings.letters import letter_sha256
from postings.models import Posting
from postings.notices.composing import Draft, build_letter, compose, digest_of, render_letter
from postings.notices.enums import Kind, NoticeState, Way
from postings.notices.errors import (
    DayImpossible,
    NobodyChosen,
    NoMailServer,
    NothingToDispatch,
    NoticesChanged,
    NotPossibleNow,
    NotUnclear,
    WarningsUnread,
)
from postings.notices.models import Notice, NoticeRun
from postings.notices.recipients import Recipient, recipients_of, step_problem
from postings.notices.texts import current_text
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.errors import ProcedureError
from recruitment.mail import Outbox, is_mail_configured


def chosen_recipients(posting: Posting, kind: Kind, keys: Collection[str]) -> list[Recipient]:
    """Return those of ``keys`` (``Recipient.key``) who have not been told yet.

    :raises NotPossibleNow: if the kind does not fit the step.
    :raises NobodyChosen: without keys.
    :raises NoticesChanged: if somebody of ``keys`` is not concerned any more, or has been told.
    """
    if problem := step_problem(posting, kind):
        raise NotPossibleNow(problem=problem)
    wanted = set(keys)
    if not wanted:
        raise NobodyChosen
    found = [one for one in recipients_of(posting, kind) if one.key in wanted and one.notice is None]
    if len(found) != len(wanted):
        raise NoticesChanged
    return found


def drafts_for(posting: Posting, kind: Kind, way: Way, keys: Collection[str], *, actor: User) -> list[Draft]:
    """Return the notices to ``keys`` as they would be sent now, for the preview.

    :raises ProcedureError: as ``chosen_recipients`` and ``compose``.
    """
    if way == Way.EMAIL and not is_mail_configured():
        raise NoMailServer
    recipients = chosen_recipients(posting, kind, keys)
    return compose(posting, kind, way, recipients, text=current_text(posting, kind), actor=actor)


@transaction.atomic
def confirm_run(
    *,
    posting: Posting,
    kind: Kind,
    way: Way,
    keys: Collection[str],
    key: UUID,
    digest: str,
    has_read_warnings: bool,
    actor: User,
    today: date,
) -> NoticeRun:
    """Store the notices of one preview; whoever calls it lets them be done after the transaction (``tasks.begin``).

    ``digest`` is that of the texts that ``actor`` read, ``key`` names the preview: a second click finds the first.

    :raises NotPossibleNow: as the others, if the kind does not fit the step.
    :raises NobodyChosen:
    :raises NoMailServer:
    :raises RecipientsIncomplete:
    :raises NamesAnother:
    :raises NoticesChanged: if what would be sent is no longer what was read.
    :raises WarningsUnread: if a text holds words of the warning list and nobody says that it shall stay.
    """
    posting = lock_posting(posting.pk)
    if before := NoticeRun.objects.filter(posting=posting, key=key).first():
        return before
    drafts = drafts_for(posting, kind, way, keys, actor=actor)
    if digest_of(drafts) != digest:
        raise NoticesChanged
    if any(draft.warnings for draft in drafts) and not has_read_warnings:
        raise WarningsUnread
    run = NoticeRun.objects.create(
        posting=posting,
        kind=kind,
        way=way,
        text_version=current_text(posting, kind).version,
        key=key,
        dated_on=today,
        waiting_days=settings.WAITING_PERIOD_DAYS,
        confirmed_by=actor,
    )
    Notice.objects.bulk_create(
        Notice(
            application_id=draft.application_id,
            run=run,
            kind=kind,
            occasion=draft.occasion,
            way=way,
            address=draft.address,
            subject=draft.subject,
            body=draft.body,
            presumed_days=settings.NOTICE_RECEIPT_DAYS[way],
        )
        for draft in drafts
    )
    record(
        actor=actor,
        action="notice.run_confirmed",
        subject=run,
        posting_reference=posting.reference_number,
        kind=run.get_kind_display(),
        way=run.get_way_display(),
        count=len(drafts),
    )
    return run


def counts_of(run: NoticeRun) -> Counter[str]:
    """Return how many notices of ``run`` are in which state."""
    return Counter(run.notices.order_by().values_list("state", flat=True))


def process_run(run: NoticeRun, *, report: Callable[[int], None] = lambda done: None) -> Counter[str]:
    """Do what is left of ``run``: make its letters or send its e-mails, each in a transaction of its own.

    May be called again at any time, by two workers at once too. ``report`` gets the number of notices that are done.
    Call it outside a transaction.
    """
    total = run.notices.count()
    with closing(_Sender(run)) as sender:
        for pk in list(run.notices.filter(state=NoticeState.PENDING).order_by("pk").values_list("pk", flat=True)):
            sender.do(pk)
            report(total - run.notices.filter(state=NoticeState.PENDING).count())
    return counts_of(run)


class _Sender:
    """Does the notices of one run one by one, with one conversation with the mail server."""

    def __init__(self, run: NoticeRun) -> None:
        self.run = run
        self.posting = run.posting
        concerned = recipients_of(self.posting, Kind(run.kind))
        self.concerned = {(one.application.pk, one.occasion) for one in concerned}
        self.outbox = Outbox() if run.way == Way.EMAIL else None

    def close(self) -> None:
        if self.outbox is not None:
            self.outbox.__exit__(None, None, None)

    def do(self, pk: int) -> None:
        notice = Notice.objects.select_related("application").get(pk=pk)
        if problem := self._outdated(notice):
            _finish(notice, before=NoticeState.PENDING, state=NoticeState.FAILED, failure=problem)
        elif self.outbox is None:
            self._make(notice)
        elif Notice.objects.filter(pk=pk, state=NoticeState.PENDING).update(state=NoticeState.SENDING):
            self._send(notice, self.outbox)

    def _outdated(self, notice: Notice) -> str:
        """Return why a stored notice must not go out any more: the procedure moved on in between."""
        posting = Posting.objects.get(pk=self.run.posting_id)
        if problem := step_problem(posting, Kind(self.run.kind)):
            return problem[:200]
        if (notice.application_id, notice.occasion) not in self.concerned or notice.application.status in CLOSED:
            return _("Der Anlass besteht nicht mehr (Termin, Entscheidung oder Bewerbung hat sich geändert).")
        return ""

    def _make(self, notice: Notice) -> None:
        letter = build_letter(
            self.posting,
            number=notice.application.number,
            address=notice.address,
            subject=notice.subject,
            body=notice.body,
            dated_on=self.run.dated_on,
        )
        try:
            content = render_letter(letter, kind=Kind(notice.kind), posting=self.posting)
        except ProcedureError as error:
            failure = str(error.user_message)[:200]
            _finish(notice, before=NoticeState.PENDING, state=NoticeState.FAILED, failure=failure)
        else:
            _finish(
                notice,
                before=NoticeState.PENDING,
                state=NoticeState.MADE,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                data_sha256=letter_sha256(letter),
            )

    def _send(self, notice: Notice, outbox: Outbox) -> None:
        failure = outbox.send(to=notice.address, subject=notice.subject, body=notice.body)
        if failure:
            _finish(notice, before=NoticeState.SENDING, state=NoticeState.FAILED, failure=failure[:200])
        else:
            sent = {"sent_on": timezone.localdate(), "sent_by": self.run.confirmed_by}
            _finish(notice, before=NoticeState.SENDING, state=NoticeState.SENT, **sent)


@transaction.atomic
def _finish(notice: Notice, *, before: NoticeState, state: NoticeState, **values: object) -> None:
    """Write down what became of a notice, once: whoever finds it in another state than ``before`` writes nothing."""
    if not Notice.objects.filter(pk=notice.pk, state=before).update(state=state, **values):
        return
    if state == NoticeState.MADE:
        _record(notice, "notice.made", sha256=values["sha256"])
    elif state == NoticeState.SENT:
        _record(notice, "notice.sent", date=formats.date_format(values["sent_on"], "d.m.Y"))
    elif state == NoticeState.FAILED:
        _record(notice, "notice.failed", failure=values["failure"])


def _record(notice: Notice, action: str, *, actor: User | None = None, **facts: object) -> None:
    application = notice.application
    record(
        actor=actor or notice.run.confirmed_by,
        action=action,
        subject=notice,
        posting_reference=application.posting.reference_number,
        kind=notice.get_kind_display(),
        way=notice.get_way_display(),
        number=application.number,
        code=application.code,
        **facts,
    )


@transaction.atomic
def record_dispatch(*, run: NoticeRun, sent_on: date, actor: User, today: date) -> int:
    """Record that all letters of ``run`` that are made went into the post on ``sent_on``; return how many.

    :raises DayImpossible: if the day lies before the date of the letters or in the future.
    :raises NothingToDispatch: if no letter waits.
    """
    posting = lock_posting(run.posting_id)
    if not run.dated_on <= sent_on <= today:
        raise DayImpossible(
            problem=_("Die Absendung liegt zwischen dem Datum der Briefe (%(first)s) und heute.")
            % {"first": formats.date_format(run.dated_on, "d.m.Y")}
        )
    count = run.notices.filter(state=NoticeState.MADE).update(state=NoticeState.SENT, sent_on=sent_on, sent_by=actor)
    if not count:
        raise NothingToDispatch
    record(
        actor=actor,
        action="notice.dispatched",
        subject=run,
        posting_reference=posting.reference_number,
        kind=run.get_kind_display(),
        count=count,
        date=formats.date_format(sent_on, "d.m.Y"),
    )
    return count


@transaction.atomic
def settle_unclear(*, notice: Notice, was_sent: bool, actor: User, today: date) -> Notice:
    """Say whether an e-mail went out whose worker died: it counts as sent, or as failed and can be sent again.

    :raises NotUnclear: if it is known meanwhile.
    """
    lock_posting(notice.run.posting_id)
    notice = Notice.objects.select_related("run", "application__posting").get(pk=notice.pk)
    if notice.state != NoticeState.SENDING:
        raise NotUnclear
    if was_sent:
        notice.state, notice.sent_on, notice.sent_by = NoticeState.SENT, today, actor
        _record(notice, "notice.sent", actor=actor, date=formats.date_format(today, "d.m.Y"))
    else:
        notice.state, notice.failure = NoticeState.FAILED, _("Der Versand brach ab; festgehalten: nicht versandt.")
        _record(notice, "notice.failed", actor=actor, failure=notice.failure)
    notice.save(update_fields=["state", "failure", "sent_on", "sent_by"])
    return notice
