from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.assessment.errors import ScoringNotOpen
from postings.assessment.services import save_sheet
from postings.enums import PostingStatus
from postings.models import Posting
from postings.notices.aborting import abort_posting
from postings.notices.appointing import appoint, hindrances
from postings.notices.enums import Kind
from postings.notices.errors import (
    AppointmentStands,
    DayImpossible,
    NamesAnother,
    NotAbortable,
    NotAppointable,
    ReasonUnusable,
)
from postings.notices.lawsuits import end_lawsuit, record_lawsuit
from postings.notices.models import Abort, Appointment, Lawsuit, Notice, NoticeRun
from postings.notices.presentation import waiting_words
from postings.notices.receipts import agg_until_by_application, record_receipt
from postings.notices.recipients import recipients_of
from postings.notices.waiting import situation_of
from recruitment.audit.models import Event
from tests.factories import answers_for, make_application, make_hr_officer, make_member, make_posting
from tests.kept import kept
from tests.postings.notices.building import address, make_check, make_decided, make_run, tell_everybody

pytestmark = pytest.mark.django_db
GROUND = "Die Stelle entfällt, weil der Haushaltsplan sie nicht mehr vorsieht."
TODAY = timezone.localdate


def refused(sql, *values, match):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def officer():
    return make_hr_officer()


_decided = kept(make_decided)


@pytest.fixture
def decided(_decided):
    return _decided()


def selected_of(posting):
    return posting.decisions.get().entries.get(outcome="selected").application


def give(posting, officer, **fields):
    return appoint(
        application=selected_of(posting), actor=officer, today=TODAY(),
        **{"legal_form": "contract", "appointed_on": TODAY(), "starts_on": TODAY() + timedelta(days=30), **fields},
    )  # fmt: skip


def insert_appointment(posting, officer, *, check, until):
    """The row as somebody would write it by hand in psql."""
    Appointment.objects.create(
        application=selected_of(posting), decision=posting.decisions.get(), legal_form="contract", appointed_on=TODAY(),
        starts_on=TODAY(), waiting_until=until, no_suit_check=check, recorded_by=officer,
    )  # fmt: skip


def make_suit(posting, officer, **fields):
    suit = Lawsuit(posting=posting, court="VG Berlin", file_number="7 L 1.26", **{"received_on": TODAY(), **fields})
    return record_lawsuit(lawsuit=suit, actor=officer, today=TODAY())


def test_appointment_after_everything_fills_the_post(decided, officer):
    tell_everybody(decided)
    make_check(decided)

    appointment = give(decided, officer)

    decided.refresh_from_db()
    assert decided.status == PostingStatus.FILLED
    assert appointment.waiting_until == situation_of(decided).period.until
    assert Event.objects.filter(action__in=["appointment.recorded", "posting.filled"]).count() == 2
    assert len(recipients_of(decided, Kind.REJECTION)) == 2
    with pytest.raises(NotAppointable):
        give(decided, officer)


def test_nobody_told_hinders_and_the_database_refuses(decided, officer):
    check = make_check(decided)

    with pytest.raises(NotAppointable) as caught:
        give(decided, officer)
    assert "noch keine Konkurrentenmitteilung" in " ".join(caught.value.hindrances)
    with pytest.raises(DatabaseError, match="has not been told"), transaction.atomic():
        insert_appointment(decided, officer, check=check, until=None)


def test_running_waiting_period_hinders_and_the_database_refuses(decided, officer):
    tell_everybody(decided, days_ago=10)
    check = make_check(decided)
    until = situation_of(decided).period.until

    with pytest.raises(NotAppointable) as caught:
        give(decided, officer)
    assert f"{until:%d.%m.%Y}" in caught.value.hindrances[0]
    for claimed, match in ((None, "ends later"), (TODAY() - timedelta(days=1), "ends later")):
        with pytest.raises(DatabaseError, match=match), transaction.atomic():
            insert_appointment(decided, officer, check=check, until=claimed)
    with pytest.raises(DatabaseError, match="not over"), transaction.atomic():
        insert_appointment(decided, officer, check=check, until=until)


def test_missing_or_early_check_hinders_and_the_database_refuses(decided, officer):
    tell_everybody(decided)
    until = situation_of(decided).period.until
    early = make_check(decided, asked_on=until)
    unclear = make_check(decided, is_clear=False)

    with pytest.raises(NotAppointable):
        give(decided, officer)
    for check in (early, unclear):
        with pytest.raises(DatabaseError, match="nobody asked"), transaction.atomic():
            insert_appointment(decided, officer, check=check, until=until)


def test_open_suit_hinders_and_the_database_refuses(decided, officer):
    tell_everybody(decided)
    check = make_check(decided)
    suit = make_suit(decided, officer)

    with pytest.raises(NotAppointable) as caught:
        give(decided, officer)
    assert "7 L 1.26" in " ".join(caught.value.hindrances)
    with pytest.raises(DatabaseError, match="suit is open"), transaction.atomic():
        insert_appointment(decided, officer, check=check, until=situation_of(decided).period.until)

    end_lawsuit(lawsuit=suit, ended_on=TODAY(), result="Antrag zurückgenommen", actor=officer, today=TODAY())
    assert give(decided, officer)


def test_open_checks_of_the_decision_hinder_too(decided, officer, settings):
    tell_everybody(decided)
    make_check(decided)
    settings.DECISION_CHECKS = ["tests.postings.notices.test_ending.open_participation"]

    with pytest.raises(NotAppointable) as caught:
        give(decided, officer)

    assert caught.value.hindrances == ["Die Beteiligung ist offen."]


def open_participation(posting):
    return ["Die Beteiligung ist offen."]


def test_appointment_day_lies_after_period_and_check_and_not_in_the_future(decided, officer):
    tell_everybody(decided)
    make_check(decided)

    for day in (TODAY() - timedelta(days=1), TODAY() + timedelta(days=1)):
        with pytest.raises(DayImpossible):
            give(decided, officer, appointed_on=day, starts_on=day)


def test_last_receipt_counts_recorded_or_presumed(decided, officer):
    tell_everybody(decided, days_ago=40)
    first, second = Notice.objects.order_by("pk")
    sent = first.sent_on

    assert situation_of(decided).period.last_receipt == sent + timedelta(days=4)
    record_receipt(notice=second, received_on=sent + timedelta(days=20), actor=officer, today=TODAY())
    situation = situation_of(decided)
    assert situation.period.last_receipt == sent + timedelta(days=20)
    assert any("nachweislich" in sentence for sentence in waiting_words(situation, today=TODAY()))


def test_a_changed_setting_does_not_change_a_running_period(decided, officer, settings):
    tell_everybody(decided)
    before = situation_of(decided).period

    settings.WAITING_PERIOD_DAYS = 1
    settings.NOTICE_RECEIPT_DAYS = {"letter": 0, "email": 0}

    assert situation_of(decided).period == before


def test_agg_period_runs_from_the_latest_rejection(decided, officer):
    tell_everybody(decided, days_ago=30)
    first = agg_until_by_application(decided)

    record_receipt(notice=Notice.objects.first(), received_on=TODAY(), actor=officer, today=TODAY())

    later = agg_until_by_application(decided)
    assert set(first) == {one.application_id for one in Notice.objects.all()}
    assert later[Notice.objects.first().application_id] > first[Notice.objects.first().application_id]


def test_abort_ends_the_procedure_and_everybody_is_to_be_told(officer):
    posting = make_posting()
    applications = [address(make_application(posting)) for _n in range(2)]
    assessor = make_member(posting)

    abort_posting(posting=posting, reason=GROUND, actor=officer, today=TODAY())

    posting.refresh_from_db()
    assert posting.status == PostingStatus.ABORTED
    assert [one.application for one in recipients_of(posting, Kind.ABORT)] == applications
    run = make_run(posting, Kind.ABORT, actor=officer)
    assert GROUND in run.notices.first().body
    with pytest.raises(ScoringNotOpen):
        save_sheet(
            application=applications[0], assessor=assessor, answers=answers_for(posting, [3, 3, 3]), note="",
            expected_version=0, actor=assessor, round=posting.plan.rounds.get(),
        )  # fmt: skip


@pytest.mark.parametrize("reason", ["Kein Bedarf.", "   ", "Niemand geeignet, der nicht schwanger oder krank wäre."])
def test_abort_without_a_substantial_reason_is_refused(officer, reason):
    posting = make_posting()

    with pytest.raises(ReasonUnusable):
        abort_posting(posting=posting, reason=reason, actor=officer, today=TODAY())


def test_abort_reason_names_nobody(officer):
    posting = make_posting()
    make_application(posting, last_name="Quitzow")

    with pytest.raises(NamesAnother):
        abort_posting(posting=posting, reason=f"{GROUND} Frau Quitzow hat abgesagt.", actor=officer, today=TODAY())


def test_no_abort_of_a_draft_or_after_the_end(decided, officer):
    with pytest.raises(NotAbortable):
        abort_posting(posting=make_posting(status="draft"), reason=GROUND, actor=officer, today=TODAY())
    tell_everybody(decided)
    make_check(decided)
    give(decided, officer)
    with pytest.raises(NotAbortable):
        abort_posting(posting=decided, reason=GROUND, actor=officer, today=TODAY())


# ---- what the database holds, in raw SQL


def test_filled_and_aborted_need_their_rows(decided):
    refused("UPDATE postings_posting SET status = 'filled' WHERE id = %s", decided.pk, match="everybody selected")
    refused("UPDATE postings_posting SET status = 'aborted' WHERE id = %s", decided.pk, match="with a reason only")


def test_an_abort_stands_and_a_filled_procedure_is_not_aborted(decided, officer):
    other = make_posting()
    abort_posting(posting=other, reason=GROUND, actor=officer, today=TODAY())
    refused("UPDATE notices_abort SET reason = repeat('x', 60)", match="Cannot (update|delete) rows of")
    refused("DELETE FROM notices_abort", match="Cannot (update|delete) rows of")
    tell_everybody(decided)
    make_check(decided)
    give(decided, officer)
    row = "INSERT INTO notices_abort (posting_id, reason, aborted_on, aborted_by_id) VALUES (%s, %s, now(), %s)"
    refused(row, decided.pk, GROUND, officer.pk, match="only a procedure that runs")
    refused(row, make_posting().pk, "kurz", officer.pk, match="abort_reason_long_enough")
    assert Abort.objects.count() == 1


def test_appointment_suit_and_check_stand(decided, officer):
    tell_everybody(decided)
    suit = make_suit(decided, officer, received_on=TODAY() - timedelta(days=3))
    end_lawsuit(lawsuit=suit, ended_on=TODAY(), result="abgelehnt", actor=officer, today=TODAY())
    make_check(decided)
    give(decided, officer)

    refused("UPDATE notices_appointment SET appointed_on = appointed_on - 60", match="stands")
    refused("DELETE FROM notices_appointment", match="stands")
    refused("UPDATE notices_lawsuit SET ended_on = NULL, result = '', ended_by_id = NULL", match="stays")
    refused("UPDATE notices_lawsuit SET court = 'x'", match="stays")
    refused("DELETE FROM notices_lawsuit", match="stays")
    refused("UPDATE notices_nosuitcheck SET is_clear = true", match="Cannot (update|delete) rows of")
    assert Posting.objects.get(pk=decided.pk).status == PostingStatus.FILLED


def test_a_decision_that_somebody_was_appointed_by_stands(decided, officer, monkeypatch):
    tell_everybody(decided)
    make_check(decided)
    monkeypatch.setattr("postings.notices.appointing.selected_applications", lambda posting: _two(posting))

    give(decided, officer)

    refused(
        "UPDATE postings_posting SET status = 'scoring_open' WHERE id = %s", decided.pk, match="appointed by stands"
    )
    with pytest.raises(AppointmentStands):
        abort_posting(posting=decided, reason=GROUND, actor=officer, today=TODAY())


def _two(posting):
    """As if a second person were selected too: the posting stays decided after the first appointment."""
    return list(posting.applications.filter(status="eligible"))


def test_hindrances_are_empty_once_nothing_hinders(decided, officer):
    tell_everybody(decided)
    make_check(decided)

    assert hindrances(decided, situation_of(decided), today=TODAY()) == []
    assert NoticeRun.objects.get().waiting_days == 14
