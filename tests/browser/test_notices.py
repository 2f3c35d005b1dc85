"""The personnel office tells everybody of a decision, waits, appoints, or aborts: each page in its states."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from postings.notices.models import Notice
from tests.browser.test_rounds import look
from tests.factories import make_hr_officer, make_member, make_posting
from tests.postings.notices.building import REASON, make_check, make_decided, tell_everybody


@pytest.fixture
def decided(transactional_db):
    return make_decided()


def open_page(page, live_server, name, *arguments):
    page.goto(live_server.url + reverse(f"notices:{name}", args=arguments))


def test_competitor_notices_are_written_read_made_and_dispatched(guarded_page, live_server, login, decided):
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("postings:posting_detail", args=[decided.pk]))
    page.click("a:has-text('Mitteilungen an die Bewerbenden')")
    assert look(page) == []
    page.click("main a:has-text('Konkurrentenmitteilung')")
    expect(page.locator("main")).to_contain_text("individuelle Gründe fehlen")
    assert look(page) == []
    page.click("a:has-text('Individuelle Gründe schreiben')")
    assert look(page) == []
    fields = page.locator("main textarea")
    fields.nth(0).fill("kurz")
    page.locator("main form [name=save]").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("wesentlichen Gründe")
    assert look(page) == []
    for place in range(2):
        fields.nth(place).fill(REASON if place else f"{REASON} Sie wirkten zu jung.")
    page.locator("main form [name=save]").click()
    page.click("a:has-text('Text ansehen und ändern')")
    assert look(page) == []
    page.go_back()
    for box in page.locator("main [name=recipients]").all():
        box.check()
    page.get_by_role("button", name="Vorschau lesen").click()
    expect(page.locator("main")).to_contain_text("zu jung")
    assert look(page) == []
    page.get_by_label("Ich habe die Hinweise gelesen").check()
    page.get_by_role("button", name="Briefe verbindlich erstellen").click(timeout=120_000)  # two PDFs in the request
    expect(page.locator("main")).to_contain_text("Absendung festhalten")
    assert look(page) == []
    page.locator("main form [name=save]").click()
    expect(page.locator(".messages")).to_contain_text("Absendung von 2 Briefen")
    page.locator("main tbody a").first.click()
    assert look(page) == []
    expect(page.locator("[name=receipt-day]")).to_have_value("")  # proved by nobody yet
    page.fill("[name=receipt-day]", timezone.localdate().isoformat())
    page.locator("main form [name=save]").first.click()
    expect(page.locator(".messages")).to_contain_text("Zugang ist festgehalten")
    open_page(page, live_server, "notice_list", decided.pk)
    expect(page.locator("main")).to_contain_text("vermutet am")
    assert look(page) == []
    assert Notice.objects.filter(state="sent").count() == 2


def test_waiting_suits_and_appointment(guarded_page, live_server, login, decided):
    page = login(guarded_page, make_hr_officer())
    tell_everybody(decided)
    open_page(page, live_server, "appointment_edit", decided.pk)
    expect(page.locator("main")).to_contain_text("Was noch hindert")
    assert look(page) == []
    open_page(page, live_server, "lawsuit_add", decided.pk)
    assert look(page) == []
    page.fill("[name=court]", "Verwaltungsgericht Berlin")
    page.fill("[name=file_number]", "7 L 1.26")
    page.fill("[name=received_on]", "2026-01-12")
    page.locator("main form [name=save]").click()
    page.click("a:has-text('Ende festhalten')")
    assert look(page) == []
    page.fill("[name=ended_on]", "2026-01-20")
    page.fill("[name=result]", "Antrag zurückgenommen")
    page.locator("main form [name=save]").click()
    page.click("a:has-text('Nachfrage festhalten')")
    assert look(page) == []
    make_check(decided)
    open_page(page, live_server, "waiting_detail", decided.pk)
    assert look(page) == []
    page.click("main a:has-text('was noch hindert')")
    expect(page.locator("main")).to_contain_text("Nichts hindert mehr")
    assert look(page) == []
    page.get_by_label("Arbeitsvertrag").check()
    page.locator("main form [name=save]").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Bitte geben Sie den Tag an")
    assert look(page) == []


def test_abort_and_what_the_chair_reads(guarded_page, live_server, login, transactional_db):
    posting = make_posting()
    chair = make_member(posting, role="chair")
    page = login(guarded_page, make_hr_officer())
    open_page(page, live_server, "abort_edit", posting.pk)
    assert look(page) == []
    page.fill("[name=reason]", "Die Stelle entfällt nach dem neuen Haushaltsplan des Bezirks.")
    page.locator("main form [name=save]").click()
    expect(page.locator(".messages")).to_contain_text("abgebrochen")
    page.click("header button:has-text('Abmelden')")
    page = login(page, chair)
    open_page(page, live_server, "notice_list", posting.pk)
    assert look(page) == []
    page.click("a:has-text('Grund des Abbruchs')")
    expect(page.locator("main")).to_contain_text("Haushaltsplan")
    assert look(page) == []
