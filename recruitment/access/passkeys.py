"""Security keys and passkeys (django-otp-webauthn): the library's ceremonies for people who are not logged in yet.

The library knows two cases, somebody logged in who shows a second factor and somebody unknown who logs in with the
key alone. Here nobody is logged in before both factors are shown, so its views learn who is on the way in.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.middleware import csrf
from django.urls import reverse
from django.utils.decorators import method_decorator
from django_otp_webauthn import exceptions
from django_otp_webauthn import views as library
from django_otp_webauthn.models import WebAuthnCredential

from recruitment.access.second_factor import has_second_factor, new_recovery_codes, recovery_codes_left
from recruitment.access.sign_in import finish, pending_user
from recruitment.accounts.models import User
from recruitment.audit.services import record


def script_configuration(request: HttpRequest) -> dict[str, str | None]:
    """Return what the library's script reads from the page."""
    return {
        "autocompleteLoginFieldSelector": None,
        "nextFieldSelector": "input[name='next']",
        "csrfToken": csrf.get_token(request),
        "beginAuthenticationUrl": reverse("otp_webauthn:credential-authentication-begin"),
        "completeAuthenticationUrl": reverse("otp_webauthn:credential-authentication-complete"),
        "beginRegistrationUrl": reverse("otp_webauthn:credential-registration-begin"),
        "completeRegistrationUrl": reverse("otp_webauthn:credential-registration-complete"),
    }


class _OnTheWayIn:
    """Whose key it is: the person who proved the first factor in this session."""

    def get_user(self) -> User:
        user = pending_user(self.request)
        if user is None:
            raise exceptions.PasswordlessLoginDisabled()
        return user


@method_decorator(login_not_required, name="dispatch")
class BeginAuthentication(_OnTheWayIn, library.BeginCredentialAuthenticationView):
    """Give the browser its challenge."""


@method_decorator(login_not_required, name="dispatch")
class CompleteAuthentication(_OnTheWayIn, library.CompleteCredentialAuthenticationView):
    """Check the answer and log in."""

    def complete_auth(self, device: WebAuthnCredential) -> None:
        finish(self.request, self.get_user(), device)


class BeginRegistration(library.BeginCredentialRegistrationView):
    """Give the browser the challenge for a new key; refused in a session that owes the second factor it has."""


class CompleteRegistration(library.CompleteCredentialRegistrationView):
    """Keep a new key, record it, and make recovery codes with the first factor."""

    def post(self, *args, **kwargs):
        is_first = not has_second_factor(self.request.user)
        response = super().post(*args, **kwargs)
        user = self.request.user
        record(actor=user, action="account.factor_added", subject=user, person=user.username, factor="Schlüssel")
        if is_first or not recovery_codes_left(user):
            self.request.session["new_recovery_codes"] = new_recovery_codes(user=user)
        return response
