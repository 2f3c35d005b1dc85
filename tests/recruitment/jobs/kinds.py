"""Kinds of work for the tests; also loaded by the worker processes that tests start (tests.settings)."""

import time

from recruitment.errors import ProcedureError
from recruitment.jobs.kinds import JobResult, job_kind


class NothingToDo(ProcedureError):
    user_message = "Es gibt nichts zu tun."


@job_kind("test_count", label="Zählen")
def count(job, progress):
    for number in range(job.total):
        progress.tell(done=number + 1, note=f"Schritt {number + 1}")
    return JobResult(url="/ergebnis/", label="Ergebnis ansehen")


@job_kind("test_refuse", label="Ablehnen")
def refuse(job, progress):
    raise NothingToDo


@job_kind("test_break", label="Zerbrechen")
def break_down(job, progress):
    raise ZeroDivisionError("geheime Einzelheit")


@job_kind("test_grow", label="Wachsen")
def grow(job, progress):
    held = [bytearray(1024 * 1024) for _number in range(job.total)]
    return JobResult(url="/ergebnis/", label=f"{len(held)} MB")


@job_kind("test_slow", label="Warten")
def wait(job, progress):
    for number in range(job.total):
        time.sleep(1)
        progress.tell(done=number + 1)
    return JobResult(url="/ergebnis/", label="Ergebnis ansehen")
