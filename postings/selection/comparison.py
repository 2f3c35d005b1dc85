"""Two to five applicants side by side, criterion by criterion, the heaviest weights first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from postings.assessment.wording import answer_text
from postings.selection.charts import dot_plot
from postings.selection.details import ApplicationDetail, build_details
from postings.selection.presentation import criterion_notes
from postings.selection.ranking import RankedApplication, Ranking
from profiles.scoring import NotAssessable, WeightedCriterion, display_mean, display_percent, format_german
from profiles.scoring.agreement import WIDE_SPREAD
from profiles.scoring.display import format_points
from recruitment.forms import whole_number

FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Compared:
    """One applicant at the head of a column; ``bars`` are (section, width in percent, figures)."""

    number: int
    line: RankedApplication
    mean: str
    points: str
    bars: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SingleValues:
    """What one applicant got on one criterion: (caption, value) per sheet, and (who, words) of what was written."""

    name: str
    answers: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparedCriterion:
    """One criterion: per applicant the common value and how far the assessors lie apart; between them the distance."""

    key: str
    title: str
    cells: tuple[tuple[str, str], ...]
    distance: str
    plot: SafeString | None
    singles: tuple[SingleValues, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page shows. ``weights`` are the criteria by weight, 4 first; weights without any are left out."""

    applicants: tuple[Compared, ...]
    weights: tuple[tuple[int, tuple[ComparedCriterion, ...]], ...]
    legend: tuple[tuple[str, str], ...]  # number in the drawings, caption of the sheet


def chosen_ids(values: Iterable[str]) -> list[int]:
    """Return the ids in an address, each once and in their order; whatever is no number is passed over."""
    found = (part for value in values for part in value.split(","))
    return list(dict.fromkeys(number for part in found if (number := whole_number(part)) is not None))


def refusal(count: int) -> str:
    """Return why ``count`` applicants cannot be compared, and what to do; empty when they can."""
    if count < FEWEST:
        return _("Wählen Sie in der Rangfolge mindestens zwei Bewerbungen aus; ausgewählt sind %(n)s.") % {"n": count}
    if count > MOST:
        return _(
            "Nebeneinander passen höchstens fünf Bewerbungen; ausgewählt sind %(n)s. Nehmen Sie in der Rangfolge "
            "welche heraus."
        ) % {"n": count}
    return ""


def build_comparison(ranking: Ranking, lines: Sequence[RankedApplication], *, tells_single: bool) -> Comparison:
    """Return the comparison of ``lines``; three queries at most. Single values, observations and dots for those only
    who may see what each member gave (``tells_single``)."""
    profile = ranking.profile
    details = build_details(profile, [line.facts.application_id for line in lines], ranking.panel)
    compared = [(line, details[line.facts.application_id]) for line in lines]
    numbers: dict[str, str] = {}
    if tells_single:
        for _line, detail in compared:
            for sheet in detail.sheets:
                numbers.setdefault(sheet.caption, str(len(numbers) + 1))
    return Comparison(
        applicants=tuple(_head(number, *one) for number, one in enumerate(compared, start=1)),
        weights=tuple(
            (
                weight,
                tuple(_criterion(one, ranking, compared, numbers) for one in profile.criteria if one.weight == weight),
            )
            for weight in (4, 3, 2, 1)
            if any(one.weight == weight for one in profile.criteria)
        ),
        legend=tuple((number, caption) for caption, number in numbers.items()),
    )


def _head(number: int, line: RankedApplication, detail: ApplicationDetail) -> Compared:
    result = detail.result
    return Compared(
        number=number,
        line=line,
        mean=format_german(display_mean(line.mean)),
        points=f"{format_points(result.points)} / {result.maximum_points}"
        f" ({format_german(display_percent(result.share))} %)",
        bars=tuple(
            (group.group, str(display_percent(group.share)), f"{format_points(group.points)} / {group.maximum_points}")
            if group.share is not None
            else (group.group, "0", _("n. b."))
            for group in result.groups
        ),
    )


def _criterion(
    criterion: WeightedCriterion,
    ranking: Ranking,
    compared: Sequence[tuple[RankedApplication, ApplicationDetail]],
    numbers: dict[str, str],
) -> ComparedCriterion:
    key, title = criterion.key, ranking.profile.titles[criterion.key]
    values = [detail.panel[key] for _line, detail in compared]
    means = [value for value in values if isinstance(value, Fraction)]
    return ComparedCriterion(
        key=key,
        title=title,
        cells=tuple(
            (_shown(value), _spread_text(detail.spreads[key]))
            for value, (_line, detail) in zip(values, compared, strict=True)
        ),
        distance=format_german(max(means) - min(means)) if len(means) > 1 else "–",
        plot=dot_plot(
            f"{key} {title}",
            ranking.profile.scale,
            [
                (
                    str(place),
                    line.facts.name,
                    [
                        (numbers[sheet.caption], rating.value)
                        for sheet in detail.sheets
                        if (rating := sheet.ratings.get(key)) is not None and rating.value is not None
                    ],
                    value if isinstance(value, Fraction) else None,
                )
                for place, ((line, detail), value) in enumerate(zip(compared, values, strict=True), start=1)
            ],
        )
        if numbers
        else None,
        singles=tuple(_singles(key, line, detail) for line, detail in compared) if numbers else (),
    )


def _singles(key: str, line: RankedApplication, detail: ApplicationDetail) -> SingleValues:
    return SingleValues(
        name=line.facts.name,
        answers=tuple(
            (sheet.caption, answer_text(sheet.ratings[key])) for sheet in detail.sheets if key in sheet.ratings
        ),
        notes=tuple(criterion_notes(detail, key)),
    )


def _shown(value: Fraction | NotAssessable) -> str:
    return format_german(value) if isinstance(value, Fraction) else _("n. b.")


def _spread_text(spread: int | None) -> str:
    if spread is None:
        return ""
    text = _("Unterschied %(n)s") % {"n": spread}
    return text + _(" – besprechen") if spread >= WIDE_SPREAD else text


def leaders_of(ranking: Ranking) -> list[RankedApplication]:
    """Return the group of small distance that holds the first, otherwise the first two; five at most.

    Whoever shares the last of these ranks is in it as well, as far as five columns hold them; nobody without a rank.
    """
    ranked = list(ranking.ranked)
    if not ranked:
        return []
    group = ranked[0].closeness_number
    if group is not None:
        chosen = [line for line in ranked if line.closeness_number == group]
    else:
        chosen = [line for line in ranked if line.rank <= ranked[min(1, len(ranked) - 1)].rank]
    return chosen[:MOST]
