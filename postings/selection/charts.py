"""Drawings of the ranking as inline SVG: every figure stands beside them as text, and no colour says anything alone.

Positions are attributes, looks are classes: the page forbids inline styles. Each drawing is one image with a title and
a description for those who do not see it.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from profiles.scoring import Scale
from profiles.scoring.display import format_german, format_quotient

RANGE_WIDTH = 180  # units of the line on which ranks stand
STEP, LEFT, ROW = 70, 40, 44  # units per step of the scale, before the first, per line of dots


def rank_range_chart(name: str, *, rank: int, best: int, worst: int, first: int, last: int) -> SafeString:
    """Return the line of one applicant: from the best to the worst rank, a dot at the published one.

    ``first`` and ``last`` are the ranks at both ends of the axis.
    """
    width = max(last - first, 1)

    def at(value: int) -> str:
        inside = min(max(value, first), last) - first
        return format_quotient(8 * width + inside * RANGE_WIDTH, width, 1, point=".")

    title = _("Rangspanne %(name)s") % {"name": name}
    text = _("veröffentlicht Rang %(rank)s, zwischen Rang %(best)s und %(worst)s") % {
        "rank": rank,
        "best": best,
        "worst": worst,
    }
    total = RANGE_WIDTH + 16
    return _svg(
        "range-chart",
        total,
        20,
        title,
        text,
        f'<line class="dot-axis" x1="8" y1="10" x2="{RANGE_WIDTH + 8}" y2="10"/>'
        f'<line class="dot-range" x1="{at(best)}" y1="10" x2="{at(worst)}" y2="10"/>'
        f'<line class="dot-range" x1="{at(best)}" y1="5" x2="{at(best)}" y2="15"/>'
        f'<line class="dot-range" x1="{at(worst)}" y1="5" x2="{at(worst)}" y2="15"/>'
        f'<circle class="dot-mean" cx="{at(rank)}" cy="10" r="5"/>',
    )


def dot_plot(
    title: str, scale: Scale, lines: Sequence[tuple[str, str, Sequence[tuple[str, int]], Fraction | None]]
) -> SafeString:
    """Return one line of dots per applicant: a circle with the number of each assessor, a diamond at the common value.

    ``lines`` are (number of the applicant in the legend, name, (number of the assessor, value) of each, common value).
    """
    parts, texts = [], []
    height = ROW * len(lines) + 20
    width = LEFT + STEP * (scale.maximum - scale.minimum) + 36
    for value in range(scale.minimum, scale.maximum + 1):
        x = _x(Fraction(value), scale)
        parts.append(f'<line class="dot-axis" x1="{x}" y1="4" x2="{x}" y2="{height - 18}"/>')
        parts.append(f'<text class="dot-label" x="{x}" y="{height - 4}" text-anchor="middle">{value}</text>')
    for index, (label, name, dots, mean) in enumerate(lines):
        y = ROW * index + 30
        parts.append(f'<text class="dot-label" x="0" y="{y - 2}">{escape(label)}</text>')
        parts.append(f'<line class="dot-axis" x1="0" y1="{y + 12}" x2="{width}" y2="{y + 12}"/>')
        taken: Counter[int] = Counter()
        many = Counter(value for _number, value in dots)
        for number, value in dots:
            # Equal values stand side by side around their step.
            aside = Fraction(14 * (2 * taken[value] - many[value] + 1), 2)
            taken[value] += 1
            x = _x(Fraction(value), scale, aside)
            parts.append(f'<circle class="dot-single" cx="{x}" cy="{y}" r="7"/>')
            parts.append(f'<text class="dot-number" x="{x}" y="{y + 3}" text-anchor="middle">{escape(number)}</text>')
        if mean is not None:
            x = _x(mean, scale)
            parts.append(f'<path class="dot-mean" transform="translate({x} {y - 16})" d="M0 -5L5 0L0 5L-5 0Z"/>')
        singles = ", ".join(f"{number}: {value}" for number, value in dots)
        common = format_german(mean) if mean is not None else _("nicht beurteilbar")
        text = _("%(name)s: gemeinsamer Wert %(mean)s") % {"name": name, "mean": common}
        texts.append(f"{text}; {_('Einzelwerte')} {singles}" if singles else text)
    return _svg("dot-plot", width, height, title, ". ".join(texts), "".join(parts))


def _x(value: Fraction, scale: Scale, aside: Fraction = Fraction(0)) -> str:
    place = LEFT + (value - scale.minimum) * STEP + aside
    return format_quotient(place.numerator, place.denominator, 1, point=".")


def _svg(css: str, width: int, height: int, title: str, description: str, content: str) -> SafeString:
    """Return the image; ``content`` is markup of ours in which every text is escaped."""
    return mark_safe(  # noqa: S308 - title and description are escaped here, the content where it is made
        f'<svg class="{css}" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' focusable="false" aria-label="{escape(title)}: {escape(description)}"><title>{escape(title)}</title>'
        f"<desc>{escape(description)}</desc>{content}</svg>"
    )
