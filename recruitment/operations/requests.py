"""The first and last thing that sees a request: its number, one log line, its figures.

A line tells method, route, status, milliseconds and number. The route is the pattern ("auswahl/<int:pk>/"), not the
address: no id, no search word, no file name, no person, no network address.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from recruitment.operations import metrics
from recruitment.operations.logs import request_number, route_of

HEADER = "X-Request-ID"
# What a proxy may hand on; anything else could smuggle text into the log.
_ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("recruitment.requests")


class RequestLogMiddleware:
    """Number the request (the proxy's number where it sends one), answer it, log one line, count it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if _ACCEPTED.fullmatch(given) else uuid.uuid4().hex
        token = request_number.set(number)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - start
            route = route_of(request)
            metrics.count_request(request.method or "", route, response.status_code, seconds)
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "route": route,
                    "status": response.status_code,
                    "milliseconds": round(seconds * 1000),
                },
            )
        finally:
            request_number.reset(token)
        response[HEADER] = number
        return response
