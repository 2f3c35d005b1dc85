"""Keep a document with version and SHA-256, signed where a certificate is set up: the one way into ``IssuedReport``."""

import hashlib
from collections.abc import Callable
from typing import Protocol, TypeVar

from django.db import transaction
from django.db.models import Max

from postings.applications.models import Application
from postings.assessment.models import AssessmentRound
from postings.documents.enums import DocumentKind
from postings.documents.errors import ReportDamaged
from postings.documents.models import IssuedReport
from postings.models import Posting
from recruitment import signing
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.audit.services import record

ISSUING = (
    "document.issued", "sheets.issued", "report.issued", "extract.issued", "disclosure.issued", "statistics.issued",
)  # fmt: skip
UNLOCKED_ATTEMPTS = 3


class Hashed(Protocol):
    """What a document says, as one value."""

    @property
    def sha256(self) -> str: ...


Content = TypeVar("Content", bound=Hashed)


class DataChanged(Exception):
    """Somebody changed what a document tells while its pages were set."""


def issue_unlocked(
    *,
    build: Callable[[], Content],
    render: Callable[[Content], bytes],
    is_kept: Callable[[str], bool],
    keep: Callable[[Callable[[Content], bytes]], IssuedReport],
) -> IssuedReport:
    """Issue a long document without holding the procedure while its pages are set.

    The pages are made of what ``build`` read; ``keep`` reads everything again under the lock, and only if it is still
    the same are they kept. Whatever changed meanwhile makes it begin again, the last time under the lock. ``is_kept``:
    whether a document with this hash of its data is there already, so that no pages are needed.
    """
    for _attempt in range(UNLOCKED_ATTEMPTS):
        content = build()
        made = None if is_kept(content.sha256) else render(content)

        def only_if_same(current: Content, content: Content = content, made: bytes | None = made) -> bytes:
            if made is None or current != content:
                raise DataChanged
            return made

        try:
            with transaction.atomic():
                return keep(only_if_same)
        except DataChanged:
            continue
    with transaction.atomic():
        return keep(render)


def issue_document(
    *,
    posting: Posting,
    kind: DocumentKind,
    data_sha256: str,
    make: Callable[[], bytes],
    action: str,
    actor: User | None,
    round: AssessmentRound | None = None,
    application: Application | None = None,
    source_version: str = "",
    **facts: object,
) -> IssuedReport:
    """Keep a new version of the document, or return the last one if it was made from the same data.

    Call it while the posting is locked. Where an earlier version was made from the same data (a change was taken back),
    its bytes are those of the new one. Documents of several rounds share one count; those on one application are
    counted for this application, and their ``facts`` give its ``number``. ``source_version``: which memo one shows.

    :raises SigningFailed: if a certificate is set up and the document cannot be signed.
    """
    last = posting.reports.of_kind(kind).filter(round=round, application=application).first()
    if last is not None and last.data_sha256 == data_sha256:
        return last
    earlier = posting.reports.filter(kind=kind, round=round, application=application, data_sha256=data_sha256).first()
    if earlier is not None:
        content, unsigned_sha256 = stored_bytes(earlier), earlier.unsigned_sha256
    else:
        unsigned = make()
        content = signing.sign(unsigned) if signing.is_configured() else unsigned
        unsigned_sha256 = hashlib.sha256(unsigned).hexdigest() if content != unsigned else ""
    report = IssuedReport.objects.create(
        posting=posting,
        kind=kind,
        round=round,
        application=application,
        source_version=source_version,
        version=_next_version(posting, kind, application),
        issued_by=actor,
        profile_hash=posting.profile.content_hash,
        data_sha256=data_sha256,
        sha256=hashlib.sha256(content).hexdigest(),
        unsigned_sha256=unsigned_sha256,
        content=content,
    )
    record(
        actor=actor,
        action=action,
        subject=report,
        posting_reference=posting.reference_number,
        version=report.version,
        hash=report.sha256[:12],
        kind=report.kind,
        # whole, so that a file can be known again when the stored one went with a person's data
        sha256=report.sha256,
        **facts,
    )
    return report


def _next_version(posting: Posting, kind: DocumentKind, application: Application | None) -> int:
    """Return a number that no such document of this procedure or application had, erased ones included: their events
    stay.
    """
    stored = posting.reports.filter(kind=kind, application=application).aggregate(last=Max("version"))["last"] or 0
    events = Event.objects.filter(
        posting_reference=posting.reference_number, action__in=ISSUING, facts__kind=kind.value
    )
    if application is not None:
        events = events.filter(facts__number=application.number)
    return max([stored, *events.values_list("facts__version", flat=True)]) + 1


def stored_bytes(report: IssuedReport) -> bytes:
    """Return the bytes as issued.

    :raises ReportDamaged: if they do not fit their SHA-256.
    """
    content = bytes(report.content)
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise ReportDamaged
    return content
