"""Figures for Prometheus: requests by route and status, their duration, jobs by state, database answering or not.

Under gunicorn every worker counts in a file of its own (``PROMETHEUS_MULTIPROC_DIR``, set by its configuration), and
whichever worker is asked adds them up.
"""

import hmac
import ipaddress
import os
from collections.abc import Iterator

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db.models import Count
from django.http import HttpRequest
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from recruitment.jobs.enums import JobState
from recruitment.jobs.models import Job

_METHODS = ("GET", "HEAD", "POST", "OPTIONS")  # a stranger's invented method is no new series

REQUESTS = Counter("recruitment_requests", "Answered requests.", ["method", "route", "status"])
SECONDS = Histogram(
    "recruitment_request_seconds",
    "Time to answer, in seconds.",
    ["route"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer; ``seconds`` is the time it took."""
    REQUESTS.labels(method if method in _METHODS else "other", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


class _DatabaseCollector(Collector):
    """Figures that are read from the database when they are asked for."""

    def collect(self) -> Iterator[Metric]:
        is_up = GaugeMetricFamily("recruitment_database_up", "1 while the database answers.")
        jobs = GaugeMetricFamily("recruitment_jobs", "Long work by state.", labels=["state"])
        try:
            counts = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
        except DatabaseFault:
            is_up.add_metric([], 0)
        else:
            is_up.add_metric([], 1)
            for state in JobState.values:
                jobs.add_metric([state], counts.get(state, 0))
        yield is_up
        yield jobs


def exposition() -> bytes:
    """Return all figures in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_DatabaseCollector())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(REGISTRY) + generate_latest(registry)


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether the bearer token fits; where none is set, whether the call comes from this machine past every proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    if any(name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP")):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
