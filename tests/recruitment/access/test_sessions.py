import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from postings.assessment.models import RatingSheet
from tests.factories import declare, make_application, make_member, make_posting
from tests.postings.assessment.test_views import payload, url_of

pytestmark = pytest.mark.django_db
PASSWORD = "geheim-genug-123"


@pytest.fixture
def application():
    return make_application(make_posting())


@pytest.fixture
def assessor(application):
    person = make_member(application.posting)
    declare(application.posting, person)
    return person


def hidden_fields(response):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode()))


def credentials(user, password=PASSWORD):
    return {"anmeldung-username": user.username, "anmeldung-password": password}


def test_a_form_sent_after_the_session_ended_is_kept_and_saved_with_the_password(client, application, assessor):
    client.force_login(assessor)
    Session.objects.all().delete()

    response = client.post(url_of(application), payload(application, [3, 4, 5]))

    assert response.status_code == 403
    assert "Bitte melden Sie sich noch einmal an" in response.content.decode()
    kept = hidden_fields(response)
    assert RatingSheet.objects.count() == 0

    response = client.post(url_of(application), {**kept, **credentials(assessor)}, follow=True)

    assert "Gespeichert: 3 von 3 Anforderungen beantwortet" in response.content.decode()
    assert RatingSheet.objects.get().assessor == assessor


def test_a_wrong_password_keeps_the_form_and_saves_nothing(client, application, assessor):
    sent = {**payload(application, [3, 4, 5], note="lange getippt"), **credentials(assessor, "falsch")}

    response = client.post(url_of(application), sent)

    assert "Benutzername oder Passwort stimmen nicht" in response.content.decode()
    kept = hidden_fields(response)
    assert (kept["note"], "anmeldung-password" in kept) == ("lange getippt", False)
    assert RatingSheet.objects.count() == 0


def test_a_form_of_somebody_else_is_not_saved_as_ones_own(client, application, assessor):
    other = make_member(application.posting)
    sent = payload(application, [3, 4, 5], assessor=assessor.pk)

    response = client.post(url_of(application), {**sent, **credentials(other)})

    assert "gehört zum Bogen einer anderen Person" in response.content.decode()
    assert RatingSheet.objects.count() == 0


def test_a_button_without_fields_is_kept_as_well(client, application):
    response = client.post(reverse("postings:scoring_open", args=[application.posting_id]))

    assert next(template.name for template in response.templates) == "registration/send_again.html"


def test_logging_out_after_the_session_ended_asks_nothing(client):
    assert client.post(reverse("accounts:logout")).url == reverse("accounts:login")


def test_passwords_are_never_put_back_into_a_page(client):
    response = client.post(reverse("accounts:password_change"), {"old_password": "alt", "new_password1": "neu"})

    assert response.status_code == 302


def test_reading_without_a_session_leads_to_the_log_in(client, application):
    response = client.get(url_of(application))

    assert response.url == f"/konto/anmelden/?next={url_of(application)}"


@pytest.mark.parametrize(
    ("origin", "title"),
    [
        ("http://testserver", "Bitte senden Sie Ihre Eingaben noch einmal"),
        ("http://evil.example", "Die Sitzung ist abgelaufen"),
        (None, "Die Sitzung ist abgelaufen"),
    ],
)
def test_an_outdated_token_keeps_the_form_only_if_it_is_ours(application, assessor, origin, title):
    client = Client(enforce_csrf_checks=True)
    client.force_login(assessor)
    headers = {"Origin": origin} if origin else {}

    response = client.post(url_of(application), payload(application, [3, 4, 5]), headers=headers)

    content = response.content.decode()
    assert response.status_code == 403
    assert f'<h1 class="kern-heading-large">{title}</h1>' in content
    assert ('name="note"' in content) == (origin == "http://testserver")
    assert RatingSheet.objects.count() == 0
