"""Reminders by e-mail to those who owe sheets: what is written, that it is sent once, and what became of it.

A sending is stored first, with the exact text, and leaves after the transaction has committed: no mail for a row that
was rolled back, no second mail for a second click. E-mails hold nothing on applicants and no rating.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.assessment.enums import ReminderState, RoundStatus
from postings.assessment.errors import (
    MailNotConfigured,
    NobodyToRemind,
    RemindedToday,
    RemindersChanged,
    RoundNotOpen,
    ScoringNotOpen,
    SentenceNamesApplicant,
)
from postings.assessment.models import AssessmentRound, Reminder
from postings.assessment.rounds import missing_sheets
from postings.assessment.wording import due_words
from postings.enums import PostingStatus
from postings.models import Posting
from postings.permissions import may_see_identity
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.mail import Outbox, is_mail_configured


@dataclass(frozen=True, slots=True)
class Debtor:
    """Somebody who owes sheets in a round, and why no e-mail reaches this person, if none does."""

    person: User
    count: int
    hindrance: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail exactly as it is sent."""

    person_id: int
    name: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the templates under templates/mail may say."""

    name: str
    reference: str
    round: str
    count: int
    due: str
    sentence: str
    sender: str
    url: str
    authority: str


def debtors(entry: AssessmentRound, posting: Posting) -> list[Debtor]:
    """Return who owes sheets in this round, by name."""
    counts = Counter(person for _application, person in missing_sheets(entry, posting))
    people = User.objects.filter(pk__in=counts).order_by("last_name", "first_name", "pk")
    return [Debtor(person, counts[person.pk], _hindrance(person)) for person in people]


def _hindrance(person: User) -> str:
    if not person.is_active:
        return _("Konto gesperrt")
    if not person.email:
        return _("keine E-Mail-Adresse")
    try:
        validate_email(person.email)
    except ValidationError:
        return _("ungültige E-Mail-Adresse")
    return ""


def compose(
    entry: AssessmentRound,
    posting: Posting,
    chosen: Sequence[Debtor],
    *,
    sentence: str,
    sender: User | None,
    today: date,
) -> list[Mail]:
    """Return the e-mails to those of ``chosen`` who can be reached.

    :raises SentenceNamesApplicant: if the additional sentence names somebody whose name ``sender`` may know.
    """
    sentence = " ".join(sentence.split())
    _refuse_applicants(sentence, posting, sender)
    mails = []
    for debtor in chosen:
        if debtor.hindrance:
            continue
        facts = Facts(
            name=debtor.person.get_full_name(),
            reference=posting.reference_number,
            round=entry.title,
            count=debtor.count,
            due=due_words(entry.due_on, today) if entry.due_on else "",
            sentence=sentence,
            sender=sender.get_full_name() if sender else _("Personalservice"),
            url=settings.SITE_URL.rstrip("/") + reverse("assessment:sheet_list"),
            authority=settings.AUTHORITY_NAME,
        )
        subject = render_to_string("mail/reminder_subject.txt", {"mail": facts})
        mails.append(
            Mail(
                person_id=debtor.person.pk,
                name=facts.name,
                address=debtor.person.email,
                subject=" ".join(subject.split()),  # a line end would begin a header of its own
                body=render_to_string("mail/reminder.txt", {"mail": facts}).strip() + "\n",
            )
        )
    return mails


def _refuse_applicants(sentence: str, posting: Posting, sender: User | None) -> None:
    """Whoever does not see the names cannot write them, and shall not find out here who applied."""
    shows_names = sender is not None and may_see_identity(sender, posting)
    words = set(re.findall(r"[\w-]+", sentence))
    for code, last_name in posting.applications.values_list("code", "applicant__last_name"):
        name = code if code and code in words else last_name if shows_names else ""
        if name and name in sentence and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
            raise SentenceNamesApplicant(name=name)


def digest_of(mails: Sequence[Mail]) -> str:
    """Return what proves that these e-mails are those of the preview."""
    return hashlib.sha256(json.dumps([asdict(mail) for mail in mails]).encode()).hexdigest()


def last_reminders(entry: AssessmentRound, posting: Posting) -> dict[int, Reminder]:
    """Return the last reminder that may have arrived, by person."""
    found = Reminder.objects.filter(posting=posting, round_position=entry.position)
    return {one.person_id: one for one in found.exclude(state=ReminderState.FAILED).order_by("created_at", "pk")}


@transaction.atomic
def send_reminders(
    *,
    round: AssessmentRound,
    people: Collection[int],
    sentence: str,
    digest: str,
    batch: UUID,
    is_repeat: bool,
    actor: User,
    today: date,
) -> list[Reminder]:
    """Store the reminders of one preview and send them once this is committed; their rows then tell the result.

    ``digest`` is that of the e-mails that ``actor`` read; ``batch`` names the preview, so that a second click finds
    what the first one stored. ``is_repeat`` says that people reminded today shall be reminded again.

    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises RoundNotOpen: if the round is not open.
    :raises MailNotConfigured: if there is no mail server.
    :raises NobodyToRemind: if nobody is left who owes a sheet and has an address.
    :raises SentenceNamesApplicant: if the sentence names an applicant.
    :raises RemindersChanged: if the e-mails are no longer those of the preview.
    :raises RemindedToday: if somebody was reminded today and ``is_repeat`` is not set.
    """
    entry, posting = _locked(round)
    before = list(Reminder.objects.filter(posting=posting, batch=batch))
    if before:
        return before
    _check_open(entry, posting)
    chosen = [debtor for debtor in debtors(entry, posting) if debtor.person.pk in people]
    mails = compose(entry, posting, chosen, sentence=sentence, sender=actor, today=today)
    if not mails:
        raise NobodyToRemind
    if digest_of(mails) != digest:
        raise RemindersChanged
    last = last_reminders(entry, posting)
    again = {mail.person_id for mail in mails if mail.person_id in last and last[mail.person_id].reminded_on >= today}
    if again and not is_repeat:
        raise RemindedToday(people=", ".join(mail.name for mail in mails if mail.person_id in again))
    return _store(entry, posting, mails, batch=batch, repeated=again, actor=actor, today=today)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What the nightly job did, or would do, for one round; ``waiting`` were reminded lately."""

    round: AssessmentRound
    mails: list[Mail]
    waiting: list[str]
    unreachable: list[tuple[str, str]]
    batch: UUID


def rounds_due(today: date, days: int) -> list[AssessmentRound]:
    """Return the open rounds whose sheets are due within ``days`` or overdue, in a fixed order."""
    return list(
        AssessmentRound.objects.filter(
            status=RoundStatus.OPEN,
            plan__posting__status=PostingStatus.SCORING_OPEN,
            due_on__lte=today + timedelta(days=days),
        )
        .select_related("plan__posting")
        .order_by("due_on", "plan_id", "position")
    )


@transaction.atomic
def remind_by_schedule(*, round: AssessmentRound, days: int, today: date, is_dry_run: bool = False) -> Scheduled:
    """Remind everybody who owes sheets in a round that is due, nobody more often than once in ``days`` days.

    :raises ScoringNotOpen: as ``send_reminders``, as the others.
    :raises RoundNotOpen:
    :raises MailNotConfigured:
    """
    entry, posting = _locked(round)
    _check_open(entry, posting)
    last = last_reminders(entry, posting)
    latest = today - timedelta(days=max(days, 1))
    found = debtors(entry, posting)
    waits = {
        debtor.person.pk for debtor in found if debtor.person.pk in last and last[debtor.person.pk].reminded_on > latest
    }
    chosen = [debtor for debtor in found if debtor.person.pk not in waits]
    mails = compose(entry, posting, chosen, sentence="", sender=None, today=today)
    batch = uuid4()
    if mails and not is_dry_run:
        _store(entry, posting, mails, batch=batch, repeated=frozenset(), actor=None, today=today)
    return Scheduled(
        round=entry,
        mails=mails,
        waiting=[str(debtor.person) for debtor in found if debtor.person.pk in waits],
        unreachable=[(str(debtor.person), debtor.hindrance) for debtor in chosen if debtor.hindrance],
        batch=batch,
    )


def _locked(round: AssessmentRound) -> tuple[AssessmentRound, Posting]:
    posting = lock_posting(round.plan_id)
    entry = AssessmentRound.objects.get(pk=round.pk)
    entry.plan.posting = posting
    return entry, posting


def _check_open(entry: AssessmentRound, posting: Posting) -> None:
    if posting.status != PostingStatus.SCORING_OPEN:
        raise ScoringNotOpen
    if not entry.is_open:
        raise RoundNotOpen(title=entry.title, status=entry.get_status_display())
    if not is_mail_configured():
        raise MailNotConfigured


def _store(
    entry: AssessmentRound,
    posting: Posting,
    mails: Sequence[Mail],
    *,
    batch: UUID,
    repeated: Collection[int],
    actor: User | None,
    today: date,
) -> list[Reminder]:
    stored = Reminder.objects.bulk_create(
        Reminder(
            posting=posting,
            round_position=entry.position,
            round_title=entry.title,
            person_id=mail.person_id,
            sent_by=actor,
            batch=batch,
            reminded_on=today,
            is_repeat=mail.person_id in repeated,
            address=mail.address,
            subject=mail.subject,
            body=mail.body,
        )
        for mail in mails
    )
    record(
        actor=actor,
        action="reminder.requested",
        subject=entry,
        posting_reference=posting.reference_number,
        round=entry.title,
        people=", ".join(mail.name for mail in mails),
    )
    transaction.on_commit(lambda: deliver(stored))
    return stored


def deliver(reminders: Sequence[Reminder]) -> None:
    """Send stored reminders one by one and write down what became of each; one that fails keeps none of the others.

    A server that cannot be reached is not asked again for the rest, so that the page does not wait for minutes.
    """
    with Outbox() as outbox:
        for reminder in reminders:
            _finish(reminder, outbox.send(to=reminder.address, subject=reminder.subject, body=reminder.body))


@transaction.atomic
def _finish(reminder: Reminder, failure: str) -> None:
    state = ReminderState.FAILED if failure else ReminderState.SENT
    Reminder.objects.filter(pk=reminder.pk, state=ReminderState.PENDING).update(
        state=state, failure=failure, finished_at=timezone.now()
    )
    if failure:
        record(
            actor=reminder.sent_by,
            action="reminder.failed",
            subject=reminder,
            posting_reference=reminder.posting.reference_number,
            round=reminder.round_title,
            person=reminder.person,
            failure=failure,
        )
