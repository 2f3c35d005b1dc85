"""What people found on the closeness groups, as far as the ranking tells it: that they did, and when.

The findings belong to the decision, which stands above and cannot be imported: the setting ``EQUALITY_FINDINGS`` names
the function that gives them as a column. They come along with the criteria, which every ranking reads.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from postings.models import Posting
from postings.selection.facts import criteria_of
from postings.selection.ranking import Ranking
from profiles.models import Criterion


def criteria_with_findings(posting: Posting) -> list[Criterion]:
    """Return the weighted criteria of ``posting`` for ``profile_facts``, with ``findings``; one query."""
    return list(criteria_of(posting).annotate(findings=import_string(settings.EQUALITY_FINDINGS)(posting)))


def findings_on_groups(criteria: Sequence[Criterion], ranking: Ranking) -> Mapping[int, date]:
    """Return the day of the finding by the 1-based number of each closeness group that one covers as a whole.

    ``criteria`` are those of ``criteria_with_findings``.
    """
    told = criteria[0].findings if criteria else []
    found = [(frozenset(one["members"]), _day(one["saved_at"])) for one in told]
    days = {
        number: [day for members, day in found if set(group) <= members]
        for number, group in enumerate(ranking.closeness, start=1)
    }
    return {number: max(own) for number, own in days.items() if own}


def _day(moment: str) -> date:
    return timezone.localdate(datetime.fromisoformat(moment))
