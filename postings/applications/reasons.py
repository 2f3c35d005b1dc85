"""What a written reason must be: some words, and none on what must not enter the comparison (DOMAIN.md R1). Pure."""

import re

from postings.applications.importing.forbidden import sensitive_word

MINIMUM_LENGTH = 15  # "fehlt" or "nein" is no reason that anybody can follow
LIMIT = 4_000


def is_too_short(text: str) -> bool:
    """Whether ``text`` cannot be a reason that somebody else understands."""
    return len(text.strip()) < MINIMUM_LENGTH or len(text.split()) < 2


def protected_word(text: str) -> str | None:
    """Return the first word on disability, origin, family or belief in ``text``, or None."""
    return sensitive_word(text)


def named_in(text: str, names: tuple[str, ...]) -> str | None:
    """Return the first of ``names`` that stands in ``text``; a reason that the committee reads must not undo a code."""
    return next((name for name in names if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)), None)
