"""Tell operators that the statement of the authority lacks what only the authority knows."""

from typing import Any

from django.conf import settings
from django.core import checks


def check_contact(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where barriers can be reported to nobody (§ 5 Abs. 2 BIKTG Bln asks for an electronic way)."""
    if settings.ACCESSIBILITY_CONTACT_EMAIL:
        return []
    return [
        checks.Warning(
            "The accessibility statement names nobody to whom barriers can be reported.",
            hint="Set ACCESSIBILITY_CONTACT_EMAIL.",
            id="accessibility.W001",
        )
    ]
