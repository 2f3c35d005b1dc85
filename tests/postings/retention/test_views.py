import pytest
from django.urls import reverse

from postings.applications.models import Application
from postings.retention.models import DeletionRecord
from tests.factories import make_application, make_equality_data, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    posting = make_posting()
    application = make_application(posting, last_name="Quittenwolke")
    make_sheet(application, make_member(posting), [3, 3, 3])
    make_equality_data(application, disability_status="severe")
    return application


def test_the_page_says_what_goes_and_what_stays_before_anything_happens(client, application):
    client.force_login(make_hr_officer())

    page = client.get(reverse("retention:application_withdraw", args=[application.pk])).content.decode()

    for words in (
        "Name, Anschrift, Kontakt und Geburtsdatum",
        "Bewertungsbögen mit Einzelbewertungen und Texten",
        "Angaben zur Gleichstellung mit Meldungen und Einladungsgründen",
        "die laufende Nummer mit Eingang",
        "ein Löschnachweis ohne Namen",
        "bereits ausgefertigte Auswahlberichte",
    ):
        assert words in page
    assert DeletionRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"withdrawn_on": "2025-08-20"}, "Bitte bestätigen Sie die Löschung."),
        ({"withdrawn_on": "2198-01-01", "is_sure": "on"}, "Dieser Tag liegt in der Zukunft."),
        ({"withdrawn_on": "2020-01-01", "is_sure": "on"}, "Dieser Tag liegt vor dem Eingang der Bewerbung."),
    ],
)
def test_without_confirmation_or_with_an_impossible_day_nothing_is_deleted(client, application, data, message):
    client.force_login(make_hr_officer())

    response = client.post(reverse("retention:application_withdraw", args=[application.pk]), data)

    assert message in response.content.decode()
    assert Application.objects.get().status == "eligible"


def test_after_the_confirmation_lists_show_the_number_and_the_day_of_deletion(client, application):
    chair = make_member(application.posting, role="chair")
    client.force_login(make_hr_officer())
    url = reverse("retention:application_withdraw", args=[application.pk])

    client.post(url, {"withdrawn_on": "2025-08-20", "is_sure": "on"})

    records = client.get(reverse("retention:deletion_list", args=[application.posting_id])).content.decode()
    assert "Rücknahme der Bewerbung" in records
    assert str(DeletionRecord.objects.get()) in records
    client.force_login(chair)
    for name, pk in (
        ("overview:applicant_overview", application.posting_id),
        ("applications:application_detail", application.pk),
    ):
        page = client.get(reverse(name, args=[pk])).content.decode()
        assert "Name gelöscht" in page
        assert "Daten gelöscht am" in page
        assert "Quittenwolke" not in page
