from datetime import date

import pytest
from django.core.exceptions import ValidationError

from postings.applications import services
from postings.applications.errors import (
    ApplicationNotLate,
    ApplicationWithdrawn,
    FormalCheckBegun,
    FormalCheckIncomplete,
    LatenessUndecided,
    PostingNotPublished,
    TrackUnsettled,
    UnknownRequirement,
)
from postings.applications.models import Applicant
from profiles.errors import ReasonMissing
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


def check(application, result="met", **arguments):
    requirement = application.posting.profile.requirements.get()
    given = {"alternative": requirement.alternatives.first(), "evidence": "Zeugnis"} if result == "met" else {}
    return services.record_formal_check(
        **{
            "application": application,
            "requirement": requirement,
            "result": result,
            "actor": make_hr_officer(),
            "reason": "" if result == "met" else "kein Nachweis",
        }
        | given
        | arguments
    )


@pytest.mark.parametrize(("result", "status"), [("met", "eligible"), ("not_met", "ineligible")])
def test_eligibility_follows_from_the_checks(result, status):
    application = make_application(make_posting(), status="received")
    check(application, result)

    assert services.decide_eligibility(application=application, actor=make_hr_officer()).status == status


@pytest.mark.parametrize("result", [None, "unclear"])
def test_open_or_unclear_requirements_decide_nothing(result):
    application = make_application(make_posting(), status="received")
    if result:
        check(application, result)

    with pytest.raises(FormalCheckIncomplete):
        services.decide_eligibility(application=application, actor=make_hr_officer())


@pytest.mark.parametrize("arguments", [{"evidence": ""}, {"alternative": None}, {"result": "not_met", "reason": ""}])
def test_a_result_without_evidence_or_reason_is_refused(arguments):
    application = make_application(make_posting(), status="received")

    with pytest.raises(ValidationError):
        check(application, **arguments)

    assert application.formal_checks.count() == 0


def test_a_requirement_of_the_other_track_is_refused():
    application = make_application(make_posting(), status="received", track="civil_servant")

    with pytest.raises(UnknownRequirement):
        check(application)


def test_the_record_of_a_check_cuts_a_long_requirement_between_words():
    application = make_application(make_posting(), status="received")
    requirement = application.posting.profile.requirements.get()
    requirement.text = " ".join(["Abschluss"] * 20)

    check(application, "not_met", requirement=requirement)

    event = Event.objects.get(action="application.formal_check_recorded")
    assert event.facts["requirement"] == " ".join(["Abschluss"] * 12) + "…"


def test_an_earlier_result_stays_in_the_history():
    application = make_application(make_posting(), status="received")
    check(application, "unclear")
    found = check(application, "met")

    assert list(found.events.order_by("pgh_id").values_list("result", flat=True)) == ["unclear", "met"]


def test_a_late_application_waits_for_the_decision_with_reason():
    application = make_application(make_posting(), status="received", late_decision="open")
    check(application)
    officer = make_hr_officer()

    with pytest.raises(LatenessUndecided):
        services.decide_eligibility(application=application, actor=officer)
    with pytest.raises(ReasonMissing):
        services.decide_lateness(application=application, is_admitted=True, reason="", actor=officer)
    services.decide_lateness(application=application, is_admitted=True, reason="früh im Verfahren", actor=officer)
    assert services.decide_eligibility(application=application, actor=officer).status == "eligible"


def test_a_refused_late_application_is_out_with_the_reason():
    application = make_application(make_posting(), status="received", late_decision="open")
    check(application)
    services.decide_lateness(application=application, is_admitted=False, reason="zu spät", actor=make_hr_officer())

    decided = services.decide_eligibility(application=application, actor=make_hr_officer())

    assert (decided.status, decided.status_reason) == ("ineligible", "zu spät")


def test_lateness_of_an_application_in_time_is_not_decided():
    with pytest.raises(ApplicationNotLate):
        services.decide_lateness(
            application=make_application(make_posting()), is_admitted=True, reason="x", actor=make_hr_officer()
        )


def test_a_withdrawn_application_is_left_alone():
    application = make_application(make_posting())
    services.withdraw_application(application=application, withdrawn_on=date(2025, 8, 2), actor=make_hr_officer())

    with pytest.raises(ApplicationWithdrawn):
        check(application)


def test_events_name_applicants_by_number_only():
    application = make_application(make_posting(), last_name="Geheimnis")
    services.withdraw_application(application=application, withdrawn_on=date(2025, 8, 2), actor=make_hr_officer())

    event = Event.objects.get(action="application.withdrawn")
    assert str(event) == "Bewerbung 1 zurückgezogen"
    assert "Geheimnis" not in str(event.facts)


def test_a_check_changed_after_the_conclusion_outdates_it():
    application = receive(make_posting())
    check(application)
    application = services.decide_eligibility(application=application, actor=None)
    assert not services.decision_is_outdated(application)

    check(application, "not_met", reason="Zeugnis betrifft ein anderes Fach")
    assert services.decision_is_outdated(application)

    application = services.decide_eligibility(application=application, actor=None)
    assert (application.status, services.decision_is_outdated(application)) == ("ineligible", False)


def test_the_formal_check_waits_until_the_track_is_settled():
    application, officer = make_application(make_posting(), status="received", track=""), make_hr_officer()
    with pytest.raises(TrackUnsettled):
        services.decide_eligibility(application=application, actor=officer)

    settled = services.settle_track(
        application=application, employment_status="external", track="employee", actor=officer
    )

    assert (settled.track, settled.employment_status) == ("employee", "external")
    assert str(Event.objects.latest("id")) == "Weg der Bewerbung 1 geklärt: Tarifbeschäftigte"
    with pytest.raises(FormalCheckIncomplete):
        services.decide_eligibility(application=settled, actor=officer)


def test_the_track_stays_once_the_formal_check_has_begun():
    application, officer = make_application(make_posting(), status="received"), make_hr_officer()
    requirement = application.posting.profile.requirements.get()
    services.record_formal_check(
        application=application, requirement=requirement, result="unclear", reason="Zeugnis fehlt", actor=officer
    )

    with pytest.raises(FormalCheckBegun):
        services.settle_track(
            application=application, employment_status="civil_servant", track="civil_servant", actor=officer
        )

    application.refresh_from_db()
    assert application.track == "employee"
