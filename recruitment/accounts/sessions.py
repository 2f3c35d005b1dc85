"""What happens to a form that is sent after the session has ended: nothing typed is lost.

Somebody writes for an hour, the session ends meanwhile, the form is sent. Instead of the log-in page alone this
answers with a page that keeps every typed field and asks for the password; then the same request goes on. The same
page helps in a window that was left open while the person logged in anew in another one.
"""

from collections.abc import Callable

from django.contrib.auth import login
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recruitment.accounts.forms import LoginForm

PREFIX = "anmeldung"  # apart from every field name of the forms that are kept
OWN_FIELDS = ("csrfmiddlewaretoken", f"{PREFIX}-username", f"{PREFIX}-password")
LOG_IN_HEADER = "X-Log-In-Again"  # "session": nobody is logged in; "token": the page is from before the log-in


class KeepInputMiddleware(LoginRequiredMiddleware):
    """Ask for the password on the spot when a form is sent without a session; everything else goes to the log-in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse | None:
        if request.method != "POST" or not _may_be_shown_again(request):
            return super().handle_no_permission(request, view_func)
        form = None
        if f"{PREFIX}-password" in request.POST:
            form = LoginForm(request, data=request.POST, prefix=PREFIX)
            if form.is_valid():
                login(request, form.get_user())
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


def _ask_again(request: HttpRequest, form: LoginForm | None) -> HttpResponse:
    if not request.user.is_authenticated:
        form = form or LoginForm(request, prefix=PREFIX)
        form.helper.form_tag = False
        form.helper.inputs = []
    kept = [(name, value) for name, values in request.POST.lists() if name not in OWN_FIELDS for value in values]
    context = {"form": form, "kept": kept, "address": request.get_full_path()}
    response = render(request, "registration/send_again.html", context, status=403)
    response[LOG_IN_HEADER] = "token" if request.user.is_authenticated else "session"
    return response
