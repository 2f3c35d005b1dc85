from datetime import date

import pytest

from postings.applications import formal_check, services
from postings.applications.errors import (
    ApplicationNotLate,
    ApplicationWithdrawn,
    PostingNotPublished,
)
from postings.applications.models import Applicant
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_posting

pytestmark = pytest.mark.django_db


def receive(posting, received_on=date(2025, 8, 1)):
    return services.receive_application(
        posting=posting,
        applicant=Applicant(first_name="Anna", last_name="Öhler"),
        received_on=received_on,
        actor=make_hr_officer(),
        employment_status="employee",
        track="employee",
    )


def test_applications_are_numbered_in_the_order_of_entry():
    posting = make_posting(status="published")

    assert [receive(posting).number for _ in range(2)] == [1, 2]
    assert Event.objects.filter(action="application.received").count() == 2


def test_the_deadline_alone_neither_admits_nor_refuses():
    posting = make_posting(status="published")

    assert receive(posting, date(2025, 8, 15)).late_decision == "not_late"
    assert receive(posting, date(2025, 8, 16)).late_decision == "open"


def test_nothing_is_received_before_publication():
    with pytest.raises(PostingNotPublished):
        receive(make_posting(status="draft"))


def test_lateness_of_an_application_in_time_is_not_decided():
    with pytest.raises(ApplicationNotLate):
        services.decide_lateness(
            application=make_application(make_posting()), is_admitted=True, reason="x", actor=make_hr_officer()
        )


def test_a_withdrawn_application_is_left_alone():
    application = make_application(make_posting())
    services.withdraw_application(application=application, withdrawn_on=date(2025, 8, 2), actor=make_hr_officer())

    with pytest.raises(ApplicationWithdrawn):
        formal_check.conclude_formal_check(application=application, actor=make_hr_officer())


def test_events_name_applicants_by_number_only():
    application = make_application(make_posting(), last_name="Geheimnis")
    services.withdraw_application(application=application, withdrawn_on=date(2025, 8, 2), actor=make_hr_officer())

    event = Event.objects.get(action="application.withdrawn")
    assert str(event) == "Bewerbung 1 zurückgezogen"
    assert "Geheimnis" not in str(event.facts)
