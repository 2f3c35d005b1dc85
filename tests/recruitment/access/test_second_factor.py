"""Two factors: neither opens a page alone, codes are used once, lost devices are reset by somebody else."""

import re
import time
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from recruitment.access import second_factor as factors
from recruitment.access.errors import CodeRefused, LastFactorNeeded, TooManyCodes
from recruitment.audit.models import Event
from tests.factories import declare, make_application, make_member, make_posting, make_user
from tests.postings.assessment.test_views import payload, url_of

pytestmark = pytest.mark.django_db
PASSWORD = "geheim-genug-123"
SECOND = "/konto/anmelden/zweiter-faktor/"
OWN = "/konto/passwort/"


def code_of(device, *, steps=0):
    return f"{TOTP(device.bin_key, device.step, device.t0, device.digits, drift=steps).token():06d}"


def with_app(user):
    """Give ``user`` an app; return the device and the recovery codes. Its last code is of long ago."""
    device = TOTPDevice.objects.create(user=user, name="App", confirmed=True)
    return device, factors.new_recovery_codes(user=user)


def first_step(client, user, target=OWN):
    url = f"{reverse('accounts:login')}?next={target}"
    return client.post(url, {"username": user.username, "password": PASSWORD})


def test_the_password_alone_opens_nothing(client):
    user = make_user()
    with_app(user)

    response = first_step(client, user)

    assert response.url == f"{SECOND}?next=%2Fkonto%2Fpasswort%2F"
    assert client.get(OWN).status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_code_of_the_app_opens_the_page_that_was_wanted(client):
    user = make_user()
    device, _codes = with_app(user)
    url = first_step(client, user).url
    key = client.session.session_key

    response = client.post(url, {"code": code_of(device)})

    assert response.url == OWN
    assert client.get(OWN).status_code == 200
    assert client.session.session_key != key


def test_a_code_is_taken_once(client):
    user = make_user()
    device, _codes = with_app(user)
    code = code_of(device)
    client.post(first_step(client, user).url, {"code": code})
    other = Client()

    page = other.post(first_step(other, user).url, {"code": code})

    assert "Der Code stimmt nicht" in page.content.decode()


def test_a_recovery_code_is_taken_once(client):
    user = make_user()
    _device, codes = with_app(user)
    client.post(first_step(client, user).url, {"code": f" {codes[0].upper()} "})
    assert client.get(OWN).status_code == 200
    other = Client()

    page = other.post(first_step(other, user).url, {"code": codes[0]})

    assert "Der Code stimmt nicht" in page.content.decode()
    assert factors.recovery_codes_left(user) == 9


def test_wrong_codes_make_wait_longer_and_longer():
    user = make_user()
    device, _codes = with_app(user)
    wrong = f"{(int(code_of(device)) + 500_000) % 1_000_000:06d}"
    with pytest.raises(CodeRefused):
        factors.check_code(user=user, code=wrong)

    with pytest.raises(TooManyCodes, match="Bitte warten Sie"):
        factors.check_code(user=user, code=code_of(device))


def test_garbage_is_a_wrong_code(client):
    user = make_user()
    with_app(user)
    url = first_step(client, user).url
    for code in ("", "abc", "１２３４５６", "-12345", "' OR 1=1", "0" * 40):
        assert client.post(url, {"code": code}).status_code == 200, code
    assert "_auth_user_id" not in client.session


def test_the_first_step_is_forgotten_after_ten_minutes(client):
    user = make_user()
    device, _codes = with_app(user)
    url = first_step(client, user).url
    session = client.session
    session["sign_in_pending"] = {**session["sign_in_pending"], "at": int(time.time()) - 601}
    session.save()

    assert client.post(url, {"code": code_of(device)}).url == reverse("accounts:login")


def test_nobody_comes_in_with_the_code_alone(client):
    assert client.post(SECOND, {"code": "123456"}).url == reverse("accounts:login")


def test_a_foreign_address_is_not_gone_to(client):
    user = make_user()
    device, _codes = with_app(user)
    first_step(client, user)

    response = client.post(SECOND, {"code": code_of(device), "next": "https://example.org/"})

    assert response.url == reverse("postings:start")


def test_an_app_is_set_up_without_javascript(client):
    user = make_user()
    client.force_login(user)
    page = client.get(reverse("accounts:app_add")).content.decode()
    device = TOTPDevice.objects.get(user=user)
    assert "<svg" in page
    assert not device.confirmed
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    assert len(secret.replace(" ", "")) == 32

    page = client.post(reverse("accounts:app_add"), {"code": code_of(device)}, follow=True).content.decode()

    codes = re.findall(r"<code>(\w{16})</code>", unescape(page))
    assert sorted(codes) == sorted(StaticToken.objects.values_list("token", flat=True))
    assert "<code>" not in client.get(reverse("accounts:factor_list")).content.decode()
    assert sorted(Event.objects.values_list("action", flat=True)) == [
        "account.factor_added",
        "account.recovery_codes_made",
    ]


def test_a_wrong_code_sets_nothing_up(client):
    user = make_user()
    client.force_login(user)
    client.get(reverse("accounts:app_add"))

    page = client.post(reverse("accounts:app_add"), {"code": "abcdef"})

    assert "Der Code stimmt nicht" in page.content.decode()
    assert not factors.has_second_factor(user)


@pytest.mark.parametrize("name", ["app_add", "key_add"])
def test_an_open_screen_gets_no_further_device(client, name):
    user = make_user()
    client.force_login(user)
    with_app(user)  # set up elsewhere; this session has never shown it

    assert client.get(reverse(f"accounts:{name}")).status_code == 403
    assert client.post(reverse("accounts:codes_renew")).status_code == 403
    assert "zeigen Sie ihn jetzt" in client.get(reverse("accounts:factor_list")).content.decode()


def test_a_role_that_must_have_one_sees_nothing_before(client, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"hr_officer"})
    officer, assessor = make_user(roles=["hr_officer"]), make_user()
    client.force_login(assessor)
    assert client.get("/ausschreibungen/").status_code == 200
    client.force_login(officer)

    response = client.get("/ausschreibungen/")

    assert response.url == "/konto/zweiter-faktor/?next=%2Fausschreibungen%2F"
    assert "richten Sie jetzt einen zweiten Faktor ein" in client.get(response.url).content.decode()
    assert client.post(OWN).status_code == 302
    assert client.get("/verwaltung/").status_code == 302
    client.get(reverse("accounts:app_add"))
    client.post(reverse("accounts:app_add"), {"code": code_of(TOTPDevice.objects.get())})
    assert client.get("/ausschreibungen/").status_code == 200


def test_a_session_without_the_factor_that_is_there_must_show_it(client, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"hr_officer"})
    officer = make_user(roles=["hr_officer"])
    device, _codes = with_app(officer)
    client.force_login(officer)

    url = client.get("/ausschreibungen/").url
    assert url.startswith(SECOND)
    client.post(url, {"code": code_of(device)})

    assert client.get("/ausschreibungen/").status_code == 200


def test_the_last_factor_of_such_a_role_stays(settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"administrator"})
    user = make_user(roles=["administrator"])
    device, _codes = with_app(user)

    with pytest.raises(LastFactorNeeded):
        factors.remove_factor(user=user, kind="app", pk=device.pk)

    settings.SECOND_FACTOR_ROLES = frozenset()
    factors.remove_factor(user=user, kind="app", pk=device.pk)
    assert factors.recovery_codes_left(user) == 0
    assert not factors.has_second_factor(user)


def test_nobody_removes_the_device_of_another():
    device, _codes = with_app(make_user())

    factors.remove_factor(user=make_user(), kind="app", pk=device.pk)

    assert TOTPDevice.objects.filter(pk=device.pk).exists()


def test_an_administrator_resets_a_lost_one_with_a_reason(client):
    user, administrator = make_user(), make_user(roles=["administrator"])
    with_app(user)
    url = reverse("accounts:account_access", args=[user.pk])
    client.force_login(administrator)
    assert client.post(url, {"reason": "zu kurz"}).status_code == 200
    assert factors.has_second_factor(user)

    client.post(url, {"reason": "Diensthandy verloren, am Telefon erkannt"})

    assert not factors.has_second_factor(user)
    assert factors.recovery_codes_left(user) == 0
    event = Event.objects.get(action="account.factor_reset")
    assert (event.actor, event.subject_id) == (administrator, user.pk)
    assert "Diensthandy verloren" in str(event)


def test_an_administrator_does_not_reset_the_own_one(client):
    administrator = make_user(roles=["administrator"])
    with_app(administrator)
    client.force_login(administrator)

    client.post(reverse("accounts:account_access", args=[administrator.pk]), {"reason": "habe ich gerade verloren"})

    assert factors.has_second_factor(administrator)


def test_a_reset_ends_the_trust_of_running_sessions(client, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"hr_officer"})
    officer = make_user(roles=["hr_officer"])
    device, _codes = with_app(officer)
    client.post(first_step(client, officer).url, {"code": code_of(device)})
    assert client.get("/ausschreibungen/").status_code == 200

    factors.reset_second_factor(user=officer, actor=make_user(roles=["administrator"]), reason="verloren gegangen")

    assert client.get("/ausschreibungen/").status_code == 302


def test_a_form_sent_after_the_session_ended_is_saved_with_both_factors_only(client):
    application = make_application(make_posting())
    assessor = make_member(application.posting)
    declare(application.posting, assessor)
    _device, codes = with_app(assessor)
    sent = {
        **payload(application, [3, 4, 5]),
        "anmeldung-username": assessor.username,
        "anmeldung-password": PASSWORD,
    }

    page = client.post(url_of(application), sent)
    assert page.status_code == 403
    assert "Der Code stimmt nicht" in page.content.decode()
    assert "anmeldung-password" not in dict(
        re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', str(page.content))
    )
    time.sleep(1.1)  # the codes wait a second after the wrong one
    page = client.post(url_of(application), {**sent, "anmeldung-code": codes[0]}, follow=True)

    assert "Gespeichert: 3 von 3 Anforderungen beantwortet" in page.content.decode()
    assert codes[0] not in page.content.decode()
