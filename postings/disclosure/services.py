"""Issue the information under Art. 15 DSGVO: recorded, kept with version and SHA-256, erased with the person."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
from django.db import transaction
from django.template.loader import render_to_string

from postings.applications.models import Application
from postings.assessment.permissions import may_view_single_values
from postings.attachment import ATTACHED_NAME
from postings.disclosure.content import Disclosure, build_disclosure
from postings.documents.enums import DocumentKind
from postings.documents.issuing import issue_document, issue_unlocked, stored_bytes
from postings.documents.models import IssuedReport
from postings.documents.paper import attached_data
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.pdf import html_to_pdf

KIND = DocumentKind.DISCLOSURE


def render_disclosure(
    content: Disclosure, application: Application, on_page: Callable[[int], None] | None = None
) -> bytes:
    """Return it as PDF/UA-1 and PDF/A-3 with the data attached; the same content gives the same bytes."""
    posting = application.posting
    return html_to_pdf(
        render_to_string("reports/paper.html", {"paper": content.paper}),
        on_page=on_page,
        attached=attached_data(
            kind=KIND,
            reference_number=posting.reference_number,
            profile_hash=posting.profile.content_hash,
            content=content.as_data(),
            dated_at=content.paper.dated_at,
        ),
    )


def issue_disclosure(
    *,
    application: Application,
    reason: str,
    actor: User,
    today: date,
    on_page: Callable[[int], None] | None = None,
) -> IssuedReport:
    """Issue it from the present state; recorded with ``reason`` (the request). Takes seconds: called by a job.

    Ratings are told if ``actor`` may view them.

    :raises DisclosureImpossible: if the data of the person are erased.
    """
    posting = application.posting

    def build() -> Disclosure:
        current = Application.objects.select_related("applicant", "posting__profile__scale").get(pk=application.pk)
        return build_disclosure(current, with_values=may_view_single_values(actor, current.posting), today=today)

    def keep(make: Callable[[Disclosure], bytes]) -> IssuedReport:
        locked = lock_posting(posting.pk)
        content = build()
        return issue_document(
            posting=locked,
            kind=KIND,
            application=application,
            data_sha256=content.sha256,
            make=lambda: make(content),
            action="disclosure.issued",
            actor=actor,
            number=application.number,
            code=application.code,
            reason=reason,
        )

    return issue_unlocked(
        build=build,
        render=lambda content: render_disclosure(content, application, on_page),
        is_kept=lambda sha256: application.reports.filter(kind=KIND, data_sha256=sha256).exists(),
        keep=keep,
    )


@transaction.atomic
def read_data(*, report: IssuedReport, actor: User) -> str:
    """Return the data of an issued information as JSON, as they travel inside the PDF; recorded.

    :raises ReportDamaged: if the stored bytes do not fit their SHA-256.
    """
    with pikepdf.open(io.BytesIO(stored_bytes(report))) as pdf:
        attached = pdf.attachments[ATTACHED_NAME].get_file().read_bytes()
    record(
        actor=actor,
        action="disclosure.data_downloaded",
        subject=report,
        posting_reference=report.posting.reference_number,
        number=report.application.number,
        code=report.application.code,
        version=report.version,
    )
    return attached.decode()
