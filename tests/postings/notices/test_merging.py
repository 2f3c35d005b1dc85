"""Two records of one person become one: what was told goes with the person, and nothing contradictory is joined."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.applications.merging import merge_applicants, undo_merge
from postings.applications.models import Application
from postings.notices.enums import Kind, Way
from postings.notices.errors import NoticeUnderWay, ReasonsDiffer, ToldDifferently, ToldOfItsOwn
from postings.notices.models import IndividualReason, Lawsuit, Notice, NoticeRun
from postings.notices.receipts import record_receipt
from postings.notices.recipients import recipients_of
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_posting
from tests.postings.notices.building import REASON, make_decided, make_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_hr_officer()


@pytest.fixture
def pair(posting):
    return make_application(posting, last_name="Quitte"), make_application(posting, last_name="Quitte-Wolke")


@pytest.fixture
def posting():
    return make_posting(status="scoring_open")


def merge(stays, goes, officer):
    return merge_applicants(stays=stays, goes=goes, taken_over=(), reason="Gleiche Anschrift.", actor=officer)


def told(application, officer, kind=Kind.EARLY_REJECTION, *, state="sent", occasion="", body="Text"):
    run = NoticeRun.objects.create(
        posting=application.posting, kind=kind, way=Way.EMAIL, text_version=0, key=uuid4(),
        dated_on=timezone.localdate(), waiting_days=14, confirmed_by=officer,
    )  # fmt: skip
    notice = Notice.objects.create(
        application=application, run=run, kind=kind, occasion=occasion, way=Way.EMAIL, address="a@example.org",
        subject="Betreff", body=body, presumed_days=4,
    )  # fmt: skip
    if state == "sent":
        Notice.objects.filter(pk=notice.pk).update(state=state, sent_on=timezone.localdate(), sent_by=officer)
    elif state == "failed":
        Notice.objects.filter(pk=notice.pk).update(state=state, failure="abgewiesen")
    notice.refresh_from_db()
    return notice


def test_what_was_told_goes_to_the_application_that_stays_and_comes_back(pair, officer):
    stays, goes = pair
    failed = told(goes, officer, state="failed")
    notice = told(goes, officer)
    record_receipt(notice=notice, received_on=timezone.localdate(), actor=officer, today=timezone.localdate())

    done = merge(stays, goes, officer)

    assert list(stays.sent_notices.order_by("pk")) == [failed, notice]
    notice.refresh_from_db()
    assert (notice.received_on, notice.is_out) == (timezone.localdate(), True)
    event = Event.objects.get(action="notice.moved")
    assert (event.facts["number"], event.facts["source"], event.facts["count"]) == (stays.number, goes.number, 2)
    undo_merge(merge=done, actor=officer)
    assert list(goes.sent_notices.order_by("pk")) == [failed, notice]
    assert not stays.sent_notices.exists()


def test_who_was_told_as_the_duplicate_is_not_told_again(officer):
    posting = make_decided()
    first, second = [one.application for one in recipients_of(posting, Kind.COMPETITOR)][:2]
    make_run(posting, keys=[one.key for one in recipients_of(posting, Kind.COMPETITOR) if one.application == second])
    IndividualReason.objects.filter(application=first).delete()

    merge(first, second, officer)

    told_now = {one.application.pk: one.notice for one in recipients_of(posting, Kind.COMPETITOR)}
    assert told_now[first.pk] is not None
    assert second.pk not in told_now
    assert IndividualReason.objects.get(application=first).text == REASON


def test_both_told_the_same_each_keeps_its_letter(pair, officer):
    stays, goes = pair
    own, other = told(stays, officer), told(goes, officer)

    merge(stays, goes, officer)

    assert (list(stays.sent_notices.all()), list(goes.sent_notices.all())) == ([own], [other])


def test_both_told_different_things_are_not_merged(pair, officer):
    stays, goes = pair
    told(stays, officer, Kind.INVITATION, occasion="interview-1-0")
    told(goes, officer)

    with pytest.raises(ToldDifferently) as refused:
        merge(stays, goes, officer)

    assert f"Nr. {stays.number}: Einladung zum Auswahlgespräch" in refused.value.user_message
    assert f"Nr. {goes.number}: Absage nach der Vorauswahl" in refused.value.user_message
    assert Application.objects.get(pk=goes.pk).is_active


def test_the_invited_application_is_the_one_that_stays(pair, officer):
    stays, goes = pair
    told(goes, officer, Kind.INVITATION, occasion="interview-1-0")

    with pytest.raises(ToldOfItsOwn, match=f"Nr. {goes.number}"):
        merge(stays, goes, officer)

    merge(goes, stays, officer)
    assert goes.sent_notices.count() == 1


def test_nobody_is_merged_while_a_notice_is_under_way(pair, officer):
    stays, goes = pair
    told(goes, officer, state="pending")

    with pytest.raises(NoticeUnderWay):
        merge(stays, goes, officer)


def test_other_reasons_than_were_told_are_settled_first(officer):
    posting = make_decided()
    first, second = [one.application for one in recipients_of(posting, Kind.COMPETITOR)][:2]
    make_run(posting, keys=[one.key for one in recipients_of(posting, Kind.COMPETITOR) if one.application == second])
    IndividualReason.objects.filter(application=first).update(text=REASON + " Und mehr.")

    with pytest.raises(ReasonsDiffer):
        merge(first, second, officer)


def test_a_suit_goes_with_the_person(pair, officer):
    stays, goes = pair
    suit = Lawsuit.objects.create(
        posting=stays.posting, application=goes, court="VG Berlin", file_number="7 L 1.25",
        received_on=timezone.localdate(), recorded_by=officer,
    )  # fmt: skip

    done = merge(stays, goes, officer)

    suit.refresh_from_db()
    assert suit.application == stays
    undo_merge(merge=done, actor=officer)
    suit.refresh_from_db()
    assert suit.application == goes


def test_a_notice_goes_to_nobody_but_the_same_person(pair, officer):
    stays, goes = pair
    notice = told(goes, officer)
    suit = Lawsuit.objects.create(
        posting=stays.posting, application=goes, court="VG Berlin", file_number="7 L 1.25",
        received_on=timezone.localdate(), recorded_by=officer,
    )  # fmt: skip

    for table, pk in (("notices_notice", notice.pk), ("notices_lawsuit", suit.pk)):
        with pytest.raises(DatabaseError, match=r"stands|stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET application_id = %s WHERE id = %s", [stays.pk, pk])
