import pytest
from django.urls import reverse

from postings.equality.models import EqualityData
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_posting

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
