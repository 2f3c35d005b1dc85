"""Who may issue documents, one sentence each."""

from postings.assessment.permissions import may_view_single_values
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import roles_in
from recruitment.accounts.models import User


def may_issue_report(user: User, posting: Posting) -> bool:
    """The personnel office, the chair and the minute taker issue reports, as far as they may view the results."""
    roles = roles_in(user, posting)
    is_entitled = user.is_hr_officer or bool(roles & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER})
    return is_entitled and may_view_single_values(user, posting)
