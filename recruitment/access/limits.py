"""How much one person may upload, download and start in a period (settings ``USE_LIMITS``, ``USE_LIMIT_MINUTES``).

Nobody at work comes near; a script with a stolen session does, and so does a page that somebody's browser loads
again and again. Counted in PostgreSQL, so that all web workers count together.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recruitment.access.errors import LimitReached
from recruitment.access.models import UseKind
from recruitment.accounts.models import User

_COUNT = """
    INSERT INTO access_usecount (user_id, kind, period, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (user_id, kind) DO UPDATE SET
        count = CASE WHEN access_usecount.period = EXCLUDED.period THEN access_usecount.count + 1 ELSE 1 END,
        period = EXCLUDED.period
    RETURNING count
"""


def count_use(*, user: User, kind: UseKind) -> None:
    """Count one use.

    :raises LimitReached: if it is one more than the setting allows in this period.
    """
    seconds = settings.USE_LIMIT_MINUTES * 60
    now = int(time.time())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [user.pk, kind.value, now // seconds])
        used = cursor.fetchone()[0]
    if used > settings.USE_LIMITS[kind.value]:
        raise LimitReached(minutes=-(-(seconds - now % seconds) // 60))


def kind_of(request: HttpRequest) -> UseKind | None:
    """Return what the request costs: files that come in, a view that hands files out, or nothing that is counted."""
    if request.method == "POST" and request.content_type == "multipart/form-data" and request.FILES:
        return UseKind.UPLOAD
    is_export = request.resolver_match.view_name in settings.EXPORT_VIEWS
    return UseKind.EXPORT if is_export else None


class LimitMiddleware:
    """Count before the view runs; whoever is over the limit gets a page that says for how long."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if not request.user.is_authenticated or (kind := kind_of(request)) is None:
            return None
        try:
            count_use(user=request.user, kind=kind)
        except LimitReached as error:
            return self.process_exception(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 429; also for the limits that services ask about."""
        if not isinstance(error, LimitReached):
            return None
        response = render(request, "429.html", {"message": error.user_message}, status=429)
        response["Retry-After"] = str(int(error.facts["minutes"]) * 60)
        return response
