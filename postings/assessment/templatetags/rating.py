"""The steps of the scale as radio buttons, joined in Python: a sheet shows ninety of them."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from postings.assessment.forms import NOT_ASSESSABLE, RatingRow
from profiles.models import RatingLevel

register = template.Library()


@register.simple_tag
def rating_steps(*, row: RatingRow, levels: Iterable[RatingLevel]) -> SafeString:
    """Return the steps of ``levels``, best first, and "nicht beurteilbar", with the choice of ``row`` ticked."""
    name = f"r-{row.criterion.pk}"
    parts = [
        f'<label title="{label}"><input type="radio" name="{name}" value="{value}" autocomplete="off"'
        f'{" checked" if row.choice == str(value) else ""}>{value}<span class="kern-sr-only"> – {label}</span></label>'
        for value, label in ((level.value, escape(level.label)) for level in reversed(list(levels)))
    ]
    ticked = " checked" if row.choice == NOT_ASSESSABLE else ""
    parts.append(
        f'<label class="wide"><input type="radio" name="{name}" value="{NOT_ASSESSABLE}" autocomplete="off"{ticked}>'
        f"{escape(_('nicht beurteilbar'))}</label>"
    )
    return mark_safe("".join(parts))  # noqa: S308 - labels are escaped above
