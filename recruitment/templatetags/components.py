"""The interface components as template tags: keyword-only arguments, so a wrong attribute fails at once.

Colour never stands alone: every status carries its word and a sign. Numbers arrive as finished German text.
"""

from collections.abc import Iterable, Sequence
from html import escape  # Django's asks of every argument whether it is lazy, thousands of times for a ranking
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, CheckboxInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

LEVELS = ("info", "success", "warning", "danger")


def _level(level: str) -> str:
    if level not in LEVELS:
        raise template.TemplateSyntaxError(f"level must be one of {', '.join(LEVELS)}, not {level!r}")
    return level


@register.simple_block_tag
def alert(content: str, *, title: str, level: str = "info", heading: int = 2) -> SafeString:
    """Show a note with a title: ``{% alert title="..." level="warning" %}...{% endalert %}``."""
    return format_html(
        '<div class="kern-alert kern-alert--{level}"><div class="kern-alert__header">'
        '<span class="kern-icon kern-icon--{level}" aria-hidden="true"></span>'
        '<h{heading} class="kern-title">{title}</h{heading}></div><div class="kern-alert__body">{content}</div></div>',
        level=_level(level),
        heading=heading,
        title=title,
        content=mark_safe(content),  # noqa: S308 - content is template output and escaped there
    )


@register.simple_tag
def badge(*, text: str, level: str = "info") -> SafeString:
    """Show a status as a word with a sign: ``{% badge text="abgegeben" level="success" %}``."""
    return format_html(
        '<span class="kern-badge kern-badge--{level} kern-badge--small">'
        '<span class="kern-icon kern-icon--{level}" aria-hidden="true"></span>'
        '<span class="kern-label kern-label--small">{text}</span></span>',
        level=_level(level),
        text=text,
    )


@register.simple_tag
def button_link(*, url: str, text: str, variant: str = "primary") -> SafeString:
    """Show a link that looks like a button, for the next step on a page."""
    return format_html(
        '<a class="kern-btn kern-btn--{}" href="{}"><span class="kern-label">{}</span></a>', variant, url, text
    )


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(context, *, url: str, text: str, variant: str = "primary") -> dict[str, object]:
    """Show a button that carries out an act by POST."""
    return {"url": url, "text": text, "variant": variant, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def facts(*, rows: Iterable[tuple[object, object]]) -> SafeString:
    """Show a description list of (term, value); empty values are shown as a dash."""
    return format_html(
        '<dl class="kern-description-list">{}</dl>',
        format_html_join(
            "",
            '<div class="kern-description-list-item"><dt class="kern-description-list-item__key">{}</dt>'
            '<dd class="kern-description-list-item__value">{}</dd></div>',
            ((term, "–" if value in (None, "") else value) for term, value in rows),
        ),
    )


@register.simple_tag
def progress(*, value: int, maximum: int, label: str) -> SafeString:
    """Show how much of ``maximum`` is done, as bar and words."""
    return format_html(
        '<div class="progress-line"><label>{label}: {value} {of} {maximum} '
        '<progress value="{value}" max="{shown}">{value}/{maximum}</progress></label></div>',
        label=label,
        value=value,
        maximum=maximum,
        shown=max(maximum, 1),
        of=_("von"),
    )


@register.simple_block_tag
def scroll_table(content: str, *, label: str, focusable: bool = True) -> SafeString:
    """Wrap a wide table so that it scrolls by itself and is reachable by keyboard; ``label`` names the region."""
    return format_html(
        '<div class="kern-table-responsive scroll-table" role="region" aria-label="{}"{}>{}</div>',
        label,
        mark_safe(' tabindex="0"') if focusable else "",
        mark_safe(content),  # noqa: S308 - content is template output and escaped there
    )


@register.simple_tag
def bar_chart(*, title: str, bars: Sequence[tuple[str, str, str]]) -> SafeString:
    """Show horizontal bars as inline SVG; ``bars`` are (label, width 0..100 with a point, shown value).

    The figures stand beside it as text, so the picture is one image with one sentence for those who do not see it.
    """
    return bar_chart_markup(title, bars)


def bar_chart_markup(title: str, bars: Sequence[tuple[str, str, str]]) -> SafeString:
    """Return the SVG of ``bar_chart``; height 17 units a bar. Plain strings: a ranking shows two hundred of them."""
    rows = "".join(
        f'<text class="bar-label" x="0" y="{17 * i + 13}">{escape(str(label))}</text>'
        f'<rect class="bar-track" x="30" y="{17 * i + 4}" width="100" height="10"/>'
        f'<rect class="bar-fill" x="30" y="{17 * i + 4}" width="{escape(str(width))}" height="10"/>'
        for i, (label, width, _shown) in enumerate(bars)
    )
    height = 17 * len(bars)
    return mark_safe(  # noqa: S308 - every text is escaped above and below
        f'<svg class="bar-chart" role="img" viewBox="0 0 130 {height}" width="130" height="{height}" focusable="false"'
        f' aria-label="{escape(str(title))}">{rows}</svg>'
    )


@register.simple_tag
def scale_legend(*, levels: Iterable) -> SafeString:
    """Show what every step of the rating scale means, best first."""
    return format_html(
        '<section class="scale-legend" aria-label="{}"><h2 class="kern-title">{}</h2><ul>{}</ul></section>',
        _("Legende der Bewertungsskala"),
        _("Bewertungsskala – 5 ist die beste Stufe"),
        format_html_join("", "<li><strong>{}</strong> {}</li>", ((level.value, level.label) for level in levels)),
    )


@register.simple_tag
def required_note(*, form: BaseForm) -> SafeString:
    """Say once, in words, which fields of ``form`` must be filled in; nothing for a form of a single visible field.

    Optional fields carry the word "optional" at their label, so the note need not explain a sign. A single check box
    asks for no input and does not count.
    """
    fields = [field for field in form.visible_fields() if not isinstance(field.field.widget, CheckboxInput)]
    required_count = sum(field.field.required for field in fields)
    if len(fields) < 2 or required_count == 0:
        return mark_safe("")
    if required_count == len(fields):
        note = _("Alle Angaben sind Pflichtangaben.")
    else:
        note = _("Angaben ohne den Zusatz „optional“ sind Pflichtangaben.")
    return format_html('<p class="kern-hint form-note">{}</p>', note)


@register.inclusion_tag("components/pagination.html")
def pagination(*, page: Page, query: dict[str, str]) -> dict[str, object]:
    """Show links to the other pages, keeping the filters in ``query``."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    links = [
        (number, f"?{urlencode({**query, 'seite': number})}" if isinstance(number, int) else "") for number in numbers
    ]
    return {"page": page, "links": links}
