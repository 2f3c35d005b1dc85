"""The second demonstration procedure; loading it costs some ten letters as PDF, so it is loaded once and read whole."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from postings.applications.enums import ApplicationStatus
from postings.chronicle.reading import read_state
from postings.decision.decisions import current_decision
from postings.decision.models import AuxiliaryAct, EqualityFinding, SelectionMemo
from postings.enums import PostingStatus
from postings.notices.appointing import appoint, hindrances, selected_applications
from postings.notices.lawsuits import record_check
from postings.notices.models import NoSuitCheck, Notice
from postings.notices.waiting import situation_of
from postings.participation.models import Participation
from postings.selection.ranking import build_ranking
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.demo import clock, finished, procedure

pytestmark = pytest.mark.django_db


def test_the_second_procedure_is_at_the_end_of_its_way_and_the_post_can_be_given():
    procedure.load()
    before = timezone.now()
    posting = finished.load()
    today = timezone.localdate()

    assert posting.status == PostingStatus.DECIDED
    statuses = sorted(posting.applications.values_list("status", flat=True))
    assert statuses == [ApplicationStatus.ELIGIBLE] * 5 + [ApplicationStatus.INELIGIBLE]
    assert len(build_ranking(posting).ranked) == 5

    _the_order_of_people_differs_with_a_reason(posting)
    _everybody_took_part_in_order(posting)
    _everything_lies_back_and_the_clock_is_right_again(posting, before)
    _everybody_was_told_and_the_post_can_be_given(posting, today)


def _the_order_of_people_differs_with_a_reason(posting):
    finding = EqualityFinding.objects.get(posting=posting)
    assert finding.is_equal
    assert AuxiliaryAct.objects.get(finding=finding).case_check
    assert SelectionMemo.objects.get(posting=posting).is_final
    first, second = current_decision(posting).entries.exclude(position=None).order_by("position")
    assert (first.computed_rank, second.computed_rank) == (2, 1)
    assert first.deviation_reason
    assert not second.deviation_reason


def _everybody_took_part_in_order(posting):
    matters = Participation.objects.filter(posting=posting).order_by("sent_on", "pk")
    assert [(one.body, one.is_own_answer) for one in matters] == [
        ("disability_rep", True),
        ("womens_rep", True),
        ("staff_council", True),
    ]
    assert max(one.answered_on for one in matters[:2]) < matters[2].sent_on


def _everything_lies_back_and_the_clock_is_right_again(posting, before):
    acts = Event.objects.filter(posting_reference=posting.reference_number)
    steps = list(acts.order_by("pk").values_list("happened_at", flat=True))
    assert steps == sorted(steps)
    assert steps[-1] < before - timedelta(days=30)
    # The history of the rows, which the database dates, went along.
    today = timezone.localdate()
    days = (clock.days_before(today, finished.OPENED), today)
    assert [read_state(posting, day, viewer=None).rounds[0].state for day in days] == [
        "offen",
        "abgeschlossen",
    ]
    assert timezone.now() >= before
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() = pg_catalog.now(), current_schema()")
        assert cursor.fetchone() == (True, "public")


def _everybody_was_told_and_the_post_can_be_given(posting, today):
    notices = Notice.objects.filter(run__posting=posting)
    assert [one.state for one in notices] == ["sent"] * 5
    assert sum(one.is_receipt_presumed for one in notices) == 1
    situation = situation_of(posting)
    assert situation.period.is_over(today)
    assert len(hindrances(posting, situation, today=today)) == 1  # nobody has asked the court yet

    officer = User.objects.get(username="personal")
    check = NoSuitCheck(
        posting=posting,
        asked_of="Verwaltungsgericht",
        asked_by="Petra Beispiel",
        asked_on=today,
        is_clear=True,
        answer="nichts anhängig",
    )
    record_check(check=check, actor=officer, today=today)
    [chosen] = selected_applications(posting)
    appoint(
        application=chosen, legal_form="appointment", appointed_on=today, starts_on=today, actor=officer, today=today
    )
    posting.refresh_from_db()
    assert posting.status == PostingStatus.FILLED


def test_the_clock_stays_as_it_is_in_production(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(RuntimeError), clock.set_back():
        pass
