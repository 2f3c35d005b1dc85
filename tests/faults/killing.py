"""A PostgreSQL of its own that is killed (SIGKILL, every process at once) at a chosen moment of an act."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import OperationalError, connection

from recruitment.database.embedded import EmbeddedPostgres


def server() -> EmbeddedPostgres:
    return EmbeddedPostgres(settings.VAR_DIR)


def kill_server() -> None:
    """Kill the server and all its processes; none of them says goodbye."""
    pid = int((server().data_dir / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (pid, *map(int, children)):
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            pass
    end = time.monotonic() + 30
    while any(_is_alive(one) for one in (pid, *map(int, children))) and time.monotonic() < end:
        time.sleep(0.01)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def start_again() -> None:
    connection.close()
    server().start()


@dataclass
class Moment:
    """When the database dies: before or after statement ``number``, before the commit, after it with its answer heard
    or lost, or after ``seconds``.
    """

    kind: str  # "before", "after", "commit", "heard", "unheard", "timed"
    number: int = 0
    seconds: float = 0.0
    has_come: bool = False

    @classmethod
    def draw(cls, chance: random.Random, statements: int, seconds: float) -> "Moment":
        kind = chance.choice(["before", "before", "after", "after", "commit", "heard", "unheard", "timed", "timed"])
        return cls(kind, number=chance.randint(1, max(1, statements)), seconds=chance.uniform(0, seconds * 1.1))


class CountStatements:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


@contextmanager
def dying(moment: Moment):
    """Let the database die at ``moment`` of the block."""
    commit = connection._commit
    count = 0
    timer = None

    def come() -> None:
        if not moment.has_come:
            moment.has_come = True
            kill_server()

    def around(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if moment.kind == "before" and count == moment.number:
            come()
        result = execute(sql, params, many, context)
        if moment.kind == "after" and count == moment.number:
            come()
        return result

    def committing():
        if moment.kind == "commit":
            come()
        result = commit()
        if moment.kind in ("heard", "unheard"):
            come()
        if moment.kind == "unheard":
            raise OperationalError("the answer to COMMIT was lost")
        return result

    connection._commit = committing
    if moment.kind == "timed":
        timer = threading.Timer(moment.seconds, come)
        timer.start()
    try:
        with connection.execute_wrapper(around):
            yield
    finally:
        connection._commit = commit
        if timer is not None:
            timer.cancel()
            timer.join()


def attempt(act: Callable[[], object], moment: Moment) -> tuple[bool, BaseException | None]:
    """Do ``act`` while the database dies; return whether it was acknowledged, and what it failed with."""
    try:
        with dying(moment):
            act()
    except DatabaseFault as fault:
        return False, fault
    return True, None
