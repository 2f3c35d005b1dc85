import pytest
from django.urls import reverse

from postings.models import Posting
from profiles.services import lock_profile, supersede_profile
from tests.factories import make_hr_officer, make_posting, make_user

pytestmark = pytest.mark.django_db
FURTHER = "postings:posting_further"


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def choices(posting, **changes):
    return {
        "reference_number": "7/2026",
        "profile": posting.profile_id,
        "use": "same",
        "template": posting.pk,
        "version_reason": "",
        "function": "",
    } | changes


def test_a_further_posting_uses_the_same_frozen_version(client, officer):
    posting = make_posting(status="published")
    content = client.get(reverse(FURTHER), {"profil": posting.profile_id}).content.decode()
    assert f'<option value="{posting.profile_id}" selected>' in content
    assert f'<option value="{posting.pk}" selected>' in content

    response = client.post(reverse(FURTHER), choices(posting))

    further = Posting.objects.get(reference_number="7/2026")
    assert response.url == reverse("postings:posting_detail", args=[further.pk])
    assert (further.profile, further.status, further.authority) == (posting.profile, "draft", posting.authority)


def test_a_further_posting_begins_a_new_version_with_its_reason(client, officer):
    posting = make_posting(status="published")

    refused = client.post(reverse(FURTHER), choices(posting, use="version"))
    assert "Eine neue Fassung braucht einen Grund." in refused.content.decode()
    client.post(reverse(FURTHER), choices(posting, use="version", version_reason="neue Aufgabe"))

    assert Posting.objects.get(reference_number="7/2026").profile.version_reason == "neue Aufgabe"


@pytest.mark.parametrize(
    ("number", "is_superseded", "message"),
    [("1/2025", False, "gibt es schon"), ("7/2026", True, "ist abgelöst")],
)
def test_why_a_further_posting_is_not_possible_stands_in_the_form(client, officer, number, is_superseded, message):
    posting = make_posting(status="published", reference_number="1/2025")
    if is_superseded:
        supersede_profile(profile=posting.profile, reason="Stelle entfällt", actor=officer)

    response = client.post(reverse(FURTHER), choices(posting, reference_number=number))

    assert message in response.content.decode()
    assert Posting.objects.count() == 1


def test_the_pages_before_publication_name_the_missing_lock(client, officer):
    posting = make_posting(status="draft")
    pages = [reverse(f"postings:{name}", args=[posting.pk]) for name in ("posting_detail", "posting_publish")]

    assert all("noch nicht gesperrt" in client.get(page).content.decode() for page in pages)
    response = client.post(pages[1], {"published_on": "2025-07-18"})
    assert "noch nicht gesperrt" in response.content.decode()

    lock_profile(profile=posting.profile, actor=make_hr_officer())
    assert all("noch nicht gesperrt" not in client.get(page).content.decode() for page in pages)
    assert client.post(pages[1], {"published_on": "2025-07-18"}).url == pages[0]


def test_publishing_is_offered_only_when_it_is_possible(client, officer):
    posting = make_posting(status="draft")
    page = reverse("postings:posting_publish", args=[posting.pk])

    assert "Verbindlich veröffentlichen" not in client.get(page).content.decode()

    lock_profile(profile=posting.profile, actor=make_hr_officer())
    assert "Verbindlich veröffentlichen" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("role", "target"),
    [
        ("womens_rep", "equality:representation_list"),
        ("profile_editor", "profiles:profile_list"),
        ("administrator", "admin:index"),
        ("hr_officer", "postings:posting_list"),
    ],
)
def test_the_start_leads_everybody_to_where_the_work_is(client, role, target):
    client.force_login(make_user(roles=[role]))

    assert client.get(reverse("postings:start")).url == reverse(target)


def test_a_representation_without_a_committee_is_led_to_the_participation(client):
    client.force_login(make_user(roles=["womens_rep"]))

    content = client.get(reverse("postings:posting_list")).content.decode()

    assert "Zur Beteiligung" in content
    assert "wenden Sie sich bitte an den Personalservice" not in content
