from datetime import date
from itertools import product

import pytest

from postings.applications.models import Application
from postings.files.enums import Need, NeedState
from postings.files.models import RecordedState
from postings.files.needs import (
    Situation,
    judge,
    label_of,
    missing_by_application,
    needs_of,
    oldest_current_day,
    with_missing_count,
)
from postings.models import Posting
from tests.factories import PUBLISHED_ON, make_application, make_file, make_hr_officer, make_posting, make_requirement

CURRENT, OLD = date(2024, 8, 15), date(2024, 8, 14)  # the period ended on 15.08.2025, twelve months


def state_of(need, **facts):
    situation = Situation(**{"employment_status": "employee", **facts})
    return str(judge(need, situation, oldest=CURRENT).state)


@pytest.mark.parametrize(
    ("need", "files", "expected"),
    [
        (Need.CV, {"cv": [None]}, "present"),
        (Need.CV, {"whole": [None]}, "missing"),
        (Need.CV, {}, "missing"),
        (Need.DEGREE, {"degree": [None]}, "present"),
        (Need.COVER_LETTER, {"cover_letter": [None]}, "present"),
    ],
)
def test_a_file_of_the_kind_satisfies_the_need(need, files, expected):
    assert state_of(need, files=files) == expected


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        ("civil_servant", "appraisal", "present"),
        ("civil_servant", "reference", "missing"),
        ("employee", "reference", "missing"),
        ("external", "reference", "present"),
        ("external", "appraisal", "present"),
        ("not_stated", "reference", "present"),
    ],
)
def test_public_service_needs_a_beurteilung_others_a_zeugnis(status, kind, expected):
    assert state_of(Need.PERFORMANCE, employment_status=status, files={kind: [None]}) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([CURRENT], "present"),
        ([OLD], "missing"),
        ([OLD, CURRENT], "present"),
        ([OLD, None], "present"),
        ([None], "present"),
    ],
)
def test_a_beurteilung_is_current_or_missing(days, expected):
    assert state_of(Need.PERFORMANCE, files={"appraisal": days}) == expected


def test_current_is_counted_from_the_deadline_by_the_rules_of_the_posting():
    posting = Posting(published_on=PUBLISHED_ON, appraisal_current_months=12)
    assert oldest_current_day(posting) == CURRENT

    posting.appraisal_current_months = 36
    assert oldest_current_day(posting) == date(2022, 8, 15)


def test_a_beurteilung_that_is_recorded_counts_as_a_file_does():
    facts = {"basis": "appraisal"}

    assert state_of(Need.PERFORMANCE, basis_dated_on=CURRENT, **facts) == "present"
    assert state_of(Need.PERFORMANCE, basis_dated_on=OLD, **facts) == "missing"
    assert state_of(Need.PERFORMANCE, basis="reference") == "missing"


@pytest.mark.parametrize(
    ("status", "consents", "expected"),
    [
        ("employee", True, "present"),
        ("employee", False, "present"),
        ("employee", None, "missing"),
        ("external", None, "not_required"),
    ],
)
def test_a_refused_consent_is_an_answer_and_no_gap(status, consents, expected):
    assert state_of(Need.CONSENT, employment_status=status, consents=consents) == expected


def test_what_a_person_recorded_stands_above_the_files():
    assert state_of(Need.CV, files={"cv": [None]}, recorded={"cv": "missing"}) == "missing"
    assert state_of(Need.CV, recorded={"cv": "present"}) == "present"


def test_nothing_is_missing_of_a_withdrawn_application():
    assert state_of(Need.CV, is_withdrawn=True) == "not_required"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("employee", "aktuelle dienstliche Beurteilung"),
        ("external", "qualifiziertes Arbeitszeugnis"),
        ("not_stated", "Leistungsnachweis (dienstliche Beurteilung oder Arbeitszeugnis)"),
    ],
)
def test_the_leistungsnachweis_is_called_what_the_person_can_have(status, expected):
    assert label_of(Need.PERFORMANCE, status) == expected


@pytest.mark.django_db
def test_sql_and_rule_agree_in_every_situation(django_assert_num_queries):
    posting = make_posting()
    for need in Need:
        make_requirement(posting, need)
    officer = make_hr_officer()
    options = product(
        ("employee", "external", "not_stated"),
        (None, False),
        (("none", None), ("appraisal", OLD), ("appraisal", CURRENT), ("reference", None)),
        ((), (("appraisal", OLD),), (("reference", CURRENT), ("cv", None)), (("appraisal", None), ("degree", None))),
        (None, "missing", "not_required"),
    )
    for status, consents, (basis, day), files, recorded in options:
        application = make_application(
            posting,
            employment_status=status,
            consents_to_personnel_file=consents,
            basis=basis,
            basis_dated_on=day,
            status="withdrawn" if recorded and status == "external" and basis == "none" else "received",
            withdrawn_on=PUBLISHED_ON if recorded and status == "external" and basis == "none" else None,
        )
        for kind, dated_on in files:
            make_file(application, kind=kind, dated_on=dated_on)
        if recorded:
            for need in (Need.PERFORMANCE, Need.CONSENT):
                RecordedState.objects.create(
                    application=application, need=need, state=recorded, remark="so", recorded_by=officer,
                    recorded_at="2025-08-01T12:00Z",
                )  # fmt: skip

    with django_assert_num_queries(4):
        applications = list(Application.objects.select_related("posting"))
        by_rule = {pk: len(labels) for pk, labels in missing_by_application(applications).items()}
    with django_assert_num_queries(1):
        by_sql = dict(
            with_missing_count(posting.applications.all(), posting=posting).values_list("pk", "missing_count")
        )

    assert len(by_rule) == 288
    assert by_sql == by_rule
    assert set(by_sql.values()) == {0, 2, 3, 4, 5}
    one = applications[7]
    missing = [document.label for document in needs_of(one) if document.verdict.state == NeedState.MISSING]
    assert missing == missing_by_application([one])[one.pk]


@pytest.mark.django_db
def test_a_posting_that_asks_for_nothing_misses_nothing():
    posting = make_posting()
    application = make_application(posting)

    assert missing_by_application([application]) == {application.pk: []}
    assert with_missing_count(posting.applications.all(), posting=posting).get().missing_count == 0
    assert needs_of(application) == []
