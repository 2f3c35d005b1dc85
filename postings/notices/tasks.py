"""Sendings as jobs: letters of a large procedure take longer than a request, and so may a slow mail server."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.notices.enums import NoticeState
from postings.notices.models import NoticeRun
from postings.notices.runs import process_run
from recruitment.accounts.models import User
from recruitment.jobs.kinds import JobResult, job_kind
from recruitment.jobs.models import Job
from recruitment.jobs.progress import Progress
from recruitment.jobs.services import start_job

SENDING = "notices.send"
IN_REQUEST = 5  # notices that are done while somebody waits: about two seconds of letters


@transaction.atomic
def begin(run: NoticeRun, actor: User) -> Job | None:
    """Let ``run`` be done once the present transaction is committed: a few at once, many as a job, which is returned.

    What a job or a request leaves over when it dies can be begun again: nobody is written to twice.
    """
    pending = run.notices.filter(state=NoticeState.PENDING).count()
    if pending <= IN_REQUEST:
        transaction.on_commit(lambda: process_run(run))
        return None
    return start_job(
        kind=SENDING,
        actor=actor,
        arguments={"run": run.pk},
        back_url=reverse("notices:run_detail", args=[run.pk]),
        posting_reference=run.posting.reference_number,
        total=run.notices.count(),
        lock=f"{SENDING}:{run.pk}",
    )


@job_kind(SENDING, label=gettext_lazy("Mitteilungen erstellen und versenden"))
def send(job: Job, progress: Progress) -> JobResult:
    """Do what is left of a sending; it was confirmed by whoever was entitled to it, and runs to its end."""
    run = NoticeRun.objects.select_related("posting", "confirmed_by").get(pk=job.arguments["run"])
    process_run(run, report=lambda done: progress.tell(done=done))
    return JobResult(url=reverse("notices:run_detail", args=[run.pk]), label=_("Versand ansehen"))
