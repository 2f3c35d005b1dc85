"""Log lines that may leave the house: JSON, one object a line, no personal data.

What a fault says can hold what somebody typed (``Key (last_name)=(Müller) already exists``), and so can the text of a
line of another library. So a fault is told by its kind and the places in the code it went through, without its words,
and of Django's own line on a failed request only the route remains.
"""

import contextvars
import logging
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

request_number: contextvars.ContextVar[str] = contextvars.ContextVar("request_number", default="")

_Fault = tuple[type[BaseException], BaseException, TracebackType | None]


def route_of(request: HttpRequest) -> str:
    """Return the pattern that the address matched, "-" where none did."""
    match = request.resolver_match
    return match.route if match is not None else "-"


class SafeJsonFormatter(JsonFormatter):
    """JSON with the time in UTC, level, logger, message, number of the request and whatever a call adds as extra."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            reserved_attrs=None,
            json_ensure_ascii=False,
        )

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatException(self, ei: _Fault) -> str:
        return without_words(ei[1])


def without_words(fault: BaseException) -> str:
    """Return kinds and places of ``fault`` and of what caused it, the first cause first, without any message."""
    parts: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = fault
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        places = [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(link.__traceback__)
        ]
        kind = type(link)
        parts.append("\n".join([f"{kind.__module__}.{kind.__qualname__}", *places]))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(reversed(parts))


class NumberedFilter(logging.Filter):
    """Give each record the number of its request, take the words from faults that stand in a message, and from Django's
    line on a request all but its route.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_number.get()
        if isinstance(record.args, tuple):
            record.args = tuple(type(one).__name__ if isinstance(one, BaseException) else one for one in record.args)
        request = record.__dict__.pop("request", None)
        if request is not None and record.name.startswith("django."):
            record.msg, record.args = "request failed", None
            record.route = route_of(request) if isinstance(request, HttpRequest) else "-"
        return True


class TerminalFilter(logging.Filter):
    """For a person at a terminal: leave out requests that were refused as they should be (404, 403, ...).

    Whoever asked has read why on the page. A fault of ours stays, and says which page it was. Comes after
    ``NumberedFilter``.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("django.") or getattr(record, "status_code", None) is None:
            return True
        if record.__dict__["status_code"] < HTTPStatus.INTERNAL_SERVER_ERROR:
            return False
        record.msg, record.args = "%s: %s", (record.getMessage(), record.__dict__.get("route", "-"))
        return True
