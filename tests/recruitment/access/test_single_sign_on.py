"""Single sign-on against a real provider (oidc-provider-mock, built on Authlib) on the loopback address."""

import logging
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import KeySet

from recruitment.accounts.models import User
from tests.factories import make_user
from tests.recruitment.access.test_second_factor import code_of, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def provider():
    from oidc_provider_mock import User as ProviderUser
    from oidc_provider_mock import run_server_in_thread

    people = [
        ProviderUser(sub="1", claims={"preferred_username": "amsel", "email": "A.Amsel@example.org"}),
        ProviderUser(sub="2", claims={"preferred_username": "unbekannt", "email": "x@example.org"}),
        ProviderUser(sub="3", claims={"email": "shared@example.org"}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _configured(settings, provider):
    settings.OIDC_ISSUER = provider
    settings.OIDC_CLIENT_ID = "personalauswahl"
    settings.OIDC_CLIENT_SECRET = "geheim"


def go_through(client, sub, target="/konto/passwort/", tamper=lambda url: url):
    """Walk the whole way as a browser does: to the provider, log in there, and back."""
    there = client.get(f"{reverse('accounts:single_sign_on')}?next={target}").url
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith("http://testserver/konto/anmelden/extern/zurueck/")
    return client.get(tamper(back.removeprefix("http://testserver")))


def test_the_log_in_page_offers_it_only_when_it_is_set_up(client, settings):
    assert settings.OIDC_LABEL in client.get(reverse("accounts:login")).content.decode()
    settings.OIDC_ISSUER = ""
    assert settings.OIDC_LABEL not in client.get(reverse("accounts:login")).content.decode()
    assert client.get(reverse("accounts:single_sign_on")).status_code == 404
    assert client.get(reverse("accounts:single_sign_on_back")).status_code == 404


def test_the_account_that_the_claim_names_is_logged_in_with_its_own_roles(client):
    user = make_user(username="amsel")

    response = go_through(client, "1")

    assert response.url == "/konto/passwort/"
    assert client.get("/konto/passwort/").context["user"] == user
    assert client.get("/verwaltung/").status_code == 302


def test_nobody_gets_an_account_this_way(client):
    response = go_through(client, "2")

    assert response.url == reverse("accounts:login")
    assert "kein Konto angelegt" in client.get(response.url).content.decode()
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 0


def test_an_inactive_account_stays_out(client):
    make_user(username="amsel", is_active=False)

    go_through(client, "1")

    assert "_auth_user_id" not in client.session


def test_the_address_can_name_the_account_if_it_is_unique(client, settings):
    settings.OIDC_CLAIM, settings.OIDC_ACCOUNT_FIELD = "email", "email"
    user = make_user(email="a.amsel@example.org")
    make_user(email="shared@example.org"), make_user(email="shared@example.org")

    go_through(client, "1")
    assert client.session["_auth_user_id"] == str(user.pk)
    client.logout()
    go_through(client, "3")
    assert "_auth_user_id" not in client.session


def test_a_missing_claim_gets_nobody_in(client):
    make_user(username="")
    go_through(client, "3")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "tamper",
    [
        lambda url: url.replace("state=", "state=x"),
        lambda url: url.replace("code=", "code=x"),
        lambda url: url.split("?")[0],
        lambda url: url.split("?")[0] + "?error=access_denied&error_description=<b>",
    ],
)
def test_an_answer_that_is_not_the_providers_is_refused(client, tamper, caplog):
    make_user(username="amsel")

    response = go_through(client, "1", tamper=tamper)

    assert response.url == reverse("accounts:login")
    page = client.get(response.url).content.decode()
    assert "nicht gelungen" in page
    assert "<b>" not in page
    assert "amsel" not in caplog.text.casefold()


def test_an_answer_is_taken_once(client):
    make_user(username="amsel")
    answers = []
    go_through(client, "1", tamper=lambda url: answers.append(url) or url)
    client.logout()

    assert client.get(answers[0]).url == reverse("accounts:login")


def test_a_provider_that_is_away_is_a_message(client, settings, caplog):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    caplog.set_level(logging.WARNING)

    response = client.get(reverse("accounts:single_sign_on"))

    assert "antwortet zurzeit nicht" in client.get(response.url).content.decode()


def test_a_foreign_address_is_not_gone_to(client):
    make_user(username="amsel")

    assert go_through(client, "1", target="https://example.org/").url == reverse("postings:start")


def test_the_second_factor_of_the_account_is_still_asked_for(client):
    user = make_user(username="amsel")
    device, _codes = with_app(user)

    response = go_through(client, "1")

    assert response.url.startswith(reverse("accounts:second_factor"))
    assert "_auth_user_id" not in client.session
    client.post(response.url, {"code": code_of(device)})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_provider_that_asks_for_two_factors_can_vouch_for_them(client, settings):
    settings.OIDC_VERIFIES_SECOND_FACTOR = True
    settings.SECOND_FACTOR_ROLES = frozenset({"hr_officer"})
    user = make_user(username="amsel", roles=["hr_officer"])

    go_through(client, "1")

    assert client.get("/ausschreibungen/").status_code == 200
    client.logout()
    client.force_login(user)
    assert client.get("/ausschreibungen/").status_code == 302


def log_out(client):
    return client.post(reverse("accounts:logout"))


def test_logging_out_leads_to_the_provider_with_its_own_word_for_the_log_in(client, provider):
    make_user(username="amsel")
    go_through(client, "1")

    page = log_out(client)

    assert "_auth_user_id" not in client.session
    address = page.headers["Refresh"].removeprefix("0; url=")
    assert page.context["address"] == address
    assert address.startswith(f"{provider}/oauth2/end_session?")
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    keys = KeySet.import_key_set(requests.get(f"{provider}/jwks", timeout=5).json())
    claims = jwt.decode(sent["id_token_hint"], keys).claims
    assert (claims["sub"], claims["aud"]) == ("1", ["personalauswahl"])
    there = requests.get(address, timeout=5).text
    back = re.search('name="redirect_uri" value="([^"]+)"', there)[1]
    ended = requests.post(
        f"{provider}/oauth2/end_session/confirm", data={"redirect_uri": back}, allow_redirects=False, timeout=5
    )
    assert ended.headers["Location"].startswith("http://testserver/konto/anmelden/")
    assert client.get(ended.headers["Location"].removeprefix("http://testserver")).status_code == 200


def test_logging_out_leads_to_the_provider_after_a_second_factor_of_this_house(client):
    device, _codes = with_app(make_user(username="amsel"))
    client.post(go_through(client, "1").url, {"code": code_of(device)})

    assert "Refresh" in log_out(client).headers


def test_somebody_with_a_password_logs_out_here_alone(client):
    make_user(username="amsel")
    user, go_on = make_user(username="meise"), reverse("accounts:login")
    client.force_login(user)
    assert log_out(client).url == go_on
    # Somebody went to the provider, stopped at the second factor, and another person logs in in this browser.
    with_app(User.objects.get(username="amsel"))
    go_through(client, "1")
    client.force_login(user)
    assert log_out(client).url == go_on


@pytest.mark.parametrize("change", [{"OIDC_LOGOUT": False}, {"OIDC_ISSUER": ""}])
def test_where_it_is_off_the_log_out_is_that_of_this_house(client, settings, change):
    make_user(username="amsel")
    go_through(client, "1")
    for name, value in change.items():
        setattr(settings, name, value)

    assert log_out(client).url == reverse("accounts:login")
    assert "_auth_user_id" not in client.session


def test_a_provider_that_is_away_keeps_nobody_logged_in(client, settings):
    make_user(username="amsel")
    go_through(client, "1")
    settings.OIDC_ISSUER = "http://127.0.0.1:9"

    response = log_out(client)

    assert "_auth_user_id" not in client.session
    assert "vielleicht noch angemeldet" in client.get(response.url).content.decode()
