"""A list of applicants from the file to the overview, by keyboard alone, and on a page without JavaScript."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.conftest import axe_violations
from tests.postings.intake.lists import BROKEN, GOOD, TWIN, csv_of

FILE = {"name": "liste.csv", "mimeType": "text/csv"}


def tab_to(page, selector):
    """Press the tabulator until the element has the focus."""
    for _ in range(200):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by keyboard")


def test_a_list_is_taken_over_by_keyboard_alone(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("personal"))
    before = demo.applications.count()
    page.goto(live_server.url + reverse("intake:list_upload", args=[demo.pk]))

    page.set_input_files("[name=file]", {**FILE, "buffer": csv_of(*GOOD, BROKEN, TWIN)})
    tab_to(page, "[name=save]")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Spalten zuordnen')")
    assert page.locator("label:text-is('PLZ') ~ div select").input_value() == "postal_code"
    tab_to(page, "[name=save]")
    page.keyboard.press("Enter")

    page.wait_for_selector("h1:has-text('Vorschau')")
    tab_to(page, "[name=row-6]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "form[data-guard] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ihre Entscheidungen sind gespeichert.")
    assert axe_violations(page) == []

    tab_to(page, "[name=valid_only]")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Bewerberliste übernommen')")
    assert demo.applications.count() == before + 4
    expect(page.locator("text=Eine Zeile wartet als Liste")).to_have_count(1)


def test_waiting_is_said_while_a_list_is_read(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("personal"))
    page.goto(live_server.url + reverse("intake:list_upload", args=[demo.pk]))
    note = page.locator("[data-progress-note]")
    assert not note.is_visible()

    page.set_input_files("[name=file]", {**FILE, "buffer": csv_of(*GOOD)})
    page.evaluate("addEventListener('submit', event => event.preventDefault())")
    page.click("[name=save]")

    assert note.is_visible()
    assert page.locator("progress").get_attribute("value") is None


def test_every_step_works_without_javascript(browser, live_server, client, demo, person):
    client.force_login(person("personal"))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    before = demo.applications.count()

    page.goto(live_server.url + reverse("intake:list_upload", args=[demo.pk]))
    page.set_input_files("[name=file]", {**FILE, "buffer": csv_of(*GOOD)})
    page.click("[name=save]")
    page.wait_for_selector("h1:has-text('Spalten zuordnen')")
    page.click("[name=save]")
    page.click("button:has-text('Alle übernehmen')")

    expect(page.locator("h1")).to_have_text("Bewerberliste übernommen")
    assert demo.applications.count() == before + 3
    context.close()
