import pytest
from django.urls import reverse

from postings.assessment.errors import DeputyRated, LiftedTooLate, OwnLifting
from postings.assessment.impartiality import (
    Statement,
    applications_to_declare,
    declare_impartiality,
    name_deputy,
)
from postings.assessment.lifting import lift_conflict
from postings.assessment.models import Exemption
from postings.assessment.permissions import applications_rated_by, rounds_of
from postings.assessment.rounds import close_round
from postings.assessment.services import submit_sheet
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import make_application, make_conflict, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db
WHY = "Verwechslung mit einer Person gleichen Namens"


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting):
    return make_member(posting)


@pytest.fixture
def application(posting):
    return make_application(posting, last_name="Aal")


def test_who_declared_a_conflict_by_mistake_declares_anew_and_rates(posting, application, assessor):
    declare_impartiality(
        posting=posting, person=assessor, statements=[Statement(application.pk, True, "Schwager")], actor=assessor
    )

    lift_conflict(exemption=Exemption.objects.get(), reason=WHY, actor=make_hr_officer())

    assert list(applications_to_declare(assessor, posting)) == [application]
    make_sheet(application, assessor, [3, 3, 3])
    assert list(applications_rated_by(assessor, posting, rounds_of(posting)[0])) == [application]


def test_a_draft_that_was_set_aside_counts_again(application, assessor):
    draft = make_sheet(application, assessor, [3, 3, 3], is_submitted=False)
    conflict = make_conflict(application, assessor)

    lift_conflict(exemption=conflict, reason=WHY, actor=make_hr_officer())

    assert submit_sheet(sheet=draft, actor=assessor).is_submitted


def test_both_reasons_stay_in_the_history_and_the_event_tells_none(application, assessor):
    conflict = make_conflict(application, assessor, reason="Geschwister")

    lift_conflict(exemption=conflict, reason=WHY, actor=make_hr_officer())

    last = Exemption.pgh_event_model.objects.order_by("pgh_id").last()
    assert last.reason == f"Geschwister\n\nAufgehoben: {WHY}"
    event = Event.objects.get(action="conflict.lifted")
    assert "Geschwister" not in str(event.facts)
    assert WHY not in str(event.facts)


def test_nobody_lifts_the_own_conflict_or_without_a_reason(application, assessor):
    conflict = make_conflict(application, assessor)

    with pytest.raises(OwnLifting):
        lift_conflict(exemption=conflict, reason=WHY, actor=assessor)
    with pytest.raises(ReasonMissing):
        lift_conflict(exemption=conflict, reason="ok", actor=make_hr_officer())

    assert Exemption.objects.filter(pk=conflict.pk, reason="Geschwister").exists()


def test_the_sheet_of_a_deputy_or_a_closed_round_keeps_the_conflict(posting, application, assessor):
    make_member(posting)
    deputy = make_member(posting, role="deputy")
    conflict = make_conflict(application, assessor)
    name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())
    make_sheet(application, deputy, [3, 3, 3])

    with pytest.raises(DeputyRated):
        lift_conflict(exemption=conflict, reason=WHY, actor=make_hr_officer())

    for person in posting.memberships.filter(role="assessor").exclude(user=assessor):
        make_sheet(application, person.user, [3, 3, 3])
    close_round(round=rounds_of(posting)[0], actor=make_hr_officer())
    with pytest.raises(LiftedTooLate):
        lift_conflict(exemption=conflict, reason=WHY, actor=make_hr_officer())


def test_the_page_lifts_and_lists_what_was_lifted(client, posting, application, assessor):
    conflict = make_conflict(application, assessor, reason="Geschwister")
    chair = make_member(posting, role="chair")
    client.force_login(chair)
    url = reverse("assessment:conflict_lift", args=[conflict.pk])
    listed = client.get(reverse("assessment:conflict_list", args=[posting.pk])).content.decode()
    assert url in listed
    assert "Aufgehoben" not in listed

    response = client.post(url, {"reason": WHY, "save": "1"}, follow=True)

    shown = response.content.decode()
    assert "Die Befangenheit ist aufgehoben." in shown
    assert f"Geschwister\n\nAufgehoben: {WHY}" in shown
    assert "Es ist keine Befangenheit festgehalten." in shown


def test_a_short_reason_is_refused_on_the_page(client, posting, application, assessor):
    conflict = make_conflict(application, assessor)
    client.force_login(make_member(posting, role="chair"))

    response = client.post(reverse("assessment:conflict_lift", args=[conflict.pk]), {"reason": "ok", "save": "1"})

    assert "Bitte begründen Sie so, dass es eine andere Person versteht" in response.content.decode()
    assert Exemption.objects.get() == conflict


def test_reasons_of_a_blind_procedure_stay_hidden(client):
    posting = make_posting(is_blind=True)
    application, assessor = make_application(posting, last_name="Aal"), make_member(posting)
    lift_conflict(
        exemption=make_conflict(application, assessor, reason="Bruder von Aal"), reason=WHY, actor=make_hr_officer()
    )
    client.force_login(make_member(posting, role="chair"))

    shown = client.get(reverse("assessment:conflict_list", args=[posting.pk])).content.decode()

    assert "Aal" not in shown
    assert "verborgen, solange die Namen verborgen sind" in shown
