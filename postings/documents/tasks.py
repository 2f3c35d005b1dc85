"""Documents that are made as jobs, because they take longer than a request."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.models import Application
from postings.documents.archive import issue_extract
from postings.documents.enums import DocumentKind
from postings.documents.errors import DocumentNotAllowed, ExtractImpossible, NothingToIssue, ReportNotAllowed
from postings.documents.permissions import may_issue_extract, may_issue_report
from postings.documents.services import issue_large_report
from postings.documents.sheet_batch import applications_with_sheets, issue_all_sheets
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.audit.services import record
from recruitment.jobs.kinds import JobResult, job_kind
from recruitment.jobs.models import Job
from recruitment.jobs.progress import Progress
from recruitment.jobs.services import start_job

LINES_ON_A_PAGE = 12  # of the ranked table
PAGES_AROUND = 10  # before and after the applicants
EVENTS_ON_A_PAGE = 30  # of the record in an extract
ALL_SHEETS = "documents.all_sheets"


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


@transaction.atomic
def start_extract(*, application: Application, reason: str, actor: User) -> Job:
    """Begin a job that issues the extract for the inspection of the file; recorded with ``reason``, where it stands.

    While the same person has one of this application under way, that job is returned.

    :raises ExtractImpossible: if the data of the applicant are erased.
    """
    if application.erased_at:
        raise ExtractImpossible
    kind = DocumentKind.FILE_EXTRACT
    running = Job.objects.open().filter(kind=kind, started_by=actor, arguments__application=application.pk).first()
    if running is not None:
        return running
    posting = application.posting
    event = record(
        actor=actor,
        action="extract.requested",
        subject=application,
        posting_reference=posting.reference_number,
        number=application.number,
        code=application.code,
        reason=reason,
    )
    events = Event.objects.filter(posting_reference=posting.reference_number).count()
    return start_job(
        kind=kind,
        actor=actor,
        # The reason is somebody's free text: it stands in the record, and goes from there with the person's data.
        arguments={"application": application.pk, "event": event.pk},
        back_url=reverse("documents:application_archive", args=[application.pk]),
        posting_reference=posting.reference_number,
        total=PAGES_AROUND + application.sheets.count() + events // EVENTS_ON_A_PAGE,
        lock=f"{kind}:{application.pk}",
    )


@job_kind(DocumentKind.FILE_EXTRACT, label=gettext_lazy("Auszug zur Akteneinsicht ausfertigen"))
def make_extract(job: Job, progress: Progress) -> JobResult:
    """Issue the extract as whoever asked for it, who must still be entitled to it."""
    application = Application.objects.select_related("posting").get(pk=job.arguments["application"])
    if not may_issue_extract(job.started_by, application):
        raise DocumentNotAllowed
    last = application.reports.of_kind(DocumentKind.FILE_EXTRACT).first()
    progress.tell(done=0, note=_("Die Daten werden zusammengestellt."), is_step=True)
    report = issue_extract(
        application=application,
        reason=Event.objects.get(pk=job.arguments["event"]).facts["reason"],
        actor=job.started_by,
        on_page=lambda number: progress.tell(done=number, note=_("Seite %(n)s ist gesetzt.") % {"n": number}),
    )
    words = (
        _("Seit der Fassung %(version)s hat sich nichts geändert: Fassung %(version)s herunterladen (PDF)")
        if last is not None and last.pk == report.pk
        else _("Fassung %(version)s herunterladen (PDF)")
    )
    return JobResult(
        url=reverse("documents:archived_download", args=[report.pk]), label=words % {"version": report.version}
    )


def start_all_sheets(*, posting: Posting, actor: User) -> Job:
    """Begin a job that issues the rating sheets of all applications; only one runs for a posting at a time.

    :raises NothingToIssue: if no sheet has been submitted.
    """
    total = len(applications_with_sheets(posting))
    if not total:
        raise NothingToIssue(document=_("einen abgegebenen Bewertungsbogen"))
    return start_job(
        kind=ALL_SHEETS,
        actor=actor,
        arguments={"posting": posting.pk},
        back_url=reverse("documents:archive_list", args=[posting.pk]),
        posting_reference=posting.reference_number,
        total=total,
        lock=f"{ALL_SHEETS}:{posting.pk}",
    )


@job_kind(ALL_SHEETS, label=gettext_lazy("Bewertungsbögen aller Bewerbungen ausfertigen"))
def make_all_sheets(job: Job, progress: Progress) -> JobResult:
    """Issue them as whoever started it, who must still be entitled to it."""
    posting = Posting.objects.get(pk=job.arguments["posting"])
    if not may_issue_report(job.started_by, posting):
        raise DocumentNotAllowed
    count = issue_all_sheets(
        posting=posting,
        actor=job.started_by,
        on_done=lambda done: progress.tell(done=done, note=_("Bewerbung %(n)s ist fertig.") % {"n": done}),
    )
    return JobResult(
        url=reverse("documents:all_sheets_download", args=[posting.pk]),
        label=_("Bewertungsbögen von %(n)s Bewerbungen herunterladen (ZIP)") % {"n": count},
    )
