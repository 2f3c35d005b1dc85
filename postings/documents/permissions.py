"""Who may issue documents, one sentence each."""

from postings.applications.models import Application
from postings.assessment.permissions import may_view_single_values
from postings.documents.enums import ARCHIVED, DocumentKind
from postings.documents.models import IssuedReport
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import may_see_events, may_see_progress, roles_in
from recruitment.accounts.models import User


def may_issue_report(user: User, posting: Posting) -> bool:
    """The personnel office, the chair and the minute taker issue reports, as far as they may view the results."""
    roles = roles_in(user, posting)
    is_entitled = user.is_hr_officer or bool(roles & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER})
    return is_entitled and may_view_single_values(user, posting)


def may_see_archive(user: User, posting: Posting) -> bool:
    """Who may see the record of the procedure sees which documents were issued."""
    return may_see_events(user, posting)


def may_issue_overview(user: User, posting: Posting) -> bool:
    """The archived overview is for the personnel office and the chair."""
    return may_see_progress(user, posting)


def may_issue_on_application(user: User, application: Application, kind: str) -> bool:
    """Rating sheets as the report; the check of the requirements by the personnel office alone."""
    if kind == DocumentKind.RATING_SHEETS:
        return may_issue_report(user, application.posting)
    return kind == DocumentKind.FORMAL_SHEET and user.is_hr_officer


def may_issue_extract(user: User, application: Application) -> bool:
    """Inspection of the file is granted by the personnel office, by somebody who may view the results."""
    return user.is_hr_officer and may_view_single_values(user, application.posting)


def may_read_archived(user: User, report: IssuedReport) -> bool:
    """Whoever may issue a document of this kind reads it; other kinds have pages and rules of their own."""
    posting = report.posting
    if report.kind == DocumentKind.RATING_SHEETS:
        return may_issue_report(user, posting)
    if report.kind == DocumentKind.APPLICANT_OVERVIEW:
        return may_issue_overview(user, posting)
    if report.kind == DocumentKind.DISCLOSURE:
        # Without the ratings where whoever issued it might not view them, so that this person may always read it.
        return user.is_hr_officer and (report.issued_by_id == user.pk or may_view_single_values(user, posting))
    if report.kind == DocumentKind.FILE_EXTRACT:
        return user.is_hr_officer and may_view_single_values(user, posting)
    return user.is_hr_officer and report.kind in (DocumentKind.FORMAL_SHEET, DocumentKind.STATISTICS)


def may_verify(user: User) -> bool:
    """The personnel office checks files that claim to be ours."""
    return user.is_hr_officer


def may_see_what_differs(user: User, report: IssuedReport) -> bool:
    """What differs in a file shows what the document says; reports hold single values."""
    hidden = (DocumentKind.SELECTION_REPORT, *ARCHIVED)
    return report.kind not in hidden or may_view_single_values(user, report.posting)
