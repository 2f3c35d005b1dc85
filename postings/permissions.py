"""Who may do what in a procedure, one sentence each. QuerySets hold the list twins (``visible_to``, ``managed_by``)."""

from collections.abc import Iterable

from postings.enums import CommitteeRole
from postings.models import Posting
from recruitment.accounts.models import User


def roles_in(user: User, posting: Posting) -> frozenset[str]:
    """Return the committee roles of ``user`` in ``posting``; one query, kept on the posting object for the request."""
    cache = posting.__dict__.setdefault("_roles_by_user", {})
    if user.pk not in cache:
        cache[user.pk] = frozenset(posting.memberships.filter(user=user).values_list("role", flat=True))
    return cache[user.pk]


def remember_roles(user: User, posting: Posting, roles: Iterable[str]) -> None:
    """Keep the roles that a query brought along on the posting object, for this request only."""
    posting.__dict__.setdefault("_roles_by_user", {})[user.pk] = frozenset(roles)


def may_see_posting(user: User, posting: Posting) -> bool:
    """HR officers see every procedure, everybody else those in which they hold a role."""
    return user.is_hr_officer or bool(roles_in(user, posting))


def may_manage_posting(user: User, posting: Posting) -> bool:
    """The personnel office runs the procedure."""
    return user.is_hr_officer


def may_see_progress(user: User, posting: Posting) -> bool:
    """Who still owes which sheet is for the chair and the personnel office."""
    return user.is_hr_officer or CommitteeRole.CHAIR in roles_in(user, posting)


def may_see_events(user: User, posting: Posting) -> bool:
    """The record of the procedure is for the personnel office, the chair and the minute taker."""
    return user.is_hr_officer or bool(roles_in(user, posting) & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER})


def rates_in(user: User, posting: Posting) -> bool:
    """Only members with the role of assessor rate."""
    return CommitteeRole.ASSESSOR in roles_in(user, posting)


def may_see_identity(user: User, posting: Posting) -> bool:
    """The personnel office always sees who applied; others do not while the names of a blind posting are hidden."""
    return user.is_hr_officer or not posting.hides_names


def may_disclose_names(user: User, posting: Posting) -> bool:
    """The personnel office and the chair disclose the names of a blind posting, with a reason."""
    return posting.hides_names and (user.is_hr_officer or CommitteeRole.CHAIR in roles_in(user, posting))
