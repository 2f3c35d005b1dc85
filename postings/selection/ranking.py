"""Build the ranking of a posting from frozen weights and submitted sheets.

The arithmetic is ``profiles.scoring``; this module only brings the rows to it. ``build_ranking`` reads one row per
application (the database sums the submitted sheets) and so costs the same few queries for three applicants as for two
thousand; ``build_details`` reads every single rating, for the few applicants that a page or the report shows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Count, Max, Q, QuerySet, Sum, Value
from django.db.models.aggregates import Aggregate
from django.utils.translation import gettext as _

from postings.applications.enums import EmploymentStatus
from postings.applications.identity import ShownIdentity, by_code, by_name
from postings.applications.models import Application, ApplicationQuerySet
from postings.assessment.enums import SheetStatus
from postings.assessment.models import ConsensusRating, Rating, RatingSheet
from postings.models import Posting
from postings.selection.errors import ProfileNotFrozen
from postings.selection.panel import PanelFacts, RoundFacts, panel_facts
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
    combine_rounds,
    panel_values,
    rank,
)
from profiles.scoring.agreement import WIDE_SPREAD, spread
from recruitment.database.prepared import PreparedQuery, is_among


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
    lacking_sheets: int = 0  # sheets fewer than on the others, because a member was exempt and nobody stood in


@dataclass(frozen=True, slots=True)
class IncompleteApplication:
    """An application without a rank: somebody's sheet is missing, or nothing was assessable."""

    facts: ApplicationFacts
    submitted_count: int
    expected_count: int

    @property
    def missing_count(self) -> int:
        return self.expected_count - self.submitted_count


@dataclass(frozen=True, slots=True)
class Ranking:
    """The arithmetic result of a procedure: a working basis, no decision."""

    profile: ProfileFacts
    assessor_count: int
    ranked: tuple[RankedApplication, ...]
    incomplete: tuple[IncompleteApplication, ...]
    band: Fraction  # closeness band as a difference of weighted means
    closeness: tuple[tuple[int, ...], ...]  # ids of the groups with more than one member, from the top
    panel: PanelFacts


@dataclass(frozen=True, slots=True)
class SheetDetail:
    """One assessor's submitted sheet in one round: answers by criterion key, of the criteria the round observes."""

    assessor_id: int
    assessor_name: str
    round_id: int
    caption: str  # the assessor, with the round where there are several
    ratings: Mapping[str, Rating]
    note: str
    is_from_paper: bool
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class AgreedValue:
    """What the committee agreed on for one criterion in one round, in place of the mean of the single values."""

    key: str
    round_id: int
    round_title: str  # empty where there is one round only
    value: int
    reason: str


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
    spreads: Mapping[str, int | None]  # largest minus smallest value per criterion of a round, None below two values
    agreed: tuple[AgreedValue, ...] = ()

    @property
    def largest_spread(self) -> int:
        return max((spread for spread in self.spreads.values() if spread is not None), default=0)

    @property
    def wide_spread_keys(self) -> tuple[str, ...]:
        """Criteria on which assessors lie two steps or more apart: to be talked about (DOMAIN.md 8.2)."""
        return tuple(key for key, spread in self.spreads.items() if spread is not None and spread >= WIDE_SPREAD)


def profile_facts(posting: Posting, rows: Sequence[Criterion] | None = None) -> ProfileFacts:
    """Read the frozen weights of ``posting`` in one query, none with the ``rows`` of ``criteria_of``.

    :raises ProfileNotFrozen: before publication.
    """
    if not posting.profile.is_frozen:
        raise ProfileNotFrozen
    if rows is None:
        rows = list(criteria_of(posting))
    criteria = tuple(WeightedCriterion(key=row.number, weight=row.weight, group=row.group.number) for row in rows)
    return ProfileFacts(
        criteria=criteria,
        criterion_ids={row.number: row.pk for row in rows},
        titles={row.number: row.title for row in rows},
        groups=tuple(dict.fromkeys((row.group.number, row.group.title) for row in rows)),
        scale=Scale(minimum=posting.profile.scale.minimum, maximum=posting.profile.scale.maximum),
        weight_sum=sum(row.weight for row in rows),
    )


def criteria_of(posting: Posting) -> QuerySet[Criterion]:
    """Return the weighted criteria of the posting with their groups, in the order of the profile."""
    return Criterion.objects.filter(profile=posting.profile_id).select_related("group")


def build_ranking(
    posting: Posting,
    profile: ProfileFacts | None = None,
    *,
    shows_names: bool | None = None,
    panel: PanelFacts | None = None,
    rows: Sequence["_Row"] | None = None,
    summarise: Callable[[list[int]], Mapping[int, ApplicationSummary]] | None = None,
) -> Ranking:
    """Compute the ranking of ``posting`` from the submitted sheets of its present assessors and what was agreed on.

    An application has a rank only when every sheet on it is in; what is missing is never read as a number. Equal means
    share a rank; inside a tie the names stand in neutral order. ``shows_names`` is for a viewer who may see them;
    without it a blind posting is ranked under codes. ``panel`` asks for the ranking of another panel (``without``).
    Who has read more than the ranking needs hands it in: ``rows`` as of ``row_of``, and ``summarise`` as
    ``build_summaries``, for complete applications.

    :raises ProfileNotFrozen: before publication.
    """
    profile = profile or profile_facts(posting)
    panel = panel or panel_facts(posting)
    assessor_count = len(panel.assessor_ids)
    if rows is None:
        rows = _application_rows(posting, profile, panel)
    if shows_names is None:
        shows_names = not posting.hides_names
    facts = {row.pk: _facts(row, shows_names) for row in rows}
    counts = {row.pk: row.sheet_count for row in rows}
    complete = [row for row in rows if row.sheet_count and row.sheet_count == panel.expected(row.pk)]
    if panel.is_plain and summarise is None:
        means = {row.pk: Fraction(row.points, assessor_count * profile.weight_sum) for row in complete if row.is_whole}
        partial, fewer = _means_with_gaps(panel, profile, {row.pk: row.points for row in complete if not row.is_whole})
        means.update(partial)
    else:
        ids = [row.pk for row in complete]
        summaries = build_summaries(posting, profile, ids, panel) if summarise is None else summarise(ids)
        means = {pk: summary.result.mean for pk, summary in summaries.items()}
        fewer = {pk for pk, summary in summaries.items() if summary.result.rests_on_fewer_criteria}

    order = {pk: (fact.sort_key, fact.number) for pk, fact in facts.items()}
    entries = rank(means, neutral_order=order)
    band = closeness_band(profile.criteria, steps=posting.closeness_steps, weight=posting.closeness_weight)
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
                lacking_sheets=panel.lacking(entry.key),
            )
            for entry in entries
        ),
        incomplete=tuple(
            IncompleteApplication(
                facts=fact,
                submitted_count=counts[pk],
                expected_count=panel.expected(pk),
            )
            for pk, fact in sorted(facts.items(), key=lambda item: order[item[0]])
            if pk not in means
        ),
        band=band,
        closeness=closeness,
        panel=panel,
    )


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


def _means_with_gaps(
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


def data_as_of(posting: Posting) -> datetime | None:
    """Return the moment of the last submission that counts, None before the first; one query."""
    moment: datetime | None = (
        RatingSheet.objects.counting().filter(application__posting=posting).aggregate(last=Max("submitted_at"))["last"]
    )
    return moment


def build_details(
    profile: ProfileFacts, application_ids: Sequence[int], panel: PanelFacts | None = None
) -> dict[int, ApplicationDetail]:
    """Read every counting rating of the applications, all of one posting, and compute their results exactly; three
    queries at most.

    Applications of which nothing was assessable are left out: they have no result.
    """
    if not application_ids:
        return {}
    panel = panel or panel_facts(Posting.objects.get(applications=application_ids[0]))
    has_several = len(panel.rounds) > 1
    titles = {entry.pk: entry.title for entry in panel.rounds}
    key_of = {pk: key for key, pk in profile.criterion_ids.items()}
    sheets = list(
        RatingSheet.objects.counting()
        .filter(application__in=application_ids, assessor__in=panel.rater_ids)
        .select_related("assessor")
        .order_by("application_id", "round__position", "application__posting__memberships__position", "assessor_id")
    )
    ratings: dict[int, dict[str, Rating]] = defaultdict(dict)
    for rating in Rating.objects.filter(sheet__in=[sheet.pk for sheet in sheets]):
        ratings[rating.sheet_id][key_of[rating.criterion_id]] = rating
    agreed: dict[int, list[AgreedValue]] = defaultdict(list)
    if panel.has_agreed_values:
        for found in ConsensusRating.objects.filter(application__in=application_ids).order_by("round__position"):
            title = titles[found.round_id] if has_several else ""
            agreed[found.application_id].append(
                AgreedValue(key_of[found.criterion_id], found.round_id, title, found.value, found.reason)
            )
    by_application: dict[int, list[SheetDetail]] = defaultdict(list)
    for sheet in sheets:
        name = sheet.assessor.get_full_name()
        by_application[sheet.application_id].append(
            SheetDetail(
                assessor_id=sheet.assessor_id,
                assessor_name=name,
                round_id=sheet.round_id,
                caption=f"{name} ({titles[sheet.round_id]})" if has_several else name,
                ratings=ratings[sheet.pk],
                note=sheet.note,
                is_from_paper=sheet.entered_by_id is not None,
                submitted_at=sheet.submitted_at,
            )
        )
    details = {}
    for application_id, own in by_application.items():
        values, spreads = _combined(profile, panel, own, agreed[application_id])
        try:
            result = applicant_result(profile.criteria, values, profile.scale)
        except NothingAssessable:
            continue
        details[application_id] = ApplicationDetail(
            application_id=application_id,
            sheets=tuple(own),
            panel=values,
            result=result,
            spreads=spreads,
            agreed=tuple(agreed[application_id]),
        )
    return details


def _combined(
    profile: ProfileFacts, panel: PanelFacts, sheets: Sequence[SheetDetail], agreed: Sequence[AgreedValue]
) -> tuple[dict[str, Fraction | NotAssessable], dict[str, int | None]]:
    """Return the committee's value and the largest spread per criterion over all rounds."""
    found: dict[str, list[tuple[Fraction | NotAssessable, int]]] = {key: [] for key in profile.keys}
    spreads: dict[str, int | None] = dict.fromkeys(profile.keys)
    for entry in panel.rounds:
        criteria = _observed(profile, entry)
        own = [sheet for sheet in sheets if sheet.round_id == entry.pk]
        if not own:
            continue
        answers = [{one.key: _answer(sheet.ratings.get(one.key)) for one in criteria} for sheet in own]
        values = dict(panel_values(criteria, answers, profile.scale))
        values.update({one.key: Fraction(one.value) for one in agreed if one.round_id == entry.pk})
        for one in criteria:
            found[one.key].append((values[one.key], entry.share))
            width = _spread(answer[one.key] for answer in answers)
            if width is not None:
                spreads[one.key] = max(width, spreads[one.key] or 0)
    return {key: combine_rounds(parts, panel.rule) for key, parts in found.items()}, spreads


def _observed(profile: ProfileFacts, entry: RoundFacts) -> list[WeightedCriterion]:
    return [one for one in profile.criteria if profile.criterion_ids[one.key] in entry.criterion_ids]


def _answer(rating: Rating | None):
    if rating is None:
        return None
    return NOT_ASSESSABLE if rating.is_not_assessable else rating.value


def _spread(values: Iterable[object]) -> int | None:
    return spread([value for value in values if isinstance(value, int)])


class _Row(NamedTuple):
    """One application to be rated, with what its submitted sheets add up to."""

    pk: int
    number: int
    code: str
    employment_status: str
    academic_title: str
    first_name: str
    last_name: str
    sort_key: str
    sheet_count: int
    points: int | None
    is_whole: bool | None


def _application_rows(posting: Posting, profile: ProfileFacts, panel: PanelFacts) -> list[_Row]:
    """Return one row per application to be rated; one query."""
    found = _APPLICATIONS.rows(posting.pk, panel.rater_ids, profile.weight_sum)
    return list(map(_Row._make, found))


def _applications(posting_id: int, rater_ids: int, weight_sum: int) -> QuerySet:
    applications = Application.objects.filter(posting=posting_id).to_be_rated().order_by()
    return (
        _with_sums(applications, Q(is_among("sheets__assessor", rater_ids)), weight_sum)
        .values_list(
            "pk", "number", "code", "employment_status",
            "applicant__academic_title", "applicant__first_name", "applicant__last_name", "applicant__sort_key",
            "sheet_count", "points", "is_whole",
        )
    )  # fmt: skip


def _with_sums(applications: QuerySet, by_raters: Q, weight_sum: int) -> QuerySet:
    counting = by_raters & Q(sheets__status=SheetStatus.SUBMITTED)
    return applications.annotate(
        sheet_count=Count("sheets", filter=counting),
        points=Sum("sheets__weighted_points", filter=counting),
        is_whole=BoolAnd(Q(sheets__rated_weight=Value(weight_sum)), filter=counting),
    )


def with_sums(applications: ApplicationQuerySet, profile: ProfileFacts, panel: PanelFacts) -> ApplicationQuerySet:
    """Return the applications with what their submitted sheets add up to; ``row_of`` makes rows of them."""
    return _with_sums(applications, Q(sheets__assessor__in=panel.rater_ids), profile.weight_sum)


def row_of(application: Application) -> "_Row":
    """Return the row of an application that was read ``with_sums`` and with its applicant."""
    person = application.applicant
    return _Row(
        application.pk, application.number, application.code, application.employment_status,
        person.academic_title, person.first_name, person.last_name, person.sort_key,
        application.sheet_count, application.points, application.is_whole,
    )  # fmt: skip


_APPLICATIONS = PreparedQuery(_applications, 3)


def _facts(row: _Row, shows_names: bool) -> ApplicationFacts:
    if not shows_names:
        return ApplicationFacts(row.pk, 0, row.code.casefold(), row.employment_status, row.code)
    names = (row.academic_title, row.first_name, row.last_name)
    return ApplicationFacts(row.pk, row.number, row.sort_key, row.employment_status, names)
