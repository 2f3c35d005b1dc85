"""Requests that no browser of a person sends."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

VERBS = ("GET", "HEAD", "POST")


class RefuseVerbMiddleware:
    """Answer 405 to every verb that the application does not use: nobody need know what a view does with PUT."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if request.method in VERBS else HttpResponseNotAllowed(VERBS)


class RefuseNullMiddleware:
    """Answer 400 to an address with the character NUL: PostgreSQL stores and seeks no text with it.

    Fields of forms refuse it in words; addresses are read without a form in many places.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Refuse; as late as this so that the page of the answer has its headers and its language.

        :raises BadRequest: if path or query hold NUL, however often it is quoted on the way.
        """
        values = (value for values in request.GET.lists() for value in (values[0], *values[1]))
        if "\0" in request.path_info or any("\0" in value for value in values):
            raise BadRequest
