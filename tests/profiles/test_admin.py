import pytest
from django.urls import reverse

from profiles.models import Criterion, RatingScale, RequirementProfile
from profiles.services import draft_state, freeze_profile
from tests.factories import make_profile, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = make_user(roles=["profile_editor"])
    client.force_login(editor)
    return editor


def change_url(profile):
    return reverse("admin:profiles_requirementprofile_change", args=[profile.pk])


def payload(profile, **changes):
    data = {"title": profile.title, "scale": profile.scale_id, "state": draft_state(profile), "stand": ""}
    for criterion in profile.criteria.all():
        data |= {
            f"title-{criterion.pk}": criterion.title,
            f"definition-{criterion.pk}": criterion.definition,
            f"indicators-{criterion.pk}": "\n".join(i.text for i in criterion.indicators.all()),
            f"weight-{criterion.pk}": str(criterion.weight),
            f"base-{criterion.pk}": "",
        }
    return data | changes


def test_the_matrix_shows_sections_rows_and_the_columns_4_3_2_1(client, editor):
    content = client.get(change_url(make_profile())).content.decode()

    assert content.index(">4<span") < content.index(">3<span") < content.index(">2<span") < content.index(">1<span")
    assert content.count('type="radio" name="weight-') == 3 * 4
    assert all(text in content for text in ("3.1 Kompetenzen 3.1", "3.2 Kompetenzen 3.2", "unabdingbar"))


def test_saving_changes_weights_and_texts(client, editor):
    profile = make_profile()
    criterion = profile.criteria.get(number="3.1.1")

    client.post(change_url(profile), payload(profile, **{f"weight-{criterion.pk}": "4", "stand": "Aug 2025"}))

    criterion.refresh_from_db()
    profile.refresh_from_db()
    assert (criterion.weight, profile.stand) == (4, "Aug 2025")


@pytest.mark.parametrize("weight", ["5", "0", "", "2.5"])
def test_a_wrong_weight_is_refused_and_nothing_is_lost(client, editor, weight):
    profile = make_profile()
    criterion = profile.criteria.get(number="3.1.1")

    response = client.post(
        change_url(profile),
        payload(profile, **{f"weight-{criterion.pk}": weight, f"title-{criterion.pk}": "neu getippt"}),
    )

    assert "Bitte wählen Sie die Gewichtung 4, 3, 2 oder 1." in response.content.decode()
    assert "neu getippt" in response.content.decode()
    criterion.refresh_from_db()
    assert criterion.weight == 2


def test_a_stale_matrix_is_not_saved_over_a_newer_one(client, editor):
    profile = make_profile()
    data = payload(profile)
    Criterion.objects.filter(number="3.1.1").update(weight=3)

    response = client.post(change_url(profile), data)

    assert "inzwischen an anderer Stelle geändert" in response.content.decode()
    assert profile.criteria.get(number="3.1.1").weight == 3


def test_a_frozen_profile_is_read_only_and_offers_a_new_version(client, editor):
    profile = freeze_profile(profile=make_profile(), actor=None)

    content = client.get(change_url(profile)).content.decode()
    assert '<input type="radio"' not in content
    assert "Neue Fassung anlegen" in content

    response = client.post(reverse("admin:profiles_requirementprofile_new_version", args=[profile.pk]))
    assert response.url == change_url(RequirementProfile.objects.get(version=2))


def test_a_frozen_scale_is_read_only(client):
    client.force_login(make_user(roles=["administrator"]))
    freeze_profile(profile=make_profile(), actor=None)
    scale = RatingScale.objects.get()
    url = reverse("admin:profiles_ratingscale_change", args=[scale.pk])

    assert 'name="name"' not in client.get(url).content.decode()
    assert client.post(url, {"name": "anders"}).status_code == 403
