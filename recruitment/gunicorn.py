"""Configuration of gunicorn: ``gunicorn -c python:recruitment.gunicorn recruitment.wsgi:application``.

Everything a machine differs in comes from the environment. SIGTERM ends it gracefully: no new request is taken, those
under way have ``GRACEFUL_SECONDS`` to be answered. Access lines are written by the application, with the number of the
request and without query strings; gunicorn's own log is off.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

# Every start counts from nothing, in a folder of its own: two servers of one machine do not add up each other's. Set
# before anything imports prometheus_client, which looks once.
_figures = Path(tempfile.mkdtemp(prefix="recruitment-metrics-"))
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_figures)

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY", str(2 * (os.cpu_count() or 1))))
# A request that takes longer belongs into a job; a worker that hangs longer is replaced.
timeout = int(os.environ.get("REQUEST_SECONDS", "120"))
graceful_timeout = int(os.environ.get("GRACEFUL_SECONDS", "30"))
# A worker makes room for a fresh one after so many requests, not all at once: whatever leaks stays small.
max_requests, max_requests_jitter = 5000, 500
# The sign of life is written many times a minute: to memory, where there is some, not to a disk that may be slow.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - gunicorn's own file, no name known
accesslog = None
loglevel = "warning"
control_socket_disable = True
if os.environ.get("RECRUITMENT_ENV") == "production":
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "recruitment.operations.logs.SafeJsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }


def post_worker_init(worker: Any) -> None:
    """Load all pages before the first request, which would wait for it."""
    from django.urls import reverse

    reverse("operations:live")


def child_exit(server: Any, worker: Any) -> None:
    """Drop what only a living worker says; its counts stay."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(_figures, ignore_errors=True)
