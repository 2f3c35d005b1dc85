"""How a weight, its legend and a stretch of compared text are shown."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from profiles.comparing import Piece
from profiles.models import RequirementProfile

register = template.Library()


@register.simple_tag
def weight_word(*, profile: RequirementProfile, weight: int) -> str:
    """Show what ``weight`` means in the legend of ``profile``."""
    return profile.weight_label(weight)


@register.simple_tag
def weight_legend(*, profile: RequirementProfile) -> SafeString:
    """Show the legend of the weights; a wording that nothing proves carries that remark."""
    unproven = format_html(' <span class="muted">({})</span>', _("Wortlaut nicht belegt"))
    return format_html(
        '<ul class="weight-legend" aria-label="{}">{}</ul>',
        _("Legende der Gewichtungen, 4 ist die höchste"),
        format_html_join(
            "",
            "<li><strong>{}</strong> = {}{}</li>",
            ((entry.weight, entry.label, "" if entry.is_verified else unproven) for entry in profile.legend),
        ),
    )


@register.simple_tag
def pieces(*, parts: Iterable[Piece]) -> SafeString:
    """Show one side of a compared text: what went is struck out, what came is underlined, both are named in words."""
    shapes = {
        "same": ("{}", ""),
        "removed": ('<del><span class="kern-sr-only">{} </span>{}</del>', _("[entfernt:]")),
        "added": ('<ins><span class="kern-sr-only">{} </span>{}</ins>', _("[neu:]")),
    }
    shown = []
    for part in parts:
        shape, word = shapes[part.kind]
        shown.append(format_html(shape, word, part.text) if word else format_html(shape, part.text))
        if word:
            shown.append(format_html('<span class="kern-sr-only"> {}</span> ', _("[Ende]")))
    return format_html_join("", "{}", ((piece,) for piece in shown))
