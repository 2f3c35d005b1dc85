import pytest
from django.urls import reverse

from postings.assessment.models import RatingSheet
from recruitment.audit.models import Event
from tests.factories import declare, make_application, make_hr_officer, make_member, make_posting, make_sheet
from tests.postings.assessment.test_views import payload

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


def paper_url(application, assessor):
    return reverse("admin:assessment_ratingsheet_paper", args=[application.pk, assessor.pk])


def test_an_hr_officer_types_a_paper_sheet_and_it_is_recorded_as_such(client, posting):
    application, assessor, officer = make_application(posting), make_member(posting), make_hr_officer()
    declare(posting, assessor)
    client.force_login(officer)

    client.post(paper_url(application, assessor), payload(application, [3, 4, 5], submit="1"))

    sheet = RatingSheet.objects.get()
    assert (sheet.assessor, sheet.entered_by, sheet.status) == (assessor, officer, "submitted")
    assert "Papierbogen" in str(Event.objects.first())


def test_choosing_opens_the_paper_sheet(client, posting):
    application, assessor = make_application(posting), make_member(posting)
    client.force_login(make_hr_officer())

    response = client.post(
        reverse("admin:assessment_ratingsheet_add"),
        {"application": application.pk, "member": posting.memberships.get(user=assessor).pk},
    )

    assert response.url == paper_url(application, assessor)


def test_a_sheet_begun_in_the_browser_is_not_typed_over(client, posting):
    application, assessor = make_application(posting), make_member(posting)
    make_sheet(application, assessor, [1, None, None], is_submitted=False)
    client.force_login(make_hr_officer())

    sent = payload(application, [3, 4, 5], version=1, note="vom Papier übertragen")
    response = client.post(paper_url(application, assessor), sent)

    content = response.content.decode()
    assert f"{assessor} hat diesen Bogen selbst begonnen; er kann nicht vom Papier eingegeben werden." in content
    assert "vom Papier übertragen" in content
    assert RatingSheet.objects.get().ratings.get(value__isnull=False).value == 1


def test_somebody_who_rates_does_not_type_for_others(client, posting):
    application, assessor = make_application(posting), make_member(posting)
    officer = make_member(posting, user=make_hr_officer())
    client.force_login(officer)

    assert client.get(paper_url(application, assessor)).status_code == 403


def test_no_page_of_the_administration_shows_one_sheet(client, posting):
    sheet = make_sheet(make_application(posting), make_member(posting), [3, 4, 5], is_submitted=False)
    client.force_login(make_hr_officer())

    for page in ("change", "history"):
        assert client.get(reverse(f"admin:assessment_ratingsheet_{page}", args=[sheet.pk])).status_code == 403, page


def test_the_list_shows_no_value(client, posting):
    application = make_application(posting)
    sheet = make_sheet(application, make_member(posting), [3, 4, 5], is_submitted=False)
    sheet.ratings.update(observation="Geheime Beobachtung")
    client.force_login(make_hr_officer())

    response = client.get(reverse("admin:assessment_ratingsheet_changelist"))

    assert "Geheime Beobachtung" not in response.content.decode()
    assert "in Arbeit" in response.content.decode()
