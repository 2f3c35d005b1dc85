"""Keep a document with version and SHA-256: the one way into ``IssuedReport``."""

import hashlib
from collections.abc import Callable

from django.db.models import Max

from postings.assessment.models import AssessmentRound
from postings.documents.enums import DocumentKind
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

    Guides of several rounds share one count, so that a version names one document of its kind.
    """
    last = posting.reports.of_kind(kind).filter(round=round).first()
    if last is not None and last.data_sha256 == data_sha256:
        return last
    pdf = make()
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
