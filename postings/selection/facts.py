"""What tables and arithmetic need of a posting: the frozen profile, and each applicant as the viewer may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from postings.applications.enums import EmploymentStatus
from postings.applications.identity import ShownIdentity, by_code, by_name
from postings.models import Posting
from postings.selection.errors import ProfileNotFrozen
from profiles.models import Criterion
from profiles.scoring import (
    Scale,
    WeightedCriterion,
)


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
