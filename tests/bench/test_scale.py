"""The multiplied database is a true one: keys hold, references differ, people of the authority are shared."""

import pytest

from postings.applications.models import Applicant, Application
from postings.assessment.models import Rating
from postings.models import CommitteeMembership, Posting
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from tests.bench.scale.multiply import COPIES_PER_CREW, Multiplier, orphans
from tests.factories import make_application, make_file, make_member, make_posting, make_ranked, make_sheet

pytestmark = pytest.mark.django_db
COPIES = COPIES_PER_CREW + 2


def test_copies_hold_together_and_differ_where_they_must():
    posting = make_posting()
    ranked = make_ranked(posting, [5, 4, 3], [2, 2, 2])
    make_file(ranked[0])
    before = {model: model.objects.count() for model in (User, Posting, Application, Rating, Event, Applicant)}

    Multiplier(COPIES).run()

    assert list(orphans()) == []
    for model, count in before.items():
        assert model.objects.count() == count * (2 if model is User else COPIES + 1)
    copy = Posting.objects.get(reference_number=f"{posting.reference_number}-7")
    assert list(copy.applications.values_list("number", flat=True)) == [1, 2]
    assert {one.applicant.last_name for one in copy.applications.all()}.isdisjoint(
        one.applicant.last_name for one in ranked
    )
    assert Event.objects.filter(posting_reference=copy.reference_number).exists()
    own = CommitteeMembership.objects.filter(user=posting.memberships.first().user)
    assert own.count() == COPIES_PER_CREW  # the block itself and the copies before the second crew


def test_what_is_made_afterwards_finds_free_keys():
    make_member(make_posting())
    Multiplier(3).run()

    application = make_application(make_posting())
    make_sheet(application, make_member(application.posting), [1, 2, 3])
