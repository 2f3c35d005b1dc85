"""The officer asks a body and reads what is open; the body answers by itself: wide and at 320 px, checked with axe."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from postings.participation.models import Participation
from tests.browser.test_rounds import look
from tests.factories import make_hr_officer, make_posting, make_user
from tests.postings.participation.building import leave_out, make_matter


@pytest.fixture
def posting(transactional_db):
    return make_posting(reference_number="148/2025")


def test_the_officer_asks_the_womens_representative(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("postings:posting_detail", args=[posting.pk]))
    page.get_by_role("link", name="Beteiligung der Beschäftigtenvertretungen").click()
    assert look(page) == []
    page.get_by_role("link", name="Beteiligen: Schreiben vorbereiten").click()
    page.get_by_role("button", name="Vorschau des Schreibens").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert look(page) == []
    page.get_by_label("Beschäftigtenvertretung").select_option("womens_rep")
    page.get_by_label("Maßnahme und Begründung").fill("Beabsichtigt ist die Auswahl einer Person.")
    page.fill("[name=papers_reason]", "Sie liegen dem Schreiben auf Papier bei.")
    page.get_by_role("button", name="Vorschau des Schreibens").click()
    expect(page.locator("blockquote")).to_contain_text("bevor entschieden wird (LGG § 17)")
    assert look(page) == []
    page.get_by_role("button", name="So festhalten").click()
    expect(page.locator(".messages")).to_contain_text("liegt als PDF bereit")
    assert look(page) == []
    assert Participation.objects.get().is_open


def test_periods_as_calendar_and_list(guarded_page, live_server, login, posting):
    leave_out(posting)
    make_matter(posting)
    make_matter(posting, subject="appointment", sent_on=timezone.localdate())
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("participation:due_list", args=[posting.pk]))
    expect(page.locator("table.data").first).to_contain_text("überfällig seit")
    assert look(page) == []
    page.get_by_role("link", name="Antwort: Frauenvertretung: Auswahlentscheidung").first.click()
    assert look(page) == []
    page.goto(live_server.url + reverse("participation:matter_not_required", args=[posting.pk]))
    assert look(page) == []


def test_a_body_answers_by_itself(guarded_page, live_server, login, posting):
    matter = make_matter(posting)
    page = login(guarded_page, make_user(roles=["womens_rep"]))
    page.goto(live_server.url + reverse("equality:representation_list"))
    assert look(page) == []
    page.get_by_role("link", name="Auswahlentscheidung").click()
    assert look(page) == []
    page.get_by_role("link", name="Antworten").click()
    page.get_by_label("beanstandet").check()
    page.get_by_role("button", name="Antwort abgeben").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert look(page) == []
    page.get_by_label("Begründung oder Anmerkung").fill("Wir wurden nicht rechtzeitig unterrichtet.")
    page.get_by_role("button", name="Antwort abgeben").click()
    expect(page.locator("main")).to_contain_text("Das Verfahren ist angehalten")
    assert look(page) == []
    matter.refresh_from_db()
    assert matter.result == "objection"
