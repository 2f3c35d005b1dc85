"""The page that keeps what was typed, for roles that need the second factor."""

import pytest
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from postings.models import Posting
from tests.factories import make_hr_officer, make_posting
from tests.recruitment.access.test_sessions import credentials

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"hr_officer"})
    return make_hr_officer()


def url_of(posting):
    return reverse("postings:scoring_open", args=[posting.pk])


def test_who_shows_the_factor_beside_the_password_goes_on(client, officer):
    posting, device = make_posting(status="published"), TOTPDevice.objects.create(user=officer, confirmed=True)
    code = f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06}"

    response = client.post(url_of(posting), {**credentials(officer), "anmeldung-code": code})

    assert response.status_code == 302
    assert "zweiter-faktor" not in response.url


def test_who_has_none_yet_sets_it_up_first(client, officer):
    posting = make_posting(status="published")

    response = client.post(url_of(posting), credentials(officer))

    assert response.status_code == 302
    assert response.url.startswith(reverse("accounts:factor_list"))
    assert Posting.objects.get().status == "published"
