"""Rating as an assessor does it: with the mouse, by keyboard alone, in two tabs, with a nervous finger."""

import os
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.assessment.models import Rating, RatingSheet
from postings.documents.models import IssuedReport
from recruitment.demo import people
from tests.conftest import ROOT, axe_violations


def sheet_url(live_server, demo, number):
    return live_server.url + reverse("assessment:sheet_edit", args=[demo.applications.get(number=number).pk])


def radios(page, value):
    return page.locator(f".rating-scale input[value='{value}']")


def choose_all(page, value):
    # A click on a link returns before the next page stands: wait for the sheet, then take its radio buttons.
    radios(page, value).first.wait_for()
    for radio in radios(page, value).all():
        radio.check()


def without_saving_script(page):
    """As where the script is not loaded: the sheet is a plain form."""
    page.route("**/js/saving*", lambda route: route.abort())


def picture(page, name):
    """Keep a screenshot for the README when asked: UPDATE_SCREENSHOTS=1 make test ARGS=tests/browser."""
    if os.environ.get("UPDATE_SCREENSHOTS"):
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=ROOT / "docs" / "images" / name)


def test_a_newcomer_finishes_the_last_two_sheets_and_sees_ranking_and_report_change(
    guarded_page, live_server, demo, client
):
    page = guarded_page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_server.url)
    page.fill("[name=username]", people.OWES)
    page.fill("[name=password]", people.PASSWORD)
    page.click("main button[type=submit]")
    page.click("text=Meine Bewertungen")
    for name in ("Jasminblüte, Isolde", "Kieselstein, Jürgen"):
        page.click(f"a:has-text('{name}')")
        choose_all(page, 4)
        picture(page, "bewertungsbogen.png")
        page.click("text=Speichern und endgültig abgeben")
        expect(page.locator(".messages")).to_contain_text("ist abgegeben")
    page.click("text=Zur rechnerischen Rangfolge")

    expect(page.locator("table.data").first.locator("tbody tr")).to_have_count(10)
    expect(page.locator("text=Noch ohne Rang")).to_have_count(0)
    expect(page.locator(".headline-note")).to_contain_text("keine Auswahlentscheidung")
    picture(page, "rangfolge.png")


def test_hr_issues_and_downloads_the_report(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("personal"))
    page.goto(live_server.url + reverse("documents:report_list", args=[demo.pk]))
    page.click("text=Bericht des jetzigen Standes ausfertigen")
    expect(page.locator(".messages")).to_contain_text("als Fassung 1 ausgefertigt")
    with page.expect_download() as download:
        page.click("text=Fassung 1 herunterladen")

    assert download.value.suggested_filename == "Auswahlbericht-148-2025-Fassung-1.pdf"
    assert download.value.path().read_bytes() == bytes(IssuedReport.objects.get().content)
    page.click("text=Bericht des jetzigen Standes ausfertigen")
    expect(page.locator(".messages")).to_contain_text("hat sich nichts geändert")


def test_the_whole_sheet_by_keyboard_alone(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("beisitz2"))
    page.goto(sheet_url(live_server, demo, 9))
    page.locator("main").focus()
    answered = 0
    for _ in range(120):
        page.keyboard.press("Tab")
        kind, value, outline = page.evaluate(
            "() => { const e = document.activeElement; const box = e.type === 'radio' ? e.closest('label') : e;"
            " const s = getComputedStyle(box);"
            " return [e.type || e.tagName, e.value || '', s.outlineStyle + s.boxShadow]; }"
        )
        assert outline != "nonenone", f"no visible focus on {kind} {value}"
        if kind == "radio":
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowRight")
            answered += 1
        if kind == "submit" and "abgeben" in page.evaluate("document.activeElement.innerText"):
            page.keyboard.press("Enter")
            break

    page.wait_for_url(re.compile("/bewertungen/$"))
    sheet = RatingSheet.objects.get(application__number=9, assessor__username="beisitz2")
    assert (answered, sheet.status) == (15, "submitted")
    assert set(sheet.ratings.values_list("value", flat=True)) == {3}


def test_a_stale_second_tab_gets_a_conflict_page_and_loses_nothing(context, live_server, login, demo, person):
    first, second = context.new_page(), context.new_page()
    login(first, person("beisitz2"))
    url = sheet_url(live_server, demo, 9)
    for page in (first, second):
        without_saving_script(page)
        page.goto(url)
    radios(first, 5).first.check()
    first.click("text=Entwurf speichern")
    first.locator(".messages").wait_for()
    radios(second, 2).first.check()
    second.locator("textarea[name^='o-']").first.fill("nur im zweiten Fenster")
    second.click("text=Entwurf speichern")

    assert (
        second.locator("#conflict-title").inner_text() == "Dieser Bogen wurde inzwischen an anderer Stelle gespeichert"
    )
    expect(second.locator(".conflict-table tbody tr")).to_have_count(1)
    assert radios(second, 2).first.is_checked()
    assert second.locator("textarea[name^='o-']").first.input_value() == "nur im zweiten Fenster"
    assert axe_violations(second) == []
    assert Rating.objects.get(sheet__application__number=9, sheet__assessor__username="beisitz2").value == 5
    second.click("text=Entwurf speichern")
    second.locator(".messages").wait_for()
    rating = Rating.objects.get(sheet__application__number=9, sheet__assessor__username="beisitz2")
    assert (rating.value, rating.observation) == (2, "nur im zweiten Fenster")


def test_double_clicks_do_no_harm(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("beisitz2"))
    without_saving_script(page)
    page.goto(sheet_url(live_server, demo, 9))
    choose_all(page, 3)
    page.locator("button[name=save]").dblclick()
    page.locator(".messages").wait_for()

    sheet = RatingSheet.objects.get(application__number=9, assessor__username="beisitz2")
    assert (sheet.version, sheet.ratings.count()) == (1, 15)


def test_an_incomplete_sheet_is_kept_and_says_what_is_missing(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("beisitz2"))
    page.goto(sheet_url(live_server, demo, 9))
    choose_all(page, 3)
    radios(page, "nb").first.check()
    page.click("text=Speichern und endgültig abgeben")

    expect(page.locator("#error-summary-title")).to_have_text("Gespeichert, aber noch nicht abgegeben")
    expect(page.locator(".error-summary li")).to_have_count(1)
    page.wait_for_selector("[data-error-summary]:focus")
    assert axe_violations(page) == []
    page.locator("textarea[name^='n-']").first.fill("im Gespräch nicht behandelt")
    page.click("text=Speichern und endgültig abgeben")
    expect(page.locator(".messages")).to_contain_text("ist abgegeben")


def test_radios_do_not_come_back_from_the_browsers_memory(page, live_server, login, demo, person):
    login(page, person("beisitz2"))
    page.goto(sheet_url(live_server, demo, 9))

    every = page.locator("input[type=radio]")
    assert every.count() == 15 * 6
    assert page.locator("input[type=radio][autocomplete=off]").count() == every.count()


@pytest.mark.parametrize("is_saved_by_itself", [True, False])
def test_leaving_with_unsaved_input_is_asked(page, live_server, login, demo, person, is_saved_by_itself):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    login(page, person("beisitz2"))
    if not is_saved_by_itself:
        without_saving_script(page)
    page.route("**/zelle/", lambda route: route.abort())
    page.goto(sheet_url(live_server, demo, 9))
    radios(page, 3).first.check()
    page.goto(live_server.url + "/ausschreibungen/")

    assert asked == ["beforeunload"]


def test_the_sheet_works_without_javascript(browser, live_server, demo, person, client):
    client.force_login(person("beisitz2"))
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(sheet_url(live_server, demo, 9))
    radios(page, 4).first.check()
    page.click("text=Entwurf speichern")

    expect(page.locator(".messages")).to_contain_text("1 von 15 Anforderungen beantwortet")
    context.close()


def test_a_session_that_ends_while_somebody_types_loses_nothing(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("beisitz2"))
    page.goto(sheet_url(live_server, demo, 9))
    choose_all(page, 3)
    page.fill("#note", "lange getippt")
    page.context.clear_cookies(name="sessionid")
    page.click("text=Entwurf speichern")

    expect(page.locator("h1")).to_have_text("Bitte melden Sie sich noch einmal an")
    assert axe_violations(page) == []
    page.fill("[name=anmeldung-username]", "beisitz2")
    page.fill("[name=anmeldung-password]", people.PASSWORD)
    page.click("text=Anmelden und Eingaben senden")
    page.locator(".messages").wait_for()

    sheet = RatingSheet.objects.get(application__number=9, assessor__username="beisitz2")
    assert (sheet.note, sheet.ratings.filter(value=3).count()) == ("lange getippt", 15)
