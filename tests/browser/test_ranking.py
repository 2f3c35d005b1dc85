"""Applicants are ticked on the ranking and compared, the robustness is read: wide and at 320 px, without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.selection.ranking import build_ranking
from tests.browser.test_rounds import look


def test_three_are_ticked_and_compared(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("personal"))
    page.goto(live_server.url + reverse("selection:ranking", args=[demo.pk]))
    assert look(page) == []
    page.get_by_role("button", name="Ausgewählte vergleichen").click()
    expect(page.locator("main")).to_contain_text("mindestens zwei Bewerbungen")
    assert look(page) == []
    page.click("a:has-text('Zur Rangfolge')")
    boxes = page.locator("input[name=bewerbung]")
    for place in range(3):
        boxes.nth(place).check()
    page.get_by_role("button", name="Ausgewählte vergleichen").click()
    expect(page.locator("main h2").filter(has_text="Gewichtung").first).to_have_text("Gewichtung 4")
    page.locator("details.singles summary").first.click()
    expect(page.locator("details.singles .dot-plot").first).to_be_visible()
    assert look(page) == []
    page.click("a:has-text('ohne ')")
    expect(page.locator("main .card")).to_have_count(2)
    page.click("a:has-text('Auswahl behalten')")
    expect(page.locator("input[name=bewerbung]:checked")).to_have_count(2)


def test_the_robustness_is_read(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("protokoll"))
    page.goto(live_server.url + reverse("selection:ranking", args=[demo.pk]))
    page.click("a:has-text('Robustheit')")
    expect(page.locator("h1")).to_contain_text("Robustheit der Rangfolge")
    expect(page.locator(".range-chart")).to_have_count(len(build_ranking(demo).ranked))
    assert look(page) == []


@pytest.mark.parametrize("name", ["ranking", "comparison"])
def test_without_javascript(browser, live_server, client, demo, person, name):
    client.force_login(person("vorsitz"))
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("selection:ranking", args=[demo.pk]))
    for place in range(2):
        page.locator("input[name=bewerbung]").nth(place).check()
    button = "Anzeigen" if name == "ranking" else "Ausgewählte vergleichen"
    page.get_by_role("button", name=button).click()
    if name == "ranking":
        expect(page.locator("input[name=bewerbung]:checked")).to_have_count(2)
    else:
        expect(page.locator("main .card")).to_have_count(2)
    context.close()
