import pytest
from django.urls import reverse

from recruitment.access.sessions import BEGAN, SEEN
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


def shift(client, **seconds):
    session = client.session
    for key, value in seconds.items():
        session[{"began": BEGAN, "seen": SEEN}[key]] -= value
    session.save()


def is_logged_in(client):
    return client.get(reverse("accounts:password_change")).status_code == 200


def test_an_idle_session_ends(client, user):
    shift(client, began=3700, seen=3500)
    assert is_logged_in(client)

    shift(client, seen=3601)

    assert not is_logged_in(client)
    assert client.session.get("_auth_user_id") is None


def test_a_session_ends_after_the_working_day_however_busy(client, user):
    shift(client, began=10 * 3600 + 1)

    assert not is_logged_in(client)


def test_the_moment_of_use_is_written_once_a_minute(client, user, django_assert_num_queries):
    client.get(reverse("accounts:password_change"))
    with django_assert_num_queries(2):  # session and person
        client.get(reverse("accounts:password_change"))
    shift(client, seen=61)
    before = client.session[SEEN]

    client.get(reverse("accounts:password_change"))

    assert client.session[SEEN] > before


def test_the_limits_are_settings(client, user, settings):
    settings.SESSION_IDLE_MINUTES = 5
    shift(client, seen=301)

    assert not is_logged_in(client)


def test_a_clock_set_back_keeps_no_session_open_longer(client, user):
    shift(client, began=-3 * 3600, seen=-3 * 3600)  # stamps of a clock that went three hours fast
    assert is_logged_in(client)

    shift(client, seen=3601)

    assert not is_logged_in(client)


def test_after_the_log_in_the_person_is_where_the_work_was(client):
    user = make_user()
    page = client.get(reverse("accounts:password_change"))
    assert page.url == "/konto/anmelden/?next=/konto/passwort/"

    page = client.post(page.url, {"username": user.username, "password": "geheim-genug-123"})

    assert page.url == "/konto/passwort/"
