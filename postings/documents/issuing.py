"""Keep a document with version and SHA-256: the one way into ``IssuedReport``."""

import hashlib
from collections.abc import Callable

from django.db.models import Max

from postings.assessment.models import AssessmentRound
from postings.documents.enums import DocumentKind
from postings.documents.errors import ReportDamaged
from postings.documents.models import IssuedReport
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def issue_document(
    *,
    posting: Posting,
    kind: DocumentKind,
    data_sha256: str,
    make: Callable[[], bytes],
    action: str,
    actor: User | None,
    round: AssessmentRound | None = None,
    **facts: object,
) -> IssuedReport:
    """Keep a new version of the document, or return the last one if it was made from the same data.

    Where an earlier version was made from the same data (a change was taken back), its bytes are those of the new one.
    Guides of several rounds share one count, so that a version names one document of its kind.
    """
    last = posting.reports.of_kind(kind).filter(round=round).first()
    if last is not None and last.data_sha256 == data_sha256:
        return last
    earlier = posting.reports.filter(kind=kind, round=round, data_sha256=data_sha256).first()
    pdf = stored_bytes(earlier) if earlier is not None else make()
    report = IssuedReport.objects.create(
        posting=posting,
        kind=kind,
        round=round,
        version=(posting.reports.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0) + 1,
        issued_by=actor,
        profile_hash=posting.profile.content_hash,
        data_sha256=data_sha256,
        sha256=hashlib.sha256(pdf).hexdigest(),
        content=pdf,
    )
    record(
        actor=actor,
        action=action,
        subject=report,
        posting_reference=posting.reference_number,
        version=report.version,
        hash=report.sha256[:12],
        **facts,
    )
    return report


def stored_bytes(report: IssuedReport) -> bytes:
    """Return the bytes as issued.

    :raises ReportDamaged: if they do not fit their SHA-256.
    """
    content = bytes(report.content)
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise ReportDamaged
    return content
