"""What happens to a form that is sent after the session has ended: nothing typed is lost.

Somebody writes for an hour, the session ends meanwhile, the form is sent. Instead of the log-in page alone this
answers with a page that keeps every typed field and asks for the password; then the same request goes on. The same
page helps in a window that was left open while the person logged in anew in another one.

A session ends after a time without a request and after a working day in any case, whatever its cookie says.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django_otp import login as mark_as_verified
from django_otp.middleware import OTPMiddleware

from recruitment.access.forms import SendAgainForm
from recruitment.access.second_factor import has_second_factor, must_have_second_factor
from recruitment.access.sign_in import BACKEND, is_verified

PREFIX = "anmeldung"  # apart from every field name of the forms that are kept
OWN_FIELDS = ("csrfmiddlewaretoken", f"{PREFIX}-username", f"{PREFIX}-password", f"{PREFIX}-code")
LOG_IN_HEADER = "X-Log-In-Again"  # "session": nobody is logged in; "token": the page is from before the log-in


BEGAN, SEEN = "session_began", "session_seen"  # seconds since 1970, in the session
STAMP_SECONDS = 60  # a session is written for its time stamp at most once a minute

# What somebody may open whose role asks for a second factor and who has not shown it yet.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "accounts:second_factor",
        "accounts:factor_list",
        "accounts:app_add",
        "accounts:key_add",
        "otp_webauthn:credential-registration-begin",
        "otp_webauthn:credential-registration-complete",
        "accounts:logout",
    }
)


def stamp_session(sender: object, request: HttpRequest, **_kwargs: object) -> None:
    """Keep when a session began; called at every log-in."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


class SessionLimitMiddleware:
    """End sessions that nobody used for a while, and such as are older than a working day."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if BEGAN in request.session:
            now, began, seen = int(time.time()), request.session[BEGAN], request.session[SEEN]
            is_idle = now - seen > settings.SESSION_IDLE_MINUTES * 60
            if is_idle or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif now - seen >= STAMP_SECONDS:
                request.session[SEEN] = now
            elif now < seen:
                # The clock was set back: a stamp of the future would keep the session open for that much longer.
                request.session[SEEN], request.session[BEGAN] = now, min(began, now)
        return self.get_response(request)


class KeepInputMiddleware(LoginRequiredMiddleware):
    """Ask for the password on the spot when a form is sent without a session; everything else goes to the log-in."""

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        return refusal or self._ask_for_second_factor(request, view_func)

    def _ask_for_second_factor(self, request: HttpRequest, view_func: Callable) -> HttpResponse | None:
        """Hold somebody whose role asks for a second factor until it was shown, or set up."""
        user = request.user
        if not getattr(view_func, "login_required", True) or not user.is_authenticated:
            return None
        if not must_have_second_factor(user) or is_verified(request):
            return None
        if request.resolver_match.view_name in BEFORE_SECOND_FACTOR:
            return None
        name = "second_factor" if has_second_factor(user) else "factor_list"
        target = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{reverse(f'accounts:{name}')}?{urlencode({'next': target})}")

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse | None:
        if request.method != "POST" or not _may_be_shown_again(request):
            return super().handle_no_permission(request, view_func)
        form = None
        if f"{PREFIX}-password" in request.POST:
            form = SendAgainForm(request, data=request.POST, prefix=PREFIX)
            if form.is_valid():
                login(request, form.get_user(), backend=BACKEND)
                if form.device is not None:
                    mark_as_verified(request, form.device)
                # The log-in put somebody into the request whom django-otp has not seen: it reads the session again.
                OTPMiddleware(lambda _request: None)(request)
                kept = request.POST.copy()
                for name in OWN_FIELDS:
                    kept.pop(name, None)
                request.POST = kept
                return None
        return _ask_again(request, form)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is out of date; the browser's word that it is our own form is needed to keep it."""
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and is_ours and _may_be_shown_again(request):
        return _ask_again(request, None)
    return render(request, "403_csrf.html", status=403)


def _may_be_shown_again(request: HttpRequest) -> bool:
    """Files cannot be put back into a page, and no password shall stand in one."""
    return not request.FILES and not any("password" in name for name in request.POST if name not in OWN_FIELDS)


def _ask_again(request: HttpRequest, form: SendAgainForm | None) -> HttpResponse:
    if not request.user.is_authenticated:
        form = form or SendAgainForm(request, prefix=PREFIX)
        form.helper.form_tag = False
        form.helper.inputs = []
    kept = [(name, value) for name, values in request.POST.lists() if name not in OWN_FIELDS for value in values]
    context = {"form": form, "kept": kept, "address": request.get_full_path()}
    response = render(request, "registration/send_again.html", context, status=403)
    response[LOG_IN_HEADER] = "token" if request.user.is_authenticated else "session"
    return response
