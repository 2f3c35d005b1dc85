"""Build the ranking of a posting from frozen weights and submitted sheets.

The arithmetic is ``profiles.scoring``; this module only brings the rows to it. ``build_ranking`` reads one row per
application (the database sums the submitted sheets) and so costs the same few queries for three applicants as for two
thousand. ``facts`` reads the profile, ``sums`` what is added up, ``details`` the single ratings of a page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from django.db.models import BooleanField, Count, Max, Q, QuerySet, Sum, Value
from django.db.models.aggregates import Aggregate

from postings.applications.models import Application, ApplicationQuerySet
from postings.assessment.enums import SheetStatus
from postings.assessment.models import RatingSheet
from postings.models import Posting
from postings.selection.facts import ApplicationFacts, ProfileFacts, profile_facts
from postings.selection.panel import PanelFacts, panel_facts
from postings.selection.sums import ApplicationSummary, build_summaries, means_with_gaps
from profiles.scoring import (
    closeness_band,
    closeness_groups,
    rank,
)
from recruitment.database.prepared import PreparedQuery, is_among


class BoolAnd(Aggregate):
    """True if the expression holds for every row (PostgreSQL's BOOL_AND)."""

    function = "BOOL_AND"
    output_field = BooleanField()


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
        partial, fewer = means_with_gaps(panel, profile, {row.pk: row.points for row in complete if not row.is_whole})
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


def data_as_of(posting: Posting) -> datetime | None:
    """Return the moment of the last submission that counts, None before the first; one query."""
    moment: datetime | None = (
        RatingSheet.objects.counting().filter(application__posting=posting).aggregate(last=Max("submitted_at"))["last"]
    )
    return moment


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
