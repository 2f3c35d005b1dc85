"""Log in through the authority's own provider (OpenID Connect, Authlib). Off unless ``OIDC_ISSUER`` is set.

The provider says who somebody is; what the person may do stands in the account here. So nobody gets an account this
way, and a claim that fits no account, several, or an inactive one gets nobody in.
"""

import logging

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError

from recruitment.access.errors import ProviderAway
from recruitment.access.sign_in import BACKEND, PROVIDER_VERIFIED, begin
from recruitment.access.views import next_url
from recruitment.accounts.models import User

logger = logging.getLogger(__name__)

NEXT = "single_sign_on_next"
ID_TOKEN = "single_sign_on_word"  # noqa: S105 - a key: whom the provider logged in, and its word for it
TIMEOUT_SECONDS = 10
FAULTS = (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError)  # what a provider can do wrong


def provider() -> DjangoOAuth2App:
    """Return the client of the configured provider; its addresses and keys are read when they are needed.

    :raises Http404: if single sign-on is off.
    """
    if not settings.OIDC_ISSUER:
        raise Http404
    return OAuth().register(
        "provider",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )


def account_of(claims: dict) -> User | None:
    """Return the one active account that the configured claim names, or None; none is ever made."""
    value = claims.get(settings.OIDC_CLAIM)
    if not isinstance(value, str) or not value.strip():
        return None
    if settings.OIDC_ACCOUNT_FIELD == "email" and claims.get("email_verified") is False:
        return None
    field = {"username": "username__iexact", "email": "email__iexact"}[settings.OIDC_ACCOUNT_FIELD]
    found = list(User.objects.filter(**{field: value.strip()})[:2])
    return found[0] if len(found) == 1 and found[0].is_active else None


@login_not_required
@never_cache
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider."""
    client = provider()
    request.session[NEXT] = next_url(request)
    try:
        return client.authorize_redirect(request, request.build_absolute_uri(reverse("accounts:single_sign_on_back")))
    except FAULTS as error:
        return _refuse(request, error, _("Der Anmeldedienst der Behörde antwortet zurzeit nicht."))


@login_not_required
@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Check what the provider says (state, nonce, signature, issuer, audience, time) and let the account in."""
    client = provider()
    target = request.session.pop(NEXT, None) or next_url(request)
    try:
        token = client.authorize_access_token(request)
        claims = dict(token["userinfo"])
        if settings.OIDC_CLAIM not in claims:
            further = client.userinfo(token=token)
            if further.get("sub") == claims["sub"]:
                claims |= further
    except FAULTS as error:
        return _refuse(request, error, _("Die Anmeldung über den Anmeldedienst der Behörde ist nicht gelungen."))
    user = account_of(claims)
    if user is None:
        logger.warning("single sign-on: the claim %s fits no account", settings.OIDC_CLAIM)
        messages.error(
            request,
            _("Für Sie ist in dieser Anwendung kein Konto angelegt. Bitte wenden Sie sich an ihre Verwaltung."),
        )
        return redirect("accounts:login")
    if settings.OIDC_VERIFIES_SECOND_FACTOR:
        login(request, user, backend=BACKEND)
        request.session[PROVIDER_VERIFIED] = True
    else:
        target = begin(request, user, target).url
    request.session[ID_TOKEN] = {"user": user.pk, "token": token["id_token"]}
    return redirect(target)


def end_address(request: HttpRequest) -> str | None:
    """Return where the person of ``request`` logs out of the provider (OpenID Connect RP-Initiated Logout 1.0).

    None for whoever did not come through the provider, and where logging out there is off or not offered.

    :raises ProviderAway: if the provider does not say where.
    """
    kept = request.session.get(ID_TOKEN)
    if not kept or kept["user"] != request.user.pk or not settings.OIDC_ISSUER or not settings.OIDC_LOGOUT:
        return None
    try:
        client = provider()
        if not client.load_server_metadata().get("end_session_endpoint"):
            return None
        back = request.build_absolute_uri(reverse("accounts:login"))
        made = client.create_logout_url(
            post_logout_redirect_uri=back, id_token_hint=kept["token"], client_id=settings.OIDC_CLIENT_ID
        )
    except FAULTS as error:
        logger.warning("single sign-on: logging out failed: %s", type(error).__name__)
        raise ProviderAway from error
    return made["url"]


def _refuse(request: HttpRequest, error: Exception, words: str) -> HttpResponse:
    """Say that it failed; the log names the kind of fault only, for its text may hold what the provider knows."""
    logger.warning("single sign-on failed: %s", type(error).__name__)
    messages.error(request, words + " " + _("Bitte versuchen Sie es noch einmal oder melden Sie sich mit Passwort an."))
    return redirect("accounts:login")
