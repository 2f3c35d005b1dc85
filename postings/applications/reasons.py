"""What a written reason must not hold: no word on what must not enter the comparison (DOMAIN.md R1). Pure."""

import re

from postings.applications.importing.forbidden import sensitive_word

LIMIT = 4_000


def protected_word(text: str) -> str | None:
    """Return the first word on disability, origin, family or belief in ``text``, or None."""
    return sensitive_word(text)


def named_in(text: str, names: tuple[str, ...]) -> str | None:
    """Return the first of ``names`` that stands in ``text``; a reason that the committee reads must not undo a code."""
    return next((name for name in names if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)), None)
