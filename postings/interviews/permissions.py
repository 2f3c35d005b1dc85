"""Who may see and write what around the interviews, one sentence each."""

from postings.applications.models import Application
from postings.assessment.enums import ExemptionKind
from postings.assessment.models import AssessmentRound, Exemption
from postings.assessment.permissions import may_lead_rounds, may_rate, may_see_rounds
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import roles_in
from recruitment.accounts.models import User

WRITING = frozenset({CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER})


def may_see_interviews(user: User, posting: Posting) -> bool:
    """Guide, appointments and calendar are for everybody in the committee and the personnel office."""
    return may_see_rounds(user, posting)


def may_lead_interviews(user: User, posting: Posting) -> bool:
    """The chair and the personnel office write the guide and plan the interviews."""
    return may_lead_rounds(user, posting)


def conflicted_applications(user: User, posting: Posting) -> frozenset[int]:
    """Return the ids of the applications towards which ``user`` is biased."""
    held = Exemption.objects.filter(application__posting=posting, person=user, kind=ExemptionKind.CONFLICT)
    return frozenset(held.values_list("application_id", flat=True))


def may_read_record(user: User, application: Application) -> bool:
    """A record holds answers and no rating, so all who see the procedure read it; nobody who is biased towards this
    applicant does."""
    posting = application.posting
    return may_see_interviews(user, posting) and application.pk not in conflicted_applications(user, posting)


def may_write_record(user: User, application: Application, entry: AssessmentRound) -> bool:
    """The chair, the minute taker, the personnel office and those who rate this applicant write the record."""
    posting = application.posting
    is_entitled = user.is_hr_officer or bool(roles_in(user, posting) & WRITING) or may_rate(user, application, entry)
    return is_entitled and may_read_record(user, application)
