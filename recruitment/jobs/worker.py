"""The worker: one process that does one job after another, and the supervisor that keeps one per core alive."""

import asyncio
import contextlib
import json
import logging
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import close_old_connections
from django.db.utils import Error as DatabaseFault
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from recruitment.jobs.services import delete_old_jobs, rescue_jobs
from recruitment.pdf import warm_up

logger = logging.getLogger(__name__)

HEARTBEATS = 4  # signs of life within the time after which a worker counts as dead
POLL_SECONDS = 5.0  # a new job is announced at once; this is for when the announcement is lost
RESTART_SECONDS = 5.0  # a worker that ends sooner than this is not started again at once
HOUSEKEEPING_SECONDS = 3600


class _OwnConnection(DjangoConnector):
    """The queue on the connection of the calling thread, where Django leaves JSON as text."""

    def _dictfetch(self, cursor: Any) -> Iterator[dict[str, Any]]:
        for row in super()._dictfetch(cursor):
            if isinstance(row.get("args"), str):
                row["args"] = json.loads(row["args"])
            yield row


def run_waiting_jobs() -> None:
    """Do every waiting job in this process and this thread, on its connection, and return. For tests and scripts."""
    with app.replace_connector(_OwnConnection()):
        async_to_sync(app.run_worker_async)(
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
            delete_jobs="always",
            task_middleware=[],  # those of the queue close the connection, which is the caller's
        )


def run_worker() -> None:
    """Do jobs until told to stop (SIGTERM, SIGINT): the job under way is finished, no other begun.

    Ends as well when its standard input ends, that is with the supervisor, and after a job that needed more memory
    than ``JOB_WORKER_MAX_MB``: what it holds goes back to the system, and the supervisor starts another. No job takes
    more than ``JOB_MEMORY_MAX_MB``: it ends in words, and nothing else on the machine is killed for it.
    """
    limit_memory(settings.JOB_MEMORY_MAX_MB)
    threading.Thread(target=_stop_with_supervisor, daemon=True).start()
    warm_up()
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(
                concurrency=1,
                delete_jobs="always",
                fetch_job_polling_interval=POLL_SECONDS,
                update_heartbeat_interval=settings.JOB_STALLED_SECONDS / HEARTBEATS,
                stalled_worker_timeout=settings.JOB_STALLED_SECONDS,
                worker_middleware=[_stop_when_large],
            )

    with app.replace_connector(connector):
        asyncio.run(work())


async def _stop_when_large(call_next: Callable[[], Awaitable[Any]], _context: Any, worker: Any) -> Any:
    try:
        return await call_next()
    finally:
        if peak_megabytes() > settings.JOB_WORKER_MAX_MB:
            worker.stop()


def limit_memory(megabytes: int) -> None:
    """Let this process ask the system for no more than so much; beyond it Python raises MemoryError. 0 sets no limit.

    Counted are its own data (RLIMIT_DATA), not libraries and files that it reads.
    """
    if megabytes:
        _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * 1024 * 1024
        resource.setrlimit(
            resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )


def peak_megabytes() -> int:
    """Return the most memory that this process ever held, in MB.

    Linux hands the ``ru_maxrss`` of whoever started a process on to it: a worker begun by a large process would count
    as large itself. VmHWM begins anew with the program.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _stop_with_supervisor() -> None:
    """Wait for the end of the pipe that the supervisor holds; past Python's buffer, which must be free at the end."""
    if stat.S_ISFIFO(os.fstat(0).st_mode):
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)


@dataclass
class _Child:
    process: subprocess.Popen[bytes]
    started_at: float


@dataclass
class Supervisor:
    """Keeps ``count`` workers alive, rescues jobs of dead ones, and ends with them.

    ``parent`` is the process whose end ends this one, 0 for none. After ``stop_seconds`` a worker that is still busy
    is killed; its job is then resumed by the next one.
    """

    count: int
    parent: int = 0
    stop_seconds: float = 60
    _children: list[_Child] = field(default_factory=list)
    _is_stopping: bool = False

    def run(self) -> None:
        """Run until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        housekeeping_at = 0.0
        rescue_at = 0.0
        try:
            while not self._is_stopping and self._parent_lives():
                self._start_missing()
                now = time.monotonic()
                if now >= rescue_at:
                    rescue_at = now + settings.JOB_STALLED_SECONDS / HEARTBEATS
                    self._carefully(rescue_jobs)
                if now >= housekeeping_at:
                    housekeeping_at = now + HOUSEKEEPING_SECONDS
                    self._carefully(delete_old_jobs)
                time.sleep(0.5)
        finally:
            self._end()

    def _stop(self, _signal: int, _frame: object) -> None:
        self._is_stopping = True

    def _parent_lives(self) -> bool:
        return not self.parent or os.getppid() == self.parent

    def _carefully(self, act: Callable[[], int]) -> None:
        """The database may be away for a moment; the supervisor stays."""
        try:
            close_old_connections()
            act()
        except (DatabaseFault, ConnectorException):
            logger.exception("the jobs could not be looked after; trying again")

    def _start_missing(self) -> None:
        now = time.monotonic()
        living = [child for child in self._children if child.process.poll() is None]
        fresh_deaths = any(now - child.started_at < RESTART_SECONDS for child in self._children if child not in living)
        if fresh_deaths:
            return  # looked at again until it is old enough
        while len(living) < self.count:
            process = subprocess.Popen(
                [sys.executable, "-m", "django", "run_jobs", "--single"],
                stdin=subprocess.PIPE,
                cwd=settings.BASE_DIR,
                start_new_session=True,  # a Ctrl+C is for the supervisor, which tells them
            )
            living.append(_Child(process, now))
        self._children = living

    def _end(self) -> None:
        for child in self._children:
            if child.process.poll() is None:
                child.process.terminate()
        end = time.monotonic() + self.stop_seconds
        for child in self._children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.0, end - time.monotonic()))
            if child.process.poll() is None:
                child.process.kill()
                child.process.wait()
