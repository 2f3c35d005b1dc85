"""Who may see and do what on the way to the decision, one sentence each."""

from postings.assessment.permissions import may_view_results, may_view_single_values
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import roles_in
from recruitment.accounts.models import User


def may_see_comparison(user: User, posting: Posting) -> bool:
    """Ladder, findings and order hold appraisals and results: for the committee and the office that may view results.

    The staff's representatives do not see appraisals without consent; they read the memo.
    """
    is_inside = user.is_hr_officer or bool(roles_in(user, posting) - {CommitteeRole.OBSERVER})
    return is_inside and may_view_single_values(user, posting)


def may_write_comparison(user: User, posting: Posting) -> bool:
    """The personnel office and the chair write ladder, findings, order and memo."""
    is_writing = user.is_hr_officer or CommitteeRole.CHAIR in roles_in(user, posting)
    return is_writing and may_see_comparison(user, posting)


def may_set_auxiliary_order(user: User, posting: Posting) -> bool:
    """The personnel office fixes the order of auxiliary criteria, before anybody is rated."""
    return user.is_hr_officer


def may_read_memo(user: User, posting: Posting) -> bool:
    """Who may view results reads the memo; the staff's representatives once nobody owes a sheet.

    They are heard before the decision (DOMAIN.md 1.6), so they read it before it is final; appraisals of people who did
    not consent to their inspection stay hidden from them.
    """
    return may_view_single_values(user, posting) and may_view_results(user, posting)


def may_read_appraisals_in_memo(user: User, posting: Posting) -> bool:
    """Everybody but the staff's representatives reads every appraisal that the memo names."""
    return may_see_comparison(user, posting)


def may_decide(user: User, posting: Posting) -> bool:
    """Whoever has the power to decide signs the memo and decides."""
    return CommitteeRole.DECIDER in roles_in(user, posting)


def may_open_decision(user: User, posting: Posting) -> bool:
    """Whoever decides opens the page of the decision, once this person may view the results."""
    return may_decide(user, posting) and may_read_memo(user, posting)


def may_issue_memo(user: User, posting: Posting) -> bool:
    """The personnel office, the chair and the minute taker issue the memo as PDF, if they may view the results."""
    roles = roles_in(user, posting)
    is_entitled = user.is_hr_officer or bool(roles & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER})
    return is_entitled and may_see_comparison(user, posting)


def may_withdraw(user: User, posting: Posting) -> bool:
    """The personnel office and whoever decides withdraw a decision."""
    return user.is_hr_officer or may_decide(user, posting)
