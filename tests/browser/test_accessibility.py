"""Every page as its role, wide and at 320 px: clean for axe-core, nothing wider than the window."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error

from postings.models import CommitteeMembership
from profiles.models import BaseCriterion, BaseProfile
from profiles.services.catalogue import restore_shipped_base_profile
from tests.accessibility.pages import walk
from tests.accessibility.recording import entry, keep, route_of
from tests.conftest import AXE, WCAG, axe_results
from tests.factories import make_user
from tests.recruitment.access.test_second_factor import PASSWORD, with_app
from tests.test_permissions import build_scene

WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
PARTS = 2  # for two workers
# Pages for faults that nobody can cause at will: handed to the browser as the server would.
STANDING_ALONE = {"400.html": 400, "403_csrf.html": 403, "429.html": 429, "500.html": 500, "503.html": 503}
SENT_EMPTY = "leer abgesendet"


def faults_of(page) -> list[str]:
    """Return what is wrong with the page that is open, in the words of the checker."""
    found = []
    for size in (WIDE, SMALL):
        page.set_viewport_size(size)
        found += [
            f"{size['width']} px: {violation['id']} ({node['target'][0]})"
            for violation in axe_results(page)
            for node in violation["nodes"]
        ]
        excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if excess > 0:
            found.append(f"{size['width']} px: WCAG 1.4.10 ({excess} px)")
    return found


def engine_of(page) -> str:
    page.evaluate(AXE)
    return f"axe-core {page.evaluate('axe.version')}"


class Sessions:
    """One log-in for each role, handed to the browser as a cookie."""

    def __init__(self, page, people, place):
        self.page, self.people, self.place, self.role = page, people, place, "anonymous"

    def become(self, role):
        if role == self.role:
            return
        self.page.context.clear_cookies()
        self.role = role
        if (person := self.people[role]) is not None:
            client = Client()
            client.force_login(person)
            value = client.cookies["sessionid"].value
            self.page.context.add_cookies([{"name": "sessionid", "value": value, "url": self.place}])


def is_page(response):
    """Whether the answer is a page: answers for programs are none."""
    assert response.status in (200, 422), (response.status, response.url)
    return response.headers.get("content-type", "").startswith("text/html")


def open_page(page, url):
    """Open ``url``; say whether it is a page: files are none."""
    try:
        response = page.goto(url)
    except Error as error:
        if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
            return False
        raise
    return is_page(response)


def send_empty(page, url):
    """Send the form of ``url`` without any input, from a page of the same house."""
    with page.expect_navigation() as answer:
        page.evaluate(
            "url => { const form = document.createElement('form'); form.method = 'post'; form.action = url;"
            " form.append(document.querySelector('[name=csrfmiddlewaretoken]').cloneNode());"
            " document.body.append(form); form.submit(); }",
            url,
        )
    return is_page(answer.value)


def hand_out(page, url, status, body):
    """Answer ``url`` in the browser with a page that the server shows for a fault."""
    answer = {"status": status, "content_type": "text/html; charset=utf-8", "body": body}
    page.route(url, lambda route: route.fulfill(**answer))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(guarded_page, live_server, transactional_db, settings, part):
    page, place = guarded_page, live_server.url
    settings.USE_LIMITS = dict.fromkeys(settings.USE_LIMITS, 10_000)
    restore_shipped_base_profile()
    scene = build_scene() | {
        "app": "accounts",
        "membership": CommitteeMembership.objects.earliest("pk").pk,
        "base_profile": BaseProfile.objects.earliest("pk").pk,
        "base_criterion": BaseCriterion.objects.earliest("pk").pk,
    }
    sessions, found = Sessions(page, scene["people"], place), []
    for method, name, arguments, role in walk()[part::PARTS]:
        url = reverse(name, args=[scene[argument] for argument in arguments])
        sessions.become(role)
        if method == "post":
            page.goto(place + reverse("accounts:password_change"))
        if open_page(page, place + url) if method == "get" else send_empty(page, url):
            state = SENT_EMPTY if method == "post" else ""
            found.append(entry(name, route_of(url), faults_of(page), state))
    keep(f"pages-{part}", engine=engine_of(page), rules=WCAG, widths=[WIDE["width"], SMALL["width"]], pages=found)

    assert [one for one in found if one["faults"]] == []
    assert len(found) > 60


def test_pages_of_the_log_in_and_of_faults(guarded_page, live_server, transactional_db):
    page, place, found = guarded_page, live_server.url, []

    def note(name, label, state=""):
        found.append(entry(name, label, faults_of(page), state))

    user = make_user()
    log_in = reverse("accounts:login")
    page.goto(place + log_in)
    note("accounts:login", log_in)
    page.fill("[name=username]", "niemand")
    page.fill("[name=password]", "falsch")
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-error-summary]:focus")
    note("accounts:login", log_in, "falsche Angaben")
    with_app(user)
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_selector("[name=code]")
    note("accounts:second_factor", reverse("accounts:second_factor"))
    page.fill("[name=code]", "000000")
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-error-summary]:focus")
    note("accounts:second_factor", reverse("accounts:second_factor"), "falscher Code")
    Sessions(page, {"somebody": make_user()}, place).become("somebody")
    for url, status in (("/gibt-es-nicht/", 404), (reverse("profiles:profile_list"), 403)):
        assert page.goto(place + url).status == status
        note(f"error:{status}", f"Fehlerseite {status}")
    page.goto(place + reverse("profiles:profile_list"))
    page.context.clear_cookies(name="sessionid")
    page.goto(place + reverse("accessibility:statement"))
    for summary in page.locator("summary").all():
        summary.click()
    note("accessibility:statement", reverse("accessibility:statement"), "alles aufgeklappt")
    texts = {"address": "https://example.org/", "message": "Zu viele Vorgänge.", "user": AnonymousUser()}
    for template, status in {**STANDING_ALONE, "accounts/signed_out.html": 200}.items():
        body = render_to_string(template, texts | {"authority_name": "Bezirksamt Mitte von Berlin", "messages": []})
        url = f"{place}/seite-{len(found)}/"
        hand_out(page, url, status, body)
        page.goto(url)
        note(f"error:{template}", f"Fehlerseite {status}" if status != 200 else "Abgemeldet")
    keep("pages-9", engine=engine_of(page), rules=WCAG, widths=[WIDE["width"], SMALL["width"]], pages=found)

    assert [one for one in found if one["faults"]] == []
