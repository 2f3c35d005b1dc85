from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from postings.applications.services import withdraw_application
from postings.equality.errors import NoticeDayImpossible, NoticeNotDue
from postings.equality.models import ReceiptNotice
from postings.equality.notices import counts_of, notices_of, record_notice
from postings.equality.services import save_equality_data
from recruitment.audit.models import Event
from tests.factories import make_application, make_equality_data, make_hr_officer, make_merge, make_posting

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = date(2025, 8, 4), date(2025, 8, 5), date(2025, 8, 6)


def states(posting, today=WEDNESDAY):
    return [
        (due.application.number, due.body, due.is_open, due.is_overdue, due.is_refused)
        for due in notices_of(posting, today=today)
    ]


@pytest.fixture
def application():
    return make_application(make_posting(), received_on=MONDAY)


@pytest.mark.parametrize("status", ["severe", "equated"])
@pytest.mark.parametrize(("today", "is_overdue"), [(MONDAY, False), (TUESDAY, False), (WEDNESDAY, True)])
def test_sgb_ix_164_both_bodies_are_to_be_told_and_overdue_after_one_working_day(
    application, status, today, is_overdue
):
    make_equality_data(application, disability_status=status)

    assert states(application.posting, today) == [
        (1, "disability_rep", True, is_overdue, False),
        (1, "staff_council", True, is_overdue, False),
    ]


@pytest.mark.parametrize("status", ["none", "not_stated"])
def test_without_severe_disability_nobody_is_to_be_told(application, status):
    make_equality_data(application, disability_status=status, refuses_disability_representative=True)

    assert states(application.posting) == []


def test_sgb_ix_164_refusal_leaves_out_the_disability_representative_only_and_is_recorded(application):
    data = make_equality_data(application, disability_status="severe")
    data.refuses_disability_representative = True
    officer = make_hr_officer()

    for _twice in range(2):
        save_equality_data(data=data, actor=officer)

    assert states(application.posting) == [
        (1, "disability_rep", False, False, True),
        (1, "staff_council", True, True, False),
    ]
    event = Event.objects.get(action="equality.representation_refused")
    assert (event.actor, str(event)) == (
        officer,
        "Bewerbung 1: Beteiligung der Schwerbehindertenvertretung ausdrücklich abgelehnt",
    )


def test_a_later_statement_is_due_from_its_own_day(application):
    make_equality_data(application, disability_status="severe", disability_stated_on=date(2025, 8, 8))  # Friday

    assert {due.due_on for due in notices_of(application.posting)} == {date(2025, 8, 11)}


def test_a_statement_in_the_second_entry_counts_for_the_first():
    posting = make_posting()
    make_merge(posting)
    make_equality_data(posting.applications.get(number=2), disability_status="severe")

    assert [state[0] for state in states(posting)] == [1, 1]


def test_a_withdrawn_application_is_told_to_nobody(application):
    make_equality_data(application, disability_status="severe")
    withdraw_application(application=application, withdrawn_on=WEDNESDAY, actor=None)

    assert states(application.posting) == []


def test_a_notice_is_recorded_with_day_way_and_person(application):
    make_equality_data(application, disability_status="severe")
    officer = make_hr_officer()

    record_notice(application=application, body="disability_rep", informed_on=WEDNESDAY, way="email", actor=officer)

    due, other = notices_of(application.posting, today=WEDNESDAY)
    assert (due.is_open, due.was_late, due.given.recorded_by, other.is_open) == (False, True, officer, True)
    assert counts_of([due, other]) == {"open": 1, "overdue": 1}
    assert str(Event.objects.latest("id")) == (
        "Bewerbung 1: Schwerbehindertenvertretung informiert am 06.08.2025 (E-Mail)"
    )


def test_a_correction_keeps_the_first_version_in_the_history(application):
    make_equality_data(application, disability_status="severe")
    for day in (WEDNESDAY, TUESDAY):
        notice = record_notice(
            application=application, body="staff_council", informed_on=day, way="letter", actor=make_hr_officer()
        )

    assert ReceiptNotice.objects.get().informed_on == TUESDAY
    assert list(notice.events.order_by("pgh_id").values_list("informed_on", flat=True)) == [WEDNESDAY, TUESDAY]


@pytest.mark.parametrize(
    ("refuses", "day", "error"),
    [
        (True, WEDNESDAY, NoticeNotDue),
        (False, date(2025, 8, 1), NoticeDayImpossible),
        (False, date(2999, 1, 1), NoticeDayImpossible),
    ],
)
def test_a_notice_nobody_is_owed_or_of_an_impossible_day_is_refused(application, refuses, day, error):
    make_equality_data(application, disability_status="severe", refuses_disability_representative=refuses)

    with pytest.raises(error):
        record_notice(
            application=application, body="disability_rep", informed_on=day, way="email", actor=make_hr_officer()
        )
    assert ReceiptNotice.objects.count() == 0


def test_each_body_is_told_once(application):
    officer = make_hr_officer()
    fields = {"application": application, "body": "staff_council", "informed_on": MONDAY, "way": "email"}
    ReceiptNotice.objects.create(**fields, recorded_by=officer)

    with pytest.raises(IntegrityError, match="receiptnotice_once_per_body"), transaction.atomic():
        ReceiptNotice.objects.create(**fields, recorded_by=officer)


def test_the_posting_shows_what_is_overdue_and_the_officer_settles_it(client, application):
    make_equality_data(application, disability_status="severe")
    client.force_login(make_hr_officer())
    posting_url = reverse("postings:posting_detail", args=[application.posting_id])
    assert "2 offen, 2 überfällig" in client.get(posting_url).content.decode()
    url = reverse("equality:notice_record", args=[application.pk, "staff_council"])

    assert "§ 164 Abs. 1 Satz 4 SGB IX" in client.get(url).content.decode()
    page = client.post(url, {"informed_on": "2025-08-05", "way": "email"}, follow=True).content.decode()

    assert "1 offen, davon 1 überfällig" in page
    assert "am 05.08.2025, E-Mail; festgehalten von" in page
    assert "1 offen, 1 überfällig" in client.get(posting_url).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_of_notices_costs_the_same_for_many(client, django_assert_num_queries, count):
    posting = make_posting()
    for _n in range(count):
        make_equality_data(make_application(posting), disability_status="severe")
    client.force_login(make_hr_officer())
    url = reverse("equality:notice_list", args=[posting.pk])
    client.get(url)

    with django_assert_num_queries(5):
        client.get(url)
