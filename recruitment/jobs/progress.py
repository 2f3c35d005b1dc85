"""What a worker tells of the job it does."""

import time

from recruitment.jobs.enums import JobState
from recruitment.jobs.models import Job

TELL_SECONDS = 0.5  # between two writes; people look every two seconds


class JobTakenOver(Exception):
    """Raised in a worker that was thought dead when another one has begun the same job again."""


class Progress:
    """Tells how far a job is. Call it outside of transactions: what stands inside one is seen when it ends."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._told_at = 0.0

    def tell(self, *, done: int, note: str = "") -> None:
        """Say that ``done`` of the job's total are done; too many calls are left out, the total is never exceeded.

        :raises JobTakenOver: if another worker has begun this job again.
        """
        now = time.monotonic()
        if now - self._told_at < TELL_SECONDS:
            return
        self._told_at = now
        mine = Job.objects.filter(pk=self._job.pk, attempts=self._job.attempts, state=JobState.RUNNING)
        if not mine.update(done=min(done, self._job.total), note=note[:200]):
            raise JobTakenOver
