"""What a security key is bound to: the place where people open the application."""

from django.http import HttpRequest
from django_otp_webauthn.helpers import WebAuthnHelper


def relying_party(request: HttpRequest) -> str:
    """Return the domain of the request; ``ALLOWED_HOSTS`` has checked it."""
    return request.get_host().rsplit(":", 1)[0]


class OwnOrigin(WebAuthnHelper):
    """Accepts answers for the address of the request only; on the loopback address of a first run without HTTPS."""

    def get_allowed_origins(self) -> list[str]:
        return [f"{self.request.scheme}://{self.request.get_host()}"]
