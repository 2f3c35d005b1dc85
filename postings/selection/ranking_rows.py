"""The rows of the ranking as finished markup.

A template costs a third of a millisecond for a row of seven cells, and a ranking shows two hundred of them at once; so
the rows are joined here from plain strings, and the template places them as one. Every text of people or of the profile
is escaped where it enters.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from html import escape  # Django's asks of every argument whether it is lazy, thousands of times for a ranking

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from postings.applications.enums import EmploymentStatus
from postings.selection import wording
from postings.selection.ranking import RankedApplication
from postings.selection.sums import ApplicationSummary
from profiles.scoring import ApplicantResult, GroupSubtotal
from profiles.scoring.display import format_points, format_quotient
from recruitment.templatetags.components import bar_chart_markup


def ranking_rows(
    lines: Sequence[RankedApplication],
    summaries: Mapping[int, ApplicationSummary],
    chosen: Collection[int] = (),
    found_on: Mapping[int, date] | None = None,
) -> SafeString:
    """Return the table rows of ``lines`` in their order; every line has its summary. ``chosen`` are ticked.

    ``found_on``: when people made their finding on a closeness group, by its number.
    """
    words = _Words(found_on or {})
    rows = []
    previous: int | None = None
    for line in lines:
        starts_group = line.closeness_number is not None and line.closeness_number != previous
        pk = line.facts.application_id
        rows.append(words.row(line, summaries[pk], starts_group, pk in chosen))
        previous = line.closeness_number
    return mark_safe("\n".join(rows))  # noqa: S308 - each row escapes its texts


class _Words:
    """The words of one page, translated once; a row is then nothing but joining."""

    def __init__(self, found_on: Mapping[int, date]) -> None:
        self.found_on = found_on
        self.address = escape(reverse("selection:result_detail", args=[0]))
        self.employment = {value: escape(str(label)) for value, label in EmploymentStatus.choices}
        self.tied = f'<span class="small"> ({escape(_("geteilt"))})</span>'
        self.group = escape(_("Gruppe"))
        self.points = _("Punkte")
        self.compare = escape(_("zum Vergleich auswählen"))
        self.not_assessable = _("n. b.")
        self.fewer = _("beruht auf weniger Anforderungen, Gewichtung %(counted)s/%(all)s")
        self.to_discuss = _("ab zwei Stufen: %(keys)s")

    def row(self, line: RankedApplication, summary: ApplicationSummary, starts_group: bool, is_chosen: bool) -> str:
        """Return one table row; the first of a closeness group carries the line above it and its note."""
        facts, result = line.facts, summary.result
        rank = f"{line.rank}{self.tied if line.is_tied else ''}"
        url = self.address.replace("/0/", f"/{facts.application_id}/")
        mean = format_quotient(line.mean.numerator, line.mean.denominator)
        points, maximum = result.points, result.maximum_points
        percent = format_quotient(points.numerator * 100, points.denominator * maximum)
        number = f"Nr. {facts.number} · " if facts.number else ""
        note = wording.closeness_note(self.found_on.get(line.closeness_number or 0)) if starts_group else ""
        close = f"<strong>{self.group} {line.closeness_number}</strong>" if line.closeness_number else "–"
        wide = summary.wide_spread_keys
        opening = '<tr class="close-start">' if starts_group else "<tr>"
        discussed = self.to_discuss % {"keys": ", ".join(wide)} if wide else ""
        name = escape(facts.list_name)
        return (
            f'{opening}<td class="num rank">{rank}</td>'
            f'<td class="pick"><label><input type="checkbox" name="bewerbung" value="{facts.application_id}"'
            f'{" checked" if is_chosen else ""}><span class="kern-sr-only">{name} {self.compare}</span></label></td>'
            f'<th scope="row"><a class="kern-link" href="{url}">{name}</a><br>'
            f'<span class="small muted">{number}{self.employment[facts.employment_status]}</span></th>'
            f'<td class="num">{_with_note(mean, self._fewer(result, line))}</td>'
            f'<td class="num">{_with_note(f"{format_points(points)} / {maximum}", f"{percent} %")}</td>'
            f'<td><div class="chart-cell">{self._chart(result.groups)}</div></td>'
            f"<td>{_with_note(str(summary.largest_spread), discussed)}</td>"
            f"<td>{_with_note(close, note)}</td></tr>"
        )

    def _fewer(self, result: ApplicantResult, line: RankedApplication) -> str:
        sheets = wording.fewer_sheets(line.lacking_sheets)
        if not result.rests_on_fewer_criteria:
            return sheets
        criteria = self.fewer % {"counted": result.weight_sum, "all": result.full_weight_sum}
        return f"{criteria}; {sheets}" if sheets else criteria

    def _chart(self, groups: Sequence[GroupSubtotal]) -> str:
        sections = tuple(
            (group.group, group.points.numerator, group.points.denominator, group.weight_sum, group.maximum_points)
            for group in groups
        )
        return _section_bars(sections, self.points, self.not_assessable)


@lru_cache(maxsize=4096)  # no persons, few different figures, and the same ones at every look
def _section_bars(sections: tuple[tuple[str, int, int, int, int], ...], word: str, not_assessable: str) -> str:
    """Return the bars of ``sections`` with the same figures as text below.

    Each is its number, the points as numerator and denominator, the weight that was assessed, and the maximum points.
    """
    bars = [(section, *_bar(*figures, not_assessable)) for section, *figures in sections]
    title = "; ".join(f"{label}: {shown} {word}" for label, _width, shown in bars)
    items = "".join(f"<li>{escape(label)}: {escape(shown)}</li>" for label, _width, shown in bars)
    return f"{bar_chart_markup(title, bars)}<ul>{items}</ul>"


def _bar(numerator: int, denominator: int, weight_sum: int, maximum: int, not_assessable: str) -> tuple[str, str]:
    """Return the width in percent and the figures of one section."""
    if not weight_sum:
        return "0", not_assessable
    width = format_quotient(numerator * 100, denominator * maximum, point=".")
    return width, f"{format_points(Fraction(numerator, denominator))}/{maximum}"


def _with_note(text: str, note: str) -> str:
    """Return ``text`` (numbers and markup of ours) with a smaller line below it, escaped, if there is one."""
    return f'{text}<br><span class="small">{escape(note)}</span>' if note else text
