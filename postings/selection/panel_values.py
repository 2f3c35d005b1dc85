"""The committee's value for every criterion of every complete application, exact, for tables of all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from postings.selection.panel import PanelFacts
from postings.selection.ranking import _PLAIN, _ROUNDS, ProfileFacts, _fetch
from profiles.scoring import NOT_ASSESSABLE, NotAssessable

_VALUES = "SELECT application_id, criterion_id, value FROM answered"


def build_panel_values(
    profile: ProfileFacts, application_ids: Sequence[int], panel: PanelFacts
) -> Mapping[int, Mapping[str, Fraction | NotAssessable]]:
    """Return the values of complete applications by application and criterion key; one query.

    The same statement as that of the ranking page adds the single values; nothing is rounded.
    """
    key_of = {pk: key for key, pk in profile.criterion_ids.items()}
    common = panel.common
    found: dict[int, dict[str, Fraction | NotAssessable]] = defaultdict(dict)
    for application_id, criterion_id, value in _fetch(
        (_PLAIN if panel.is_plain else _ROUNDS) + _VALUES, panel, profile, application_ids
    ):
        found[application_id][key_of[criterion_id]] = NOT_ASSESSABLE if value is None else Fraction(int(value), common)
    return found
