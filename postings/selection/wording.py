"""Sentences that stand on every ranked table, once for screen and PDF."""

from datetime import date
from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.scoring import Scale, display_percent, format_german


def headline() -> str:
    """Return the sentence that every ranked table carries (DOMAIN.md 3.4)."""
    return _("Rechnerisches Ergebnis – Arbeitsgrundlage der Auswahlkommission, keine Auswahlentscheidung")


def closeness_note(found_on: date | None = None) -> str:
    """Return what stands at a closeness group (DOMAIN.md 3.4), and once people made their finding on it, when."""
    if found_on is not None:
        return _("Abstand gering – Feststellung zur im Wesentlichen gleichen Eignung getroffen am %(day)s") % {
            "day": formats.date_format(found_on, "d.m.Y")
        }
    return _("Abstand gering – Feststellung zur im Wesentlichen gleichen Eignung erforderlich")


def closeness_explanation(rule: str, band: Fraction, scale: Scale) -> str:
    """Return in words how wide the closeness band is; ``rule`` is that of the posting."""
    return _(
        "Als gering gilt ein Abstand von höchstens %(mean)s im gewichteten Mittel (%(percent)s Prozentpunkte der "
        "Höchstpunktzahl): %(rule)s, gemessen von der besten Bewerbung der Gruppe. So ist es vor der Veröffentlichung "
        "festgelegt. Das ist ein Hinweis, keine rechtliche Schwelle."
    ) % {"mean": format_german(band), "percent": format_german(display_percent(band / scale.maximum)), "rule": rule}


def fewer_sheets(count: int) -> str:
    """Return the note on an applicant on whom a member gave no sheet and nobody stood in; empty for none."""
    if not count:
        return ""
    text = ngettext(
        "beruht auf einem Bogen weniger als vorgesehen", "beruht auf %(n)s Bögen weniger als vorgesehen", count
    )
    return text % {"n": count}
