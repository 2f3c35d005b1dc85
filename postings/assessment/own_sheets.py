"""The own sheets of somebody who rates: on whom, in which order, how far."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from postings.applications.models import ApplicationQuerySet
from postings.assessment.impartiality import in_drawn_order, with_declared
from postings.assessment.models import AssessmentRound, RatingSheet
from postings.assessment.permissions import applications_rated_by
from postings.models import Posting
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class OwnCounts:
    """Sheets of one person in one round: all, submitted, and those that wait for the declaration of impartiality."""

    total: int
    done: int
    undeclared: int


def own_applications(
    user: User, posting: Posting, entry: AssessmentRound, *, is_drawn: bool = True
) -> ApplicationQuerySet:
    """Return whom ``user`` rates in this round, with ``is_declared``; in the order drawn for this person, or by name
    or code."""
    shown = with_declared(applications_rated_by(user, posting, entry), user).in_shown_order(user)
    return in_drawn_order(shown, posting, user) if is_drawn else shown


def count_own(user: User, posting: Posting, entry: AssessmentRound) -> OwnCounts:
    """Count in one query what ``own_applications`` lists."""
    is_given = Exists(RatingSheet.objects.submitted().filter(application=OuterRef("pk"), assessor=user, round=entry))
    found = with_declared(applications_rated_by(user, posting, entry), user).annotate(is_given=is_given)
    counts = found.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(is_given=True)),
        undeclared=Count("pk", filter=Q(is_declared=False, is_given=False)),
    )
    return OwnCounts(**counts)


def own_sheets(user: User, entry: AssessmentRound, application_ids: list[int]) -> Mapping[int, RatingSheet]:
    """Return the sheets ``user`` has begun, by application, with ``answered``: how many criteria have an answer."""
    is_answered = Q(ratings__value__isnull=False) | Q(ratings__is_not_assessable=True)
    found = RatingSheet.objects.filter(assessor=user, round=entry, application__in=application_ids)
    return {sheet.application_id: sheet for sheet in found.annotate(answered=Count("ratings", filter=is_answered))}
