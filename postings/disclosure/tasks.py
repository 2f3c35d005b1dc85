"""The information as a job: its pages take seconds."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.models import Application
from postings.disclosure.errors import DisclosureImpossible, DisclosureNotAllowed
from postings.disclosure.permissions import may_issue_disclosure
from postings.disclosure.services import KIND, issue_disclosure
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.audit.services import record
from recruitment.jobs.kinds import JobResult, job_kind
from recruitment.jobs.models import Job
from recruitment.jobs.progress import Progress
from recruitment.jobs.services import start_job

PAGES = 12  # about so many, without ratings


@transaction.atomic
def start_disclosure(*, application: Application, reason: str, actor: User) -> Job:
    """Begin a job that issues the information; the request is recorded with ``reason``, which stands there only.

    While the same person has one of this application under way, that job is returned.

    :raises DisclosureImpossible: if the data of the person are erased.
    """
    if application.erased_at:
        raise DisclosureImpossible
    running = Job.objects.open().filter(kind=KIND, started_by=actor, arguments__application=application.pk).first()
    if running is not None:
        return running
    event = record(
        actor=actor,
        action="disclosure.requested",
        subject=application,
        posting_reference=application.posting.reference_number,
        number=application.number,
        code=application.code,
        reason=reason,
    )
    return start_job(
        kind=KIND,
        actor=actor,
        arguments={"application": application.pk, "event": event.pk},
        back_url=reverse("documents:application_archive", args=[application.pk]),
        posting_reference=application.posting.reference_number,
        total=PAGES + 2 * application.sheets.count(),
        lock=f"{KIND}:{application.pk}",
    )


@job_kind(KIND, label=gettext_lazy("Auskunft nach Art. 15 DSGVO ausfertigen"))
def make_disclosure(job: Job, progress: Progress) -> JobResult:
    """Issue it as whoever asked for it, who must still be entitled to it."""
    application = Application.objects.select_related("posting").get(pk=job.arguments["application"])
    if application.erased_at:
        raise DisclosureImpossible
    if not may_issue_disclosure(job.started_by, application):
        raise DisclosureNotAllowed
    progress.tell(done=0, note=_("Die Daten werden zusammengestellt."), is_step=True)
    report = issue_disclosure(
        application=application,
        reason=Event.objects.get(pk=job.arguments["event"]).facts["reason"],
        actor=job.started_by,
        today=timezone.localdate(),
        on_page=lambda number: progress.tell(done=number, note=_("Seite %(n)s ist gesetzt.") % {"n": number}),
    )
    return JobResult(
        url=reverse("disclosure:disclosure_create", args=[application.pk]),
        label=_("Fassung %(version)s als PDF und JSON herunterladen") % {"version": report.version},
    )
