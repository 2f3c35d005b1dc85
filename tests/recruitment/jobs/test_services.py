import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from recruitment.jobs.models import Job
from recruitment.jobs.progress import JobTakenOver, Progress
from recruitment.jobs.services import delete_old_jobs, rescue_jobs, start_job
from recruitment.jobs.worker import run_waiting_jobs
from tests.factories import make_user
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work

pytestmark = pytest.mark.django_db


def start(kind="test_count", **fields):
    fields.setdefault("actor", None)
    fields["actor"] = fields["actor"] or make_user()
    return start_job(kind=kind, arguments={"posting": 1}, back_url="/", **fields)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_job_is_done_and_says_where_its_result_is():
    job = start(total=3)
    assert (job.state, job.has_ended) == ("waiting", False)

    run_waiting_jobs()

    job.refresh_from_db()
    assert (job.state, job.done, job.attempts, job.error) == ("succeeded", 3, 1, "")
    assert (job.result_url, job.result_label) == ("/ergebnis/", "Ergebnis ansehen")
    assert job.ended_at is not None
    assert not ProcrastinateJob.objects.exists()


def test_a_job_of_a_transaction_that_is_rolled_back_never_was():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        start()
        raise ZeroDivisionError

    assert (Job.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


def test_the_same_work_of_the_same_person_is_begun_once_while_it_runs():
    person = make_user()
    first = start(actor=person)

    assert start(actor=person) == first
    assert start() != first
    assert ProcrastinateJob.objects.count() == 2
    run_waiting_jobs()
    assert start(actor=person) != first


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        start("unknown")


def test_a_refused_step_ends_the_job_in_its_words_and_is_not_repeated():
    job = start("test_refuse")

    run_waiting_jobs()

    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == ("failed", "Es gibt nichts zu tun.", 1)
    assert not ProcrastinateJob.objects.exists()


def test_a_surprise_is_tried_again_and_fails_visibly_at_last(caplog):
    job = start("test_break")

    for attempt in (1, 2, 3):
        with caplog.at_level(logging.CRITICAL):
            run_waiting_jobs()
        job.refresh_from_db()
        assert job.attempts == attempt
        sql("UPDATE procrastinate_jobs SET scheduled_at = NULL")

    assert job.state == "failed"
    assert f"Vorgang {job.pk}" in job.error
    assert "geheim" not in job.error
    assert not ProcrastinateJob.objects.exists()


def die(job):
    """What is left when a worker is killed in the middle of ``job``."""
    sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '10 minutes')")
    sql(
        "UPDATE procrastinate_jobs SET status = 'doing', attempts = attempts + 1, "
        "worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    Job.objects.filter(pk=job.pk).update(state="running", attempts=job.attempts + 1)
    job.refresh_from_db()


def test_a_job_whose_worker_died_is_resumed():
    job = start(total=2)
    die(job)

    assert rescue_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.note) == ("waiting", "Die Bearbeitung wurde unterbrochen und wird wieder aufgenommen.")
    assert rescue_jobs() == 0
    sql("UPDATE procrastinate_jobs SET scheduled_at = NULL")  # due at once, but the clock of a transaction stands
    run_waiting_jobs()

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("succeeded", 2)


def test_a_job_that_kills_every_worker_fails_visibly(settings):
    job = start()
    for _attempt in range(settings.JOB_ATTEMPTS):
        die(job)
        rescue_jobs()

    job.refresh_from_db()
    assert job.state == "failed"
    assert "mehrmals abgebrochen" in job.error
    assert not ProcrastinateJob.objects.exists()


def test_a_worker_that_lives_keeps_its_job():
    job = start()
    die(job)
    sql("UPDATE procrastinate_workers SET last_heartbeat = now()")

    assert rescue_jobs() == 0


def test_a_job_without_a_place_in_the_queue_fails_visibly(settings):
    job = start()
    sql("DELETE FROM procrastinate_jobs")
    assert rescue_jobs() == 0  # the queue gives it up and the worker closes it in two steps

    Job.objects.filter(pk=job.pk).update(queued_at=timezone.now() - timedelta(minutes=5))
    assert rescue_jobs() == 1
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_worker_thought_dead_cannot_write_into_the_work_of_the_next():
    job = start(total=5)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    job.refresh_from_db()
    Job.objects.filter(pk=job.pk).update(attempts=2)

    with pytest.raises(JobTakenOver):
        Progress(job).tell(done=1)


def test_old_jobs_are_deleted_and_open_ones_stay(settings):
    job = start()
    run_waiting_jobs()
    start()
    assert delete_old_jobs() == 0

    settings.JOB_DAYS = 0
    assert delete_old_jobs() == 1
    assert not Job.objects.filter(pk=job.pk).exists()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'asleep'", "job_"),
        ("done = 9", "job_done_within_total"),
        ("state = 'succeeded'", "job_ended_at_iff_ended"),
        ("ended_at = now()", "job_ended_at_iff_ended"),
        ("state = 'failed', ended_at = now()", "job_error_iff_failed"),
        ("error = 'so'", "job_error_iff_failed"),
        ("result_url = '/x/'", "job_result_only_of_success"),
    ],
)
def test_no_statement_breaks_a_rule_of_the_row(change, constraint):
    start()

    with pytest.raises(IntegrityError, match=constraint):
        sql(f"UPDATE jobs_job SET {change}")


def test_no_statement_begins_the_same_work_twice():
    start()

    with pytest.raises(IntegrityError, match="job_open_once_per_person_and_work"):
        sql(
            "INSERT INTO jobs_job (kind, posting_reference, started_by_id, arguments, back_url, state, attempts, done, "
            "total, note, result_url, result_label, error, queued_at) SELECT kind, posting_reference, started_by_id, "
            "arguments, back_url, state, attempts, done, total, note, result_url, result_label, error, now() "
            "FROM jobs_job"
        )


def test_no_statement_changes_a_job_that_ended():
    start()
    run_waiting_jobs()

    with pytest.raises(DatabaseError, match="Cannot update"):
        sql("UPDATE jobs_job SET result_url = '/anders/'")
