"""Pages of the own access: log in, second factor, devices; and what administrators do for others."""

import base64
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import login as mark_as_verified
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from recruitment.access import second_factor as factors
from recruitment.access.errors import CodeRefused
from recruitment.access.forms import CodeForm, LoginForm, ResetForm
from recruitment.access.lockout import lock_minutes_left, unlock
from recruitment.access.passkeys import script_configuration
from recruitment.access.sign_in import begin, finish, pending_user
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError

NEW_CODES = "new_recovery_codes"  # in the session until they were shown, once


class SignInView(auth_views.LoginView):
    """User name and password; the second factor follows where there is one."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: LoginForm) -> HttpResponse:
        return HttpResponseRedirect(begin(self.request, form.get_user(), self.get_success_url()).url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "single_sign_on": settings.OIDC_LABEL if settings.OIDC_ISSUER else ""}


def next_url(request: HttpRequest) -> str:
    """Return where the person wanted to go, if that is ours; otherwise the first page."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else resolve_url(settings.LOGIN_REDIRECT_URL)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of somebody who proved the first."""
    user = pending_user(request)
    if user is None or not factors.has_second_factor(user):
        return redirect(next_url(request) if request.user.is_authenticated else reverse("accounts:login"))
    form = CodeForm(request.POST or None, initial={"next": next_url(request)}, submit_label=_("Anmelden"))
    if request.method == "POST" and form.is_valid():
        try:
            device = factors.check_code(user=user, code=form.cleaned_data["code"])
        except CodeRefused as error:
            form.add_error("code", error.user_message)
        else:
            finish(request, user, device)
            return redirect(next_url(request))
    has_key = WebAuthnCredential.objects.filter(user=user, confirmed=True).exists()
    context = {"form": form, "has_key": has_key}
    if has_key:
        context["configuration"] = script_configuration(request)
    return render(request, "accounts/second_factor.html", context)


@never_cache
@require_GET
def factor_list(request: HttpRequest) -> HttpResponse:
    """The own devices and what can be done with them."""
    user = request.user
    context = {
        "apps": TOTPDevice.objects.filter(user=user, confirmed=True),
        "keys": WebAuthnCredential.objects.filter(user=user, confirmed=True),
        "codes_left": factors.recovery_codes_left(user),
        "new_codes": request.session.pop(NEW_CODES, None),
        "is_required": factors.must_have_second_factor(user),
        "may_change": _may_change(request),
    }
    context["has_factor"] = bool(context["apps"] or context["keys"])
    return render(request, "accounts/factor_list.html", context)


def _may_change(request: HttpRequest) -> bool:
    """A session that never showed the second factor does not change it: nobody adds a key to an open screen."""
    return request.user.is_verified() or not factors.has_second_factor(request.user)


def _refuse_unverified(request: HttpRequest) -> None:
    if not _may_change(request):
        raise PermissionDenied


@never_cache
@require_http_methods(["GET", "POST"])
def app_add(request: HttpRequest) -> HttpResponse:
    """Show the secret for the app and switch it on with the first code."""
    _refuse_unverified(request)
    form = CodeForm(request.POST or None, submit_label=_("App bestätigen"), cancel_url=reverse("accounts:factor_list"))
    form.fields["code"].help_text = _("Die sechs Ziffern, die Ihre App jetzt anzeigt.")
    if request.method == "POST" and form.is_valid():
        try:
            device, codes = factors.confirm_app(user=request.user, code=form.cleaned_data["code"])
        except CodeRefused:
            form.add_error(
                "code", _("Der Code stimmt nicht. Bitte warten Sie auf den nächsten und geben Sie ihn gleich ein.")
            )
        else:
            return _begun(request, device, codes, _("Die App ist eingerichtet."))
    device = factors.begin_app(user=request.user)
    secret = base64.b32encode(device.bin_key).decode().rstrip("=")
    # Fixed markup of the library around a path; title and description keep it readable for screen readers.
    picture = segno.make(device.config_url, error="m", micro=False).svg_inline(scale=5, border=2, light="#fff")
    context = {
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": mark_safe(picture),  # noqa: S308 - drawn by segno, holds no text of anybody
        "config_url": device.config_url,
    }
    return render(request, "accounts/app_add.html", context)


def _begun(request: HttpRequest, device: TOTPDevice, codes: list[str], words: str) -> HttpResponse:
    if codes:
        request.session[NEW_CODES] = codes
    if not request.user.is_verified():
        mark_as_verified(request, device)
    messages.success(request, words)
    return redirect("accounts:factor_list")


@never_cache
@require_GET
def key_add(request: HttpRequest) -> HttpResponse:
    """Register a security key or passkey; the browser needs a script for it."""
    _refuse_unverified(request)
    return render(request, "accounts/key_add.html", {"configuration": script_configuration(request)})


@require_POST
def factor_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remove one own device."""
    _refuse_unverified(request)
    try:
        factors.remove_factor(user=request.user, kind=kind, pk=pk)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Entfernt."))
    return redirect("accounts:factor_list")


@require_POST
def codes_renew(request: HttpRequest) -> HttpResponse:
    """Replace the recovery codes and show them once."""
    _refuse_unverified(request)
    if not factors.has_second_factor(request.user):
        raise PermissionDenied
    request.session[NEW_CODES] = factors.new_recovery_codes(user=request.user)
    return redirect("accounts:factor_list")


def _administered(request: HttpRequest, pk: int) -> User:
    if not request.user.is_administrator:
        raise PermissionDenied
    return get_object_or_404(User, pk=pk)


@never_cache
@require_http_methods(["GET", "POST"])
def account_access(request: HttpRequest, pk: int) -> HttpResponse:
    """For administrators: whether an account is locked and has a second factor; reset a lost one."""
    account = _administered(request, pk)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            factors.reset_second_factor(user=account, actor=request.user, reason=form.cleaned_data["reason"])
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Der zweite Faktor ist zurückgesetzt. Die Person richtet einen neuen ein."))
        return redirect("accounts:account_access", pk=pk)
    context = {
        "account": account,
        "form": form,
        "minutes": lock_minutes_left(account),
        "has_factor": factors.has_second_factor(account),
        "is_required": factors.must_have_second_factor(account),
        "is_own": account.pk == request.user.pk,
    }
    return render(request, "accounts/account_access.html", context)


@require_POST
def account_unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """For administrators: open an account that wrong passwords locked."""
    unlock(user=_administered(request, pk), actor=request.user)
    messages.success(request, _("Das Konto ist entsperrt."))
    return redirect("accounts:account_access", pk=pk)
