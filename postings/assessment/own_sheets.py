"""The own sheets of somebody who rates: on whom, in which order, how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from postings.applications.models import SHOWN_COLUMNS, Application, ApplicationQuerySet
from postings.assessment.impartiality import in_drawn_order, with_declared
from postings.assessment.models import AssessmentRound, Rating, RatingSheet, RoundCriterion
from postings.assessment.permissions import RATING, applications_rated_by, rating_role, standing_posting
from postings.enums import CommitteeRole, PostingStatus
from postings.models import CommitteeMembership, Posting
from postings.permissions import remember_roles
from recruitment.accounts.models import User
from recruitment.accounts.prepared import PreparedForPerson
from recruitment.database.prepared import PreparedQuery, is_among


@dataclass(frozen=True, slots=True)
class OwnList:
    """Whom one person rates in one round, as numbers in the order of the list."""

    application_ids: Sequence[int]
    done: int
    undeclared: int  # without a sheet and without the declaration of impartiality

    @property
    def total(self) -> int:
        """All sheets that the person gives in this round."""
        return len(self.application_ids)


def postings_at_rating(user: User) -> list[Posting]:
    """Return the procedures in which ``user`` rates now, by reference number, with the own roles known."""
    postings: list[Posting] = _AT_RATING.objects(user.pk)
    for posting in postings:
        remember_roles(user, posting, posting.own_roles)
    return postings


def _at_rating(person_id: int) -> QuerySet[Posting]:
    own = CommitteeMembership.objects.filter(posting=OuterRef("pk"), user=person_id)
    return (
        Posting.objects.filter(Exists(own.filter(role__in=RATING)), status=PostingStatus.SCORING_OPEN)
        .annotate(own_roles=ArraySubquery(own.values("role")))
        .order_by("reference_number", "pk")
    )


_AT_RATING = PreparedQuery(_at_rating, 1)


def own_applications(
    user: User, posting: Posting, entry: AssessmentRound, *, is_drawn: bool = True
) -> ApplicationQuerySet:
    """Return whom ``user`` rates in this round, with ``is_declared``; in the order drawn for this person, or by name
    or code."""
    shown = with_declared(applications_rated_by(user, posting, entry), user).in_shown_order(user)
    return in_drawn_order(shown, posting, user) if is_drawn else shown


def list_own(user: User, posting: Posting, entry: AssessmentRound, *, is_drawn: bool = True) -> OwnList:
    """Return ``own_applications`` as numbers with their counts, in one query."""
    role = rating_role(user, posting)
    if role is None:
        return OwnList((), 0, 0)
    rows = _standings(role, is_drawn).rows(user, posting.pk, entry.pk)
    return OwnList(
        [pk for pk, _is_declared, _is_given in rows],
        sum(is_given for _pk, _is_declared, is_given in rows),
        sum(not is_declared and not is_given for _pk, is_declared, is_given in rows),
    )


@cache
def _standings(role: CommitteeRole, is_drawn: bool) -> PreparedForPerson:
    def build(posting_id: int, round_id: int, person: User) -> QuerySet:
        posting, entry = standing_posting(posting_id, person, role), AssessmentRound(pk=round_id)
        own = RatingSheet.objects.submitted().filter(application=OuterRef("pk"), assessor=person, round=entry)
        listed = own_applications(person, posting, entry, is_drawn=is_drawn).annotate(is_given=Exists(own))
        return listed.values_list("pk", "is_declared", "is_given")

    return PreparedForPerson(build, 2)


def shown_in_list(user: User, entry: AssessmentRound, application_ids: Sequence[int]) -> list[Application]:
    """Return these applications in this order as the own list shows them, in one query.

    Each has ``is_declared``, ``sheet_status`` (None before the first save) and ``answered``: how many criteria of the
    round have an answer. Only what is needed to name somebody is read.
    """
    found = {one.pk: one for one in _LISTED.objects(user, entry.pk, list(application_ids))}
    return [found[pk] for pk in application_ids]


def _listed(round_id: int, application_ids: int, person: User) -> QuerySet[Application]:
    is_answered = Q(value__isnull=False) | Q(is_not_assessable=True)
    answers = Rating.objects.filter(is_answered, sheet=OuterRef("own__pk")).order_by().values("sheet")
    named = Application.objects.filter(is_among("pk", application_ids)).named_for(person)
    return (
        with_declared(named, person)
        .annotate(
            own=FilteredRelation("sheets", condition=Q(sheets__assessor=person.pk, sheets__round=round_id)),
            sheet_status=F("own__status"),
            answered=Coalesce(Subquery(answers.annotate(count=Count("pk")).values("count")), 0),
        )
        .only(*SHOWN_COLUMNS)
    )


_LISTED = PreparedForPerson(_listed, 2)


def criterion_count(entry: AssessmentRound) -> int:
    """Return how many criteria the round observes."""
    found = _CRITERIA.first(entry.pk)
    return found[0] if found else 0


_CRITERIA = PreparedQuery(
    lambda round_id: (
        RoundCriterion.objects.filter(round=round_id)
        .order_by()
        .values("round")
        .annotate(count=Count("pk"))
        .values_list("count")
    ),
    1,
)
