"""What people found on the closeness groups, as far as the ranking tells it: that they did, and when.

The findings belong to the decision, which stands above and cannot be imported: the setting ``EQUALITY_FINDINGS``.
"""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from postings.models import Posting
from postings.selection.ranking import Ranking


def findings_on_groups(posting: Posting, ranking: Ranking) -> Mapping[int, date]:
    """Return the day of the finding by the 1-based number of each closeness group that one covers as a whole; one
    query, none without a group."""
    if not ranking.closeness:
        return {}
    found: list[tuple[frozenset[int], date]] = import_string(settings.EQUALITY_FINDINGS)(posting)
    days = {
        number: [day for members, day in found if set(group) <= members]
        for number, group in enumerate(ranking.closeness, start=1)
    }
    return {number: max(own) for number, own in days.items() if own}
