"""Who may do what with the documents of an application, one sentence each. The list twins are in ``models``."""

from postings.applications.models import Application
from postings.applications.permissions import may_check_application
from postings.files.models import READING_ROLES
from postings.permissions import may_see_identity, roles_in
from recruitment.accounts.models import User


def may_know_of_files(user: User, application: Application) -> bool:
    """The personnel office and those who judge or take part in it know that there are documents."""
    return user.is_hr_officer or bool(roles_in(user, application.posting) & set(READING_ROLES))


def may_read_files(user: User, application: Application) -> bool:
    """They read them (which ones, ``visible_to`` tells), but not while the names of a blind posting are hidden."""
    return may_know_of_files(user, application) and may_see_identity(user, application.posting)


def may_manage_files(user: User, application: Application) -> bool:
    """The personnel office takes documents in, removes them, asks for missing ones."""
    return may_check_application(user, application)
