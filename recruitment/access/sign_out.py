"""Log out here, and at the provider whoever came through it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recruitment.access.errors import ProviderAway
from recruitment.access.single_sign_on import end_address


class SignOutView(LogoutView):
    """End the session; whatever the provider does or fails to do, nobody stays logged in here.

    The way to the provider is a page and not a redirect: the security policy lets forms lead to this house only
    (``form-action 'self'``), and browsers hold every redirect after a form to that.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            address, failure = end_address(request), None
        except ProviderAway as error:
            address, failure = None, error
        response = super().post(request, *args, **kwargs)
        if address:
            page = render(request, "accounts/signed_out.html", {"address": address})
            page["Refresh"] = f"0; url={address}"
            return page
        if failure:
            messages.warning(request, failure.user_message)
        return response
