"""Worker processes on the database of a test."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from django.db import connection

from tests.bench.load import database_url
from tests.conftest import ROOT

PATIENCE = 120  # seconds: an end in the background is waited for; the machine may be busy with something else


@contextmanager
def worker(*arguments, **settings):
    """Run ``manage.py run_jobs`` with these settings and kill it at the end, whatever happened."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "JOB_STALLED_SECONDS": "3",
        **settings,
    }
    command = [sys.executable, "manage.py", "run_jobs", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield process
    finally:
        process.stdin.close()
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # children of a killed supervisor: none may keep the database


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("nothing happened in time")


def in_own_thread(act):
    """Do ``act`` in a thread of its own: a browser test before may have left its event loop in this one."""

    def work():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()
