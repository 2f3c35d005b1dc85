from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from postings.applications import formal_check
from postings.applications.errors import ApplicationNotEligible
from postings.applications.models import Application
from postings.errors import WrongStep
from postings.screening import services
from postings.screening.errors import (
    AppraisalMissing,
    FindingsChangedMeanwhile,
    FormalChecksOpen,
    NobodyToSelect,
    PreSelectionConcluded,
    PreSelectionIncomplete,
    PreSelectionNotConcluded,
)
from postings.screening.history import findings_history
from postings.screening.models import Appraisal, Finding, PreSelection
from postings.screening.services import Found
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import make_application, make_appraisal, make_hr_officer, make_posting
from tests.postings.notices.building import make_decided

pytestmark = pytest.mark.django_db


def found(invited="yes", **verdicts):
    """All four steps: "yes" unless said otherwise, on the basis of a reference."""
    steps = {"first_sight": "yes", "qualification": "yes", "comparison": "yes", "invitation": invited} | verdicts
    return [
        Found(
            step,
            verdict,
            "" if verdict == "yes" else "Erfahrung nur in einem anderen Gebiet",
            "reference" if step == "comparison" else "",
        )
        for step, verdict in steps.items()
        if verdict
    ]


def record(application, findings, actor=None):
    return services.record_findings(
        application=application,
        found=findings,
        actor=actor or make_hr_officer(),
        expected_version=services.findings_version(application),
    )


def test_the_proposal_follows_from_the_fourth_step_only_and_invites_nobody():
    posting = make_posting()
    people = [make_application(posting) for _number in range(3)]
    record(people[0], found())
    record(people[1], found(invited="no"))
    record(people[2], found(invited="yes", comparison="no"))  # a "no" before it excludes nobody

    conclusion = services.conclude_preselection(posting=posting, actor=make_hr_officer())

    assert services.invited_in(posting) == {people[0].pk, people[2].pk}
    assert set(posting.applications.values_list("invitation", flat=True)) == {"open"}
    assert (conclusion.invited_count, conclusion.not_invited_count) == (2, 1)
    assert str(Event.objects.latest("id")) == "Vorauswahl abgeschlossen: 2 zur Einladung vorgeschlagen, 1 nicht"


def test_everybody_not_invited_is_still_eligible_and_rated():
    posting = make_posting()
    application = make_application(posting)
    record(application, found(invited="no"))

    services.conclude_preselection(posting=posting, actor=make_hr_officer())

    assert list(posting.applications.to_be_rated()) == [application]


@pytest.mark.parametrize("missing", ["first_sight", "qualification", "comparison", "invitation"])
def test_no_conclusion_while_a_step_is_open(missing):
    posting = make_posting()
    record(make_application(posting), found(**{missing: ""}))

    with pytest.raises(PreSelectionIncomplete):
        services.conclude_preselection(posting=posting, actor=make_hr_officer())

    assert PreSelection.objects.count() == 0


def test_after_a_no_only_the_invitation_is_still_to_be_decided():
    posting = make_posting()
    record(make_application(posting), found(invited="no", first_sight="no", qualification="", comparison=""))

    services.conclude_preselection(posting=posting, actor=make_hr_officer())

    assert services.invited_in(posting) == frozenset()


def test_no_conclusion_while_a_formal_check_is_open_or_nobody_is_eligible():
    posting = make_posting()
    with pytest.raises(NobodyToSelect):
        services.conclude_preselection(posting=posting, actor=make_hr_officer())
    make_application(posting, status="received")

    with pytest.raises(FormalChecksOpen):
        services.conclude_preselection(posting=posting, actor=make_hr_officer())


def test_a_concluded_preselection_changes_only_after_it_is_reopened_with_a_reason():
    posting, officer = make_posting(), make_hr_officer()
    application = make_application(posting)
    finding = record(application, found())[0]
    services.conclude_preselection(posting=posting, actor=officer)

    with pytest.raises(PreSelectionConcluded):
        record(application, found(invited="no"))
    with pytest.raises(PreSelectionConcluded):
        services.conclude_preselection(posting=posting, actor=officer)
    with pytest.raises(DatabaseError, match="the pre-selection is concluded"), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(verdict="yes", reason="anders")
    with pytest.raises(ReasonMissing):
        services.reopen_preselection(posting=posting, reason=" ", actor=officer)
    services.reopen_preselection(posting=posting, reason="Zeugnis nachgereicht", actor=officer)
    record(application, found(invited="no"))

    application.refresh_from_db()
    assert application.invitation == "open"
    with pytest.raises(PreSelectionNotConcluded):
        services.reopen_preselection(posting=posting, reason="noch einmal", actor=officer)


def test_every_earlier_finding_is_told_in_words():
    application, officer = make_application(make_posting()), make_hr_officer()
    record(application, [Found("invitation", "yes")], officer)
    record(application, [Found("invitation", "no", "Erfahrung nur in einem anderen Gebiet")], officer)

    assert [(line.person, line.text) for line in findings_history(application)] == [
        (str(officer), "4. Einladung zum Auswahlgespräch: ja"),
        (str(officer), "4. Einladung zum Auswahlgespräch: nein · Erfahrung nur in einem anderen Gebiet"),
    ]


def test_saving_the_same_again_writes_nothing():
    application = make_application(make_posting())
    record(application, found())
    version = services.findings_version(application)

    record(application, found())

    assert services.findings_version(application) == version


def test_a_second_window_overwrites_nothing():
    application, officer = make_application(make_posting()), make_hr_officer()
    record(application, [Found("first_sight", "yes")])

    with pytest.raises(FindingsChangedMeanwhile):
        services.record_findings(application=application, found=found(), actor=officer, expected_version=0)

    assert application.findings.count() == 1


def test_only_eligible_applications_are_looked_at():
    with pytest.raises(ApplicationNotEligible):
        record(make_application(make_posting(), status="received"), found())


def test_a_comparison_on_an_appraisal_needs_one():
    application = make_application(make_posting())
    comparison = [Found("comparison", "yes", "", "appraisal")]
    with pytest.raises(AppraisalMissing):
        record(application, comparison)

    make_appraisal(application)

    assert [finding.basis for finding in record(application, comparison)] == ["appraisal"]


@pytest.mark.parametrize(
    "finding",
    [
        Found("first_sight", "no"),
        Found("first_sight", "doubt"),
        Found("comparison", "yes"),
        Found("comparison", "yes", "", "none"),
        Found("invitation", "doubt", "noch unklar, ob geeignet"),
        Found("first_sight", "yes", "", "reference"),
    ],
)
def test_a_finding_without_reason_or_basis_is_refused(finding):
    application = make_application(make_posting())

    with pytest.raises(ValidationError):
        record(application, [finding])

    assert application.findings.count() == 0


def test_reopening_the_formal_check_opens_the_invitation_as_well():
    posting = make_posting()
    application = make_application(posting)
    Application.objects.filter(pk=application.pk).update(invitation="invited")

    formal_check.reopen_formal_check(application=application, reason="Zeugnis zweifelhaft", actor=make_hr_officer())

    application.refresh_from_db()
    assert (application.status, application.invitation) == ("received", "open")


def test_conclusions_are_kept():
    posting = make_posting()
    record(make_application(posting), found())
    conclusion = services.conclude_preselection(posting=posting, actor=make_hr_officer())

    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM screening_preselection WHERE id = %s", [conclusion.pk])
    with pytest.raises(IntegrityError, match="preselection_one_standing_per_posting"), transaction.atomic():
        PreSelection.objects.create(
            posting=posting, concluded_by=conclusion.concluded_by, invited_count=0, not_invited_count=0
        )


def test_an_appraisal_is_saved_changed_and_removed_with_its_history():
    application, officer = make_application(make_posting()), make_hr_officer()
    appraisal = services.save_appraisal(
        appraisal=Appraisal(
            application=application,
            overall_mark=2,
            period_from=date(2022, 1, 1),
            period_to=date(2024, 12, 31),
            grade="A 10",
            issuing_authority="Bezirksamt",
        ),
        single_marks=[("Fachkenntnisse", 1), ("Sorgfalt", 2)],
        actor=officer,
    )
    appraisal.overall_mark = 3
    services.save_appraisal(appraisal=appraisal, single_marks=[("Sorgfalt", 3)], actor=officer)

    assert [str(single) for single in appraisal.single_marks.all()] == ["Sorgfalt: 3"]
    assert list(appraisal.events.order_by("pgh_id").values_list("overall_mark", flat=True)) == [2, 3]
    services.delete_appraisal(appraisal=appraisal, actor=officer)
    events = Event.objects.filter(action__startswith="application.").order_by("id")
    actions = list(events.values_list("action", flat=True))
    assert actions == ["application.appraisal_saved"] * 2 + ["application.appraisal_deleted"]


def test_after_the_decision_no_appraisal_changes():
    posting = make_decided()
    appraisal = make_appraisal(posting.applications.order_by("pk").first())

    with pytest.raises(WrongStep):
        services.save_appraisal(appraisal=appraisal, single_marks=[], actor=make_hr_officer())
    with pytest.raises(WrongStep):
        services.delete_appraisal(appraisal=appraisal, actor=make_hr_officer())


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"overall_mark": 0}, "appraisal_mark_1_to_5"),
        ({"overall_mark": 6}, "appraisal_mark_1_to_5"),
        ({"period_to": date(2021, 1, 1)}, "appraisal_period_in_order"),
    ],
)
def test_an_appraisal_keeps_scale_and_period(fields, name):
    application = make_application(make_posting())

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_appraisal(application, **fields)


def test_a_period_is_appraised_once():
    application = make_application(make_posting())
    make_appraisal(application)

    with pytest.raises(IntegrityError, match="appraisal_once_per_period"), transaction.atomic():
        make_appraisal(application)


def test_the_setting_of_the_posting_says_what_is_current():
    strict, mild = make_posting(appraisal_current_months=6), make_posting(appraisal_current_months=12)

    answers = [make_appraisal(make_application(posting)).is_current_for(posting) for posting in (strict, mild)]

    assert answers == [False, True]
