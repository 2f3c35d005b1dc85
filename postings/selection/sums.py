"""What the submitted sheets of complete applications add up to, summed by the database in whole numbers, hence exact.

One denominator (``PanelFacts.common``) that every number of answers divides serves all sums; ``profiles.scoring`` makes
fractions of them. Nothing here reads a single rating into Python: ``details`` does that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db import connection

from postings.models import Posting
from postings.selection.facts import ProfileFacts
from postings.selection.panel import PanelFacts, panel_facts
from profiles.scoring import (
    ApplicantResult,
    GroupSubtotal,
)
from profiles.scoring.agreement import WIDE_SPREAD


@dataclass(frozen=True, slots=True)
class ApplicationSummary:
    """What the ratings of one complete application add up to, and how far the assessors lie apart."""

    application_id: int
    result: ApplicantResult
    largest_spread: int  # largest minus smallest value of the criterion where they differ most
    wide_spread_keys: tuple[str, ...]  # criteria two steps or more apart: to be talked about (DOMAIN.md 8.2)


# Per criterion the sum and number of the values that count, brought onto one denominator that every number divides: the
# database adds whole numbers, and what it hands over is exact. Criteria and sections are joined to the sums, not to the
# ratings: that is a third of the time.
_PLAIN = """
    WITH answered AS (
        SELECT sheet.application_id, rating.criterion_id, max(rating.value) - min(rating.value) AS spread,
               sum(rating.value) * (%(common)s / nullif(count(rating.value), 0)) AS value
        FROM assessment_rating rating JOIN assessment_ratingsheet sheet ON sheet.id = rating.sheet_id
        WHERE sheet.status = 'submitted' AND sheet.application_id = ANY(%(applications)s)
          AND sheet.assessor_id = ANY(%(assessors)s)
        GROUP BY sheet.application_id, rating.criterion_id
    )
"""


# The same with rounds: what was agreed on stands in place of a round's mean, then the rounds combine by the rule of the
# plan. As numeric, because shares may make the common denominator large; every division leaves no remainder.
_ROUNDS = """
    WITH given AS (
        SELECT sheet.application_id, sheet.round_id, rating.criterion_id, count(rating.value) AS valued,
               sum(rating.value) AS total, max(rating.value) - min(rating.value) AS spread
        FROM assessment_rating rating JOIN assessment_ratingsheet sheet ON sheet.id = rating.sheet_id
        WHERE sheet.status = 'submitted' AND sheet.application_id = ANY(%(applications)s)
          AND sheet.assessor_id = ANY(%(assessors)s)
        GROUP BY sheet.application_id, sheet.round_id, rating.criterion_id
    ), in_round AS (
        SELECT given.application_id, given.criterion_id, spread, entry.position,
               CASE WHEN %(rule)s = 'shares' THEN entry.share ELSE 1 END AS share,
               CASE WHEN agreed.value IS NOT NULL THEN agreed.value * %(panel)s::numeric
                    ELSE total * div(%(panel)s::numeric, nullif(valued, 0)) END AS value
        FROM given JOIN assessment_assessmentround entry ON entry.id = given.round_id
        LEFT JOIN assessment_consensusrating agreed
            ON agreed.application_id = given.application_id AND agreed.round_id = given.round_id
           AND agreed.criterion_id = given.criterion_id
    ), answered AS (
        SELECT application_id, criterion_id, max(spread) AS spread,
               CASE WHEN %(rule)s = 'latest' THEN
                   (array_agg(value ORDER BY position DESC) FILTER (WHERE value IS NOT NULL))[1]
               ELSE
                   sum(value * share) * div(%(shares)s::numeric, sum(share) FILTER (WHERE value IS NOT NULL))
               END AS value
        FROM in_round GROUP BY application_id, criterion_id
    )
"""


_VALUES = "SELECT application_id, criterion_id, value FROM answered WHERE value IS NOT NULL"


_SECTIONS = """
    , summed AS (
        SELECT answered.application_id, criterion.group_id, sum(criterion.weight) AS full_weight,
               coalesce(sum(criterion.weight * value), 0) AS points,
               coalesce(sum(criterion.weight) FILTER (WHERE value IS NOT NULL), 0) AS weight, max(spread) AS spread,
               array_agg(criterion.number ORDER BY criterion.id) FILTER (WHERE spread >= %(wide)s) AS wide,
               array_agg(criterion.number ORDER BY criterion.id) FILTER (WHERE value IS NULL) AS none{single}
        FROM answered JOIN profiles_criterion criterion ON criterion.id = answered.criterion_id
        GROUP BY answered.application_id, criterion.group_id
    )
    SELECT application_id, section.number, points, weight, full_weight, spread, wide, none{names}
    FROM summed JOIN profiles_criteriongroup section ON section.id = summed.group_id
    ORDER BY application_id, section.position
"""


SUMS_SQL = _SECTIONS.format(single="", names="")


# The single values of the criteria come along as two arrays.
SUMS_AND_VALUES_SQL = _SECTIONS.format(
    single=", array_agg(criterion.number) AS numbers, array_agg(value) AS panel_values", names=", numbers, panel_values"
)


# Only the criteria that somebody could not assess: a few hundred sums among a hundred thousand ratings. A sheet with
# such an answer is known by its weight.
GAPS_SQL = """
    WITH gap AS (
        SELECT DISTINCT sheet.application_id, rating.criterion_id
        FROM assessment_rating rating JOIN assessment_ratingsheet sheet ON sheet.id = rating.sheet_id
        WHERE sheet.status = 'submitted' AND sheet.application_id = ANY(%(applications)s)
          AND sheet.assessor_id = ANY(%(assessors)s) AND sheet.rated_weight <> %(weight_sum)s
          AND rating.is_not_assessable
    )
    SELECT gap.application_id, criterion.weight, coalesce(sum(rating.value), 0), count(rating.value)
    FROM gap
    JOIN profiles_criterion criterion ON criterion.id = gap.criterion_id
    JOIN assessment_ratingsheet sheet ON sheet.application_id = gap.application_id AND sheet.status = 'submitted'
         AND sheet.assessor_id = ANY(%(assessors)s)
    JOIN assessment_rating rating ON rating.sheet_id = sheet.id AND rating.criterion_id = gap.criterion_id
    GROUP BY gap.application_id, criterion.id
"""


def _fetch(sql: str, panel: PanelFacts, profile: ProfileFacts, application_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return the rows of ``sql`` for complete applications, on the denominator ``panel.common``; one query, none for
    nobody."""
    if not application_ids:
        return []
    values = {
        "common": panel.common,
        "shares": panel.common_share,
        "panel": panel.common // panel.common_share,
        "rule": panel.rule.value,
        "applications": list(application_ids),
        "assessors": panel.rater_ids,
        "weight_sum": profile.weight_sum,
        "wide": WIDE_SPREAD,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def fetch_answers(
    sql: str, panel: PanelFacts, profile: ProfileFacts, application_ids: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Return the rows of ``sql``, which reads from ``answered``: one row per application and criterion; one query."""
    return _fetch((_PLAIN if panel.is_plain else _ROUNDS) + sql, panel, profile, application_ids)


def build_summaries(
    posting: Posting, profile: ProfileFacts, application_ids: Sequence[int], panel: PanelFacts | None = None
) -> dict[int, ApplicationSummary]:
    """Return what the ratings of complete applications add up to, summed per section by the database; one query, one
    more without ``panel``.

    Applications of which nothing was assessable are left out: they have no result.
    """
    panel = panel or panel_facts(posting)
    return summaries_of(fetch_answers(SUMS_SQL, panel, profile, application_ids), profile, panel.common)


def summaries_of(rows: Iterable[Sequence[Any]], profile: ProfileFacts, common: int) -> dict[int, ApplicationSummary]:
    """Return the summaries from the rows of ``SUMS_SQL``, which stand on the denominator ``common``."""
    summaries = {}
    for application_id, found in groupby(rows, key=lambda row: row[0]):
        sections = list(found)
        groups = tuple(
            GroupSubtotal(
                group=section,
                points=Fraction(int(points), common),
                weight_sum=int(weight),
                full_weight_sum=int(full_weight),
                maximum_points=profile.scale.maximum * int(weight),
            )
            for _pk, section, points, weight, full_weight, *_rest in sections
        )
        weight_sum = sum(group.weight_sum for group in groups)
        if not weight_sum:
            continue
        summaries[application_id] = ApplicationSummary(
            application_id=application_id,
            result=ApplicantResult(
                points=Fraction(int(sum(row[2] for row in sections)), common),
                weight_sum=weight_sum,
                full_weight_sum=profile.weight_sum,
                scale=profile.scale,
                groups=groups,
                not_assessable=tuple(key for row in sections for key in row[7] or ()),
            ),
            largest_spread=max((row[5] for row in sections if row[5] is not None), default=0),
            wide_spread_keys=tuple(key for row in sections for key in row[6] or ()),
        )
    return summaries


def means_with_gaps(
    panel: PanelFacts, profile: ProfileFacts, points: Mapping[int, int]
) -> tuple[dict[int, Fraction], set[int]]:
    """Return the exact means of complete applications with answers "not assessable", and which rest on fewer criteria.

    ``points`` are the summed points of their sheets, by application. Where all have answered, a criterion's mean is its
    sum by the number of assessors; so the sum of the sheets only has to be put right where somebody could not assess:
    there the sum counts by those who could, and a criterion without any value takes its weight along. Applications of
    which nothing was assessable are left out: they have no mean.
    """
    number, common = len(panel.assessor_ids), panel.common
    gaps = _fetch(GAPS_SQL, panel, profile, list(points))
    by_application = {pk: [total * (common // number), profile.weight_sum] for pk, total in points.items()}
    for pk, weight, total, answered in gaps:
        found = by_application[pk]
        found[0] -= weight * total * (common // number)
        if answered:
            found[0] += weight * total * (common // answered)
        else:
            found[1] -= weight
    means = {pk: Fraction(total, common * weight) for pk, (total, weight) in by_application.items() if weight}
    return means, {pk for pk in means if by_application[pk][1] < profile.weight_sum}


def build_panel_numbers(
    posting: Posting, profile: ProfileFacts, application_ids: Sequence[int], panel: PanelFacts | None = None
) -> dict[int, dict[str, int]]:
    """Return the committee's value per criterion of complete applications, as whole numbers on ``panel.common``; one
    query, one more without ``panel``.

    A criterion that nobody could assess is left out.
    """
    panel = panel or panel_facts(posting)
    key_of = {pk: key for key, pk in profile.criterion_ids.items()}
    rows = fetch_answers(_VALUES, panel, profile, application_ids)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for application_id, criterion_id, value in rows:
        found[application_id][key_of[criterion_id]] = int(value)
    return dict(found)
