"""Devices of the second factor and the recovery codes (django-otp): set up, check, remove, reset."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from recruitment.access.errors import CodeRefused, LastFactorNeeded, NothingToReset, OwnSecondFactor, TooManyCodes
from recruitment.accounts.models import User
from recruitment.audit.services import record

RECOVERY_CODES = 10
FACTORS = (TOTPDevice, WebAuthnCredential)  # recovery codes alone are no factor: they stand in for one
EVERYTHING = (*FACTORS, StaticDevice)
DIGITS = 6


def must_have_second_factor(user: User) -> bool:
    """Whether a role of ``user`` asks for a second factor (setting ``SECOND_FACTOR_ROLES``)."""
    return bool(user.authority_roles & settings.SECOND_FACTOR_ROLES)


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has set up an app or a key."""
    return any(model.objects.filter(user=user, confirmed=True).exists() for model in FACTORS)


def check_code(*, user: User, code: str) -> Device:
    """Return the device that vouches for ``code``: six digits of an app, or a recovery code, which is then used up.

    Wrong codes make a device wait longer and longer (django-otp); the waiting is kept whatever the caller does after.

    :raises TooManyCodes: while the device waits.
    :raises CodeRefused: if the code is wrong.
    """
    code = "".join(code.split()).replace("-", "").lower()
    is_digits = len(code) == DIGITS and code.isascii() and code.isdigit()
    model = TOTPDevice if is_digits else StaticDevice
    waiting = 0
    with transaction.atomic():
        for device in model.objects.filter(user=user, confirmed=True).select_for_update():
            is_allowed, why = device.verify_is_allowed()
            if not is_allowed:
                waiting = max(waiting, _seconds(why))
            elif device.verify_token(code):
                return device
    if waiting:
        raise TooManyCodes(seconds=waiting)
    raise CodeRefused


def _seconds(why: dict | None) -> int:
    until = (why or {}).get("locked_until")
    return max(1, int((until - timezone.now()).total_seconds()) + 1) if until else 1


def begin_app(*, user: User) -> TOTPDevice:
    """Return the secret that the app of ``user`` is to take over; one that was begun before is shown again."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="App", confirmed=False)


def confirm_app(*, user: User, code: str) -> tuple[TOTPDevice, list[str]]:
    """Switch the app on that shows ``code``; return it and, with the first factor, the new recovery codes.

    :raises CodeRefused: if the app shows something else.
    """
    is_right = False
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is not None and device.verify_token("".join(code.split())):
            is_first = not has_second_factor(user)
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            record(actor=user, action="account.factor_added", subject=user, person=user.username, factor="App")
            codes = new_recovery_codes(user=user) if is_first else []
            is_right = True
    if not is_right:
        raise CodeRefused
    return device, codes


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Replace the recovery codes of ``user``; the new ones are readable here and nowhere again."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Wiederherstellung", confirmed=True)
    codes = [StaticToken.random_token() + StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    record(actor=user, action="account.recovery_codes_made", subject=user, person=user.username)
    return codes


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes are not used up."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove_factor(*, user: User, kind: str, pk: int) -> None:
    """Remove one own device; with the last of them the recovery codes go too.

    :raises LastFactorNeeded: if a role asks for a second factor and this is the only one.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    model = TOTPDevice if kind == "app" else WebAuthnCredential
    device = model.objects.filter(user=user, pk=pk).first()
    if device is None:
        return
    others = sum(each.objects.filter(user=user, confirmed=True).count() for each in FACTORS) - device.confirmed
    if not others and must_have_second_factor(user):
        raise LastFactorNeeded
    device.delete()
    if not others:
        StaticDevice.objects.filter(user=user).delete()
    record(actor=user, action="account.factor_removed", subject=user, person=user.username, factor=device.name or kind)


@transaction.atomic
def reset_second_factor(*, user: User, actor: User, reason: str) -> None:
    """Remove every device and code of ``user``, who lost them; who did so and why is recorded.

    :raises OwnSecondFactor: if somebody does it for the own account.
    :raises NothingToReset: if there is none.
    """
    if user.pk == actor.pk:
        raise OwnSecondFactor
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    removed = sum(model.objects.filter(user=user).delete()[0] for model in EVERYTHING)
    if not removed:
        raise NothingToReset
    record(actor=actor, action="account.factor_reset", subject=user, person=user.username, reason=reason)
