"""Who may rate and who may see ratings: one sentence each.

The rule of independence (DOMAIN.md R14, I9): nobody who rates sees any rating of another before all of the own sheets
are submitted. It is enforced here for every path: page, report, download, admin.
"""

from django.db.models import Exists, OuterRef

from postings.applications.models import Application, ApplicationQuerySet
from postings.assessment.models import RatingSheet
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import rates_in, roles_in
from recruitment.accounts.models import User


def applications_owed_by(user: User, posting: Posting) -> ApplicationQuerySet:
    """Applications of ``posting`` that ``user`` rates and has not submitted a sheet for; none for non-assessors."""
    if not rates_in(user, posting):
        return Application.objects.none()
    own = RatingSheet.objects.submitted().filter(application=OuterRef("pk"), assessor=user)
    return posting.applications.to_be_rated().filter(~Exists(own))


def may_rate(user: User, application: Application) -> bool:
    """An assessor of the committee rates the applications that meet the formal requirements."""
    return application.is_to_be_rated and rates_in(user, application.posting)


def may_enter_paper_sheet(user: User, application: Application) -> bool:
    """The personnel office types paper sheets; somebody who rates in the procedure never types for others."""
    return user.is_hr_officer and not rates_in(user, application.posting)


def may_view_results(user: User, posting: Posting) -> bool:
    """Ranking, ratings of others and reports: after all own sheets are in; observers once nobody owes a sheet.

    Personnel office, minute taker and decider do not rate and so cannot be influenced; a chair or assessor who rates
    waits for the own last sheet.
    """
    roles = roles_in(user, posting)
    if CommitteeRole.ASSESSOR in roles:
        return not applications_owed_by(user, posting).exists()
    if user.is_hr_officer or roles & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER, CommitteeRole.DECIDER}:
        return True
    return CommitteeRole.OBSERVER in roles and not is_any_sheet_owed(posting)


def is_any_sheet_owed(posting: Posting) -> bool:
    """Whether any assessor still owes a sheet; True as well while nothing is to be rated."""
    assessors = posting.memberships.filter(role=CommitteeRole.ASSESSOR).count()
    to_rate = posting.applications.to_be_rated().count()
    submitted = RatingSheet.objects.counting().filter(application__posting=posting).count()
    return submitted < assessors * to_rate or not to_rate
