"""Start jobs, do them, and find those whose worker died."""

import gc
import logging
from datetime import timedelta

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status

from recruitment.access.limits import count_use
from recruitment.access.models import UseKind
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError
from recruitment.jobs.enums import ENDED, JobState
from recruitment.jobs.kinds import KINDS, JobResult
from recruitment.jobs.models import Job
from recruitment.jobs.progress import JobTakenOver, Progress

logger = logging.getLogger(__name__)

TASK = "jobs.do_job"


@transaction.atomic
def start_job(
    *,
    kind: str,
    actor: User,
    arguments: dict[str, int | str | bool],
    back_url: str,
    posting_reference: str = "",
    total: int = 0,
    lock: str = "",
) -> Job:
    """Hand work to the workers, in the transaction of the act that needs it: both happen or neither.

    ``arguments`` are ids and switches, no personal data. Jobs with the same ``lock`` run one after another. While the
    same person has the same work under way, that job is returned and nothing is begun. Not for use inside a job.

    :raises KeyError: if no app has registered ``kind``.
    :raises LimitReached: if the person has started too many in a short time.
    """
    # Two clicks at once: the second waits for the first and finds its job.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    running = Job.objects.open().filter(kind=kind, started_by=actor, arguments=arguments).first()
    if running is not None:
        return running
    count_use(user=actor, kind=UseKind.JOB)
    job = Job.objects.create(
        kind=KINDS[kind].name,
        started_by=actor,
        arguments=arguments,
        back_url=back_url,
        posting_reference=posting_reference,
        total=total,
    )
    job.queue_id = app.configure_task(TASK, lock=lock or None).defer(job_id=job.pk)
    job.save(update_fields=["queue_id"])
    return job


def run_job(job_id: int) -> None:
    """Do one job in this process and keep what came of it, in words if it failed. Called by the worker.

    A job that asks for more memory than a worker may hold fails at once, without another attempt.

    :raises Exception: what the work raised by surprise, so that the queue tries again; not after the last attempt.
    """
    job = _begin(job_id)
    if job is None:
        return
    failure = None  # in words; the exception, and all that its frames hold, is gone before anything is written
    result = None
    try:
        result = KINDS[job.kind].work(job, Progress(job))
    except JobTakenOver:
        logger.warning("job %s was taken over by another worker", job_id)
    except ProcedureError as error:
        failure = str(error.user_message)
    except MemoryError:
        failure = _too_large()  # another attempt would need as much
    except Exception:
        if job.attempts < settings.JOB_ATTEMPTS:
            _wait_again(job, _("Es trat ein Fehler auf; es wird noch einmal versucht."))
            raise
        logger.exception("job %s failed for the last time", job_id)
        failure = _(
            "Es trat ein Fehler auf, auch bei Wiederholung. Die Systembetreuung findet ihn unter Vorgang %(n)s."
        ) % {"n": job.pk}
    if failure is not None:
        gc.collect()
        _end(job, error=failure)
    elif result is not None:
        _end(job, result=result)


@transaction.atomic
def _begin(job_id: int) -> Job | None:
    """Return the job as begun by this worker; None if it has ended or may not be tried again."""
    job = Job.objects.select_for_update(of=("self",)).filter(pk=job_id).first()
    if job is None or job.state in ENDED:
        return None
    if job.attempts >= settings.JOB_ATTEMPTS:
        _end(job, error=_given_up())
        return None
    job.attempts += 1
    job.state = JobState.RUNNING
    job.done = 0
    job.note = ""
    job.save(update_fields=["attempts", "state", "done", "note"])
    return job


def _given_up() -> str:
    return _(
        "Die Bearbeitung ist mehrmals abgebrochen. Es ist nichts gespeichert worden. Bitte versuchen Sie es später "
        "noch einmal oder wenden Sie sich an die Systembetreuung."
    )


def _too_large() -> str:
    return _(
        "Der Vorgang braucht mehr Arbeitsspeicher als die %(megabytes)s MB, die ein Arbeitsprozess belegen darf. Es "
        "ist nichts gespeichert worden; ein neuer Versuch ändert daran nichts. Bitte wenden Sie sich an die "
        "Systembetreuung: Sie kann die Grenze anheben (JOB_MEMORY_MAX_MB)."
    ) % {"megabytes": settings.JOB_MEMORY_MAX_MB}


def _end(job: Job, *, result: JobResult | None = None, error: str = "") -> None:
    """Close the job, unless another worker has begun it again meanwhile."""
    mine = Job.objects.open().filter(pk=job.pk, attempts=job.attempts)
    if result is not None:
        mine.update(
            state=JobState.SUCCEEDED,
            done=job.total,
            note="",
            result_url=result.url,
            result_label=result.label,
            ended_at=timezone.now(),
        )
    else:
        mine.update(state=JobState.FAILED, note="", error=error, ended_at=timezone.now())


def _wait_again(job: Job, note: str) -> None:
    Job.objects.open().filter(pk=job.pk, attempts=job.attempts).update(state=JobState.WAITING, done=0, note=note)


def rescue_jobs() -> int:
    """Give every job of a dead worker to another one, or end it in words after the last attempt; return how many.

    A worker is dead when its sign of life is older than ``JOB_STALLED_SECONDS``. Also ends what lost its place in the
    queue. Safe to run by several processes at once.
    """
    stalled = async_to_sync(app.job_manager.get_stalled_jobs)(seconds_since_heartbeat=settings.JOB_STALLED_SECONDS)
    rescued = sum(_rescue(found) for found in stalled)
    lost = Job.objects.open().filter(queued_at__lt=timezone.now() - timedelta(seconds=settings.JOB_STALLED_SECONDS))
    for job in lost.exclude(queue_id__in=ProcrastinateJob.objects.values("pk")):
        _end(job, error=_given_up())
        rescued += 1
    return rescued


@transaction.atomic
def _rescue(found: QueuedJob) -> bool:
    job = Job.objects.select_for_update(of=("self",)).filter(queue_id=found.id).first()
    # Somebody else may have rescued it while we waited.
    is_dead = ProcrastinateJob.objects.filter(
        pk=found.id, status="doing", attempts=found.attempts, worker_id=found.worker_id
    ).exists()
    if job is None or not is_dead:
        return False
    if job.state in ENDED or job.attempts >= settings.JOB_ATTEMPTS:
        _end(job, error=_given_up())
        async_to_sync(app.job_manager.finish_job_by_id_async)(found.id, status=Status.FAILED, delete_job=True)
    else:
        _wait_again(job, _("Die Bearbeitung wurde unterbrochen und wird wieder aufgenommen."))
        app.job_manager.retry_job_by_id(found.id, retry_at=timezone.now())
    return True


def delete_old_jobs() -> int:
    """Delete jobs that ended more than ``JOB_DAYS`` ago; what they made stays. Return how many."""
    ended = Job.objects.filter(ended_at__lt=timezone.now() - timedelta(days=settings.JOB_DAYS))
    return ended.delete()[0]
