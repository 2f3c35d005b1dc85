"""Which applications the overview shows, in which order: read from the address, so that it can be kept and sent on."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import (
    CLOSED,
    ApplicationStatus,
    DecisionState,
    EmploymentStatus,
    Invitation,
    LateDecision,
)
from postings.applications.models import ApplicationQuerySet, FormalDecision
from postings.files.needs import with_missing_count
from postings.models import Posting
from postings.permissions import may_manage_posting, may_see_identity
from recruitment.accounts.models import User

ALL = "alle"
ACTIVE = ~Q(status__in=CLOSED)
PROPOSED = Exists(FormalDecision.objects.filter(application=OuterRef("pk"), state=DecisionState.PROPOSED))
# What waits for the personnel office; each list is one link above the table.
WORK = {
    "formale-pruefung": (_("formale Prüfung offen"), Q(status=ApplicationStatus.RECEIVED) & ~PROPOSED),
    "zweite-person": (_("wartet auf zweite Person"), Q(PROPOSED)),
    "verspaetet": (_("Verspätung nicht entschieden"), ACTIVE & Q(late_decision=LateDecision.OPEN)),
    "angaben": (
        _("Angabe zur Beschäftigung fehlt"),
        ACTIVE & (Q(track="") | Q(employment_status=EmploymentStatus.NOT_STATED)),
    ),
}
MISSING = "unterlagen"
MISSING_LABEL = _("Unterlagen fehlen")
# Sort keys with the order they stand for; the name is always the last word and says nothing about merit.
SORTS = {
    "name": (),
    "nummer": ("number",),
    "eingang": ("received_on",),
    "stand": ("status",),
    "beschaeftigung": ("employment_status",),
    "fehlend": ("-missing_count",),
}
MOST_FIRST = frozenset({"fehlend"})  # begins with the greatest
PLAIN_SORTS = frozenset({"name", "stand", "beschaeftigung", "eingang"})


@dataclass(frozen=True, slots=True)
class OverviewQuery:
    """What was asked for; unknown values fall back to showing everything by name."""

    search: str = ""
    status: str = ""
    employment: str = ""
    invitation: str = ""
    work: str = ALL
    sort: str = "name"
    is_descending: bool = False

    @classmethod
    def of(cls, data: QueryDict | Mapping[str, str], user: User, posting: Posting) -> "OverviewQuery":
        """Read what ``user`` may ask for: work lists are the personnel office's, numbers go with names."""
        manages = may_manage_posting(user, posting)
        works = {*WORK, MISSING} if manages else set()
        sorts = set(SORTS) if manages else PLAIN_SORTS | ({"nummer"} if may_see_identity(user, posting) else set())
        return cls(
            search=data.get("suche", "").strip(),
            status=_known(data.get("stand", ""), ApplicationStatus.values),
            employment=_known(data.get("beschaeftigung", ""), EmploymentStatus.values),
            invitation=_known(data.get("einladung", ""), Invitation.values),
            work=_known(data.get("aufgabe", ALL), works) or ALL,
            sort=_known(data.get("sortierung", "name"), sorts) or "name",
            is_descending=data.get("richtung") == "ab",
        )

    def parameters(self, **changes: str) -> dict[str, str]:
        """Return the address of this query, with ``changes``, without what is at rest."""
        found = {
            "suche": self.search,
            "stand": self.status,
            "beschaeftigung": self.employment,
            "einladung": self.invitation,
            "aufgabe": "" if self.work == ALL else self.work,
            "sortierung": "" if self.sort == "name" else self.sort,
            "richtung": "ab" if self.is_descending else "",
        } | changes
        return {name: value for name, value in found.items() if value}

    def address(self, **changes: str) -> str:
        return f"?{urlencode(self.parameters(**changes))}"

    @property
    def is_filtered(self) -> bool:
        return bool(self.search or self.status or self.employment or self.invitation or self.work != ALL)

    def select(self, posting: Posting, user: User) -> ApplicationQuerySet:
        """Return the applications asked for, as ``user`` may see them, in the order asked for."""
        found = posting.applications.all()
        if self.work == MISSING or self.sort == "fehlend":
            found = with_missing_count(found, posting=posting)
        if self.status:
            found = found.filter(status=self.status)
        if self.employment:
            found = found.filter(employment_status=self.employment)
        if self.invitation:
            found = found.filter(invitation=self.invitation)
        if self.work == MISSING:
            found = found.filter(missing_count__gt=0)
        elif self.work != ALL:
            found = found.filter(WORK[self.work][1])
        ordered = found.in_shown_order(user, *SORTS[self.sort]).find_shown(self.search)
        return ordered.reverse() if self.is_descending else ordered


def work_counts(posting: Posting) -> list[tuple[str, object, int]]:
    """Return name, words and number of every list of work that is not empty; two queries."""
    applications = posting.applications.order_by()
    counts = applications.aggregate(
        **{name.replace("-", "_"): Count("pk", filter=condition) for name, (_label, condition) in WORK.items()}
    )
    found = [(name, label, counts[name.replace("-", "_")]) for name, (label, _condition) in WORK.items()]
    found.append(
        (MISSING, MISSING_LABEL, with_missing_count(applications, posting=posting).filter(missing_count__gt=0).count())
    )
    return [entry for entry in found if entry[2]]


def status_counts(posting: Posting) -> list[tuple[str, int]]:
    """Return how many applications stand where, in the order of the procedure; one query."""
    counts = dict(
        posting.applications.order_by().values_list("status").annotate(n=Count("pk")).values_list(F("status"), "n")
    )
    return [(str(label), counts[value]) for value, label in ApplicationStatus.choices if value in counts]


def _known(value: str, values) -> str:
    return value if value in values else ""
