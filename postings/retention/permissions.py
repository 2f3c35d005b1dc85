"""Who may see and do what about retention, one sentence each."""

from postings.retention.models import ErasureRun
from recruitment.accounts.models import User


def may_see_due(user: User) -> bool:
    """The personnel office and the administrators see what is due: reference numbers and counts, nobody's data."""
    return user.is_hr_officer or user.is_administrator


def may_confirm(user: User, run: ErasureRun) -> bool:
    """Any of them who did not propose it is a second person."""
    return may_see_due(user) and run.proposed_by_id != user.pk
