"""Equal weights and leaving one criterion out as finished German text, and ranks in columns side by side.

Neutral as ``robustness_texts``, which puts these parts in their place: it says what would be, never what should.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.scoring import format_german
from profiles.scoring.alternatives import CriterionLeftOut, EqualWeights

MOST_NAMES = 6  # people or pairs named at one place; the rest is counted


@dataclass(frozen=True, slots=True)
class RankTable:
    """Ranks in several columns side by side; ``rows`` are (name, ranks with whether they differ from the first)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
    differing: str


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """The ranking without one criterion: who leads, where the published head stands, how many ranks differ."""

    criterion: str
    weight: int
    leader: str
    published_head: str
    moved: str


def equal_texts(found: EqualWeights[int], names: Mapping[int, str]) -> list[str]:
    """Return what equal weights would do, and how far both rankings agree."""
    sentences = [
        _(
            "Zum Vergleich wird mit gleichem Gewicht für jede Anforderung gerechnet. Verbindlich bleiben die "
            "veröffentlichten Gewichtungen."
        )
    ]
    if found.correlation.is_defined:
        sentences.append(
            _(
                "Rangkorrelation beider Rangfolgen (Kendalls Tau-b, über alle Bewerbungen mit Rang): %(tau)s. 1 heißt "
                "dieselbe Rangfolge, 0 kein Zusammenhang, −1 umgekehrt."
            )
            % {"tau": format_german(found.correlation.display()).replace("-", "−")}
        )
    else:
        sentences.append(
            _(
                "Rangkorrelation beider Rangfolgen (Kendalls Tau-b): nicht definiert, weil in einer von ihnen alle "
                "denselben Rang haben."
            )
        )
    if found.changes_leader:
        sentences.append(_("Auf Rang 1 stünde: %(names)s.") % {"names": leaders_text(found.leaders, names)})
    else:
        sentences.append(_("Rang 1 wäre gleich besetzt."))
    return sentences


def left_out_rows(
    found: Sequence[CriterionLeftOut[int]], titles: Mapping[str, str], names: Mapping[int, str]
) -> tuple[LeftOutRow, ...]:
    """Return one row per criterion, those that change nothing as well: a reader looks for each."""
    return tuple(
        LeftOutRow(
            criterion=f"{one.criterion} {titles[one.criterion]}",
            weight=one.weight,
            leader=leaders_text(one.leaders, names) if one.changes_leader else _("gleich"),
            published_head=_head_text(one, names),
            moved=ngettext("ein Rang", "%(n)s Ränge", one.moved) % {"n": one.moved} if one.moved else _("keiner"),
        )
        for one in found
    )


def left_out_note(found: Sequence[CriterionLeftOut[int]]) -> str:
    """Return the sentence above the rows; empty where there is nothing to leave out."""
    if not found:
        return ""
    changing = [one.criterion for one in found if one.changes_leader]
    if not changing:
        return _("Welche Anforderung man auch wegließe: Rang 1 bliebe gleich besetzt.")
    return _("Rang 1 wäre anders besetzt oder geteilt ohne %(list)s.") % {"list": _(" oder ohne ").join(changing)}


def leaders_text(leaders: Sequence[int], names: Mapping[int, str]) -> str:
    """Return who would stand on rank 1, by name or code."""
    shown = [names[key] for key in leaders[:MOST_NAMES]]
    if more := len(leaders) - len(shown):
        shown.append(_("%(n)s weitere") % {"n": more})
    text = "; ".join(shown)
    return _("%(names)s (geteilt)") % {"names": text} if len(shown) > 1 else text


def rank_table(
    keys: Sequence[int], names: Mapping[int, str], columns: Sequence[tuple[str, Mapping[int, int]]]
) -> RankTable:
    """Return the ranks of ``keys`` under each heading; the first column is what the others are compared with."""
    first = columns[0][1]
    rows = tuple(
        (names[key], tuple((str(ranks.get(key, "–")), ranks.get(key) != first[key]) for _heading, ranks in columns))
        for key in keys
    )
    count = sum(any(differs for _rank, differs in cells) for _name, cells in rows)
    return RankTable(
        headings=tuple(heading for heading, _ranks in columns),
        rows=rows,
        differing=ngettext(
            "Bei einer Bewerbung weicht ein Rang ab.", "Bei %(n)s Bewerbungen weicht ein Rang ab.", count
        )
        % {"n": count}
        if count
        else _("Kein Rang weicht ab."),
    )


def _head_text(one: CriterionLeftOut[int], names: Mapping[int, str]) -> str:
    shown = [
        f"{names[key]}: {'–' if rank is None else rank}" if len(one.leader_ranks) > 1 else str(rank or "–")
        for key, rank in one.leader_ranks[:MOST_NAMES]
    ]
    if more := len(one.leader_ranks) - len(shown):
        shown.append(_("%(n)s weitere") % {"n": more})
    return "; ".join(shown)
