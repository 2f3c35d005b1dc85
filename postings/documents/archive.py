"""Issue the archived documents of a procedure: overview, rating sheets, check of the requirements, extract."""

from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.template.loader import render_to_string

from postings.applications.models import Application
from postings.documents.enums import DocumentKind
from postings.documents.extract_content import build_extract
from postings.documents.issuing import issue_document, issue_unlocked, stored_bytes
from postings.documents.models import IssuedReport
from postings.documents.paper import Paper, attached_data
from postings.documents.sheet_content import build_applicant_overview, build_formal_sheet, build_rating_sheets
from postings.models import Posting
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.pdf import html_to_pdf

ON_ONE_APPLICATION: dict[DocumentKind, Callable[[Application], Paper]] = {
    DocumentKind.RATING_SHEETS: build_rating_sheets,
    DocumentKind.FORMAL_SHEET: build_formal_sheet,
}


def render_paper_html(content: Paper) -> str:
    """Return the document as HTML for print."""
    return render_to_string("reports/paper.html", {"paper": content})


def render_paper(
    content: Paper, *, kind: DocumentKind, posting: Posting, on_page: Callable[[int], None] | None = None
) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-3 with its data attached; the same content gives the same bytes."""
    return html_to_pdf(
        render_paper_html(content),
        on_page=on_page,
        attached=attached_data(
            kind=kind,
            reference_number=posting.reference_number,
            profile_hash=posting.profile.content_hash,
            content=asdict(content),
            dated_at=content.dated_at,
        ),
    )


@transaction.atomic
def issue_paper(
    *,
    posting: Posting,
    kind: DocumentKind,
    build: Callable[[], Paper],
    actor: User | None,
    action: str = "document.issued",
    application: Application | None = None,
    make: Callable[[Paper], bytes] | None = None,
    **facts: object,
) -> IssuedReport:
    """Make the document from the present state and keep it; the same content is not issued twice.

    ``make`` gives its pages where they were set before.

    :raises ProcedureError: what ``build`` raises.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    posting = lock_posting(posting.pk)
    content = build()
    return issue_document(
        posting=posting,
        kind=kind,
        application=application,
        data_sha256=content.sha256,
        make=lambda: make(content) if make else render_paper(content, kind=kind, posting=posting),
        action=action,
        actor=actor,
        **facts,
    )


def issue_overview(*, posting: Posting, actor: User | None) -> IssuedReport:
    """Issue the Bewerberübersicht under names, or under codes while they are hidden.

    :raises NothingToIssue: if nobody has applied.
    """
    return issue_paper(
        posting=posting,
        kind=DocumentKind.APPLICANT_OVERVIEW,
        build=lambda: build_applicant_overview(Posting.objects.select_related("profile").get(pk=posting.pk)),
        actor=actor,
        document=DocumentKind.APPLICANT_OVERVIEW.label,
    )


def issue_application_document(*, application: Application, kind: DocumentKind, actor: User | None) -> IssuedReport:
    """Issue the rating sheets or the check of the requirements of one application.

    :raises NothingToIssue: if there is none yet.
    :raises KeyError: for another kind.
    """
    build = ON_ONE_APPLICATION[kind]
    return _issue_on_application(
        application,
        kind,
        lambda: build(_reread(application)),
        keep=lambda make: issue_paper(
            posting=application.posting,
            kind=kind,
            build=lambda: build(_reread(application)),
            make=make,
            actor=actor,
            action="sheets.issued",
            application=application,
            document=kind.label,
            number=application.number,
            code=application.code,
        ),
    )


def issue_extract(
    *, application: Application, reason: str, actor: User, on_page: Callable[[int], None] | None = None
) -> IssuedReport:
    """Issue the extract for the inspection of the file by the applicant of ``application``; recorded with ``reason``.

    If nothing changed since the last one, that one is returned, and recorded as asked for again. Takes seconds: called
    by a job (``tasks.start_extract``).

    :raises ExtractImpossible: if the data of the applicant are erased.
    """
    return _issue_on_application(
        application,
        DocumentKind.FILE_EXTRACT,
        lambda: build_extract(_reread(application)),
        keep=lambda make: _keep_extract(application, reason, actor, make),
        on_page=on_page,
    )


def _issue_on_application(
    application: Application,
    kind: DocumentKind,
    build: Callable[[], Paper],
    *,
    keep: Callable[[Callable[[Paper], bytes]], IssuedReport],
    on_page: Callable[[int], None] | None = None,
) -> IssuedReport:
    posting = application.posting
    return issue_unlocked(
        build=build,
        render=lambda content: render_paper(content, kind=kind, posting=posting, on_page=on_page),
        is_kept=lambda sha256: application.reports.filter(kind=kind, data_sha256=sha256).exists(),
        keep=keep,
    )


def _keep_extract(application: Application, reason: str, actor: User, make: Callable[[Paper], bytes]) -> IssuedReport:
    lock_posting(application.posting_id)
    before = application.reports.of_kind(DocumentKind.FILE_EXTRACT).first()
    report = issue_paper(
        posting=application.posting,
        kind=DocumentKind.FILE_EXTRACT,
        build=lambda: build_extract(_reread(application)),
        make=make,
        actor=actor,
        action="extract.issued",
        application=application,
        number=application.number,
        code=application.code,
        reason=reason,
    )
    if before is not None and before.pk == report.pk:
        record(
            actor=actor,
            action="extract.asked_again",
            subject=report,
            posting_reference=report.posting.reference_number,
            number=application.number,
            code=application.code,
            version=report.version,
            reason=reason,
        )
    return report


def read_document(*, report: IssuedReport, actor: User) -> bytes:
    """Return the stored bytes of an archived document after checking them, and record who took them.

    :raises ReportDamaged: if they do not fit their SHA-256.
    """
    content = stored_bytes(report)
    facts = {} if report.application is None else {"number": report.application.number, "code": report.application.code}
    record(
        actor=actor,
        action="document.downloaded",
        subject=report,
        posting_reference=report.posting.reference_number,
        document=report.get_kind_display(),
        version=report.version,
        **facts,
    )
    return content


def _reread(application: Application) -> Application:
    return Application.objects.select_related("applicant", "posting__profile__scale").get(pk=application.pk)
