"""What browsers and proxies may keep: nothing, unless a view says otherwise.

On a shared computer the button "back" shows after the log-out what a cache kept. Static files are answered before this
middleware and are cached as they were.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NO_STORE = "no-store, private"


class NoStoreMiddleware:
    """Forbid to store an answer that says nothing about it itself; pages for everybody as well, they cost little."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", NO_STORE)
        return response
