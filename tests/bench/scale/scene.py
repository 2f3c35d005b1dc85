"""The procedure that is measured, alike in every database, and the people who open its pages."""

from dataclasses import dataclass

from django.test import Client

from postings.assessment.models import AssessmentRound
from postings.models import Posting
from recruitment.accounts.models import User
from tests.bench import data
from tests.factories import make_user

COUNT = 100


@dataclass(frozen=True, slots=True)
class Scene:
    """``applicant`` is one application of ``posting``; each client is logged in as somebody with that task."""

    posting: Posting
    round: AssessmentRound
    applicant: int
    assessor: User
    hr: Client
    rater: Client
    representation: Client
    editor: Client


def make_scene() -> Scene:
    """Load a procedure of a hundred applicants into the chosen database, or find it there."""
    posting = Posting.objects.filter(reference_number=f"bench-{COUNT}").first()
    if posting is None:
        posting, officer, assessor = data.load(COUNT)
    else:
        officer = User.objects.filter(authority_roles__role="hr_officer").order_by("-pk").first()
        assessor = User.objects.filter(memberships__posting=posting).order_by("pk").first()
    return Scene(
        posting=posting,
        round=posting.plan.rounds.get(),
        applicant=posting.applications.order_by("number").first().pk,
        assessor=assessor,
        hr=_client(officer),
        rater=_client(assessor),
        representation=_client(make_user(roles=["staff_council"])),
        editor=_client(make_user(roles=["profile_editor"])),
    )


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
