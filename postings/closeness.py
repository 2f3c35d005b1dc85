"""How near two results must lie for the committee to have to say what that means, in words (DOMAIN.md 3.4)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def closeness_words(steps: int, weight: int) -> str:
    """Return the closeness band of a posting in words: ``steps`` (0..4) steps on one criterion of ``weight`` (1..4)."""
    if not steps:
        return _("kein Abstand, also nur gleiche Werte")
    text = ngettext(
        "eine Stufe bei einer einzigen Anforderung mit Gewichtung %(weight)s",
        "%(steps)s Stufen bei einer einzigen Anforderung mit Gewichtung %(weight)s",
        steps,
    )
    return text % {"steps": steps, "weight": weight}
