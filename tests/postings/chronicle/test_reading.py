"""What was known on a day. Histories are written with the clock of the database, which stands still in a transaction;
so the rows of earlier days are put into the history by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from postings.applications.models import Application
from postings.applications.services import withdraw_application
from postings.assessment.models import AssessmentRound, RatingSheet
from postings.assessment.rounds import close_round
from postings.chronicle.reading import end_of_day, read_state
from postings.documents import archive
from postings.models import CommitteeMembership, Posting
from postings.services import remove_member
from tests.factories import (
    PUBLISHED_ON,
    make_application,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
    make_user,
)

pytestmark = pytest.mark.django_db
today = timezone.localdate


def history(instance, moment, **changes):
    """Add an entry to the history of ``instance`` as it would have been written at ``moment``."""
    model = type(instance).pgh_event_model
    fields = {
        field.attname: getattr(instance, field.attname)
        for field in model._meta.concrete_fields
        if not field.name.startswith("pgh_")
    }
    created = model._meta.get_field("pgh_created_at")
    created.auto_now_add = False
    try:
        return model.objects.create(
            pgh_obj_id=instance.pk, pgh_label="insert", pgh_created_at=moment, **fields | changes
        )
    finally:
        created.auto_now_add = True


@pytest.fixture
def posting():
    posting = make_posting(reference_number="148/2025")
    people = [make_member(posting), make_member(posting)]
    application = make_application(posting, last_name="Zander")
    for person in people:
        make_sheet(application, person, [5, 4, 3])
    return posting


def test_a_day_ends_in_berlin():
    assert end_of_day(date(2026, 3, 28)) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert end_of_day(date(2026, 3, 29)) == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_before_its_first_day_there_was_no_procedure(posting):
    assert not read_state(posting, today() - timedelta(days=1), viewer=None).exists


def test_the_state_of_today(posting):
    report = archive.issue_overview(posting=posting, actor=make_hr_officer())

    state = read_state(posting, today(), viewer=make_hr_officer())

    assert state.profile_hash == posting.profile.content_hash
    assert [entry.weight for entry in state.weights] == list(
        posting.profile.criteria.order_by("pk").values_list("weight", flat=True)
    )
    (application,) = state.applications
    assert (application.label, application.state) == ("1", "formale Anforderungen erfüllt")
    assert [bool(sheet.mean) for sheet in application.sheets] == [True, True]
    assert [(document.kind, document.sha256) for document in state.documents] == [("Bewerberübersicht", report.sha256)]
    assert "Zander" not in str(state)


def test_an_earlier_day_shows_what_stood_then(posting):
    week = timezone.now() - timedelta(days=7)
    application = posting.applications.get()
    history(posting, week, status="published", function="Leitung Vermessung")
    history(application, week, status="received")
    history(CommitteeMembership.objects.filter(posting=posting).first(), week)

    state = read_state(posting, timezone.localdate(week), viewer=make_hr_officer())

    assert dict(state.facts)["Stand"] == "veröffentlicht"
    assert dict(state.facts)["Stelle"] == "Leitung Vermessung"
    assert [(entry.state, entry.sheets) for entry in state.applications] == [("eingegangen", ())]
    assert len(state.committee) == 1
    assert (state.weights, state.documents, state.acts) == ((), (), ())


def test_who_left_the_committee_is_gone_from_then_on(posting):
    week = timezone.now() - timedelta(days=7)
    member = CommitteeMembership.objects.create(posting=posting, user=make_user(), role="observer", position=9)
    history(posting, week)
    history(member, week)
    name = str(member.user)
    remove_member(membership=member, actor=make_hr_officer())

    then = read_state(posting, timezone.localdate(week), viewer=None).committee
    now = read_state(posting, today(), viewer=None).committee

    assert name in [entry.person for entry in then]
    assert name not in [entry.person for entry in now]


def test_erased_persons_stay_erased_on_every_day(posting):
    week = timezone.now() - timedelta(days=7)
    application = posting.applications.get()
    Application.objects.filter(pk=application.pk).update(received_on=PUBLISHED_ON)
    history(posting, week)
    history(application, week)
    withdraw_application(application=application, withdrawn_on=PUBLISHED_ON, actor=make_hr_officer())

    for day in (timezone.localdate(week), today()):
        (entry,) = read_state(posting, day, viewer=make_hr_officer()).applications
        assert (entry.state, entry.is_erased, entry.sheets) == ("Daten gelöscht", True, ())


def test_the_command_names_nobody_and_shows_no_value(posting):
    state = read_state(posting, today(), viewer=None)

    assert {(sheet.person, sheet.mean) for entry in state.applications for sheet in entry.sheets} == {("", "")}
    assert not [act for act in state.acts if "Zander" in act.words]


def test_who_rates_sees_values_only_if_the_round_was_closed_then_and_may_now(posting):
    chair = make_member(posting, role="chair")
    make_member(posting, role="assessor", user=chair)
    entry = AssessmentRound.objects.get(plan=posting.pk)

    before = read_state(posting, today(), viewer=chair)
    make_sheet(posting.applications.get(), chair, [3, 3, 3])
    posting = Posting.objects.get(pk=posting.pk)
    own_done = read_state(posting, today(), viewer=chair)
    close_round(round=entry, reason="", actor=make_hr_officer())
    posting = Posting.objects.get(pk=posting.pk)
    AssessmentRound.pgh_event_model.objects.filter(status="closed", pgh_obj=entry.pk).get()
    closed = read_state(posting, today(), viewer=chair)

    assert (before.shows_values, own_done.shows_values, closed.shows_values) == (False, False, True)
    assert RatingSheet.objects.count() == sum(len(one.sheets) for one in closed.applications)


def test_a_blind_procedure_shows_codes_to_the_committee(client):
    posting = make_posting(is_blind=True)
    application = make_application(posting, last_name="Quitzow")
    chair = make_member(posting, role="chair")
    client.force_login(chair)

    content = client.get(reverse("chronicle:state", args=[posting.pk])).content.decode()

    assert application.code in content
    assert "Quitzow" not in content
    assert [entry.label for entry in read_state(posting, today(), viewer=chair).applications] == [application.code]


def test_the_page_takes_a_day_and_refuses_the_future(client, posting):
    client.force_login(make_hr_officer())
    url = reverse("chronicle:state", args=[posting.pk])
    assert "Stand am Ende des" in client.get(url, {"tag": today().isoformat()}).content.decode()
    assert "gab es das Verfahren noch nicht" in client.get(url, {"tag": "2020-01-01"}).content.decode()
    assert "liegt in der Zukunft" in client.get(url, {"tag": "2198-01-01"}).content.decode()


@pytest.mark.parametrize("number", [3, 30])
def test_queries_do_not_grow(django_assert_num_queries, number):
    posting = make_posting()
    person = make_member(posting)
    for _place in range(number):
        make_sheet(make_application(posting), person, [3, 3, 3])
    viewer = make_hr_officer()
    posting = Posting.objects.select_related("profile").get(pk=posting.pk)

    with django_assert_num_queries(33):
        read_state(posting, today(), viewer=viewer)
