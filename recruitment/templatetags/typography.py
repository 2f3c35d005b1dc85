"""Where a line may not end – inside "(m/w/d)", between "§" and its number – and where a long word may."""

import re
from functools import cache

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from pyphen import Pyphen

register = template.Library()
SEXES = re.compile(r"\(?\b[mwdfxi](?:/[mwdfxi])+\b\)?")
LONG_WORD = re.compile(r"[^\W\d_]{16,}")
BEFORE_NUMBER = re.compile(r"(§§?|\b(?:Abs\.|Satz|Nr\.|Seite|Kennzahl|Fassung|Art\.)) (?=\d)")


@register.filter
def unbroken(text: object) -> SafeString:
    """Return ``text``, escaped, with such places held together. For print only: no-break spaces hinder searching."""
    held = BEFORE_NUMBER.sub("\\1\u00a0", conditional_escape(text))
    # No sign is added inside: who searches the file for "(m/w/d)" finds it.
    return mark_safe(SEXES.sub(r'<span class="whole">\g<0></span>', held))  # noqa: S308 - escaped above


@cache
def _german() -> Pyphen:
    return Pyphen(lang="de_DE", left=3, right=3)


@register.filter
def hyphenated(text: object) -> str:
    """Return ``text`` with soft hyphens in its long words. For heads of narrow columns on the screen.

    The style sheet's own hyphenation needs a dictionary that not every browser has; without one, words broke anywhere.
    """
    return LONG_WORD.sub(lambda word: _german().inserted(word[0], "\N{SOFT HYPHEN}"), str(text))
