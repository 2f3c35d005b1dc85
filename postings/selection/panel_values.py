"""The committee's value for every criterion of every complete application, exact, for tables of all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from postings.selection.facts import ProfileFacts
from postings.selection.panel import PanelFacts
from postings.selection.sums import SUMS_AND_VALUES_SQL, ApplicationSummary, fetch_answers, summaries_of
from profiles.scoring import NOT_ASSESSABLE, NotAssessable


@dataclass(frozen=True, slots=True)
class PanelResults:
    """Summaries by application, and the committee's values by application and criterion key."""

    summaries: Mapping[int, ApplicationSummary]
    values: Mapping[int, Mapping[str, Fraction | NotAssessable]]


def build_panel_results(profile: ProfileFacts, application_ids: Sequence[int], panel: PanelFacts) -> PanelResults:
    """Return sums and single values of complete applications; one query for both, nothing is rounded.

    The same statement as that of the ranking page adds them up.
    """
    common = panel.common
    rows = fetch_answers(SUMS_AND_VALUES_SQL, panel, profile, application_ids)
    values: dict[int, dict[str, Fraction | NotAssessable]] = {}
    for row in rows:
        own = values.setdefault(row[0], {})
        for key, value in zip(row[-2], row[-1], strict=True):
            own[key] = NOT_ASSESSABLE if value is None else Fraction(int(value), common)
    return PanelResults(summaries_of(rows, profile, common), values)
