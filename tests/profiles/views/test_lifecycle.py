import pytest
from django.urls import reverse
from lxml import html as lxml_html

from profiles.enums import ProfileStatus
from profiles.models import RequirementProfile
from profiles.services import draft_state, lock_profile
from tests.factories import make_frozen_profile, make_hr_officer, make_profile, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def url(name, profile):
    return reverse(f"profiles:{name}", args=[profile.pk])


def lock_action(client, profile):
    """The address that the button "Geprüft: sperren" of the page posts to."""
    page = lxml_html.fromstring(client.get(url("profile_detail", profile)).content)
    return page.xpath("//form[contains(., 'Geprüft: sperren')]/@action")[0]


def fresh(profile):
    return RequirementProfile.objects.get(pk=profile.pk)


def test_the_second_person_finds_the_button_and_locks(client, officer):
    profile = make_profile(last_edited_by=make_user(roles=["profile_editor"]))

    client.post(lock_action(client, profile))

    assert (fresh(profile).status, fresh(profile).locked_by) == (ProfileStatus.LOCKED, officer)
    content = client.get(url("profile_detail", profile)).content.decode()
    assert "Sperre aufheben" in content
    assert "Entwurf bearbeiten" not in content


def test_what_changed_since_it_was_read_is_not_locked(client, officer):
    profile = make_profile()
    action = lock_action(client, profile)
    profile.criteria.filter(number="3.1.1").update(weight=1)

    response = client.post(action, follow=True)

    assert "seit Sie ihn zur Prüfung geöffnet haben" in response.content.decode()
    assert fresh(profile).is_draft


def test_the_last_editor_is_told_why_not(client, officer):
    profile = make_profile(last_edited_by=officer)

    content = client.get(url("profile_detail", profile)).content.decode()
    assert "Geprüft: sperren" not in content
    assert "Sie selbst können es deshalb zurzeit nicht sperren" in content

    response = client.post(url("profile_lock", profile), follow=True)
    assert "Vier-Augen-Prinzip" in response.content.decode()
    assert fresh(profile).is_draft


def test_what_is_missing_is_named_when_locking(client, officer):
    profile = make_profile()
    action = lock_action(client, profile).split("?")[0]
    profile.criteria.filter(number="3.1.1").update(weight=None, weight_confirmed=False)

    response = client.post(f"{action}?stand={draft_state(profile)}", follow=True)

    assert "Anforderung 3.1.1 Merkmal 3.1.1 hat keine Gewichtung." in response.content.decode()


def test_unlocking_and_superseding_ask_for_the_reason(client, officer):
    locked = lock_profile(profile=make_profile(), actor=make_hr_officer())
    frozen = make_frozen_profile()

    for name, profile in (("profile_unlock", locked), ("profile_supersede", frozen)):
        assert (
            "Bitte geben Sie eine Begründung an." in client.post(url(name, profile), {"reason": " "}).content.decode()
        )
        assert client.post(url(name, profile), {"reason": "Zahlendreher"}).url == url("profile_detail", profile)

    assert (fresh(locked).status, fresh(frozen).status) == (ProfileStatus.DRAFT, ProfileStatus.SUPERSEDED)
    assert "Zahlendreher" in client.get(url("profile_detail", frozen)).content.decode()
