"""The chair plans two rounds, closes one and writes down an agreed value: with the mouse, wide and at 320 px."""

from django.urls import reverse
from playwright.sync_api import expect

from postings.assessment.models import AssessmentRound, ConsensusRating
from tests.browser.test_pages import SMALL, WIDE
from tests.conftest import axe_violations
from tests.factories import make_application, make_member, make_posting, make_sheet


def look(page):
    """Return what is wrong with the page as it stands, wide and small."""
    found = []
    for size in (WIDE, SMALL):
        page.set_viewport_size(size)
        found += axe_violations(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"scrolls sideways at {size['width']}")
    page.set_viewport_size(WIDE)
    return found


def test_two_rounds_are_planned(guarded_page, live_server, login, transactional_db):
    posting = make_posting()
    page = login(guarded_page, make_member(posting, role="chair"))
    page.goto(live_server.url + reverse("assessment:round_list", args=[posting.pk]))
    page.click("text=Bewertungsplan bearbeiten")
    expect(page.locator("h1")).to_contain_text("Bewertungsplan")
    page.fill("[name=title-2]", "Arbeitsprobe")
    page.get_by_label("Runde 2 beobachtet 3.1.1").check()
    page.get_by_label("Runde 1 beobachtet 3.2.1").uncheck()
    page.click("main button[name=save]")

    expect(page.locator(".error-summary, [data-error-summary]").first).to_contain_text("3.2.1")
    assert look(page) == []
    page.get_by_label("Runde 2 beobachtet 3.2.1").check()
    page.click("main button[name=save]")
    expect(page.locator(".messages")).to_contain_text("Der Bewertungsplan ist festgelegt")
    assert look(page) == []
    assert [(entry.title, [one.number for one in entry.criteria.all()]) for entry in AssessmentRound.objects.all()] == [
        ("Auswahlgespräch", ["3.1.1", "3.1.2"]),
        ("Arbeitsprobe", ["3.1.1", "3.2.1"]),
    ]


def test_a_round_is_closed_discussed_and_concluded(guarded_page, live_server, login, transactional_db):
    posting = make_posting()
    page = login(guarded_page, make_member(posting, role="chair"))
    application = make_application(posting)
    for value in (1, 5):
        make_sheet(application, make_member(posting), [value, 3, 3])
    page.goto(live_server.url + reverse("assessment:round_list", args=[posting.pk]))
    page.click("a:has-text('Runde schließen')")
    expect(page.locator("h1")).to_contain_text("schließen")
    page.click("main form button[type=submit]")
    expect(page.locator(".messages")).to_contain_text("geschlossen")
    page.click("a:has-text('Zur Besprechung')")
    expect(page.locator("table.data")).to_contain_text("zu besprechen")
    assert look(page) == []
    page.locator("table.data a").first.click()
    expect(page.locator("table.data")).to_contain_text("besprechen")
    assert look(page) == []
    page.locator("a:has-text('festhalten')").first.click()
    expect(page.locator("h1")).to_contain_text("Gemeinsamer Wert zu 3.1.1")
    page.click("main form button[type=submit]")
    expect(page.locator("[data-error-summary]")).to_contain_text("Bitte kreuzen Sie an, wer beteiligt war.")
    assert look(page) == []
    page.locator("[name=value][value='4']").check()
    page.fill("[name=reason]", "Nach Rückfrage geklärt.")
    for box in page.locator("[name=present]").all()[:2]:
        box.check()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".messages")).to_contain_text("festgehalten")
    (agreed,) = ConsensusRating.objects.all()
    assert (agreed.value, agreed.present.count()) == (4, 2)

    page.click("nav a:has-text('Bewertungsrunden')")
    page.click("a:has-text('Endgültig abschließen')")
    expect(page.locator("h1")).to_contain_text("abschließen")
    expect(page.locator("main")).to_contain_text("kein Gesprächsprotokoll")
    assert look(page) == []
    page.fill("[name=reason]", "Die Mitschrift ist verloren gegangen.")
    page.click("main form button[type=submit]")
    expect(page.locator(".messages")).to_contain_text("abgeschlossen")
    assert AssessmentRound.objects.get().status == "concluded"
