import re
from datetime import date

import pytest
from django.urls import reverse

from postings.applications.models import Application
from postings.equality.models import EqualityData
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def test_an_application_is_entered_checked_and_concluded(client, officer):
    posting = make_posting()
    client.post(
        reverse("applications:application_create", args=[posting.pk]),
        {
            "first_name": "Anna",
            "last_name": "Öhler",
            "received_on": "2025-08-01",
            "channel": "paper",
            "employment_status": "external",
            "track": "employee",
            "basis": "none",
        },
    )
    application = Application.objects.get()
    requirement = posting.profile.requirements.get()
    client.post(
        reverse("applications:formal_sheet", args=[application.pk]),
        {
            f"r{requirement.pk}-result": "met",
            f"r{requirement.pk}-alternative": requirement.alternatives.last().pk,
            f"r{requirement.pk}-evidence": "Zeugnis von 2020",
        },
    )
    client.post(reverse("applications:eligibility_decide", args=[application.pk]))

    application.refresh_from_db()
    check = application.formal_checks.get()
    assert (application.number, application.status, application.applicant.sort_key) == (1, "eligible", "oehler, anna")
    assert (check.result, check.alternative.text, check.checked_by) == ("met", "Bachelor of Laws", officer)


def test_a_check_without_evidence_keeps_what_was_typed(client, officer):
    posting = make_posting()
    application, requirement = make_application(posting, status="received"), posting.profile.requirements.get()

    response = client.post(
        reverse("applications:formal_sheet", args=[application.pk]),
        {f"r{requirement.pk}-result": "met", f"r{requirement.pk}-reason": "schon einmal geprüft"},
    )

    content = response.content.decode()
    assert "Nennen Sie den Nachweis" in content
    assert "schon einmal geprüft" in content
    assert application.formal_checks.count() == 0


def test_opening_an_applicants_file_is_recorded(client, officer):
    application = make_application(make_posting())

    client.get(reverse("applications:application_detail", args=[application.pk]))

    event = Event.objects.get(action="application.opened")
    assert (event.action, event.actor, str(event)) == ("application.opened", officer, "Bewerbung 1 eingesehen")


def test_contact_data_are_for_the_personnel_office_only(client):
    posting = make_posting()
    application = make_application(posting)
    application.applicant.email = "anna@example.org"
    application.applicant.save()
    url = reverse("applications:application_detail", args=[application.pk])

    client.force_login(make_member(posting))
    assert "anna@example.org" not in client.get(url).content.decode()
    client.force_login(make_hr_officer())
    assert "anna@example.org" in client.get(url).content.decode()


def test_equality_data_change_no_page_of_the_committee(client):
    posting = make_posting()
    application = make_application(posting)
    client.force_login(make_member(posting))
    urls = [
        reverse("overview:applicant_overview", args=[posting.pk]),
        reverse("applications:application_detail", args=[application.pk]),
        reverse("assessment:sheet_list"),
        reverse("postings:posting_detail", args=[posting.pk]),
    ]

    def pages():
        return [_without_token(client.get(url).content) for url in urls]

    before = pages()
    EqualityData.objects.create(application=application, sex="female", disability_status="severe")

    assert pages() == before


def _without_token(page):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_a_track_that_a_list_left_open_is_settled_on_its_page(client, officer):
    application = make_application(make_posting(), status="received", track="", employment_status="not_stated")
    detail_url = reverse("applications:application_detail", args=[application.pk])
    assert "noch ungeklärt" in client.get(detail_url).content.decode()

    url = reverse("applications:track_settle", args=[application.pk])
    assert client.post(url, {"employment_status": "external", "track": ""}).status_code == 200
    response = client.post(url, {"employment_status": "external", "track": "employee"})

    application.refresh_from_db()
    assert (response.url, application.track) == (detail_url, "employee")


def test_address_and_day_of_birth_are_for_the_personnel_office_only(client, officer):
    posting = make_posting()
    application = make_application(posting)
    person = application.applicant
    person.birth_date, person.street, person.postal_code, person.city = date(1985, 3, 4), "Lange Str. 1", "01067", "Ulm"
    person.save()
    url = reverse("applications:application_detail", args=[application.pk])

    assert "Lange Str. 1, 01067 Ulm" in client.get(url).content.decode()
    client.force_login(make_member(posting))
    page = client.get(url).content.decode()
    assert [word for word in ("04.03.1985", "Lange Str.", "01067") if word in page] == []
