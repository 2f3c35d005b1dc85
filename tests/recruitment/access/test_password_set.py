"""An administrator who gives somebody a password could log in as this person: that it happened is told."""

import pytest
from django.urls import reverse

from recruitment.audit.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW = "Regenschirm tanzt leise"


def set_password(client, person, **data):
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    return client.post(url, {"usable_password": "true", "password1": NEW, "password2": NEW, **data})


def test_a_password_set_by_an_administrator_is_recorded_with_both_names(client):
    administrator, person = make_user(roles=["administrator"]), make_user(username="personal9")
    client.force_login(administrator)

    assert set_password(client, person).status_code == 302

    person.refresh_from_db()
    assert person.check_password(NEW)
    event = Event.objects.get(action="account.password_set")
    assert (event.actor, event.facts) == (administrator, {"person": "personal9"})
    assert NEW not in str(event.facts)


def test_a_refused_password_changes_and_records_nothing(client):
    administrator, person = make_user(roles=["administrator"]), make_user()
    client.force_login(administrator)

    assert set_password(client, person, password2="anders").status_code == 200

    person.refresh_from_db()
    assert not person.check_password(NEW)
    assert not Event.objects.filter(action="account.password_set").exists()


def test_nobody_else_sets_a_password(client):
    person = make_user()
    client.force_login(make_user(roles=["hr_officer"]))

    assert set_password(client, person).status_code == 403
    assert not Event.objects.filter(action="account.password_set").exists()
