"""Who may do what with the documents of an application, one sentence each. The list twins are in ``models``."""

from postings.applications.models import Application
from postings.applications.permissions import may_check_application, may_see_identity
from postings.files.models import READING_ROLES
from postings.permissions import roles_in
from recruitment.accounts.models import User


def may_read_files(user: User, application: Application) -> bool:
    """The personnel office and those who judge or take part in it read documents; which ones, ``visible_to`` tells.

    While a posting hides names, its documents are for the personnel office alone: names stand in them.
    """
    if not may_see_identity(user, application.posting):
        return False
    return user.is_hr_officer or bool(roles_in(user, application.posting) & set(READING_ROLES))


def may_manage_files(user: User, application: Application) -> bool:
    """The personnel office takes documents in, removes them, asks for missing ones."""
    return may_check_application(user, application)
