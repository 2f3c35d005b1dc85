"""Guessing of passwords ends soon, tells nothing, keeps nothing but the name, and locks nobody out for good."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from django.utils import timezone

from recruitment.access.lockout import lock_minutes_left
from recruitment.audit.models import Event
from tests.factories import make_application, make_member, make_posting, make_user
from tests.postings.assessment.test_views import payload, url_of

pytestmark = pytest.mark.django_db
PASSWORD = "geheim-genug-123"
LOCKED = "Zu viele Fehlversuche"


def log_in(client, username, password):
    return client.post(reverse("accounts:login"), {"username": username, "password": password})


def lock(client, username):
    for _attempt in range(5):
        response = log_in(client, username, "falsch")
    return response


def test_the_fifth_wrong_password_locks_the_name_even_for_the_right_one(client):
    user = make_user()

    assert LOCKED in lock(client, user.username).content.decode()
    assert LOCKED in log_in(client, user.username, PASSWORD).content.decode()
    assert lock_minutes_left(user) == 15


def test_upper_case_is_no_way_around(client):
    user = make_user(username="amsel")
    for name in ("amsel", "Amsel", "AMSEL", "aMsel", "amSel"):
        log_in(client, name, "falsch")

    assert LOCKED in log_in(client, "amsel", PASSWORD).content.decode()
    assert lock_minutes_left(user) == 15


def test_a_name_without_an_account_gets_the_same_answer(client):
    assert LOCKED in lock(client, "gibt-es-nicht").content.decode()


def test_the_lock_ends_by_itself_and_trying_does_not_lengthen_it(client):
    user = make_user()
    lock(client, user.username)
    moment = AccessAttempt.objects.get().attempt_time
    log_in(client, user.username, "falsch")
    assert AccessAttempt.objects.get().attempt_time == moment

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert log_in(client, user.username, PASSWORD).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_a_success_forgets_earlier_mistakes(client):
    user = make_user()
    log_in(client, user.username, "falsch")

    log_in(client, user.username, PASSWORD)

    assert not AccessAttempt.objects.exists()


def test_nothing_but_the_name_is_kept_or_logged(client, caplog):
    application = make_application(make_posting())
    assessor = make_member(application.posting)
    sent = payload(application, [3, 4, 5], note="Frau Muster war unsicher")
    credentials = {"anmeldung-username": assessor.username, "anmeldung-password": "falsch"}
    caplog.set_level(logging.DEBUG, logger="axes")

    client.post(url_of(application), {**sent, **credentials}, headers={"user-agent": "Geheim/1.0"})

    attempt = AccessAttempt.objects.get()
    assert attempt.username == assessor.username
    kept = (attempt.post_data, attempt.get_data, attempt.user_agent, attempt.path_info, attempt.http_accept)
    assert (*kept, attempt.ip_address) == ("", "", "", "", "", None)
    assert not [word for word in ("Muster", assessor.username, "falsch") if word in caplog.text]


def test_the_page_that_keeps_what_was_typed_locks_too_and_keeps_it(client):
    application = make_application(make_posting())
    assessor = make_member(application.posting)
    lock(client, assessor.username)
    credentials = {"anmeldung-username": assessor.username, "anmeldung-password": PASSWORD}

    page = client.post(url_of(application), {**payload(application, [3, 4, 5], note="lange getippt"), **credentials})

    assert LOCKED in page.content.decode()
    assert 'value="lange getippt"' in page.content.decode()


def test_an_administrator_unlocks_and_that_is_recorded(client):
    user, administrator = make_user(), make_user(roles=["administrator"])
    lock(client, user.username)
    client.force_login(administrator)
    assert "noch 15 Minuten" in client.get(reverse("accounts:account_access", args=[user.pk])).content.decode()

    page = client.post(reverse("accounts:account_unlock", args=[user.pk]), follow=True)

    assert "Das Konto ist entsperrt" in page.content.decode()
    event = Event.objects.get(action="account.unlocked")
    assert (event.actor, event.subject_id) == (administrator, user.pk)
    client.logout()
    assert log_in(client, user.username, PASSWORD).status_code == 302
