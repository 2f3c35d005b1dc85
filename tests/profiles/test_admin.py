import pytest
from django.urls import reverse

from profiles.models import BaseCriterion, BaseProfile, RatingScale
from profiles.services import lock_profile
from recruitment.audit.models import Event
from tests.factories import make_base_profile, make_frozen_profile, make_hr_officer, make_profile, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = make_user(roles=["profile_editor"])
    client.force_login(editor)
    return editor


def change_url(profile):
    return reverse("admin:profiles_requirementprofile_change", args=[profile.pk])


def test_a_frozen_profile_is_read_only_and_offers_a_new_version(client, editor):
    profile = make_frozen_profile()

    content = client.get(change_url(profile)).content.decode()
    assert '<input type="radio"' not in content
    assert "Neue Fassung anlegen" in content

    response = client.get(reverse("admin:profiles_requirementprofile_new_version", args=[profile.pk]))
    assert response.url == reverse("profiles:profile_new_version", args=[profile.pk])


def test_a_locked_profile_is_read_only(client, editor):
    profile = lock_profile(profile=make_profile(), actor=make_hr_officer())

    content = client.get(change_url(profile)).content.decode()

    assert '<input type="radio"' not in content
    assert "von einer zweiten Person gesperrt" in content


@pytest.mark.parametrize("state", ["frozen", "locked"])
def test_a_scale_that_a_locked_or_frozen_profile_rests_on_is_read_only(client, state):
    client.force_login(make_user(roles=["administrator"]))
    if state == "frozen":
        make_frozen_profile()
    else:
        lock_profile(profile=make_profile(), actor=make_hr_officer())
    scale = RatingScale.objects.get()
    url = reverse("admin:profiles_ratingscale_change", args=[scale.pk])

    assert 'name="name"' not in client.get(url).content.decode()
    assert client.post(url, {"name": "anders"}).status_code == 403


def test_a_base_criterion_is_confirmed_as_mandatory_and_it_is_recorded(client, editor):
    make_base_profile(is_mandatory=None)
    criterion = BaseCriterion.objects.get(title="Sorgfalt")
    url = reverse("admin:profiles_basecriterion_change", args=[criterion.pk])

    response = client.post(
        url,
        {
            "section": criterion.section_id,
            "position": 1,
            "title": criterion.title,
            "definition": criterion.definition,
            "indicators": criterion.indicators,
            "is_mandatory": "true",
            "note": "am Vordruck geprüft",
        },
    )

    criterion.refresh_from_db()
    assert (response.status_code, criterion.is_mandatory, criterion.note) == (302, True, "am Vordruck geprüft")
    assert Event.objects.get().action == "catalogue.changed"


def test_a_base_profile_is_made_with_its_sections(client, editor):
    prefix = "sections-"
    response = client.post(
        reverse("admin:profiles_baseprofile_add"),
        {
            "name": "Basisprofil Technik",
            "note": "",
            "is_offered": "on",
            f"{prefix}TOTAL_FORMS": "1",
            f"{prefix}INITIAL_FORMS": "0",
            f"{prefix}0-number": "3.2",
            f"{prefix}0-title": "Persönliche Kompetenzen",
            f"{prefix}0-position": "1",
        },
    )

    assert response.status_code == 302
    assert [str(s) for s in BaseProfile.objects.get(name="Basisprofil Technik").sections.all()] == [
        "3.2 Persönliche Kompetenzen"
    ]
