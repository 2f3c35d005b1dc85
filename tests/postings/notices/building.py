"""Procedures at the steps at which notices are sent."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from postings.applications.models import Application
from postings.models import Posting
from postings.notices.composing import digest_of
from postings.notices.enums import Kind, Way
from postings.notices.models import NoSuitCheck, Notice, NoticeRun
from postings.notices.reasons import save_reasons
from postings.notices.recipients import recipients_of
from postings.notices.runs import confirm_run, drafts_for, process_run, record_dispatch
from recruitment.accounts.models import User
from tests.factories import (
    leave_out_representations,
    make_application,
    make_decision,
    make_hr_officer,
    make_posting,
    make_ranked,
)

REASON = "In der Anforderung 3.1.2 waren die Antworten weniger vollständig als bei der ausgewählten Person."


def address(application: Application, **fields) -> Application:
    """Give somebody a postal address and an e-mail address."""
    person = application.applicant
    person.street, person.postal_code, person.city = "Beispielweg 1", "10115", "Berlin"
    person.email = f"person{application.number}@example.org"
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    return application


def make_decided(*, losers: int = 2, **fields) -> Posting:
    """A decided posting: the first of the ranked is selected, the others lose, and so does one ineligible person."""
    posting = make_posting(**fields)
    ranked = make_ranked(posting, *[[5, 5, 5], *([[3, 3, 3]] * (losers - 1))])
    make_application(posting, status="ineligible")
    for application in posting.applications.select_related("applicant"):
        address(application)
    leave_out_representations(posting)
    make_decision(posting, ranked[0])
    posting.refresh_from_db()
    return posting


def keys_of(posting: Posting, kind: Kind) -> list[str]:
    return [one.key for one in recipients_of(posting, kind) if one.notice is None]


def give_reasons(posting: Posting, actor: User | None = None) -> None:
    texts = {one.application.pk: REASON for one in recipients_of(posting, Kind.COMPETITOR)}
    save_reasons(posting=posting, texts=texts, actor=actor or make_hr_officer())


def make_run(
    posting: Posting,
    kind: Kind = Kind.COMPETITOR,
    *,
    way: Way = Way.EMAIL,
    keys: Sequence[str] | None = None,
    actor: User | None = None,
    today: date | None = None,
    is_processed: bool = True,
) -> NoticeRun:
    """A confirmed sending to everybody who is open."""
    actor = actor or make_hr_officer()
    if kind == Kind.COMPETITOR:
        give_reasons(posting, actor)
    keys = keys_of(posting, kind) if keys is None else keys
    run = confirm_run(
        posting=posting,
        kind=kind,
        way=way,
        keys=keys,
        key=uuid4(),
        digest=digest_of(drafts_for(posting, kind, way, keys, actor=actor)),
        has_read_warnings=True,
        actor=actor,
        today=today or timezone.localdate(),
    )
    if is_processed:
        process_run(run)
    return run


def tell_everybody(posting: Posting, *, days_ago: int = 40) -> None:
    """Competitor notices that went into the post so many days ago, the letters unmade (a PDF takes its time)."""
    officer = make_hr_officer()
    day = timezone.localdate() - timedelta(days=days_ago)
    run = make_run(posting, way=Way.LETTER, actor=officer, today=day, is_processed=False)
    Notice.objects.filter(run=run).update(state="made", content=b"%PDF", sha256="0" * 64)
    record_dispatch(run=run, sent_on=day, actor=officer, today=timezone.localdate())


def make_check(posting: Posting, *, asked_on: date | None = None, is_clear: bool = True) -> NoSuitCheck:
    return NoSuitCheck.objects.create(
        posting=posting,
        asked_of="Verwaltungsgericht Berlin",
        asked_by="Vera Versuch",
        asked_on=asked_on or timezone.localdate(),
        is_clear=is_clear,
        answer="telefonische Auskunft der Geschäftsstelle",
        recorded_by=make_hr_officer(),
    )
