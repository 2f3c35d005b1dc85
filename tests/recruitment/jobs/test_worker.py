"""Real worker processes on the database of the test."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from recruitment.jobs.models import Job
from recruitment.jobs.services import rescue_jobs, start_job
from tests.conftest import ROOT
from tests.factories import make_user
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work
from tests.recruitment.jobs.processes import PATIENCE, in_own_thread, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_queue(transactional_db):
    """The queue is no model of ours: what earlier tests of this process left in it is not emptied with the tables."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events; DELETE FROM procrastinate_jobs")


def start(kind, total, person=None):
    return start_job(kind=kind, actor=person or make_user(), arguments={"n": total}, back_url="/", total=total)


def state_of(job):
    job.refresh_from_db()
    return job.state


def children_of(process):
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def test_a_job_whose_worker_is_killed_is_resumed_by_another(settings):
    job = start("test_slow", total=3)
    with worker("--single") as first:
        wait_for(lambda: state_of(job) == "running" and job.done)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert (state_of(job), job.attempts) == ("running", 1)

    settings.JOB_STALLED_SECONDS = 1
    wait_for(lambda: in_own_thread(rescue_jobs))
    assert state_of(job) == "waiting"
    with worker("--single"):
        wait_for(lambda: state_of(job) == "succeeded")

    assert job.attempts == 2


def test_a_worker_told_to_stop_finishes_its_job_and_begins_no_other():
    first, second = start("test_slow", total=3), start("test_slow", total=2)
    with worker("--single") as process:
        wait_for(lambda: state_of(first) == "running")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0

    assert (state_of(first), state_of(second)) == ("succeeded", "waiting")


def test_two_workers_of_two_deployments_never_take_the_same_job():
    jobs = [start("test_slow", total=1) for _number in range(6)]
    with worker("--single"), worker("--single"):
        wait_for(lambda: {state_of(job) for job in jobs} == {"succeeded"})

    assert [(job.attempts, job.done) for job in jobs] == [(1, 1)] * 6


def test_the_supervisor_replaces_a_killed_worker_rescues_its_job_and_takes_all_along_at_the_end():
    job = start("test_slow", total=4)
    with worker("--workers", "1", "--stop-seconds", "1") as supervisor:
        wait_for(lambda: state_of(job) == "running" and job.done)
        (child,) = children_of(supervisor)
        os.kill(child, signal.SIGKILL)
        wait_for(lambda: state_of(job) == "succeeded")
        (child,) = wait_for(lambda: children_of(supervisor))
        supervisor.send_signal(signal.SIGKILL)
        supervisor.wait()
        wait_for(lambda: not Path(f"/proc/{child}").exists())

    assert job.attempts == 2
    assert Job.objects.count() == 1
    connection.close()


def test_a_job_that_asks_for_more_memory_than_allowed_ends_in_words_and_the_next_worker_goes_on():
    greedy, modest = start("test_grow", total=3000), start("test_count", total=2)
    with worker("--workers", "1", JOB_MEMORY_MAX_MB="600", JOB_WORKER_MAX_MB="500"):
        wait_for(lambda: state_of(greedy) == "failed")
        wait_for(lambda: state_of(modest) == "succeeded")

    assert (greedy.attempts, modest.attempts) == (1, 1)
    assert "mehr Arbeitsspeicher als die 600 MB" in greedy.error


def test_a_worker_does_not_count_the_memory_of_whoever_started_it():
    code = "import django; django.setup(); from recruitment.jobs.worker import peak_megabytes; print(peak_megabytes())"
    starting = f"held = b'x' * 600_000_000; import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    told = subprocess.run([sys.executable, "-c", starting], cwd=ROOT, env=environment, capture_output=True, check=True)

    assert 0 < int(told.stdout) < 500
