"""Steps of a document: upload, answer its findings, accept it as drafts, or discard it."""

from collections.abc import Mapping
from dataclasses import dataclass

import cattrs
from django.db import transaction
from django.utils import timezone

from postings.drafting.enums import ImportStatus
from postings.drafting.errors import AlreadyAccepted, FindingsUnanswered, ReasonMissingFor
from postings.drafting.models import ImportAnswer, ImportedDocument
from postings.services import create_posting_from_document, settle_contract_term
from profiles.importing.review import OPEN, Question, QuestionKind, questions, with_answers
from profiles.importing.sandbox import read_safely
from profiles.services import confirm_weight, create_profile_from_document
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to one finding; ``reason`` may be empty where none is needed."""

    answer: str
    reason: str = ""


def upload_document(*, content: bytes, name: str, actor: User) -> ImportedDocument:
    """Read ``content`` outside of any transaction and store it with its reading.

    :raises UnreadableDocument: if it cannot be read; nothing is stored then.
    """
    document = read_safely(content, name)
    with transaction.atomic():
        stored = ImportedDocument.objects.create(
            name=name[-200:],
            content=content,
            sha256=document.sha256,
            format_name=document.format_name,
            reading=cattrs.unstructure(document),
            uploaded_by=actor,
        )
        record(actor=actor, action="document.uploaded", subject=stored, document=stored.name)
    return stored


@transaction.atomic
def save_answers(*, document: ImportedDocument, answers: Mapping[int, Answer], actor: User) -> ImportedDocument:
    """Store what a person says to findings; unanswered ones stay so, an answer taken back is removed.

    :raises AlreadyAccepted: if the document has become a draft.
    """
    document = _lock(document)
    present = {answer.position: answer for answer in document.answers.all()}
    for question in questions(document.document):
        given = answers.get(question.position)
        stored = present.get(question.position)
        if given is None or not given.answer:
            if stored is not None and given is not None:
                stored.delete()
        elif stored is None:
            ImportAnswer.objects.create(
                document=document,
                position=question.position,
                answer=given.answer,
                reason=given.reason.strip(),
                answered_by=actor,
            )
        elif (stored.answer, stored.reason) != (given.answer, given.reason.strip()):
            stored.answer, stored.reason, stored.answered_by = given.answer, given.reason.strip(), actor
            stored.save()
    return document


@transaction.atomic
def accept_document(
    *, document: ImportedDocument, actor: User, reference_number: str | None = None
) -> ImportedDocument:
    """Make the drafts: the requirement profile and, where the document holds one, the posting.

    Settled weights and the contract term are confirmed in the drafts with the reason that was given; what stays open
    is open there, too, and keeps the posting from being published.

    :raises AlreadyAccepted: if that has been done.
    :raises FindingsUnanswered: while a finding has no answer.
    :raises ReasonMissingFor: if a settled doubt or an open remark has no reason.
    :raises ReferenceNumberMissing: if a posting would have no Kennzahl.
    :raises ReferenceNumberTaken: if the Kennzahl is in use.
    """
    document = _lock(document)
    parsed = document.document
    asked = questions(parsed)
    answers = {answer.position: answer for answer in document.answers.select_related("answered_by")}
    if unanswered := [question.position for question in asked if question.position not in answers]:
        raise FindingsUnanswered(positions=unanswered)
    if unreasoned := [
        q.position for q in asked if needs_reason(q, answers[q.position].answer) and not answers[q.position].reason
    ]:
        raise ReasonMissingFor(positions=unreasoned)
    words = {position: answer.answer for position, answer in answers.items()}
    draft = with_answers(parsed, words, reference_number=reference_number)
    posting = None
    if draft.posting is not None:
        posting = create_posting_from_document(document=draft, actor=actor)
        profile = posting.profile
    else:
        profile = create_profile_from_document(document=draft, actor=actor)
    criteria = {criterion.number: criterion for criterion in profile.criteria.all()}
    for question in asked:
        answer = answers[question.position]
        if answer.answer == OPEN:
            continue
        if question.kind is QuestionKind.WEIGHT:
            confirm_weight(
                criterion=criteria[question.finding.subject],
                weight=int(answer.answer),
                reason=answer.reason,
                actor=answer.answered_by,
            )
        elif question.kind is QuestionKind.CONTRACT_TERM and posting is not None:
            posting = settle_contract_term(
                posting=posting, contract_term=answer.answer, reason=answer.reason, actor=answer.answered_by
            )
    document.status = ImportStatus.ACCEPTED
    document.accepted_by, document.accepted_at = actor, timezone.now()
    document.profile, document.posting = profile, posting
    document.save(update_fields=["status", "accepted_by", "accepted_at", "profile", "posting"])
    record(
        actor=actor,
        action="document.accepted",
        subject=document,
        posting_reference=posting.reference_number if posting is not None else "",
        document=document.name,
    )
    return document


@transaction.atomic
def discard_document(*, document: ImportedDocument, actor: User) -> None:
    """Remove an uploaded document that became no draft.

    :raises AlreadyAccepted: if it did.
    """
    document = _lock(document)
    record(actor=actor, action="document.discarded", subject=document, document=document.name)
    document.answers.all().delete()
    document.delete()


def needs_reason(question: Question, answer: str) -> bool:
    """Whether ``answer`` needs a reason: a settled weight or term does, and a remark that is to be corrected later."""
    if question.kind in (QuestionKind.WEIGHT, QuestionKind.CONTRACT_TERM):
        return answer != OPEN
    return question.kind is QuestionKind.NOTE and answer == OPEN


def _lock(document: ImportedDocument) -> ImportedDocument:
    document = ImportedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not document.is_open:
        raise AlreadyAccepted
    return document
