import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from recruitment.accounts.models import User


@pytest.mark.parametrize(
    "password",
    [
        "kurz-aber-8",
        "passwordpassword",
        "Passwort-2026!",
        "Bezirksamt-Mitte-1",
        "Willkommen2026",
        "abcdefghijklmnop",
        "987654321098",
        "aaaaaaaaaaaaab",
        "abababababababab",
        "123456789012345",
        "x" * 100 + "abcdefghij" * 11,
        "Mustermann-Erika",
    ],
)
def test_what_others_would_try_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="erika.mustermann", first_name="Erika", last_name="Mustermann"))


@pytest.mark.parametrize(
    "password", ["Regenschirm tanzt leise", "k7#Vq-pZ2!mWt9", "geheim-genug-123", "Küche Mond 44 Löwe"]
)
def test_long_or_random_ones_are_welcome_without_rules_on_kinds_of_characters(password):
    validate_password(password, User(username="erika.mustermann", first_name="Erika", last_name="Mustermann"))
