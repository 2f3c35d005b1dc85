"""Who may do what with an application, one sentence each."""

from postings.applications.models import Application
from postings.permissions import may_manage_posting, may_see_identity, may_see_posting
from recruitment.accounts.models import User

__all__ = ["may_check_application", "may_see_application", "may_see_identity"]


def may_see_application(user: User, application: Application) -> bool:
    """HR officers and everybody with a role in the procedure see an application; administrators by that role do not."""
    return may_see_posting(user, application.posting)


def may_check_application(user: User, application: Application) -> bool:
    """The personnel office enters, checks and concludes."""
    return may_manage_posting(user, application.posting)
