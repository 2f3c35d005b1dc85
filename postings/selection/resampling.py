"""The single values of the applicants as ``profiles.scoring.resampling`` draws from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from django.db import connection

from postings.assessment.models import ConsensusRating
from postings.selection.facts import ProfileFacts
from postings.selection.panel import PanelFacts
from profiles.scoring import Rule
from profiles.scoring.resampling import RankInterval, SingleValues, rank_intervals

_SINGLE = """
    SELECT sheet.application_id, sheet.round_id, sheet.assessor_id, array_agg(rating.criterion_id),
           array_agg(rating.value)
    FROM assessment_ratingsheet sheet JOIN assessment_rating rating ON rating.sheet_id = sheet.id
    WHERE sheet.status = 'submitted' AND sheet.application_id = ANY(%s) AND sheet.assessor_id = ANY(%s)
      AND rating.value IS NOT NULL
    GROUP BY sheet.id
"""


def build_intervals(
    profile: ProfileFacts, panel: PanelFacts, application_ids: Sequence[int], *, seed: int
) -> Mapping[int, RankInterval]:
    """Return the rank interval of complete applications among each other; nothing for a panel of one.

    One query, one more where something was agreed on.
    """
    if len(panel.assessor_ids) < 2 or not application_ids:
        return {}
    return rank_intervals(_single_values(profile, panel, application_ids), seed=seed)


def _single_values(profile: ProfileFacts, panel: PanelFacts, application_ids: Sequence[int]) -> SingleValues[int]:
    members = {person: place for place, person in enumerate(sorted(panel.assessor_ids))}
    rounds = {entry.pk: place for place, entry in enumerate(panel.rounds)}
    rows = {pk: place for place, pk in enumerate(application_ids)}
    columns = {pk: place for place, pk in enumerate(profile.criterion_ids.values())}
    deputies: dict[tuple[int, int], list[tuple[int | None, int]]] = defaultdict(list)
    for absence in panel.absences:
        if absence.deputy_id is not None and absence.person_id in members:
            deputies[absence.application_id, absence.deputy_id].append((absence.round_id, absence.person_id))
    values = np.zeros((len(rounds), len(rows), len(members), len(columns)), dtype=np.int64)
    with connection.cursor() as cursor:
        cursor.execute(_SINGLE, [list(application_ids), panel.rater_ids])
        for application, entry, person, criteria, given in cursor.fetchall():
            if person not in members:
                stands_for = deputies[application, person]
                person = next((member for when, member in stands_for if when in (None, entry)), None)
            if person is None:
                continue
            for criterion, value in zip(criteria, given, strict=True):
                values[rounds[entry], rows[application], members[person], columns[criterion]] = value
    agreed = np.zeros((len(rounds), len(rows), len(columns)), dtype=np.int64)
    if panel.has_agreed_values:
        for one in ConsensusRating.objects.filter(application__in=application_ids):
            agreed[rounds[one.round_id], rows[one.application_id], columns[one.criterion_id]] = one.value
    return SingleValues(
        keys=tuple(application_ids),
        criteria=profile.criteria,
        values=values,
        agreed=agreed,
        shares=tuple(entry.share if panel.rule is Rule.SHARES else 1 for entry in panel.rounds),
        rule=panel.rule,
    )
