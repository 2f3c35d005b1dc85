"""Make, issue and hand out the ranked selection report."""

import hashlib

from django.db import transaction
from django.template.loader import render_to_string

from postings.documents.errors import ReportDamaged
from postings.documents.models import IssuedReport
from postings.documents.report_content import ReportContent, build_report_content
from postings.models import Posting
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.pdf import html_to_pdf


def render_report_html(content: ReportContent) -> str:
    """Return the report as HTML for print."""
    return render_to_string("reports/selection_report.html", {"report": content})


def render_report(content: ReportContent) -> bytes:
    """Return the report as PDF/UA; the same content gives the same bytes."""
    return html_to_pdf(render_report_html(content))


@transaction.atomic
def issue_selection_report(*, posting: Posting, actor: User | None) -> IssuedReport:
    """Make the report of the present state and keep it with version and SHA-256.

    If the content is that of the last version, that version is returned: nothing new, no second file.

    :raises NoCompleteRating: if no application has been rated by every assessor.
    :raises ProfileNotFrozen: before publication.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    lock_posting(posting.pk)
    posting = Posting.objects.select_related("profile__scale").get(pk=posting.pk)
    content = build_report_content(posting)
    last = posting.reports.defer("content").first()
    if last is not None and last.data_sha256 == content.sha256:
        return last
    pdf = render_report(content)
    report = IssuedReport.objects.create(
        posting=posting,
        version=last.version + 1 if last else 1,
        issued_by=actor,
        profile_hash=posting.profile.content_hash,
        data_sha256=content.sha256,
        sha256=hashlib.sha256(pdf).hexdigest(),
        content=pdf,
    )
    record(
        actor=actor,
        action="report.issued",
        subject=report,
        posting_reference=posting.reference_number,
        version=report.version,
        hash=report.sha256[:12],
    )
    return report


def read_report(*, report: IssuedReport, actor: User | None) -> bytes:
    """Return the stored bytes after checking them, and record who took them.

    :raises ReportDamaged: if they do not fit their SHA-256.
    """
    content = bytes(report.content)
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise ReportDamaged
    record(
        actor=actor,
        action="report.downloaded",
        subject=report,
        posting_reference=report.posting.reference_number,
        version=report.version,
    )
    return content
