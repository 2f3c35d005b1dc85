"""Lock-out against guessing of passwords: django-axes counts, this module keeps what it stores to the name alone."""

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.audit.services import record


class FrugalHandler(AxesDatabaseHandler):
    """Counts failed log-ins per user name without the request: a form that is sent with a log-in may hold ratings."""

    def user_login_failed(
        self, sender: object, credentials: dict, request: HttpRequest | None = None, **kwargs: object
    ) -> None:
        if request is None:
            return
        bare = HttpRequest()
        bare.axes_ip_address = None
        bare.axes_user_agent = bare.axes_path_info = bare.axes_http_accept = ""
        bare.axes_attempt_time = request.axes_attempt_time
        bare.axes_locked_out = request.axes_locked_out
        super().user_login_failed(sender, credentials, bare, **kwargs)
        request.axes_locked_out = bare.axes_locked_out


def username_of(request: HttpRequest | None, credentials: dict | None) -> str | None:
    """Return the name that the log-in was tried with; without one (a page is shown) there is nothing to count."""
    name = (credentials or {}).get("username")
    return name.casefold()[:150] if name else None


def nobody(*_args: object) -> None:
    """Return no address: people of one house share theirs, and the count needs none."""
    return None


def someone(*_args: object) -> str:
    """Return how a log line names whoever tried: not at all; what is typed there may be a password."""
    return "an account"


def lock_minutes_left(user: User) -> int:
    """Return for how many minutes more the account refuses every password; 0 = it is open."""
    attempt = AccessAttempt.objects.filter(username=user.username.casefold()).order_by("-attempt_time").first()
    if attempt is None or attempt.failures_since_start < settings.AXES_FAILURE_LIMIT:
        return 0
    left = attempt.attempt_time + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(0, -int(-left.total_seconds() // 60))


def unlock(*, user: User, actor: User) -> None:
    """Forget the failed log-ins of ``user``, and keep who did so."""
    AccessAttempt.objects.filter(username=user.username.casefold()).delete()
    record(actor=actor, action="account.unlocked", subject=user, person=user.username)
