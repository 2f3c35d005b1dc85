"""Interviews are planned one at a time, moved, cancelled; the calendar names no person: services, SQL, RFC 5545."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from icalendar import Calendar

from postings.assessment.models import AssessmentRound
from postings.assessment.rounds import close_round, conclude_round
from postings.interviews import errors
from postings.interviews.appointments import (
    Appointment,
    cancel_interview,
    cancelled_interviews,
    moment_text,
    plan_interview,
)
from postings.interviews.ical import calendar_of
from postings.interviews.models import Interview
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_hr_officer,
    make_interview,
    make_member,
    make_posting,
    make_rounds,
    make_sheet,
)

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def at(hour, minute=0, day=12, month=1):
    return timezone.make_aware(datetime(2026, month, day, hour, minute))  # noqa: DTZ001 - made aware


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def entry(posting):
    return posting.plan.rounds.get()


@pytest.fixture
def application(posting):
    return make_application(posting)


@pytest.fixture
def officer():
    return make_hr_officer()


def plan(application, entry, officer, starts_at, *, minutes=45, seen=None, **fields):
    return plan_interview(
        application=application,
        round=entry,
        appointment=Appointment(starts_at=starts_at, minutes=minutes, **fields),
        expected_sequence=seen,
        actor=officer,
    )


def actions():
    found = Event.objects.filter(action__startswith="interview.").order_by("pk")
    return list(found.values_list("action", "facts__moment"))


def test_an_interview_is_planned_moved_and_cancelled(application, entry, officer):
    planned = plan(application, entry, officer, at(10), place=" Raum 107 ", note="Vorgespräch")
    moved = plan(application, entry, officer, at(11), seen=0)
    cancel_interview(interview=moved, expected_sequence=1, actor=officer)

    assert (planned.place, planned.minutes, moved.pk, moved.uid, moved.sequence) == (
        "Raum 107",
        45,
        planned.pk,
        planned.uid,
        1,
    )
    assert Interview.objects.count() == 0
    assert actions() == [
        ("interview.planned", "12.01.2026, 10:00 bis 10:45 Uhr"),
        ("interview.moved", "12.01.2026, 11:00 bis 11:45 Uhr"),
        ("interview.cancelled", "12.01.2026, 11:00 bis 11:45 Uhr"),
    ]


def test_the_same_once_more_changes_nothing(application, entry, officer):
    plan(application, entry, officer, at(10))

    again = plan(application, entry, officer, at(10), seen=None)

    assert (again.sequence, len(actions())) == (0, 1)


@pytest.mark.parametrize(
    ("hour", "minute", "minutes", "is_free"),
    [
        (9, 15, 45, True),
        (10, 45, 45, True),
        (9, 16, 45, False),
        (10, 44, 45, False),
        (10, 10, 5, False),
        (9, 0, 200, False),
    ],
)
def test_two_interviews_of_a_round_do_not_overlap(posting, application, entry, officer, hour, minute, minutes, is_free):
    plan(application, entry, officer, at(10))
    other = make_application(posting)

    if is_free:
        plan(other, entry, officer, at(hour, minute), minutes=minutes)
    else:
        with pytest.raises(errors.TimeTaken, match=r"12.01.2026, 10:00 bis 10:45 Uhr \(Anna Nachname0001\)"):
            plan(other, entry, officer, at(hour, minute), minutes=minutes)

    assert Interview.objects.count() == 1 + is_free


def test_two_rounds_may_meet_at_the_same_time(posting, officer):
    first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"])
    plan(make_application(posting), first, officer, at(10))

    plan(make_application(posting), second, officer, at(10))

    assert Interview.objects.count() == 2


def test_in_a_blind_procedure_the_clash_names_the_code():
    posting = make_posting(is_blind=True)
    entry = posting.plan.rounds.get()
    first = make_application(posting)
    make_interview(first, entry)

    with pytest.raises(errors.TimeTaken, match=first.code):
        plan(make_application(posting), entry, make_member(posting, role="chair"), at(10, 30))


@pytest.mark.parametrize("seen", [None, 5])
def test_a_stale_tab_moves_nothing(application, entry, officer, seen):
    planned = plan(application, entry, officer, at(10))

    with pytest.raises(errors.InterviewChangedMeanwhile, match=r"12.01.2026, 10:00 bis 10:45 Uhr"):
        plan(application, entry, officer, at(12), seen=seen)
    with pytest.raises(errors.InterviewChangedMeanwhile):
        cancel_interview(interview=planned, expected_sequence=seen, actor=officer)

    assert Interview.objects.get().starts_at == at(10)


def test_who_is_not_to_be_rated_is_not_interviewed(posting, entry, officer):
    with pytest.raises(errors.NotInterviewed, match="eingegangen"):
        plan(make_application(posting, status="received"), entry, officer, at(10))


def test_nothing_is_planned_in_a_concluded_round(posting, application, entry, officer):
    make_sheet(application, make_member(posting), [3, 3, 3])
    closed = close_round(round=entry, actor=officer)
    conclude_round(round=closed, actor=officer, reason="kein Protokoll")

    with pytest.raises(errors.RoundOver):
        plan(application, closed, officer, at(10))


def test_the_database_keeps_interviews_apart_and_in_their_procedure(posting, application, entry):
    make_interview(application, entry, hour=10)
    make_interview(make_application(posting), entry, hour=11)
    stranger = make_posting().plan.rounds.get()

    for sql, message in (
        (
            "UPDATE interviews_interview SET starts_at = '2026-01-12 09:30+00' WHERE starts_at < '2026-01-12 09:30+00'",
            None,
        ),
        ("UPDATE interviews_interview SET ends_at = ends_at + interval '1 hour'", "interview_one_at_a_time"),
        ("UPDATE interviews_interview SET ends_at = starts_at", "interview_ends_after_it_starts"),
        (f"UPDATE interviews_interview SET round_id = {stranger.pk}", "not interviewed in this round"),
        (
            "UPDATE interviews_interview SET application_id = (SELECT min(id) FROM applications_application)",
            "once_per_round",
        ),
    ):
        if message is None:
            execute(sql)
            continue
        with pytest.raises(DatabaseError, match=message):
            execute(sql)


def test_the_words_name_both_days_where_there_are_two():
    interview = Interview(starts_at=at(23, 30), ends_at=at(0, 15, day=13))

    assert moment_text(interview) == "12.01.2026, 23:30 bis 13.01.2026, 00:15 Uhr"


def read(content):
    return {str(event["summary"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_calendar_is_what_other_calendars_read(posting, application, entry):
    AssessmentRound.objects.filter(pk=entry.pk).update(
        title="Auswahlgespräch mit einer sehr langen Bezeichnung der Runde"
    )
    winter = make_interview(application, entry, note="Vorgespräch; ab 9:30 Uhr, Raum 3\nbitte pünktlich")
    plan(make_application(posting), entry, make_hr_officer(), at(10, month=7))
    interviews = [
        (found, str(number)) for number, found in enumerate(Interview.objects.select_related("round"), start=1)
    ]

    content = calendar_of(posting, interviews, url="https://auswahl.example/gespraeche/")

    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert (b"\n" in content.replace(b"\r\n", b""), max(map(len, lines)) <= 75) == (False, True)
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    first, second = read(content).values()
    assert first["summary"] == (
        f"Auswahlgespräch mit einer sehr langen Bezeichnung der Runde {posting.reference_number}: Bewerbung 1"
    )
    assert (first["uid"], first["sequence"], first["class"]) == (f"{winter.uid}@auswahlgespraech", 0, "PRIVATE")
    assert (first["location"], first["description"]) == (
        "Raum 107",
        "Vorgespräch; ab 9:30 Uhr, Raum 3\nbitte pünktlich",
    )
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (at(10), at(10, 45))
    assert (first.decoded("dtstart").utcoffset().seconds, second.decoded("dtstart").utcoffset().seconds) == (3600, 7200)
    assert first["dtstart"].params["TZID"] == "Europe/Berlin"
    assert calendar_of(posting, interviews, url="https://auswahl.example/gespraeche/") == content


def test_a_calendar_without_interviews_is_still_one(posting):
    assert read(calendar_of(posting, [], url="https://auswahl.example/")) == {}


def test_the_calendar_takes_back_what_was_cancelled_and_who_is_no_longer_rated(posting, application, entry, officer):
    moved = plan(application, entry, officer, at(10))
    plan(application, entry, officer, at(12), seen=0)
    cancel_interview(interview=moved, expected_sequence=1, actor=officer)
    stays = make_interview(make_application(posting), entry, hour=14)
    idle = make_interview(make_application(posting), entry, hour=16)
    posting.applications.filter(pk=idle.application_id).update(status="received")

    cancelled = cancelled_interviews(posting)
    labelled = [(one, str(one.application_id)) for one in cancelled]
    content = calendar_of(posting, [(stays, "2")], cancelled=labelled, url="https://auswahl.example/")

    assert [(one.uid, one.application_id) for one in cancelled] == [
        (moved.uid, application.pk),
        (idle.uid, idle.application_id),
    ]
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [(str(event["uid"])[:36], str(event["status"]), int(event["sequence"])) for event in events] == [
        (str(stays.uid), "CONFIRMED", 0),
        (str(moved.uid), "CANCELLED", 2),
        (str(idle.uid), "CANCELLED", 1),
    ]
    assert calendar_of(posting, [(stays, "2")], cancelled=labelled, url="https://auswahl.example/") == content
