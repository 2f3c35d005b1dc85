import pytest
from django.db import IntegrityError, transaction

from postings.applications.models import Application
from postings.intake.models import ApplicantList, ListSource
from tests.factories import make_application, make_hr_officer, make_posting
from tests.postings.intake.lists import BROKEN, GOOD, JOERDIS, take_over, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"status": "lost"}, "applicantlist_status_is_known"),
        ({"status": "accepted"}, "applicantlist_accepted_iff_person_and_time"),
        ({"table": None}, "applicantlist_open_has_table"),
        ({"status": "review"}, "applicantlist_plan_iff_review"),
        ({"plan": []}, "applicantlist_plan_iff_review"),
    ],
)
def test_an_open_list_holds_its_invariants(values, name):
    kept = upload(make_posting(), *GOOD)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ApplicantList.objects.filter(pk=kept.pk).update(**values)


@pytest.mark.parametrize(
    "values", [{"table": {"rows": []}}, {"reasons": {"2": "weil"}}, {"decisions": {"2": "take"}}, {"plan": []}]
)
def test_an_accepted_list_keeps_no_person(values):
    kept = take_over(make_posting(), JOERDIS)

    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicantList.objects.filter(pk=kept.pk).update(**values)


def test_the_rest_has_a_reason_for_its_rows():
    kept = take_over(make_posting(), JOERDIS, BROKEN, valid_only=True)

    with pytest.raises(IntegrityError, match="keeps_only_the_rest"), transaction.atomic():
        ApplicantList.objects.filter(pk=kept.pk).update(reasons={})


def test_a_source_has_one_mapping():
    ListSource.objects.create(name="rexx")

    with pytest.raises(IntegrityError), transaction.atomic():
        ListSource.objects.create(name="rexx")


def test_a_number_of_a_source_stands_once_in_a_posting():
    posting = make_posting()
    make_application(posting, source="rexx", source_number="7")
    make_application(posting, source="Papier", source_number="7")
    make_application(make_posting(), source="rexx", source_number="7")
    make_application(posting), make_application(posting)

    with pytest.raises(IntegrityError, match="source_number_once"), transaction.atomic():
        make_application(posting, source="rexx", source_number="7")


def test_an_application_without_track_is_not_eligible():
    application = make_application(make_posting(), status="received", track="")

    with pytest.raises(IntegrityError, match="application_eligible_has_track"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(status="eligible")


def test_lists_are_visible_to_those_who_know_the_posting():
    kept = upload(make_posting(), *GOOD)

    assert list(ApplicantList.objects.visible_to(make_hr_officer())) == [kept]
