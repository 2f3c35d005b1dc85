"""The one way to a session: what the password or the provider proved, then the second factor, then the log-in."""

import time
from dataclasses import dataclass

from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django_otp import login as mark_as_verified
from django_otp.models import Device

from recruitment.access.second_factor import has_second_factor
from recruitment.accounts.models import User

PENDING = "sign_in_pending"  # in the session: who proved the first factor, not logged in yet
PENDING_SECONDS = 10 * 60
PROVIDER_VERIFIED = "provider_verified"  # in the session: the provider vouches for the second factor too
BACKEND = "recruitment.accounts.backends.RoleBackend"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to send somebody who proved the first factor."""

    url: str


def begin(request: HttpRequest, user: User, next_url: str) -> NextStep:
    """Log ``user`` in, or ask for the second factor first where there is one. ``next_url`` is known to be ours."""
    if not has_second_factor(user):
        login(request, user, backend=BACKEND)
        return NextStep(next_url)
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "at": int(time.time())}
    return NextStep(f"{reverse('accounts:second_factor')}?{urlencode({'next': next_url})}")


def is_verified(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor, here or at the provider."""
    return request.user.is_verified() or bool(request.session.get(PROVIDER_VERIFIED))


def pending_user(request: HttpRequest) -> User | None:
    """Return who still owes the second factor in this session: not logged in yet, or logged in without one."""
    if request.user.is_authenticated:
        return None if is_verified(request) else request.user
    pending = request.session.get(PENDING)
    if not pending or time.time() - pending["at"] > PENDING_SECONDS:
        return None
    return User.objects.filter(pk=pending["user"], is_active=True).first()


def finish(request: HttpRequest, user: User, device: Device) -> None:
    """Log ``user`` in with both factors. The session gets a new key, and nothing of the first step stays in it."""
    request.session.pop(PENDING, None)
    if not request.user.is_authenticated:
        login(request, user, backend=BACKEND)
    else:
        request.session.cycle_key()
    mark_as_verified(request, device)
