"""The check of the computed ranking as finished German text: the same rows feed the page and the annex of the report.

Neutral throughout: it says what a change would do, and never that one should be made (DOMAIN.md 8.3, R4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.selection.alternative_texts import (
    MOST_NAMES,
    LeftOutRow,
    RankTable,
    equal_texts,
    leaders_text,
    left_out_note,
    left_out_rows,
    rank_table,
)
from postings.selection.ranking import Ranking
from postings.selection.resampling_texts import IntervalRow, interval_note, interval_rows, percent, span
from postings.selection.robustness import Robustness
from profiles.scoring.stability import DRAWS, SPREAD_PERCENT, SingleChange, Swap

STABLE, SENSITIVE = Fraction(9, 10), Fraction(6, 10)  # a convention without source (DOMAIN.md 8.3)
SMALL_SHARE = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One applicant: published rank, rank range over all single changes, shares of the draws."""

    key: int
    name: str
    rank: int
    best: int
    worst: int
    span: str
    first_share: str
    shares: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One weight moved by one step: what it does to rank 1, to the group of the best, and who changes places."""

    criterion: str
    change: str
    leader: str
    group: str
    swapped: str


@dataclass(frozen=True, slots=True)
class RobustnessTexts:
    """Everything that page and annex say, in its order."""

    preface: str
    scope: str
    summary: tuple[str, ...]
    ranges: tuple[RangeRow, ...]
    changes: tuple[ChangeRow, ...]
    unchanged: str
    swaps: tuple[tuple[str, str, str], ...]
    draws: str
    provisional: tuple[str, ...]
    scenarios: RankTable | None
    equal: tuple[str, ...]
    equal_table: RankTable
    left_out: tuple[LeftOutRow, ...]
    left_out_note: str
    without: RankTable | None
    intervals: tuple[IntervalRow, ...]
    interval_note: str


def robustness_texts(found: Robustness, ranking: Ranking, names: Mapping[int, str]) -> RobustnessTexts:
    """Return the texts; ``names`` are those that the reader may see, by application."""
    titles = ranking.profile.titles
    published = {line.facts.application_id: line.rank for line in ranking.ranked}
    ranges = tuple(
        RangeRow(
            key=key,
            name=names[key],
            rank=one.rank,
            best=one.best,
            worst=one.worst,
            span=span(one.best, one.worst),
            first_share=percent(found.shares[key].get(1, Fraction(0))),
            shares=_shares_text(found.shares[key]),
        )
        for key in found.near.keys
        for one in [found.ranges[key]]
    )
    moving = [change for change in found.changes if change.moved or change.first_group_changes]
    without = None
    if found.without:
        columns = [(_("ohne %(person)s") % {"person": one.assessor}, one.ranks) for one in found.without]
        without = rank_table(found.near.keys, names, [(_("alle Mitglieder"), published), *columns])
    return RobustnessTexts(
        preface=preface(),
        scope=_scope(found, ranking),
        summary=tuple(_summary(found, ranking, names)),
        ranges=ranges,
        changes=tuple(_change_row(change, titles, names, found.near.is_everybody) for change in moving),
        unchanged=_unchanged(len(found.changes) - len(moving), len(found.changes)),
        swaps=tuple((names[swap.ahead], names[swap.behind], _swap_text(swap)) for swap in found.swaps),
        draws=_draws(found),
        provisional=tuple(_provisional(found, titles)),
        scenarios=_scenario_table(found, names, published),
        equal=tuple(equal_texts(found.equal, names)),
        equal_table=rank_table(
            found.near.keys, names, [(_("veröffentlicht"), published), (_("alle gleich"), found.equal.ranks)]
        ),
        left_out=left_out_rows(found.left_out, titles, names),
        left_out_note=left_out_note(found.left_out),
        without=without,
        intervals=interval_rows(found, names, published),
        interval_note=interval_note(found),
    )


def preface() -> str:
    """Return what stands above everything."""
    return _(
        "Diese Plausibilitätsprüfung ändert die Rangfolge nicht. Verbindlich sind die veröffentlichten Gewichtungen; "
        "sie dürfen nach der Veröffentlichung nicht geändert werden, auch nicht wegen dessen, was hier steht. Die "
        "Prüfung zeigt nur, wie sehr ein Rang an einer einzelnen Gewichtung oder an einem einzelnen Mitglied hängt. Wo "
        "er daran hängt, trägt der Rechenwert allein die Auswahl nicht; dann kommt es auf die Begründung an."
    )


def _scope(found: Robustness, ranking: Ranking) -> str:
    near = found.near
    if near.is_everybody:
        return _("Geprüft sind alle %(n)s Bewerbungen mit Rang.") % {"n": len(near.keys)}
    return _(
        "Gezeigt sind %(n)s von %(all)s Bewerbungen mit Rang, die Ränge %(first)s bis %(last)s. Ränge zählen über "
        "alle; nur die gezogenen Gewichtungen vergleichen allein die gezeigten Bewerbungen miteinander, als blieben "
        "die übrigen, wo sie sind."
    ) % {
        "n": len(near.keys),
        "all": len(ranking.ranked),
        "first": near.first_rank,
        "last": near.last_rank,
    }


def _summary(found: Robustness, ranking: Ranking, names: Mapping[int, str]) -> list[str]:
    all_changes = len(found.changes)
    leading = [change for change in found.changes if change.changes_leader]
    grouping = [change for change in found.changes if change.first_group_changes]
    sentences = [
        _("Rang 1 ist bei jeder der %(all)s Änderungen einer einzelnen Gewichtung um eine Stufe gleich besetzt.")
        % {"all": all_changes}
        if not leading
        else _(
            "Bei %(n)s von %(all)s Änderungen einer einzelnen Gewichtung um eine Stufe wäre Rang 1 anders besetzt "
            "oder geteilt: %(list)s."
        )
        % {"n": len(leading), "all": all_changes, "list": _change_list(leading)},
        _("Die Gruppe mit geringem Abstand zur besten Bewerbung bliebe dabei immer dieselbe.")
        if not grouping
        else _(
            "Wer zur Gruppe mit geringem Abstand zur besten Bewerbung gehört, wäre bei %(n)s davon anders: %(list)s."
        )
        % {"n": len(grouping), "list": _change_list(grouping)},
    ]
    if found.near.start == 0:
        leaders = [line.facts.application_id for line in ranking.ranked if line.rank == 1]
        sentences.extend(
            _(
                "Stabilität des rechnerischen Ergebnisses: %(name)s steht in %(share)s der gezogenen Gewichtungen auf "
                "Rang 1 – %(word)s."
            )
            % {"name": names[key], "share": percent(share), "word": _stability_word(share)}
            for key in leaders
            for share in [found.shares[key].get(1, Fraction(0))]
        )
    for one in found.without:
        order = [line.facts.application_id for line in ranking.ranked]
        then = [key for key in order if one.ranks.get(key) == 1]
        if then != [line.facts.application_id for line in ranking.ranked if line.rank == 1]:
            sentences.append(
                _("Ohne die Bögen von %(person)s stünde auf Rang 1: %(names)s.")
                % {"person": one.assessor, "names": ", ".join(names[key] for key in then) or "–"}
            )
    return sentences


def _stability_word(share: Fraction) -> str:
    if share >= STABLE:
        return _("stabil")
    return _("empfindlich") if share >= SENSITIVE else _("keine klare Spitze")


def _change_list(changes: Sequence[SingleChange[int]]) -> str:
    return ", ".join(f"{change.criterion} ({change.old_weight} → {change.new_weight})" for change in changes)


def _change_row(
    change: SingleChange[int], titles: Mapping[str, str], names: Mapping[int, str], is_everybody: bool
) -> ChangeRow:
    pairs = [
        _("%(behind)s vor %(ahead)s") % {"behind": names[behind], "ahead": names[ahead]}
        for ahead, behind in change.swapped[:MOST_NAMES]
    ]
    more = len(change.swapped) - len(pairs)
    if more:
        pairs.append(ngettext("und %(n)s weiteres Paar", "und %(n)s weitere Paare", more) % {"n": more})
    return ChangeRow(
        criterion=f"{change.criterion} {titles[change.criterion]}",
        change=f"{change.old_weight} → {change.new_weight}",
        leader=leaders_text(change.leaders, names) if change.changes_leader else _("gleich"),
        group=_("anders") if change.first_group_changes else _("gleich"),
        swapped="; ".join(pairs) or _no_pair(change.moved, is_everybody),
    )


def _no_pair(moved: int, is_everybody: bool) -> str:
    if not moved:
        return _("niemand")
    if is_everybody:
        text = ngettext(
            "niemand; ein Rang ändert sich, weil ein Gleichstand entsteht oder endet",
            "niemand; %(n)s Ränge ändern sich, weil ein Gleichstand entsteht oder endet",
            moved,
        )
    else:
        text = ngettext(
            "niemand der Gezeigten; insgesamt ändert sich ein Rang",
            "niemand der Gezeigten; insgesamt ändern sich %(n)s Ränge",
            moved,
        )
    return text % {"n": moved}


def _unchanged(count: int, of_all: int) -> str:
    if not count:
        return _("Jede der %(all)s möglichen Änderungen verschöbe mindestens einen Rang.") % {"all": of_all}
    if count == of_all:
        return _("Keine der %(all)s möglichen Änderungen verschöbe einen Rang.") % {"all": of_all}
    return _("Die übrigen %(n)s der %(all)s möglichen Änderungen verschöben keinen Rang.") % {"n": count, "all": of_all}


def _swap_text(swap: Swap[int]) -> str:
    if swap.steps is None:
        return _("keine einzelne Änderung zwischen 1 und 4")
    listed = [f"{key} ({old} → {new})" for key, old, new in swap.changes[:MOST_NAMES]]
    if more := len(swap.changes) - len(listed):
        listed.append(ngettext("%(n)s weiteren", "%(n)s weiteren", more) % {"n": more})
    return ngettext("eine Stufe bei %(list)s", "%(n)s Stufen bei %(list)s", swap.steps) % {
        "n": swap.steps,
        "list": _(" oder ").join(listed),
    }


def _draws(found: Robustness) -> str:
    return _(
        "%(draws)s-mal werden Gewichtungen gezogen: Jede veröffentlichte wird unabhängig von den anderen um bis zu "
        "%(spread)s Prozent nach oben oder unten verändert, gleichverteilt. Startwert %(seed)s, gebildet aus der "
        "Kennzahl und der Prüfsumme des festgeschriebenen Anforderungsprofils; wer neu rechnet, erhält dieselben "
        "Anteile. Lesart nach Übereinkunft, ohne rechtliche Bedeutung: ab 90 %% auf Rang 1 stabil, 60 bis 90 %% "
        "empfindlich, darunter keine klare Spitze."
    ) % {"draws": f"{DRAWS:,}".replace(",", "."), "spread": SPREAD_PERCENT, "seed": found.seed}


def _shares_text(shares: Mapping[int, Fraction]) -> str:
    shown = [(rank, share) for rank, share in sorted(shares.items()) if share >= SMALL_SHARE]
    text = "; ".join(f"{rank}: {percent(share)}" for rank, share in shown)
    rest = 1 - sum((share for _rank, share in shown), Fraction(0))
    return f"{text}; {_('andere')}: {percent(rest)}" if rest and text else text or _("jeder unter 1 %")


def _provisional(found: Robustness, titles: Mapping[str, str]) -> list[str]:
    return [
        _("%(key)s %(title)s: festgelegt auf %(weight)s%(reason)s. Möglich nach dem Dokument: %(possible)s. %(doubt)s")
        % {
            "key": one.key,
            "title": titles[one.key],
            "weight": one.weight,
            "reason": f" ({one.reason})" if one.reason else "",
            "possible": ", ".join(str(weight) for weight in one.possible),
            "doubt": one.doubt,
        }
        for one in found.provisional
    ]


def _scenario_table(found: Robustness, names: Mapping[int, str], published: Mapping[int, int]) -> RankTable | None:
    """Return the ranking under each possible weight, the published one first."""
    if not found.scenarios:
        return None
    settled = {one.key: one.weight for one in found.provisional}
    columns: list[tuple[str, Mapping[int, int]]] = [(_("veröffentlicht"), published)]
    for scenario, ranks in found.scenarios:
        if any(settled[key] != weight for key, weight in scenario.items()):
            columns.append((", ".join(f"{key} = {weight}" for key, weight in scenario.items()), ranks))
    columns[0] = (
        "{} ({})".format(columns[0][0], ", ".join(f"{key} = {weight}" for key, weight in settled.items())),
        published,
    )
    return rank_table(found.near.keys, names, columns)
