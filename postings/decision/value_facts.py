"""The committee's values per criterion for the memo: of everybody in block 8, of the leading ones in block 9.

Tables of values only, one applicant a row; what follows from them is written by people (DOMAIN.md S8). Source:
DOMAIN.md 1.5 nos. 8 and 9.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from postings.decision.parts import Part, table, text, who
from postings.models import Posting
from postings.selection.comparison import leaders_of
from postings.selection.ranking import Ranking
from postings.selection.sums import build_panel_numbers
from profiles.scoring import WeightedCriterion, format_german

Means = Mapping[int, Mapping[str, Fraction]]


def panel_means(posting: Posting, ranking: Ranking) -> Means:
    """Return the exact value of the committee by application and criterion, of those with a rank; one query."""
    ids = [line.facts.application_id for line in ranking.ranked]
    found = build_panel_numbers(posting, ranking.profile, ids, ranking.panel)
    return {pk: {key: Fraction(value, ranking.panel.common) for key, value in row.items()} for pk, row in found.items()}


def values_by_section(ranking: Ranking, means: Means) -> list[Part]:
    """Return a table for each section of the profile: everybody with a rank, in its order."""
    ids = [line.facts.application_id for line in ranking.ranked]
    return [
        _values(
            _("Bewertung je Anforderung, %(number)s %(title)s") % {"number": number, "title": title},
            [one for one in ranking.profile.criteria if one.group == number],
            ids,
            ranking,
            means,
        )
        for number, title in ranking.profile.groups
        if ids
    ]


def values_of_leaders(ranking: Ranking, means: Means) -> list[Part]:
    """Return the leading applications side by side, a table for each weight from 4 down; nothing below two of them."""
    leaders = leaders_of(ranking)
    if len(leaders) < 2:
        return []
    ids = [line.facts.application_id for line in leaders]
    weights = sorted({one.weight for one in ranking.profile.criteria}, reverse=True)
    tables = [
        _values(
            _("Die Führenden nebeneinander, Gewichtung %(weight)s") % {"weight": weight},
            [one for one in ranking.profile.criteria if one.weight == weight],
            ids,
            ranking,
            means,
        )
        for weight in weights
    ]
    note = _(
        "Nur die Werte; was sie für die Eignung bedeuten, steht im Text dieses Abschnitts. Unterschiede von Zehnteln "
        "sind keine Aussage über die Eignung."
    )
    return [*tables, text(note)]


def _values(
    title: str, criteria: Sequence[WeightedCriterion], ids: Sequence[int], ranking: Ranking, means: Means
) -> Part:
    named = ", ".join(f"{one.key} {ranking.profile.titles[one.key]}" for one in criteria)
    rows = [
        [who(pk), *(format_german(means[pk][one.key]) if one.key in means[pk] else _("n. b.") for one in criteria)]
        for pk in ids
    ]
    caption = _("%(title)s (Mittel der Kommission): %(named)s") % {"title": title, "named": named}
    return table(caption, [_("Bewerbung"), *(one.key for one in criteria)], rows)
