from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from postings.applications import formal_check, services
from postings.applications.errors import (
    FormalCheckBegun,
    FormalCheckConcluded,
    FormalCheckIncomplete,
    LatenessUndecided,
    NothingConcluded,
    RefusalNotProposed,
    SamePersonConfirms,
    TrackUnsettled,
    UnknownRequirement,
)
from postings.applications.formal_history import formal_history
from postings.applications.models import FormalDecision
from postings.selection.ranking import build_ranking
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_formal_decision,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_sheet,
)

pytestmark = pytest.mark.django_db


def check(application, result="met", **arguments):
    requirement = application.posting.profile.requirements.get()
    given = {"alternative": requirement.alternatives.first(), "evidence": "Zeugnis"} if result == "met" else {}
    return formal_check.record_formal_check(
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


def received(**fields):
    return make_application(make_posting(), status="received", **fields)


def proposed(application=None):
    """A refusal that waits for the second person, and the officer who proposed it."""
    application, officer = application or received(), make_hr_officer()
    check(application, "not_met")
    return formal_check.conclude_formal_check(application=application, actor=officer), officer


def status_of(application):
    application.refresh_from_db()
    return application.status


def test_a_yes_stands_at_once():
    application = received()
    check(application)

    decision = formal_check.conclude_formal_check(application=application, actor=make_hr_officer())

    assert (decision.state, status_of(application)) == ("standing", "eligible")


def test_a_no_excludes_nobody_until_a_second_person_confirms_it():
    decision, _officer = proposed()
    application = decision.application
    before = (decision.state, status_of(application))

    confirmed = formal_check.confirm_refusal(decision=decision, actor=make_hr_officer())

    assert before == ("proposed", "received")
    assert (confirmed.state, status_of(application), application.status_reason) == (
        "standing",
        "ineligible",
        "kein Nachweis",
    )
    actions = list(Event.objects.order_by("id").values_list("action", flat=True))
    assert actions[-2:] == ["application.refusal_proposed", "application.refusal_confirmed"]


def test_the_same_person_neither_confirms_nor_sends_back():
    decision, officer = proposed()

    with pytest.raises(SamePersonConfirms):
        formal_check.confirm_refusal(decision=decision, actor=officer)
    with pytest.raises(SamePersonConfirms):
        formal_check.send_back_refusal(decision=decision, reason="Zeugnis liegt doch vor", actor=officer)

    decision.refresh_from_db()
    assert (decision.state, status_of(decision.application)) == ("proposed", "received")


def test_a_refusal_sent_back_is_checked_again_with_the_reason_in_the_history():
    decision, _officer = proposed()
    application = decision.application

    with pytest.raises(ReasonMissing):
        formal_check.send_back_refusal(decision=decision, reason=" ", actor=make_hr_officer())
    formal_check.send_back_refusal(decision=decision, reason="Zeugnis liegt doch vor", actor=make_hr_officer())
    with pytest.raises(RefusalNotProposed):
        formal_check.confirm_refusal(decision=decision, actor=make_hr_officer())
    check(application, "met")
    formal_check.conclude_formal_check(application=application, actor=make_hr_officer())

    assert status_of(application) == "eligible"
    assert list(application.formal_decisions.values_list("state", flat=True)) == ["sent_back", "standing"]


def test_a_concluded_check_changes_only_after_it_is_reopened_with_a_reason():
    decision, _officer = proposed()
    application = decision.application
    formal_check.confirm_refusal(decision=decision, actor=make_hr_officer())

    with pytest.raises(FormalCheckConcluded):
        check(application, "met")
    with pytest.raises(FormalCheckConcluded):
        formal_check.conclude_formal_check(application=application, actor=make_hr_officer())
    with pytest.raises(ReasonMissing):
        formal_check.reopen_formal_check(application=application, reason="", actor=make_hr_officer())
    formal_check.reopen_formal_check(application=application, reason="Zeugnis nachgereicht", actor=make_hr_officer())

    assert (status_of(application), application.status_reason) == ("received", "")
    with pytest.raises(NothingConcluded):
        formal_check.reopen_formal_check(application=application, reason="noch einmal", actor=make_hr_officer())


def test_all_earlier_states_are_told_in_words():
    decision, officer = proposed()
    second = make_hr_officer()
    formal_check.confirm_refusal(decision=decision, actor=second)
    formal_check.reopen_formal_check(application=decision.application, reason="Zeugnis nachgereicht", actor=officer)

    lines = formal_history(decision.application)

    assert [line.text for line in lines] == [
        "„Abschluss“: nicht erfüllt. kein Nachweis",
        "Vorgeschlagen: formale Anforderungen nicht erfüllt. kein Nachweis",
        "Als zweite Person bestätigt: formale Anforderungen nicht erfüllt.",
        "Wieder geöffnet. Zeugnis nachgereicht",
    ]
    assert [line.person for line in lines[1:]] == [str(officer), str(second), str(officer)]


def test_recording_the_same_again_writes_nothing():
    application = received()
    first = check(application, "met")

    again = check(application, "met")

    assert again.checked_by == first.checked_by
    assert first.events.count() == 1


@pytest.mark.parametrize("result", [None, "unclear"])
def test_open_or_unclear_requirements_conclude_nothing(result):
    application = received()
    if result:
        check(application, result)

    with pytest.raises(FormalCheckIncomplete):
        formal_check.conclude_formal_check(application=application, actor=make_hr_officer())


@pytest.mark.parametrize("arguments", [{"evidence": ""}, {"alternative": None}, {"result": "not_met", "reason": ""}])
def test_a_result_without_evidence_or_reason_is_refused(arguments):
    application = received()

    with pytest.raises(ValidationError):
        check(application, **arguments)

    assert application.formal_checks.count() == 0


def test_a_requirement_of_the_other_track_is_refused():
    with pytest.raises(UnknownRequirement):
        check(received(track="civil_servant"))


def test_the_record_of_a_check_cuts_a_long_requirement_between_words():
    application = received()
    requirement = application.posting.profile.requirements.get()
    requirement.text = " ".join(["Abschluss"] * 20)

    check(application, "not_met", requirement=requirement)

    event = Event.objects.get(action="application.formal_check_recorded")
    assert event.facts["requirement"] == " ".join(["Abschluss"] * 12) + "…"


def test_an_earlier_result_stays_in_the_history():
    application = received()
    check(application, "unclear")
    found = check(application, "met")

    assert list(found.events.order_by("pgh_id").values_list("result", flat=True)) == ["unclear", "met"]


def test_a_late_application_waits_for_the_decision_with_reason():
    application, officer = received(late_decision="open"), make_hr_officer()
    check(application)

    with pytest.raises(LatenessUndecided):
        formal_check.conclude_formal_check(application=application, actor=officer)
    with pytest.raises(ReasonMissing):
        services.decide_lateness(application=application, is_admitted=True, reason="", actor=officer)
    services.decide_lateness(application=application, is_admitted=True, reason="früh im Verfahren", actor=officer)
    formal_check.conclude_formal_check(application=application, actor=officer)

    assert status_of(application) == "eligible"


def test_a_refused_late_application_needs_two_as_well():
    application = received(late_decision="open")
    check(application)
    services.decide_lateness(application=application, is_admitted=False, reason="zu spät", actor=make_hr_officer())

    decision = formal_check.conclude_formal_check(application=application, actor=make_hr_officer())

    assert (decision.state, decision.grounds, status_of(application)) == ("proposed", "zu spät", "received")


def test_another_decision_on_the_lateness_ends_the_conclusion():
    application = received(late_decision="admitted", late_reason="früh")
    check(application)
    formal_check.conclude_formal_check(application=application, actor=make_hr_officer())

    services.decide_lateness(application=application, is_admitted=False, reason="zu spät", actor=make_hr_officer())

    decision = application.formal_decisions.get()
    assert (status_of(application), decision.state) == ("received", "reopened")
    assert decision.end_reason == "Über die Verspätung wurde neu entschieden: zu spät"


def test_the_formal_check_waits_until_the_track_is_settled():
    application, officer = received(track=""), make_hr_officer()
    with pytest.raises(TrackUnsettled):
        formal_check.conclude_formal_check(application=application, actor=officer)

    settled = services.settle_track(
        application=application, employment_status="external", track="employee", actor=officer
    )

    assert (settled.track, settled.employment_status) == ("employee", "external")
    assert str(Event.objects.latest("id")) == "Weg der Bewerbung 1 geklärt: Tarifbeschäftigte"


def test_the_track_stays_once_the_formal_check_has_begun_or_ended():
    application, officer = received(), make_hr_officer()
    check(application, "unclear")
    change = {"employment_status": "civil_servant", "track": "civil_servant", "actor": officer}

    with pytest.raises(FormalCheckBegun):
        services.settle_track(application=application, **change)
    check(application, "met")
    formal_check.conclude_formal_check(application=application, actor=officer)
    with pytest.raises(FormalCheckConcluded):
        services.settle_track(application=application, **change)

    application.refresh_from_db()
    assert application.track == "employee"


def test_the_database_refuses_nobody_on_the_word_of_one():
    decision, _officer = proposed()
    application = decision.application

    with pytest.raises(DatabaseError, match="confirmation of a second person"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE applications_application SET status = 'ineligible' WHERE id = %s", [application.pk])
    with pytest.raises(IntegrityError, match="formaldecision_no_stands_by_two"), transaction.atomic():
        FormalDecision.objects.filter(pk=decision.pk).update(state="standing")
    with pytest.raises(IntegrityError, match="formaldecision_second_person_is_another"), transaction.atomic():
        FormalDecision.objects.filter(pk=decision.pk).update(
            state="standing", confirmed_by=decision.concluded_by, confirmed_at=timezone.now()
        )


def test_a_new_application_cannot_begin_refused():
    with pytest.raises(DatabaseError, match="confirmation of a second person"), transaction.atomic():
        make_application(make_posting(), status="received").__class__.objects.create(
            posting=make_posting(),
            applicant=make_application(make_posting()).applicant,
            number=1,
            received_on=date(2025, 8, 1),
            employment_status="employee",
            track="employee",
            status="ineligible",
        )


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "sent_back"}, "formaldecision_ended_with_reason"),
        ({"state": "unknown"}, "formaldecision_(state_is_known|ended_with_reason)"),
        ({"grounds": ""}, "formaldecision_no_has_person_and_grounds"),
        ({"concluded_by": None}, "formaldecision_no_has_person_and_grounds"),
    ],
)
def test_a_conclusion_is_whole(fields, name):
    application = received()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_formal_decision(application, **{"is_eligible": False, "grounds": "kein Abschluss", **fields})


def test_only_another_person_sends_back():
    application = received()
    officer = make_hr_officer()
    ended = {"ended_by": officer, "ended_at": timezone.now(), "end_reason": "doch nicht"}

    with pytest.raises(IntegrityError, match="formaldecision_sent_back_by_another"), transaction.atomic():
        make_formal_decision(application, grounds="x", concluded_by=officer, state="sent_back", **ended)


def test_one_conclusion_is_open_at_a_time():
    application = received()
    make_formal_decision(application)

    with pytest.raises(IntegrityError, match="formaldecision_one_open_per_application"), transaction.atomic():
        make_formal_decision(application)


def test_a_conclusion_keeps_its_content():
    decision = make_formal_decision(received())

    with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
        FormalDecision.objects.filter(pk=decision.pk).update(is_eligible=False, grounds="umgeschrieben")


@pytest.mark.parametrize("weights", [{"3.1": (4, 4)}, {"3.1": (1, 1)}])
def test_no_weight_leads_to_an_exclusion(weights):
    posting = make_posting(profile=make_profile(weights=weights))
    application = make_application(posting, status="received")
    check(application)
    formal_check.conclude_formal_check(application=application, actor=make_hr_officer())
    application.refresh_from_db()
    for _number in range(2):
        make_sheet(application, make_member(posting), [1, 1])  # the lowest step everywhere

    ranking = build_ranking(posting)

    assert (status_of(application), application.invitation) == ("eligible", "open")
    assert [line.facts.application_id for line in ranking.ranked] == [application.pk]
