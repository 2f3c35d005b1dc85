import pytest
from django.urls import reverse
from lxml import html

from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet, make_user

pytestmark = pytest.mark.django_db


def test_a_role_is_given_and_recorded(client):
    posting, person = make_posting(), make_user(last_name="Neu")
    client.force_login(make_hr_officer())

    client.post(
        reverse("admin:postings_committeemembership_add"),
        {"posting": posting.pk, "user": person.pk, "role": "assessor", "position": 1},
    )

    assert posting.memberships.get().user == person
    assert str(Event.objects.first()) == "Vera Neu in die Auswahlkommission aufgenommen als Mitglied mit Bewertung"


def test_whoever_has_rated_stays_and_the_page_says_why(client):
    posting = make_posting()
    make_sheet(make_application(posting), make_member(posting), [3, 3, 3])
    client.force_login(make_hr_officer())
    url = reverse("admin:postings_committeemembership_delete", args=[posting.memberships.get().pk])

    response = client.post(url, {"post": "yes"}, follow=True)

    assert "bleibt deshalb Mitglied" in response.content.decode()
    assert posting.memberships.count() == 1


def test_a_role_is_taken_away_and_recorded(client):
    posting = make_posting()
    make_member(posting, role="observer")
    client.force_login(make_hr_officer())

    client.post(
        reverse("admin:postings_committeemembership_delete", args=[posting.memberships.get().pk]), {"post": "yes"}
    )

    assert posting.memberships.count() == 0
    assert Event.objects.first().action == "committee.member_removed"


def test_a_role_names_the_person_without_leading_to_the_account(client):
    posting = make_posting()
    person = make_member(posting, role="observer")
    client.force_login(make_hr_officer())

    page = client.get(reverse("admin:postings_committeemembership_change", args=[posting.memberships.get().pk]))

    assert person.get_full_name() in page.content.decode()
    assert reverse("admin:accounts_user_change", args=[person.pk]) not in page.content.decode()


def test_the_form_of_a_role_speaks_german(client):
    client.force_login(make_hr_officer())

    page = html.fromstring(client.get(reverse("admin:postings_committeemembership_add")).content.decode())

    labels = [label.text_content().strip() for label in page.iter("label")]
    assert labels == ["Ausschreibung:", "Person:", "Rolle:", "Reihenfolge:"]
