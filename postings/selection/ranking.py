"""Build the ranking of a posting from frozen weights and submitted sheets.

The arithmetic is ``profiles.scoring``; this module only brings the rows to it. ``build_ranking`` reads one row per
application (the database sums the submitted sheets) and so costs the same few queries for three applicants as for two
thousand; ``build_details`` reads every single rating, for the few applicants that a page or the report shows.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Count, Max, Q, Sum, Value
from django.db.models.aggregates import Aggregate
from django.utils.translation import gettext as _

from postings.applications.enums import EmploymentStatus
from postings.applications.identity import ShownIdentity, by_code, by_name
from postings.assessment.enums import SheetStatus
from postings.assessment.models import Rating, RatingSheet
from postings.models import Posting
from postings.selection.errors import ProfileNotFrozen
from profiles.models import Criterion
from profiles.scoring import (
    NOT_ASSESSABLE,
    ApplicantResult,
    GroupSubtotal,
    NotAssessable,
    NothingAssessable,
    Scale,
    WeightedCriterion,
    applicant_result,
    closeness_band,
    closeness_groups,
    panel_values,
    rank,
)

WIDE_SPREAD = 2  # steps between two assessors from which on a criterion is to be talked about (DOMAIN.md 8.2)


class BoolAnd(Aggregate):
    """True if the expression holds for every row (PostgreSQL's BOOL_AND)."""

    function = "BOOL_AND"
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What the arithmetic needs of the frozen profile, with the titles that tables show."""

    criteria: tuple[WeightedCriterion, ...]
    criterion_ids: Mapping[str, int]
    titles: Mapping[str, str]
    groups: tuple[tuple[str, str], ...]  # number and title, in the order of the profile
    scale: Scale
    weight_sum: int

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(criterion.key for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """One applicant as the ranking shows the person: no equality data, no contact."""

    application_id: int
    number: int  # 0 while the names are hidden: it tells the order of receipt
    sort_key: str  # of what is shown, name or code
    employment_status: str
    shown_from: tuple[str, str, str] | str  # title, first and last name; only the code while the names are hidden

    @property
    def shown(self) -> ShownIdentity:
        """How the viewer sees the person; made for the lines of a page, not for two thousand."""
        if isinstance(self.shown_from, str):
            return by_code(code=self.shown_from, word=_("Bewerbung"))
        title, first, last = self.shown_from
        return by_name(title=title, first=first, last=last, sort_key=self.sort_key, number=self.number)

    @property
    def name(self) -> str:
        return self.shown.name

    @property
    def list_name(self) -> str:
        return self.shown.list_name

    @property
    def employment_label(self) -> str:
        return str(EmploymentStatus(self.employment_status).label)


@dataclass(frozen=True, slots=True)
class RankedApplication:
    """One line of the ranking. ``mean`` is exact, on the scale (5 is best); ``rank`` is shared by equal means."""

    facts: ApplicationFacts
    rank: int
    is_tied: bool
    mean: Fraction
    rests_on_fewer_criteria: bool
    closeness_number: int | None  # 1-based number of the closeness group, None when nobody is near


@dataclass(frozen=True, slots=True)
class IncompleteApplication:
    """An application without a rank: somebody's sheet is missing, or nothing was assessable."""

    facts: ApplicationFacts
    submitted_count: int
    assessor_count: int

    @property
    def missing_count(self) -> int:
        return self.assessor_count - self.submitted_count


@dataclass(frozen=True, slots=True)
class Ranking:
    """The arithmetic result of a procedure: a working basis, no decision."""

    profile: ProfileFacts
    assessor_count: int
    ranked: tuple[RankedApplication, ...]
    incomplete: tuple[IncompleteApplication, ...]
    band: Fraction  # closeness band as a difference of weighted means
    closeness: tuple[tuple[int, ...], ...]  # ids of the groups with more than one member, from the top


@dataclass(frozen=True, slots=True)
class SheetDetail:
    """One assessor's submitted sheet: answers by criterion key."""

    assessor_id: int
    assessor_name: str
    ratings: Mapping[str, Rating]
    note: str
    is_from_paper: bool
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationSummary:
    """What the ratings of one complete application add up to, and how far the assessors lie apart."""

    application_id: int
    result: ApplicantResult
    largest_spread: int  # largest minus smallest value of the criterion where they differ most
    wide_spread_keys: tuple[str, ...]  # criteria two steps or more apart: to be talked about (DOMAIN.md 8.2)


@dataclass(frozen=True, slots=True)
class ApplicationDetail:
    """Every single rating of one complete application: all that the committee may see of it."""

    application_id: int
    sheets: tuple[SheetDetail, ...]
    panel: Mapping[str, Fraction | NotAssessable]
    result: ApplicantResult
    spreads: Mapping[str, int | None]  # largest minus smallest value per criterion, None below two values

    @property
    def largest_spread(self) -> int:
        return max((spread for spread in self.spreads.values() if spread is not None), default=0)

    @property
    def wide_spread_keys(self) -> tuple[str, ...]:
        """Criteria on which assessors lie two steps or more apart: to be talked about (DOMAIN.md 8.2)."""
        return tuple(key for key, spread in self.spreads.items() if spread is not None and spread >= WIDE_SPREAD)


def profile_facts(posting: Posting) -> ProfileFacts:
    """Read the frozen weights of ``posting`` in one query.

    :raises ProfileNotFrozen: before publication.
    """
    if not posting.profile.is_frozen:
        raise ProfileNotFrozen
    rows = list(Criterion.objects.filter(profile=posting.profile_id).select_related("group"))
    criteria = tuple(WeightedCriterion(key=row.number, weight=row.weight, group=row.group.number) for row in rows)
    return ProfileFacts(
        criteria=criteria,
        criterion_ids={row.number: row.pk for row in rows},
        titles={row.number: row.title for row in rows},
        groups=tuple(dict.fromkeys((row.group.number, row.group.title) for row in rows)),
        scale=Scale(minimum=posting.profile.scale.minimum, maximum=posting.profile.scale.maximum),
        weight_sum=sum(row.weight for row in rows),
    )


def build_ranking(posting: Posting, profile: ProfileFacts | None = None, *, shows_names: bool | None = None) -> Ranking:
    """Compute the ranking of ``posting`` from the submitted sheets of its present assessors.

    An application has a rank only when every assessor has submitted; what is missing is never read as a number. Equal
    means share a rank; inside a tie the names stand in neutral order. ``shows_names`` is for a viewer who may see them;
    without it a blind posting is ranked under codes.

    :raises ProfileNotFrozen: before publication.
    """
    profile = profile or profile_facts(posting)
    assessor_count = len(posting.assessor_ids)
    rows = _application_rows(posting, profile)
    if shows_names is None:
        shows_names = not posting.hides_names
    facts = {row["id"]: _facts(row, shows_names) for row in rows}
    counts = {row["id"]: row["sheet_count"] for row in rows}
    complete = [row for row in rows if assessor_count and row["sheet_count"] == assessor_count]
    means = {
        row["id"]: Fraction(row["points"], assessor_count * profile.weight_sum) for row in complete if row["is_whole"]
    }
    partial, fewer = _means_with_gaps(
        posting, profile, {row["id"]: row["points"] for row in complete if not row["is_whole"]}
    )
    means.update(partial)

    order = {pk: (fact.sort_key, fact.number) for pk, fact in facts.items()}
    entries = rank(means, neutral_order=order)
    band = closeness_band(profile.criteria)
    closeness = tuple(group.keys for group in closeness_groups(entries, band) if len(group.keys) > 1)
    close_number = {key: number for number, keys in enumerate(closeness, start=1) for key in keys}
    return Ranking(
        profile=profile,
        assessor_count=assessor_count,
        ranked=tuple(
            RankedApplication(
                facts=facts[entry.key],
                rank=entry.rank,
                is_tied=entry.is_tied,
                mean=entry.mean,
                rests_on_fewer_criteria=entry.key in fewer,
                closeness_number=close_number.get(entry.key),
            )
            for entry in entries
        ),
        incomplete=tuple(
            IncompleteApplication(
                facts=fact,
                submitted_count=counts[pk],
                assessor_count=assessor_count,
            )
            for pk, fact in sorted(facts.items(), key=lambda item: order[item[0]])
            if pk not in means
        ),
        band=band,
        closeness=closeness,
    )


# Per criterion the sum and number of the values that count, brought onto one denominator that every number divides: the
# database adds whole numbers, and what it hands over is exact. Criteria and sections are joined to the sums, not to the
# ratings: that is a third of the time.
SECTIONS_SQL = """
    WITH answered AS (
        SELECT sheet.application_id, rating.criterion_id, count(rating.value) AS valued, sum(rating.value) AS total,
               max(rating.value) - min(rating.value) AS spread
        FROM assessment_rating rating JOIN assessment_ratingsheet sheet ON sheet.id = rating.sheet_id
        WHERE sheet.status = 'submitted' AND sheet.application_id = ANY(%(applications)s)
          AND sheet.assessor_id = ANY(%(assessors)s)
        GROUP BY sheet.application_id, rating.criterion_id
    ), summed AS (
        SELECT answered.application_id, criterion.group_id, sum(criterion.weight) AS full_weight,
               coalesce(sum(criterion.weight * total * (%(common)s / nullif(valued, 0))), 0) AS points,
               coalesce(sum(criterion.weight) FILTER (WHERE valued > 0), 0) AS weight, max(spread) AS spread,
               array_agg(criterion.number ORDER BY criterion.id) FILTER (WHERE spread >= %(wide)s) AS wide,
               array_agg(criterion.number ORDER BY criterion.id) FILTER (WHERE valued = 0) AS none
        FROM answered JOIN profiles_criterion criterion ON criterion.id = answered.criterion_id
        GROUP BY answered.application_id, criterion.group_id
    )
    SELECT application_id, section.number, points, weight, full_weight, spread, wide, none
    FROM summed JOIN profiles_criteriongroup section ON section.id = summed.group_id
    ORDER BY application_id, section.position
"""
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


def _fetch(
    sql: str, posting: Posting, profile: ProfileFacts, application_ids: Sequence[int]
) -> tuple[int, list[tuple[Any, ...]]]:
    """Return the common denominator and the rows of ``sql`` for complete applications; one query, none for nobody."""
    common = math.lcm(*range(1, len(posting.assessor_ids) + 1))
    if not application_ids:
        return common, []
    values = {
        "common": common,
        "applications": list(application_ids),
        "assessors": posting.assessor_ids,
        "weight_sum": profile.weight_sum,
        "wide": WIDE_SPREAD,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return common, cursor.fetchall()


def build_summaries(
    posting: Posting, profile: ProfileFacts, application_ids: Sequence[int]
) -> dict[int, ApplicationSummary]:
    """Return what the ratings of complete applications add up to, summed per section by the database; one query.

    Applications of which nothing was assessable are left out: they have no result.
    """
    common, rows = _fetch(SECTIONS_SQL, posting, profile, application_ids)
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
            for _pk, section, points, weight, full_weight, _spread, _wide, _none in sections
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


def _means_with_gaps(
    posting: Posting, profile: ProfileFacts, points: Mapping[int, int]
) -> tuple[dict[int, Fraction], set[int]]:
    """Return the exact means of complete applications with answers "not assessable", and which rest on fewer criteria.

    ``points`` are the summed points of their sheets, by application. Where all have answered, a criterion's mean is its
    sum by the number of assessors; so the sum of the sheets only has to be put right where somebody could not assess:
    there the sum counts by those who could, and a criterion without any value takes its weight along. Applications of
    which nothing was assessable are left out: they have no mean.
    """
    number = len(posting.assessor_ids)
    common, gaps = _fetch(GAPS_SQL, posting, profile, list(points))
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


def data_as_of(posting: Posting) -> datetime | None:
    """Return the moment of the last submission that counts, None before the first; one query."""
    moment: datetime | None = (
        RatingSheet.objects.counting().filter(application__posting=posting).aggregate(last=Max("submitted_at"))["last"]
    )
    return moment


def build_details(profile: ProfileFacts, application_ids: Sequence[int]) -> dict[int, ApplicationDetail]:
    """Read every counting rating of the applications and compute their results exactly; two queries.

    Applications of which nothing was assessable are left out: they have no result.
    """
    if not application_ids:
        return {}
    key_of = {pk: key for key, pk in profile.criterion_ids.items()}
    sheets = list(
        RatingSheet.objects.counting()
        .filter(application__in=application_ids)
        .select_related("assessor")
        .order_by("application_id", "application__posting__memberships__position", "assessor_id")
    )
    ratings: dict[int, dict[str, Rating]] = defaultdict(dict)
    for rating in Rating.objects.filter(sheet__in=[sheet.pk for sheet in sheets]):
        ratings[rating.sheet_id][key_of[rating.criterion_id]] = rating
    by_application: dict[int, list[SheetDetail]] = defaultdict(list)
    for sheet in sheets:
        by_application[sheet.application_id].append(
            SheetDetail(
                assessor_id=sheet.assessor_id,
                assessor_name=sheet.assessor.get_full_name(),
                ratings=ratings[sheet.pk],
                note=sheet.note,
                is_from_paper=sheet.entered_by_id is not None,
                submitted_at=sheet.submitted_at,
            )
        )
    details = {}
    for application_id, own in by_application.items():
        answers = [{key: _answer(sheet.ratings.get(key)) for key in profile.keys} for sheet in own]
        panel = panel_values(profile.criteria, answers, profile.scale)
        try:
            result = applicant_result(profile.criteria, panel, profile.scale)
        except NothingAssessable:
            continue
        details[application_id] = ApplicationDetail(
            application_id=application_id,
            sheets=tuple(own),
            panel=panel,
            result=result,
            spreads={key: _spread(answer[key] for answer in answers) for key in profile.keys},
        )
    return details


def _answer(rating: Rating | None):
    if rating is None:
        return None
    return NOT_ASSESSABLE if rating.is_not_assessable else rating.value


def _spread(values: Iterable[object]) -> int | None:
    numbers = [value for value in values if isinstance(value, int)]
    return max(numbers) - min(numbers) if len(numbers) > 1 else None


def _application_rows(posting: Posting, profile: ProfileFacts) -> list[dict[str, Any]]:
    """Return one row per application to be rated, with what its submitted sheets add up to; one query."""
    counting = Q(sheets__status=SheetStatus.SUBMITTED, sheets__assessor__in=posting.assessor_ids)
    return list(
        posting.applications.to_be_rated()
        .order_by()
        .values(
            "id",
            "number",
            "code",
            "employment_status",
            "applicant__academic_title",
            "applicant__first_name",
            "applicant__last_name",
            "applicant__sort_key",
        )
        .annotate(
            sheet_count=Count("sheets", filter=counting),
            points=Sum("sheets__weighted_points", filter=counting),
            is_whole=BoolAnd(Q(sheets__rated_weight=Value(profile.weight_sum)), filter=counting),
        )
    )


def _facts(row: Mapping[str, Any], shows_names: bool) -> ApplicationFacts:
    if not shows_names:
        code = row["code"]
        return ApplicationFacts(row["id"], 0, code.casefold(), row["employment_status"], code)
    names = (row["applicant__academic_title"], row["applicant__first_name"], row["applicant__last_name"])
    return ApplicationFacts(row["id"], row["number"], row["applicant__sort_key"], row["employment_status"], names)
