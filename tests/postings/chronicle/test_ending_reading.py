"""Notices, waiting period, suits, appointment and abort on a day."""

from datetime import timedelta

import pgtrigger
import pytest
from django.core.management import call_command
from django.utils import timezone

from postings.chronicle.ending_reading import read_ending
from postings.chronicle.reading import end_of_day, read_state
from postings.decision.models import SelectionDecision
from postings.notices.aborting import abort_posting
from postings.notices.appointing import appoint
from postings.notices.lawsuits import end_lawsuit, record_lawsuit
from postings.notices.models import Lawsuit, NoticeRun
from tests.factories import make_hr_officer, make_posting
from tests.postings.chronicle.test_reading import history
from tests.postings.notices.building import make_check, make_decided, tell_everybody

pytestmark = pytest.mark.django_db
today = timezone.localdate


def days_ago(days):
    return today() - timedelta(days=days)


@pytest.fixture
def told():
    """Decided 50 days ago, everybody told 40 days ago."""
    posting = make_decided(reference_number="148/2025")
    tell_everybody(posting, days_ago=40)
    with pgtrigger.ignore(
        "decision.SelectionDecision:selectiondecision_unchangeable", "notices.NoticeRun:noticerun_stands"
    ):
        SelectionDecision.objects.update(decided_at=timezone.now() - timedelta(days=50))
        NoticeRun.objects.update(confirmed_at=timezone.now() - timedelta(days=45))
    return posting


def read(posting, days=0, *, tells_words=True):
    day = days_ago(days)
    labels = {pk: str(number) for pk, number in posting.applications.values_list("pk", "number")}
    return read_ending(posting, day, end_of_day(day), labels=labels, tells_words=tells_words)


def test_the_waiting_period_from_the_decision_to_its_end(told):
    assert read(told, 51).waiting == ""
    assert read(told, 46).waiting == "Unterrichtet waren 0 von 2; die Wartefrist hatte noch nicht begonnen."
    running, over = read(told, 39).waiting, read(told).waiting
    assert running.startswith("Alle waren unterrichtet; die Wartefrist lief bis ")
    assert over.startswith("Alle waren unterrichtet; die Wartefrist war am ")
    assert running.split()[-1].rstrip(".") in over  # the same day, before and after it


def test_a_sending_before_and_after_it_went_out(told):
    assert read(told, 46).sendings == ()
    (confirmed,), (sent,) = read(told, 42).sendings, read(told).sendings

    assert (confirmed.kind, confirmed.total, confirmed.sent) == ("Konkurrentenmitteilung", 2, 0)
    assert (sent.total, sent.sent, sent.received, sent.returned) == (2, 2, 0, 0)


def test_suits_checks_and_the_appointment(told):
    officer = make_hr_officer()
    suit = Lawsuit(posting=told, court="VG Berlin", file_number="7 L 1.26", received_on=days_ago(30))
    suit = record_lawsuit(lawsuit=suit, actor=officer, today=today())
    assert [(one.court, one.file_number, one.ended_on) for one in read(told).lawsuits] == [
        ("VG Berlin", "7 L 1.26", "")
    ]
    assert [one.file_number for one in read(told, tells_words=False).lawsuits] == [""]
    end_lawsuit(lawsuit=suit, ended_on=today(), result="Antrag zurückgenommen", actor=officer, today=today())
    make_check(told)
    chosen = told.decisions.get().entries.get(outcome="selected").application
    appoint(
        application=chosen, legal_form="contract", appointed_on=today(), starts_on=today() + timedelta(days=30),
        actor=officer, today=today(),
    )  # fmt: skip

    found, earlier = read(told), read(told, 1)

    assert [one.result for one in found.lawsuits] == ["Antrag zurückgenommen"]
    assert [one.answer for one in found.checks] == [
        "kein Verfahren anhängig (telefonische Auskunft der Geschäftsstelle)"
    ]
    (appointment,) = found.appointments
    assert (appointment.label, appointment.form) == (str(chosen.number), "Arbeitsvertrag (Tarifbeschäftigung)")
    assert (earlier.lawsuits, earlier.checks, earlier.appointments) == ((), (), ())


def test_an_abort_with_its_ground(capsys):
    posting = make_posting(status="published", reference_number="9/2025")
    ground = "Die Stelle entfällt, weil der Haushaltsplan sie nicht mehr vorsieht."
    abort_posting(posting=posting, reason=ground, actor=make_hr_officer(), today=today())

    assert ground in read(posting).abort
    assert read(posting, 1).abort == ""
    call_command("show_procedure", "9/2025")
    text = capsys.readouterr().out
    assert f"Abgebrochen am {today():%d.%m.%Y}" in text


def test_in_text_and_for_the_office(told, capsys):
    history(told, timezone.now() - timedelta(days=49))
    state = read_state(told, days_ago(46), viewer=make_hr_officer())
    assert state.ending.waiting.startswith("Unterrichtet waren 0 von 2")

    call_command("show_procedure", "148/2025")

    text = capsys.readouterr().out
    assert "Konkurrentenmitteilung (Brief) vom" in text
    assert "2, davon versandt 2, zugegangen 0" in text
    assert "die Wartefrist war am" in text


@pytest.mark.parametrize("losers", [2, 20])
def test_queries_do_not_grow(losers, django_assert_num_queries):
    posting = make_decided(losers=losers)
    tell_everybody(posting)

    with django_assert_num_queries(9):  # one of them for the labels
        read(posting)
