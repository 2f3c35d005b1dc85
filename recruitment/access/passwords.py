"""Rules for passwords (BSI IT-Grundschutz ORP.4: long, not common, changed for a reason and not by the calendar)."""

import itertools
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from recruitment.accounts.models import User
from recruitment.audit.services import record

# What people of this house would try first, beside the 20,000 common ones that Django brings (mostly English).
WORDS = (
    "passwort",
    "password",
    "kennwort",
    "geheim",
    "willkommen",
    "personalauswahl",
    "personalservice",
    "bezirksamt",
    "bewerbung",
)
FEWEST_CHARACTERS = 6  # different ones
LONGEST = 200


class HousePasswordValidator:
    """Refuse passwords made of the obvious words of this house, of few characters, of a run, or without end."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("Das Passwort ist länger als %(most)s Zeichen."), code="too_long", params={"most": LONGEST}
            )
        if len(set(password.casefold())) < FEWEST_CHARACTERS or _is_run(password):
            raise ValidationError(
                _("Das Passwort besteht aus zu wenigen verschiedenen Zeichen oder aus einer Reihe wie 123 oder abc."),
                code="too_plain",
            )
        rest = password.casefold()
        for word in (*WORDS, *re.findall(r"\w{4,}", settings.AUTHORITY_NAME.casefold())):
            rest = rest.replace(word, "")
        if len(re.sub(r"[\W\d_]", "", rest)) < 4 and rest != password.casefold():
            raise ValidationError(
                _("Das Passwort besteht im Wesentlichen aus einem naheliegenden Wort. Bitte wählen Sie ein anderes."),
                code="obvious_word",
            )

    def get_help_text(self) -> str:
        return _("Am besten sind mehrere Wörter, die nicht zusammengehören. Es läuft nicht ab.")


def _is_run(password: str) -> bool:
    """Whether the characters follow each other throughout, up or down, once or again and again."""
    steps = {ord(second) - ord(first) for first, second in itertools.pairwise(password)}
    return steps <= {1, -9, -25} or steps <= {-1, 9, 25}


def record_password_set(*, user: User, actor: User) -> None:
    """Tell that ``actor`` gave ``user`` a password (setting ``WHEN_ACCESS_IS_GIVEN``), never which."""
    record(actor=actor, action="account.password_set", subject=user, person=user.username)
