"""Addresses for machines; nobody logs in, nobody learns anything of a procedure."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseFault
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe
from django.views.defaults import server_error as djangos_server_error
from prometheus_client import CONTENT_TYPE_LATEST

from recruitment.database.replica import is_configured, measure_lag
from recruitment.operations.metrics import exposition, may_read_metrics
from recruitment.operations.probes import failed_checks


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; asks nothing else, so that a lost database restarts no worker."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether people can be sent here; else 503 with the names of the failed checks."""
    failed = failed_checks()
    if failed:
        return JsonResponse({"status": "unavailable", "failed": failed}, status=503)
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def replica(request: HttpRequest) -> HttpResponse:
    """Say how far the read replica is behind; 503 if it is away or too far. People are sent here without it, too."""
    if not is_configured():
        return JsonResponse({"status": "none"})
    try:
        lag = measure_lag()
    except DatabaseFault:
        return JsonResponse({"status": "unavailable"}, status=503)
    is_late = lag.seconds > settings.DATABASE_REPLICA_LAG_SECONDS
    facts = {"status": "late" if is_late else "ok", "lag_seconds": lag.seconds, "lag_bytes": lag.bytes}
    return JsonResponse(facts, status=503 if is_late else 200)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Hand out the figures to whoever has the token, or without one to this machine only; others find nothing."""
    if not may_read_metrics(request):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


RETRY_SECONDS = 10


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault: 503 where the database was away, full or too busy, which passes; else 500.

    Called by Django while the fault is being handled; neither page asks the database.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return djangos_server_error(request)
    text = get_template("503.html").render()
    return HttpResponse(text, status=503, headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})
