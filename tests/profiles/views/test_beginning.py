import pytest
from django.urls import reverse

from profiles.models import BaseProfile, RequirementProfile
from tests.factories import make_frozen_profile, make_user

pytestmark = pytest.mark.django_db
BEGIN = "profiles:profile_begin"


@pytest.fixture
def editor(client):
    editor = make_user(roles=["profile_editor"])
    client.force_login(editor)
    return editor


def test_a_profile_begins_with_the_shipped_base_profile(client, editor):
    base = BaseProfile.objects.get()

    response = client.post(
        reverse(BEGIN), {"way": "base", "basis-title": "Sachbearbeitung Wohngeld", "basis-base_profile": base.pk}
    )

    profile = RequirementProfile.objects.get()
    assert response.url == reverse("profiles:draft_edit", args=[profile.pk])
    assert (profile.title, profile.criteria.count(), profile.base_profile) == ("Sachbearbeitung Wohngeld", 9, base)
    assert set(profile.criteria.values_list("is_mandatory_base", flat=True)) == {None}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kopie-use": "own", "kopie-title": "Andere Stelle"}, ("Andere Stelle", 1, "")),
        ({"kopie-use": "version", "kopie-reason": "neue Aufgabe"}, ("Sachbearbeitung", 2, "neue Aufgabe")),
    ],
)
def test_a_profile_begins_as_a_copy(client, editor, fields, expected):
    source = make_frozen_profile()

    client.post(reverse(BEGIN), {"way": "copy", "kopie-source": source.pk, **fields})

    copy = RequirementProfile.objects.exclude(pk=source.pk).get()
    assert (copy.title, copy.version, copy.version_reason) == expected


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kopie-use": "own"}, "Bitte geben Sie den Stellentitel"),
        ({"kopie-use": "version"}, "Eine neue Fassung braucht einen Grund."),
    ],
)
def test_what_a_copy_needs_is_asked(client, editor, fields, message):
    source = make_frozen_profile()

    response = client.post(reverse(BEGIN), {"way": "copy", "kopie-source": source.pk, **fields})

    assert message in response.content.decode()
    assert RequirementProfile.objects.count() == 1


def test_a_new_version_needs_its_reason_and_opens_the_editor(client, editor):
    source = make_frozen_profile()
    url = reverse("profiles:profile_new_version", args=[source.pk])

    assert "Bitte geben Sie eine Begründung an." in client.post(url, {"reason": ""}).content.decode()
    response = client.post(url, {"reason": "Aufgabe kam hinzu"})

    copy = RequirementProfile.objects.get(version=2)
    assert response.url == reverse("profiles:draft_edit", args=[copy.pk])
    assert copy.version_reason == "Aufgabe kam hinzu"
