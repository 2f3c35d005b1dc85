"""Steps with what is needed: what a posting asks for, what a person says to it, consent, and letters that ask again."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import formats, timezone

from postings.applications.models import Application
from postings.applications.steps import lock_active
from postings.files import errors
from postings.files.enums import Need, NeedState
from postings.files.models import DocumentRequest, DocumentRequirement, RecordedState
from postings.files.needs import STANDARD
from postings.files.services import record_act
from postings.models import Posting
from postings.services import check_under_way, lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def ask_for_standard_documents(*, posting: Posting, actor: User | None) -> None:
    """Give a posting without any requirement the standard set; part of the publication (``AFTER_PUBLICATION``)."""
    if not posting.document_requirements.exists():
        DocumentRequirement.objects.bulk_create(DocumentRequirement(posting=posting, need=need) for need in STANDARD)


@transaction.atomic
def set_requirements(*, posting: Posting, needs: Collection[str], actor: User) -> None:
    """Say which documents a posting asks of every application.

    :raises WrongStep: if the posting is decided, filled or aborted: what was asked of everybody stands.
    """
    posting = lock_posting(posting.pk)
    check_under_way(posting)
    posting.document_requirements.exclude(need__in=needs).delete()
    for need in needs:
        DocumentRequirement.objects.get_or_create(posting=posting, need=Need(need))
    record(
        actor=actor,
        action="need.requirements_set",
        subject=posting,
        posting_reference=posting.reference_number,
        needs=", ".join(str(Need(need).label) for need in Need.values if need in needs) or "–",
    )


@transaction.atomic
def record_state(
    *, application: Application, need: Need, state: NeedState | None, remark: str, actor: User | None
) -> None:
    """Record what a person says of a needed document, or with None take that back: then the files tell.

    :raises NeedUnknown: if the posting does not ask for it.
    :raises ValidationError: if "missing" or "not required" has no remark.
    """
    application = lock_active(application)
    if not application.posting.document_requirements.filter(need=need).exists():
        raise errors.NeedUnknown
    recorded = RecordedState.objects.filter(application=application, need=need).first()
    if state is None:
        if recorded is not None:
            recorded.delete()
            record_act(application, actor, "need.record_withdrawn", need=Need(need).label)
        return
    recorded = recorded or RecordedState(application=application, need=need)
    recorded.state, recorded.remark = NeedState(state), remark.strip()
    recorded.recorded_by, recorded.recorded_at = actor, timezone.now()
    recorded.full_clean()
    recorded.save()
    record_act(
        application,
        actor,
        "need.recorded",
        need=recorded.get_need_display(),
        state=recorded.get_state_display(),
    )


@transaction.atomic
def record_consent(*, application: Application, consents: bool | None, actor: User) -> None:
    """Record whether the applicant agrees to an inspection of the Personalakte; a refusal excludes nobody (S2)."""
    application = lock_active(application)
    application.consents_to_personnel_file = consents
    application.save(update_fields=["consents_to_personnel_file"])
    words = {True: "erteilt", False: "nicht erteilt", None: "keine Angabe"}
    record_act(application, actor, "application.consent_recorded", result=words[consents])


@transaction.atomic
def keep_request(
    *,
    application: Application,
    needs: Sequence[str],
    further: str,
    due_on: date,
    today: date,
    make: Callable[[Application, int], tuple[bytes, str]],
    actor: User | None,
) -> DocumentRequest:
    """Make the letter that asks for missing documents and keep it.

    ``make`` returns for application and number its PDF and the SHA-256 of what it says.

    :raises NothingRequested: if neither ``needs`` nor ``further`` name a document.
    :raises DueDateTooEarly: if ``due_on`` is not after ``today``.
    """
    application = lock_active(application)
    if not needs and not further.strip():
        raise errors.NothingRequested
    if due_on <= today:
        raise errors.DueDateTooEarly
    number = (application.document_requests.aggregate(last=Max("number"))["last"] or 0) + 1
    content, data_sha256 = make(application, number)
    request = DocumentRequest.objects.create(
        application=application,
        number=number,
        needs=[need for need in Need.values if need in needs],
        further=further.strip(),
        dated_on=today,
        due_on=due_on,
        issued_by=actor,
        sha256=hashlib.sha256(content).hexdigest(),
        data_sha256=data_sha256,
        content=content,
    )
    record_act(
        application,
        actor,
        "request.issued",
        request_number=number,
        due=formats.date_format(due_on, "d.m.Y"),
        hash=request.sha256[:12],
        sha256=request.sha256,  # whole, so that a file can be known again when the letter went with a person's data
    )
    return request


@transaction.atomic
def record_sending(*, request: DocumentRequest, sent_on: date, actor: User | None) -> DocumentRequest:
    """Record that a letter went out.

    :raises RequestAlreadySent: if that is recorded already.
    """
    application = lock_active(request.application)
    request = application.document_requests.get(pk=request.pk)
    if request.sent_on is not None:
        raise errors.RequestAlreadySent
    request.sent_on, request.sent_by = sent_on, actor
    request.full_clean()
    request.save(update_fields=["sent_on", "sent_by"])
    record_act(
        application,
        actor,
        "request.sent",
        request_number=request.number,
        date=formats.date_format(sent_on, "d.m.Y"),
    )
    return request
