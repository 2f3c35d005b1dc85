"""Second factor in a real browser: with a key (Chromium's virtual one) and, without JavaScript, with an app."""

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from recruitment.access import second_factor as factors
from tests.conftest import axe_violations
from tests.factories import make_user
from tests.recruitment.access.test_lockout import lock
from tests.recruitment.access.test_second_factor import code_of, with_app

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "geheim-genug-123"


@pytest.fixture
def place(live_server):
    """Keys belong to a domain, and an address of numbers is none."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def key(page):
    """A key that says yes to everything, as if somebody touched it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def sign_in(page, place, user, target="/konto/zweiter-faktor/"):
    page.goto(f"{place}/konto/anmelden/?next={target}")
    page.get_by_label("Benutzername").fill(user.username)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def test_a_key_is_set_up_and_opens_the_next_session(guarded_page, place, key):
    page, user = guarded_page, make_user()
    sign_in(page, place, user)
    page.get_by_role("link", name="Sicherheitsschlüssel einrichten").click()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Schlüssel einrichten").click()
    page.get_by_text("erfolgreich").wait_for()
    assert axe_violations(page) == []

    page.get_by_role("link", name="Zur Liste der eingerichteten Geräte").click()
    page.get_by_text("Ihre Wiederherstellungscodes").wait_for()
    assert axe_violations(page) == []
    assert WebAuthnCredential.objects.get().user == user
    assert factors.recovery_codes_left(user) == 10

    page.get_by_role("button", name="Abmelden").click()
    sign_in(page, place, user, target="/konto/passwort/")
    page.get_by_role("heading", name="Zweiter Faktor", exact=True).wait_for()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Schlüssel verwenden").click()
    page.wait_for_url("**/konto/passwort/")
    page.goto(f"{place}/konto/zweiter-faktor/")
    assert page.get_by_text("Nur Ansicht").count() == 0


def test_another_persons_key_opens_nothing(guarded_page, place, key):
    page, first, second = guarded_page, make_user(), make_user()
    for user in (first, second):
        sign_in(page, place, user)
        page.goto(f"{place}/konto/zweiter-faktor/schluessel/")
        page.get_by_role("button", name="Schlüssel einrichten").click()
        page.get_by_text("erfolgreich").wait_for()
        page.get_by_role("button", name="Abmelden").click()
    WebAuthnCredential.objects.filter(user=second).update(user=make_user())
    with_app(second)
    sign_in(page, place, second, target="/konto/passwort/")
    page.get_by_role("heading", name="Zweiter Faktor", exact=True).wait_for()

    assert page.get_by_role("button", name="Schlüssel verwenden").count() == 0


def test_an_app_works_without_javascript(browser, live_server):
    context = browser.new_context(java_script_enabled=False, locale="de-DE", viewport={"width": 320, "height": 800})
    page, user = context.new_page(), make_user()
    sign_in(page, live_server.url, user)
    page.get_by_role("link", name="App einrichten").click()
    device = TOTPDevice.objects.get(user=user)
    page.get_by_label("Code").fill(code_of(device))
    page.get_by_role("button", name="App bestätigen").click()
    page.get_by_text("Ihre Wiederherstellungscodes").wait_for()
    page.get_by_role("button", name="Abmelden").click()
    sign_in(page, live_server.url, user, target="/konto/passwort/")
    TOTPDevice.objects.update(last_t=-1)
    page.get_by_label("Code").fill(code_of(device))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/konto/passwort/")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit(guarded_page, login, live_server, client, width):
    page, administrator, user = guarded_page, make_user(roles=["administrator"]), make_user()
    lock(client, user.username)
    with_app(user)
    login(page, administrator)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (
        reverse("accounts:factor_list"),
        reverse("accounts:app_add"),
        reverse("accounts:key_add"),
        reverse("accounts:account_access", args=[user.pk]),
        reverse("admin:accounts_user_change", args=[user.pk]),
    ):
        page.goto(live_server.url + address)
        if "/verwaltung/" not in address:
            assert axe_violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_the_refusals_are_accessible(guarded_page, live_server, settings, login, client):
    page, user = guarded_page, make_user(roles=["profile_editor"])
    lock(client, user.username)
    sign_in(page, live_server.url, user)
    page.get_by_text("Zu viele Fehlversuche").first.wait_for()
    assert axe_violations(page) == []

    settings.OIDC_ISSUER = "https://sso.example.org"
    page.goto(f"{live_server.url}/konto/anmelden/")
    assert page.get_by_role("link", name="Mit dem Konto der Behörde anmelden").is_visible()
    assert axe_violations(page) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_logging_out_leads_to_the_provider_and_back(guarded_page, place, settings):
    """The security policy lets forms lead to this house only; the browser goes to the provider all the same."""
    from oidc_provider_mock import User as ProviderUser
    from oidc_provider_mock import run_server_in_thread

    make_user(username="amsel")
    page = guarded_page
    with run_server_in_thread(user_claims=[ProviderUser(sub="1", claims={"preferred_username": "amsel"})]) as server:
        settings.OIDC_ISSUER = f"http://localhost:{server.server_port}"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "personalauswahl", "geheim"
        page.goto(f"{place}/konto/anmelden/")
        page.get_by_role("link", name=settings.OIDC_LABEL).click()
        page.locator("input[name=sub]").fill("1")
        page.get_by_role("button", name="Authorize").click()
        page.get_by_role("button", name="Abmelden").click()
        page.wait_for_url("**/oauth2/end_session**")
        page.get_by_role("button", name="End session").click()
        page.wait_for_url("**/konto/anmelden/**")

    assert page.goto(f"{place}/konto/passwort/").url.startswith(f"{place}/konto/anmelden/")
