"""The one task of the queue: do a job. Which work that is, the job's kind says."""

from asgiref.sync import sync_to_async
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from recruitment.jobs.services import TASK, run_job

RETRY_SECONDS = 10  # between two attempts at what failed by surprise (a lost connection, a full disk)


@app.task(name=TASK, retry=RetryStrategy(wait=RETRY_SECONDS))
async def do_job(job_id: int) -> None:
    """Do one job in the one thread that is Django's: so a worker keeps one connection, and tests use their own."""
    await sync_to_async(run_job, thread_sensitive=True)(job_id)
