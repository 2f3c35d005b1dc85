"""Who may issue the information of a data subject."""

from postings.applications.models import Application
from recruitment.accounts.models import User


def may_issue_disclosure(user: User, application: Application) -> bool:
    """The personnel office answers; what it may not view yet of the rating is left out and said to be."""
    return user.is_hr_officer and not application.erased_at
