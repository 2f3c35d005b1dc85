"""Where a line of print may not end: inside "(m/w/d)", between "§" and its number, between "Nr." and what it counts."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
SEXES = re.compile(r"\(?\b[mwdfxi](?:/[mwdfxi])+\b\)?")
BEFORE_NUMBER = re.compile(r"(§§?|\b(?:Abs\.|Satz|Nr\.|Seite|Kennzahl|Fassung|Art\.)) (?=\d)")


@register.filter
def unbroken(text: object) -> SafeString:
    """Return ``text``, escaped, with such places held together. For print only: no-break spaces hinder searching."""
    held = BEFORE_NUMBER.sub("\\1\u00a0", conditional_escape(text))
    # No sign is added inside: who searches the file for "(m/w/d)" finds it.
    return mark_safe(SEXES.sub(r'<span class="whole">\g<0></span>', held))  # noqa: S308 - escaped above
