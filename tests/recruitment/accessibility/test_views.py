"""The page says what the file says, to everybody, and is linked from every page."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import checks as system_checks
from django.urls import reverse
from django.utils import timezone

from recruitment.accessibility import views
from recruitment.accessibility.files import content_sha256, last_checks
from recruitment.accessibility.rules import Checked
from tests.factories import make_user

pytestmark = pytest.mark.django_db
URL = "/barrierefreiheit/"
TEMPLATES = django_settings.BASE_DIR / "templates"
GOOD = Checked("a:b", "/a/", "", ())


@pytest.fixture
def say(client, monkeypatch):
    """Return a function that gives the words of the page where the file told something else."""

    def words(**changes):
        run = replace(last_checks(), content_sha256=content_sha256(), **changes)
        monkeypatch.setattr(views, "last_checks", lambda: run)
        response = client.get(URL)
        assert response.status_code == 200
        return response.content.decode()

    return words


def test_nobody_logs_in_for_it_and_it_says_what_the_file_says(client):
    page = client.get(URL).content.decode()

    run = last_checks()
    assert run.engine in page
    assert f"{run.checked_on:%d.%m.%Y}" in page
    assert page.count('<li class="breakable">') >= len(run.pages) + len(run.documents)
    assert "Barrierefreie-IKT-Gesetz Berlin" in page
    assert "Landesbeauftragte für digitale Barrierefreiheit" in page
    for heading in (
        "Stand der Vereinbarkeit",
        "Nicht barrierefreie Inhalte",
        "Barrieren melden",
        "Durchsetzungsverfahren",
    ):
        assert heading in page


def test_without_people_who_tested_it_never_says_full(say):
    page = say(pages=(GOOD,), keyboard=(GOOD,), documents=(GOOD,))
    assert "teilweise vereinbar." in page
    assert "liegt nicht vor" in page


def test_full_needs_people_and_no_barrier(say, settings, monkeypatch):
    monkeypatch.setattr(views, "known_barriers", list)
    settings.ACCESSIBILITY_TESTED_ON, settings.ACCESSIBILITY_TESTED_BY = timezone.localdate(), "Prüfstelle Muster"

    page = say(pages=(GOOD,), keyboard=(GOOD,), documents=(GOOD,))

    assert "vollständig vereinbar.</strong>" in page
    assert "Prüfstelle Muster" in page
    assert "Eine Prüfung durch Menschen" not in page


def test_a_fault_is_told_where_it_is(say):
    bad = Checked("a:c", "/c/", "leer abgesendet", ("320 px: color-contrast (p.<b>)",))
    page = say(pages=(*last_checks().pages, bad))

    assert "/c/ (leer abgesendet)" in page
    assert "320 px: color-contrast (p.&lt;b&gt;)" in page


def test_changed_pages_an_old_file_and_further_barriers_are_told(client, settings, say, monkeypatch):
    settings.ACCESSIBILITY_BARRIERS = ["Die Anfahrtsskizze ist ein Bild ohne Text."]
    page = say(checked_on=timezone.localdate() - timedelta(days=400))
    assert "älter als ein Jahr" in page
    assert "Anfahrtsskizze" in page
    monkeypatch.setattr(views, "content_sha256", lambda: "anderes")
    assert "haben sich Seiten geändert" in client.get(URL).content.decode()


def test_contact_and_enforcement_are_those_of_the_authority(say, settings):
    assert "noch nicht hinterlegt" in say()
    settings.ACCESSIBILITY_CONTACT_EMAIL, settings.ACCESSIBILITY_CONTACT = "b@example.org", "Team, 030 1234"
    settings.ACCESSIBILITY_ENFORCEMENT, settings.ACCESSIBILITY_ENFORCEMENT_URL = "Schlichtungsstelle X", ""
    page = say()
    assert 'href="mailto:b@example.org"' in page
    assert "Team, 030 1234" in page
    assert "Schlichtungsstelle X." in page


@pytest.mark.parametrize("roles", [[], ["administrator"]])
def test_every_kind_of_page_links_it(client, roles):
    for url in ("/konto/anmelden/", "/gibt-es-nicht/", URL, reverse("profiles:exchange_format")):
        assert f'href="{URL}"' in client.get(url).content.decode()
    client.force_login(make_user(roles=roles))
    for url in ("/ausschreibungen/", *(["/verwaltung/"] if roles else [])):
        assert f'href="{URL}"' in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_pages_that_stand_alone_link_it_too(name):
    assert f'href="{URL}"' in Path(TEMPLATES, name).read_text(encoding="utf-8")


def test_operators_are_told_when_nobody_can_be_written_to(settings):
    ids = [message.id for message in system_checks.run_checks(include_deployment_checks=True)]
    assert "accessibility.W001" in ids
    settings.ACCESSIBILITY_CONTACT_EMAIL = "b@example.org"
    ids = [message.id for message in system_checks.run_checks(include_deployment_checks=True)]
    assert "accessibility.W001" not in ids


def test_the_date_of_the_file_is_a_day():
    assert isinstance(last_checks().checked_on, date)
