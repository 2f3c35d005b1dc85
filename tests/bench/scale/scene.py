"""The procedure that is measured, alike in every database, and the people who open its pages."""

import time
from dataclasses import dataclass
from itertools import count

from django.test import Client

from postings.assessment.models import AssessmentRound
from postings.models import Posting
from recruitment.accounts.models import User
from tests import factories
from tests.bench import data
from tests.factories import make_hr_officer, make_user

COUNT = 100
# A database that was kept holds the names that the factories gave before.
factories._numbers = count(time.time_ns() // 1_000_000)


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
        officer = make_hr_officer()
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
