import pytest
from django.urls import reverse

from postings.equality.models import EqualityData
from postings.equality.services import save_equality_data
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_posting

pytestmark = pytest.mark.django_db


def test_the_personnel_office_changes_equality_data_and_the_record_does_not_say_how(client):
    application = make_application(make_posting())
    client.force_login(make_hr_officer())

    client.post(
        reverse("equality:equality_edit", args=[application.pk]),
        {
            "sex": "female",
            "disability_status": "severe",
            "disability_proof_seen": "on",
            "migration_background": "not_stated",
        },
    )

    data, event = EqualityData.objects.get(), Event.objects.get(action="equality.changed")
    assert (data.application, data.disability_status, data.disability_proof_seen) == (application, "severe", True)
    assert str(event) == "Angaben zur Gleichstellung der Bewerbung 1 geändert"
    assert "severe" not in str(event.facts)


def test_the_committee_does_not_read_in_the_record_whose_equality_data_were_touched(client):
    posting = make_posting()
    chair, officer = make_member(posting, role="chair"), make_hr_officer()
    save_equality_data(
        data=EqualityData(application=make_application(posting), disability_status="severe"), actor=officer
    )
    url = reverse("postings:posting_events", args=[posting.pk])

    texts = {}
    for person in (chair, officer):
        client.force_login(person)
        texts[person] = client.get(url).content.decode()

    assert "Gleichstellung" not in texts[chair]
    assert "Angaben zur Gleichstellung der Bewerbung 1 geändert" in texts[officer]
