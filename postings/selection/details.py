"""Every single rating of a few applications, for a page or the report, and the results that follow from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from postings.assessment.models import ConsensusRating, Rating, RatingSheet
from postings.models import Posting
from postings.selection.facts import ProfileFacts
from postings.selection.panel import PanelFacts, RoundFacts, panel_facts
from profiles.scoring import (
    NOT_ASSESSABLE,
    ApplicantResult,
    NotAssessable,
    NothingAssessable,
    WeightedCriterion,
    applicant_result,
    combine_rounds,
    panel_values,
)
from profiles.scoring.agreement import WIDE_SPREAD, spread


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
