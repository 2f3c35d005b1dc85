"""Steps with an application: receive, check formally, decide on lateness, withdraw."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import formats
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus, LateDecision
from postings.applications.errors import (
    ApplicationNotLate,
    FormalCheckBegun,
    FormalCheckConcluded,
    PostingNotPublished,
    ProcedureEnded,
)
from postings.applications.formal_check import end_conclusion, open_decision
from postings.applications.models import Applicant, Application
from postings.applications.sorting import din_5007_2_key
from postings.applications.steps import lock_active, record_act
from postings.models import Posting
from postings.services import check_under_way, lock_posting
from profiles.enums import Track
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User


def save_applicant(applicant: Applicant) -> Applicant:
    """Validate and save ``applicant`` with the sort key of the name."""
    applicant.sort_key = din_5007_2_key(applicant.last_name, applicant.first_name)
    applicant.full_clean()
    applicant.save()
    return applicant


@transaction.atomic
def receive_application(
    *, posting: Posting, applicant: Applicant, received_on: date, actor: User | None, **fields: object
) -> Application:
    """Enter one application and number it in the order of entry.

    An application after the deadline is marked late and waits for a decision; nothing is refused by the clock (S2).

    :raises PostingNotPublished: before publication.
    :raises ProcedureEnded: once it is filled or aborted.
    """
    posting = lock_posting(posting.pk)
    if not posting.is_published:
        raise PostingNotPublished
    if posting.is_ended:
        raise ProcedureEnded
    save_applicant(applicant)
    last = posting.applications.aggregate(last=Max("number"))["last"] or 0
    application = Application(posting=posting, applicant=applicant, number=last + 1, received_on=received_on, **fields)
    if received_on > posting.deadline:
        application.late_decision = LateDecision.OPEN
    application.full_clean()
    application.save()
    record_act(application, actor, "application.received", date=formats.date_format(received_on, "d.m.Y"))
    return application


@transaction.atomic
def decide_lateness(*, application: Application, is_admitted: bool, reason: str, actor: User) -> Application:
    """Admit or refuse a late application, with the reason (the period is an Ordnungsfrist).

    :raises ApplicationNotLate: if it came in time.
    :raises ReasonMissing: if ``reason`` is empty.
    :raises WrongStep: if it is decided already and the posting is decided, filled or aborted.
    """
    application = lock_active(application)
    if not application.is_late:
        raise ApplicationNotLate
    if application.late_decision != LateDecision.OPEN:
        check_under_way(application.posting)
    if not reason.strip():
        raise ReasonMissing
    before, application.late_decision = (
        application.late_decision,
        LateDecision.ADMITTED if is_admitted else LateDecision.REFUSED,
    )
    application.late_reason = reason.strip()
    decision = open_decision(application)
    is_concluded = decision is not None or application.status != ApplicationStatus.RECEIVED
    if is_concluded:
        check_under_way(application.posting)
    if is_concluded and before != application.late_decision:
        # The conclusion rests on a decision that no longer holds; the check is concluded anew.
        end_conclusion(
            application, decision, _("Über die Verspätung wurde neu entschieden: %(why)s") % {"why": reason}, actor
        )
    application.save()
    record_act(
        application,
        actor,
        "application.late_decided",
        result=application.get_late_decision_display(),
    )
    return application


@transaction.atomic
def settle_track(*, application: Application, employment_status: str, track: str, actor: User) -> Application:
    """Say where the applicant works and for which track the formal requirements are checked.

    A list from a portal may leave both open.

    :raises FormalCheckBegun: if requirements of another track have been checked.
    :raises FormalCheckConcluded: while a conclusion stands or waits for its confirmation.
    :raises WrongStep: if the posting is decided, filled or aborted.
    """
    application = lock_active(application)
    check_under_way(application.posting)
    if open_decision(application) is not None:
        raise FormalCheckConcluded
    if track != application.track and application.formal_checks.exists():
        raise FormalCheckBegun
    application.employment_status, application.track = employment_status, Track(track)
    application.full_clean()
    application.save()
    record_act(application, actor, "application.track_settled", track=application.get_track_display())
    return application


@transaction.atomic
def withdraw_application(*, application: Application, withdrawn_on: date, actor: User | None) -> Application:
    """Record that the applicant withdrew, and erase the personal data in the same transaction (R12).

    Second entries of the person for the same posting go with it. The erasure belongs to a later step, so it is named in
    the setting ``AFTER_WITHDRAWAL``.

    :raises ApplicationWithdrawn: if it has been withdrawn before.
    :raises ApplicationIsDuplicate: if it is the second entry of another one, which is to be withdrawn instead.
    """
    application = lock_active(application)
    for withdrawn in (*application.duplicates.select_related("posting", "applicant"), application):
        withdrawn.status = ApplicationStatus.WITHDRAWN
        withdrawn.withdrawn_on = withdrawn_on
        withdrawn.duplicate_of = None
        withdrawn.save()
        record_act(withdrawn, actor, "application.withdrawn")
        for name in settings.AFTER_WITHDRAWAL:
            import_string(name)(application=withdrawn, actor=actor)
    return Application.objects.select_related("posting", "applicant").get(pk=application.pk)


def record_opening(*, application: Application, actor: User) -> None:
    """Record that somebody opened an applicant's file (R13)."""
    record_act(application, actor, "application.opened")
