"""Make, issue and hand out documents: the ranked selection report, the posting with its profile."""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from postings.assessment.models import AssessmentRound
from postings.documents.enums import DocumentKind
from postings.documents.errors import GuideMissing, PostingNotPublished
from postings.documents.guide_content import GuideContent, build_guide_content
from postings.documents.issuing import issue_document, issue_unlocked, stored_bytes
from postings.documents.models import IssuedReport
from postings.documents.paper import attached_data
from postings.documents.posting_content import PostingContent, build_posting_content
from postings.documents.report_content import ReportContent, build_report_content
from postings.interviews.guides import guide_of
from postings.models import Posting
from postings.services import lock_posting
from profiles.exchange.collect import collect_profile, edition_of
from profiles.exchange.services import render_profile_html
from profiles.models import RequirementProfile
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.pdf import html_to_pdf


def render_report_html(content: ReportContent) -> str:
    """Return the report as HTML for print."""
    return render_to_string("reports/selection_report.html", {"report": content})


def render_report(content: ReportContent, *, on_page: Callable[[int], None] | None = None) -> bytes:
    """Return the report as PDF/UA and PDF/A-3 with its data attached; the same content gives the same bytes."""
    return html_to_pdf(
        render_report_html(content),
        on_page=on_page,
        attached=attached_data(
            kind=DocumentKind.SELECTION_REPORT,
            reference_number=content.reference_number,
            profile_hash=content.profile_hash,
            content=asdict(content),
            dated_at=content.data_as_of_iso,
        ),
    )


@transaction.atomic
def issue_selection_report(*, posting: Posting, actor: User | None, with_robustness: bool = False) -> IssuedReport:
    """Make the report of the present state and keep it with version and SHA-256; on demand with the annex on how stable
    the computed ranking is.

    If the content is that of the last version, that version is returned: nothing new, no second file.

    :raises NoCompleteRating: if no application has been rated by every assessor.
    :raises ProfileNotFrozen: before publication.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    return _issue_report_of(posting.pk, actor, with_robustness, render_report)


def issue_large_report(
    *,
    posting: Posting,
    actor: User,
    tell: Callable[[str], None],
    on_page: Callable[[int], None],
    with_robustness: bool = False,
) -> IssuedReport:
    """Do the same as ``issue_selection_report`` without holding the procedure while the pages are set.

    The pages are made of what was read before; under the lock everything is read again, and only if it is still the
    same are they kept. Whatever was rated meanwhile makes it begin again, the last time under the lock.

    :raises: as ``issue_selection_report``.
    """

    def build() -> ReportContent:
        tell(_("Die Daten werden zusammengestellt."))
        fresh = Posting.objects.select_related("profile__scale").get(pk=posting.pk)
        return build_report_content(fresh, with_robustness=with_robustness)

    def render(content: ReportContent) -> bytes:
        pdf = render_report(content, on_page=on_page)
        tell(_("Der Bericht wird geprüft und gespeichert."))
        return pdf

    return issue_unlocked(
        build=build,
        render=render,
        is_kept=lambda sha256: posting.reports.filter(kind=DocumentKind.SELECTION_REPORT, data_sha256=sha256).exists(),
        keep=lambda make: _issue_report_of(posting.pk, actor, with_robustness, make),
    )


def _issue_report_of(
    posting_id: int, actor: User | None, with_robustness: bool, make: Callable[[ReportContent], bytes]
) -> IssuedReport:
    lock_posting(posting_id)
    posting = Posting.objects.select_related("profile__scale").get(pk=posting_id)
    content = build_report_content(posting, with_robustness=with_robustness)
    return issue_document(
        posting=posting,
        kind=DocumentKind.SELECTION_REPORT,
        data_sha256=content.sha256,
        make=lambda: make(content),
        action="report.issued",
        actor=actor,
    )


def render_posting_html(content: PostingContent) -> str:
    """Return the posting with its profile as annex, as HTML for print."""
    return render_to_string("reports/posting.html", {"posting": content, "profile": content.profile})


@transaction.atomic
def issue_publication(*, posting: Posting, actor: User | None) -> tuple[IssuedReport, IssuedReport]:
    """Make posting and profile of a published posting and keep them with version and SHA-256.

    Runs with the publication (setting ``AFTER_PUBLICATION``). What has not changed since is not issued again: a second
    version comes only from another print template.

    :raises PostingNotPublished: for a draft.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    lock_posting(posting.pk)
    posting = Posting.objects.get(pk=posting.pk)
    if not posting.is_published:
        raise PostingNotPublished
    profile = RequirementProfile.objects.with_parts().get(pk=posting.profile_id)
    pages = {
        DocumentKind.POSTING: render_posting_html(build_posting_content(posting, profile)),
        DocumentKind.PROFILE: render_profile_html(collect_profile(profile), edition_of(profile)),
    }
    issued, alone = (
        issue_document(
            posting=posting,
            kind=kind,
            data_sha256=hashlib.sha256(html.encode()).hexdigest(),
            make=functools.partial(html_to_pdf, html),
            action="document.issued",
            actor=actor,
            document=kind.label,
        )
        for kind, html in pages.items()
    )
    return issued, alone


def render_guide(content: GuideContent) -> bytes:
    """Return the interview guide as PDF/UA with room to write; the same content gives the same bytes."""
    return html_to_pdf(
        render_to_string("reports/interview_guide.html", {"guide": content}),
        attached=attached_data(
            kind=DocumentKind.INTERVIEW_GUIDE,
            reference_number=content.reference_number,
            profile_hash=content.profile_hash,
            content=asdict(content),
            dated_at=content.changed_at_iso,
        ),
    )


@transaction.atomic
def issue_guide(*, round: AssessmentRound, actor: User) -> IssuedReport:
    """Make the interview guide of ``round`` as it stands and keep it with version and SHA-256.

    If nothing changed since the last version of this round, that version is returned.

    :raises GuideMissing: if the round has no guide.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    posting = lock_posting(round.plan_id)
    guide = guide_of(round)
    if guide is None:
        raise GuideMissing
    content = build_guide_content(guide)
    return issue_document(
        posting=posting,
        kind=DocumentKind.INTERVIEW_GUIDE,
        data_sha256=content.sha256,
        make=lambda: render_guide(content),
        action="document.issued",
        actor=actor,
        round=round,
        document=f"{DocumentKind.INTERVIEW_GUIDE.label} {round.title}",
    )


def read_report(*, report: IssuedReport, actor: User | None) -> bytes:
    """Return the stored bytes of a selection report after checking them, and record who took them.

    :raises ReportDamaged: if they do not fit their SHA-256.
    """
    content = stored_bytes(report)
    record(
        actor=actor,
        action="report.downloaded",
        subject=report,
        posting_reference=report.posting.reference_number,
        version=report.version,
    )
    return content
