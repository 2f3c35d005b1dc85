"""Addresses that the script of the security keys calls; names as the library's script configuration expects them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import JavaScriptCatalog

from recruitment.access import passkeys

app_name = "otp_webauthn"

urlpatterns = [
    path("anlegen/beginnen/", passkeys.BeginRegistration.as_view(), name="credential-registration-begin"),
    path("anlegen/", passkeys.CompleteRegistration.as_view(), name="credential-registration-complete"),
    path("pruefen/beginnen/", passkeys.BeginAuthentication.as_view(), name="credential-authentication-begin"),
    path("pruefen/", passkeys.CompleteAuthentication.as_view(), name="credential-authentication-complete"),
    path(
        "texte/",
        login_not_required(JavaScriptCatalog.as_view(packages=["django_otp_webauthn"])),
        name="js-i18n-catalog",
    ),
]
