"""The part of the selection report that puts the leading applications side by side, the heaviest weights first.

Values only: what they mean is written by people, in the memo (DOMAIN.md S8: a verbal comparison is never made from
scores). Source: DOMAIN.md 1.5 no. 9 and section 7.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.selection.comparison import leaders_of
from postings.selection.details import ApplicationDetail
from postings.selection.ranking import RankedApplication, Ranking
from profiles.scoring import format_german


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One criterion: its values in the order of the names, and how far the highest lies above the lowest."""

    title: str
    values: tuple[str, ...]
    distance: str


@dataclass(frozen=True, slots=True)
class LeadersPart:
    """Who is compared and why those, and the rows by weight, 4 first."""

    intro: str
    names: tuple[str, ...]
    weights: tuple[tuple[int, tuple[ComparedRow, ...]], ...]


def leaders_part(ranking: Ranking, details: Mapping[int, ApplicationDetail]) -> LeadersPart | None:
    """Return the comparison of the leading applications of ``ranking``; None if there is only one."""
    leaders = leaders_of(ranking)
    if len(leaders) < 2:
        return None
    profile = ranking.profile
    panels = [details[line.facts.application_id].panel for line in leaders]

    def row(key: str) -> ComparedRow:
        values = [panel[key] for panel in panels]
        means = [value for value in values if isinstance(value, Fraction)]
        return ComparedRow(
            title=f"{key} {profile.titles[key]}",
            values=tuple(format_german(value) if isinstance(value, Fraction) else _("n. b.") for value in values),
            distance=format_german(max(means) - min(means)) if len(means) > 1 else "–",
        )

    return LeadersPart(
        intro=_intro(ranking, leaders),
        names=tuple(line.facts.name for line in leaders),
        weights=tuple(
            (weight, tuple(row(one.key) for one in profile.criteria if one.weight == weight))
            for weight in (4, 3, 2, 1)
            if any(one.weight == weight for one in profile.criteria)
        ),
    )


def _intro(ranking: Ranking, leaders: list[RankedApplication]) -> str:
    group = leaders[0].closeness_number
    if group is None:
        text = _("Nebeneinander stehen die Bewerbungen auf den ersten Rängen.")
    else:
        text = _("Nebeneinander stehen die Bewerbungen der Gruppe %(n)s mit geringem Abstand.") % {"n": group}
    same = [
        line
        for line in ranking.ranked
        if (line.closeness_number == group if group is not None else line.rank <= leaders[-1].rank)
    ]
    if left := len(same) - len(leaders):
        text += " " + ngettext(
            "Eine weitere passt nicht in die Tabelle; ihre Werte stehen bei ihrem Einzelergebnis.",
            "%(n)s weitere passen nicht in die Tabelle; ihre Werte stehen bei ihren Einzelergebnissen.",
            left,
        ) % {"n": left}
    return text
