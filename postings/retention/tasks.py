"""Erasure after the period as a job: a procedure of a hundred people takes longer than a request."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.retention.models import ErasureRun
from postings.retention.runs import execute_run
from recruitment.accounts.models import User
from recruitment.jobs.kinds import JobResult, job_kind
from recruitment.jobs.models import Job
from recruitment.jobs.progress import Progress
from recruitment.jobs.services import start_job

ERASING = "retention.erase"
IN_REQUEST = 5  # applications that are erased while somebody waits


@transaction.atomic
def begin(run: ErasureRun, actor: User) -> Job | None:
    """Let the confirmed ``run`` be done once the transaction is committed: a few at once, many as a job."""
    if run.applications.filter(erased_at=None).count() <= IN_REQUEST:
        transaction.on_commit(lambda: execute_run(run, today=timezone.localdate()))
        return None
    return start_job(
        kind=ERASING,
        actor=actor,
        arguments={"run": run.pk},
        back_url=reverse("retention:run_detail", args=[run.pk]),
        posting_reference=run.posting.reference_number,
        total=run.applications.count(),
        lock=f"{ERASING}:{run.pk}",
    )


@job_kind(ERASING, label=gettext_lazy("Daten nach Fristablauf löschen"))
def erase(job: Job, progress: Progress) -> JobResult:
    """Do what is left of an erasure that two persons agreed to."""
    run = ErasureRun.objects.select_related("posting", "decided_by").get(pk=job.arguments["run"])
    execute_run(run, today=timezone.localdate(), report=lambda done: progress.tell(done=done))
    return JobResult(url=reverse("retention:run_detail", args=[run.pk]), label=_("Löschvorgang ansehen"))
