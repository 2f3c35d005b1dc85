"""Documents that are made as jobs, because they take longer than a request."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.documents.enums import DocumentKind
from postings.documents.errors import ReportNotAllowed
from postings.documents.permissions import may_issue_report
from postings.documents.services import issue_large_report
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.jobs.kinds import JobResult, job_kind
from recruitment.jobs.models import Job
from recruitment.jobs.progress import Progress
from recruitment.jobs.services import start_job

LINES_ON_A_PAGE = 12  # of the ranked table
PAGES_AROUND = 10  # before and after the applicants


def start_report(*, posting: Posting, actor: User, applicants: int, with_robustness: bool = False) -> Job:
    """Begin a job that issues the selection report of ``applicants`` people; only one runs for a posting at a time."""
    return start_job(
        kind=DocumentKind.SELECTION_REPORT,
        actor=actor,
        arguments={"posting": posting.pk, "with_robustness": with_robustness},
        back_url=reverse("documents:report_list", args=[posting.pk]),
        posting_reference=posting.reference_number,
        total=applicants + applicants // LINES_ON_A_PAGE + PAGES_AROUND,
        lock=f"selection_report:{posting.pk}",
    )


@job_kind(DocumentKind.SELECTION_REPORT, label=gettext_lazy("Auswahlbericht ausfertigen"))
def issue_report(job: Job, progress: Progress) -> JobResult:
    """Issue the report as whoever started it, who must still be entitled to it."""
    posting = Posting.objects.get(pk=job.arguments["posting"])
    if not may_issue_report(job.started_by, posting):
        raise ReportNotAllowed
    last = posting.reports.of_kind(DocumentKind.SELECTION_REPORT).first()
    pages = 0

    def tell(note: str) -> None:
        progress.tell(done=pages, note=note, is_step=True)

    def on_page(number: int) -> None:
        nonlocal pages
        pages = max(pages, number)
        progress.tell(done=pages, note=_("Seite %(n)s ist gesetzt.") % {"n": pages})

    report = issue_large_report(
        posting=posting,
        actor=job.started_by,
        tell=tell,
        on_page=on_page,
        with_robustness=job.arguments["with_robustness"],
    )
    words = (
        _("Seit der Fassung %(version)s hat sich nichts geändert: Fassung %(version)s herunterladen (PDF)")
        if last is not None and last.pk == report.pk
        else _("Fassung %(version)s herunterladen (PDF)")
    )
    return JobResult(
        url=reverse("documents:report_download", args=[report.pk]), label=words % {"version": report.version}
    )
