"""Who may see appraisals and take part in the pre-selection, one sentence each."""

from postings.applications.models import Application
from postings.applications.permissions import may_see_application
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import may_manage_posting, may_see_posting, roles_in
from recruitment.accounts.models import User


def may_enter_appraisals(user: User, application: Application) -> bool:
    """The personnel office enters appraisals."""
    return may_manage_posting(user, application.posting)


def may_compare_appraisals(user: User, posting: Posting) -> bool:
    """The personnel office and the committee compare; the staff's representatives see appraisals one by one."""
    roles = roles_in(user, posting)
    return user.is_hr_officer or bool(roles - {CommitteeRole.OBSERVER})


def may_see_appraisals(user: User, application: Application) -> bool:
    """The committee sees appraisals; the staff's representatives those of people who consented to their inspection."""
    if not may_see_application(user, application):
        return False
    return may_compare_appraisals(user, application.posting) or application.consents_to_personnel_file is True


def may_see_preselection(user: User, posting: Posting) -> bool:
    """Everybody with a role in the procedure sees the pre-selection, the staff's representatives included (S4)."""
    return may_see_posting(user, posting)


def may_preselect(user: User, posting: Posting) -> bool:
    """The personnel office and the chair record findings, conclude and reopen the pre-selection."""
    return may_manage_posting(user, posting) or CommitteeRole.CHAIR in roles_in(user, posting)
