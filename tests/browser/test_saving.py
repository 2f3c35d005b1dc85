"""Saving cell by cell: what was clicked is compared with what the database holds, whatever happens in between."""

import json
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.assessment.cells import CellInput, find_place, save_cell
from postings.assessment.models import PrivateNote, RatingSheet
from postings.assessment.rounds import close_round
from postings.assessment.services import EMPTY
from recruitment.demo import people
from tests.browser.outage import Outage
from tests.conftest import axe_violations

SAVED = re.compile(r"^gespeichert \d\d:\d\d$")
FAILED = "nicht gespeichert – wird erneut versucht"
CELL = "**/zelle/"


@pytest.fixture
def application(demo):
    return demo.applications.get(number=9)


@pytest.fixture
def url(live_server, application):
    return live_server.url + reverse("assessment:sheet_edit", args=[application.pk])


@pytest.fixture
def sheet_page(guarded_page, login, person, url):
    """The sheet of an assessor who has not begun it, in a patient browser that lets every page go."""
    page = login(guarded_page, person("beisitz2"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(url)
    return page


def cell(page, place):
    return page.locator("[data-rating]").nth(place)


def choose(page, place, value):
    cell(page, place).locator(f"input[value='{value}']").check()


def status(page, place):
    return cell(page, place).locator("[data-cell-status]")


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('bewertung:')).length")


def held():
    """What the database holds of the sheet, in the order of the profile: choice, reason, observation."""
    sheet = RatingSheet.objects.get(application__number=9, assessor__username="beisitz2")
    rows = sheet.ratings.order_by("criterion__group__position", "criterion__position")
    return [
        ("nb" if rating.is_not_assessable else rating.value, rating.not_assessable_reason, rating.observation)
        for rating in rows
    ]


def test_every_change_is_saved_at_once_and_says_so(sheet_page):
    page = sheet_page
    clicked = []
    assert axe_violations(page) == []
    for place, value in enumerate([4, 3, 5, "nb"]):
        choose(page, place, value)
        cell(page, place).locator("[data-part=observation]").fill(f"Beobachtung {place}")
        reason = "kam nicht zur Sprache" if value == "nb" else ""
        if reason:
            cell(page, place).locator("[data-part=reason]").fill(reason)
        clicked.append((value, reason, f"Beobachtung {place}"))
    page.fill("#note", "Gesamteindruck ruhig")
    page.locator("#note").blur()

    for place in range(4):
        expect(status(page, place)).to_have_text(SAVED)
    expect(page.locator("[data-cell=note] [data-cell-status]")).to_have_text(SAVED)
    expect(page.locator("[data-saving-summary]")).to_contain_text("gespeichert")
    assert held() == clicked
    assert RatingSheet.objects.get(application__number=9, assessor__username="beisitz2").note == "Gesamteindruck ruhig"
    assert kept(page) == 0
    assert axe_violations(page) == []


def test_while_saving_the_cell_says_so_and_is_clean(sheet_page):
    page = sheet_page
    waiting = []
    page.route(CELL, lambda route: waiting.append(route))
    choose(page, 0, 4)

    expect(status(page, 0)).to_have_text("wird gespeichert …")
    assert axe_violations(page) == []
    waiting[0].continue_()
    expect(status(page, 0)).to_have_text(SAVED)
    assert held() == [(4, "", "")]


@pytest.mark.parametrize("fault", ["503", "abort", "lost answer"])
def test_a_server_that_is_away_between_two_clicks_loses_nothing(sheet_page, fault):
    page = sheet_page

    def fail(route):
        if fault == "503":
            route.fulfill(status=503, body="")
        elif fault == "abort":
            route.abort()
        else:
            route.fetch()  # the server saves, nobody hears of it
            route.abort()

    choose(page, 0, 4)
    expect(status(page, 0)).to_have_text(SAVED)
    outage = Outage(page, CELL, fail)
    choose(page, 0, 2)
    expect(status(page, 0)).to_have_text(FAILED)
    choose(page, 1, 5)
    expect(status(page, 1)).to_have_text(FAILED)
    choose(page, 0, 1)
    expect(page.locator("[data-saving-summary]")).to_contain_text("Noch nicht gespeichert")
    assert axe_violations(page) == []
    outage.end()

    for place in (0, 1):
        expect(status(page, place)).to_have_text(SAVED, timeout=40_000)
    assert held() == [(1, "", ""), (5, "", "")]
    assert kept(page) == 0


def test_offline_then_reload_then_online_sends_what_waited(sheet_page):
    page = sheet_page
    page.context.set_offline(True)
    for place, value in enumerate([4, 2]):
        choose(page, place, value)
    cell(page, 1).locator("[data-part=observation]").fill("ohne Netz getippt")
    expect(status(page, 1)).to_have_text(FAILED)
    assert RatingSheet.objects.filter(application__number=9, assessor__username="beisitz2").count() == 0
    # A page cannot be loaded without a network: the server answers for pages and is away for cells.
    outage = Outage(page, CELL)
    page.context.set_offline(False)
    page.reload()

    expect(cell(page, 1).locator("[data-part=observation]")).to_have_value("ohne Netz getippt")
    expect(cell(page, 0).locator("input[value='4']")).to_be_checked()
    expect(status(page, 0)).to_have_text(FAILED)
    outage.end()
    for place in (0, 1):
        expect(status(page, place)).to_have_text(SAVED, timeout=40_000)
    assert held() == [(4, "", ""), (2, "", "ohne Netz getippt")]
    assert kept(page) == 0


def test_what_waited_never_overwrites_something_newer(sheet_page, application, person):
    page = sheet_page
    outage = Outage(page, CELL)
    choose(page, 0, 4)
    expect(status(page, 0)).to_have_text(FAILED)
    save_cell(
        place=find_place(application.pk, 1, person("beisitz2")),
        assessor=person("beisitz2"),
        cell=CellInput(int(cell(page, 0).get_attribute("data-cell")), value=1),
        known=[EMPTY],
    )
    outage.end()
    page.reload()

    expect(cell(page, 0).locator(".cell-conflict")).to_be_visible()
    assert held() == [(1, "", "")]
    page.reload()  # the question is not lost either
    cell(page, 0).locator("text=Meine Eingabe speichern").click()
    expect(status(page, 0)).to_have_text(SAVED)
    assert held() == [(4, "", "")]


def test_two_tabs_on_one_cell_ask_which_value_counts(sheet_page, context, url):
    first, second = sheet_page, context.new_page()
    second.goto(url)
    choose(first, 0, 5)
    expect(status(first, 0)).to_have_text(SAVED)
    choose(second, 1, 3)  # another cell is no conflict
    expect(status(second, 1)).to_have_text(SAVED)
    choose(second, 0, 2)

    box = cell(second, 0).locator(".cell-conflict")
    expect(box).to_contain_text("an anderer Stelle")
    assert held() == [(5, "", ""), (3, "", "")]
    assert axe_violations(second) == []
    box.locator("text=Meine Eingabe speichern").click()
    expect(box).to_have_count(0)
    expect(status(second, 0)).to_have_text(SAVED)
    assert held() == [(2, "", ""), (3, "", "")]

    choose(first, 0, 1)
    expect(cell(first, 0).locator(".cell-conflict")).to_be_visible()
    cell(first, 0).locator("text=Gespeicherten Stand behalten").click()
    expect(cell(first, 0).locator("input[value='2']")).to_be_checked()
    expect(cell(first, 0).locator("input[value='2']")).to_be_focused()
    assert held() == [(2, "", ""), (3, "", "")]
    assert kept(first) == 0


def test_a_double_click_saves_once(sheet_page):
    page = sheet_page
    cell(page, 0).locator("label:has(input[value='4'])").dblclick()
    expect(status(page, 0)).to_have_text(SAVED)

    sheet = RatingSheet.objects.get(application__number=9, assessor__username="beisitz2")
    assert (sheet.version, held()) == (1, [(4, "", "")])


def test_going_back_shows_what_is_stored_and_makes_no_conflict(sheet_page, live_server):
    page = sheet_page
    choose(page, 0, 4)
    cell(page, 0).locator("[data-part=observation]").fill("vor dem Zurück")
    cell(page, 0).locator("[data-part=observation]").blur()
    expect(status(page, 0)).to_have_text(SAVED)
    page.goto(live_server.url + reverse("assessment:sheet_list"))
    page.go_back()

    expect(cell(page, 0).locator("input[value='4']")).to_be_checked()
    expect(cell(page, 0).locator("[data-part=observation]")).to_have_value("vor dem Zurück")
    choose(page, 0, 3)
    expect(status(page, 0)).to_have_text(SAVED)
    assert held() == [(3, "", "vor dem Zurück")]


def test_submitting_waits_for_the_last_cell(sheet_page):
    page = sheet_page
    places = page.locator("[data-rating]").count()
    for place in range(places):
        choose(page, place, 4)
    page.fill("#note", "gerade noch getippt")
    page.click("text=Speichern und endgültig abgeben")

    expect(page.locator(".messages")).to_contain_text("ist abgegeben")
    sheet = RatingSheet.objects.get(application__number=9, assessor__username="beisitz2")
    assert (sheet.status, sheet.note) == ("submitted", "gerade noch getippt")
    assert held() == [(4, "", "")] * places
    assert kept(page) == 0


def test_nothing_is_submitted_while_a_cell_cannot_be_saved(sheet_page):
    page = sheet_page
    outage = Outage(page, CELL)
    choose(page, 0, 4)
    expect(status(page, 0)).to_have_text(FAILED)
    page.click("text=Speichern und endgültig abgeben")

    expect(page.locator("[data-saving-summary]")).to_contain_text(re.compile("Noch nicht (abgesendet|gespeichert)"))
    assert RatingSheet.objects.filter(application__number=9, assessor__username="beisitz2").count() == 0
    outage.end()
    expect(status(page, 0)).to_have_text(SAVED, timeout=40_000)


def test_after_the_session_ended_somebody_logs_in_elsewhere_and_all_is_sent(sheet_page, context):
    page = sheet_page
    choose(page, 0, 4)
    expect(status(page, 0)).to_have_text(SAVED)
    context.clear_cookies(name="sessionid")
    choose(page, 0, 2)
    choose(page, 1, 5)
    note = page.locator("[data-saving-login]")
    expect(note).to_contain_text("Ihre Anmeldung ist abgelaufen")
    login_again = "nicht gespeichert – bitte melden Sie sich an In einem neuen Fenster anmelden"
    expect(status(page, 1)).to_have_text(login_again)  # the way is where the person is, not only at the top
    expect(page.locator("[data-saving-summary]")).to_have_text(
        "Noch nicht gespeichert: 2. Die Eingaben bleiben in diesem Browser."
    )
    assert axe_violations(page) == []
    with context.expect_page() as opened:
        status(page, 1).locator("a").click()
    window = opened.value
    window.fill("[name=username]", "beisitz2")
    window.fill("[name=password]", people.PASSWORD)
    window.click("main button[type=submit]")
    expect(window.locator("h1")).to_have_text("Meine Bewertungen")
    window.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(note).to_be_hidden()
    for place in (0, 1):
        expect(status(page, place)).to_have_text(SAVED, timeout=40_000)
    assert held() == [(2, "", ""), (5, "", "")]


def test_what_waits_for_one_person_is_gone_when_another_logs_in(sheet_page, login, person, live_server):
    page = sheet_page
    Outage(page, CELL)
    choose(page, 0, 4)
    expect(status(page, 0)).to_have_text(FAILED)
    assert kept(page) == 1
    login(page, person("beisitz1"))
    page.goto(live_server.url + reverse("assessment:sheet_list"))

    expect(page.locator("h1")).to_have_text("Meine Bewertungen")
    assert kept(page) == 0


def test_logging_out_leaves_nothing_in_the_browser(sheet_page):
    page = sheet_page
    Outage(page, CELL)
    choose(page, 0, 4)
    expect(status(page, 0)).to_have_text(FAILED)
    page.click("text=Abmelden")

    expect(page.locator("[name=username]")).to_be_visible()
    assert kept(page) == 0


def test_a_round_that_was_closed_meanwhile_is_said(sheet_page, demo, person):
    page = sheet_page
    close_round(round=demo.plan.rounds.get(), actor=person("vorsitz"), reason="vertagt")
    choose(page, 0, 4)

    expect(status(page, 0)).to_contain_text("nicht gespeichert: Die Bewertungsrunde")
    assert axe_violations(page) == []


def test_digits_and_page_keys_rate_without_a_mouse(sheet_page):
    page = sheet_page
    cell(page, 0).locator("input[type=radio]").first.focus()
    for key in ("4", "PageDown", "2", "PageDown", "n", "PageUp", "3"):
        page.keyboard.press(key)

    for place in range(3):
        expect(status(page, place)).to_have_text(SAVED)
    assert held() == [(4, "", ""), (3, "", ""), ("nb", "", "")]


def test_keys_in_a_text_are_text(sheet_page):
    page = sheet_page
    text = cell(page, 0).locator("[data-part=observation]")
    text.focus()
    page.keyboard.type("n 4")
    text.blur()

    expect(status(page, 0)).to_have_text(SAVED)
    assert held() == [(None, "", "n 4")]


def test_a_store_that_is_full_or_broken_does_no_harm(guarded_page, login, person, url, application):
    page = login(guarded_page, person("beisitz2"))
    user, round_id = person("beisitz2").pk, application.posting.plan.rounds.get().pk
    page.goto(url)
    first = cell(page, 0).get_attribute("data-cell")
    page.evaluate(
        "(key) => localStorage.setItem(key, 'kaputt')", f"bewertung:{user}:{application.pk}:{round_id}:{first}"
    )
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('voll', 'QuotaExceededError'); }")
    page.reload()
    choose(page, 0, 4)

    expect(status(page, 0)).to_have_text(SAVED)
    assert held() == [(4, "", "")]
    assert json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))")) == []


def own_notes():
    return list(PrivateNote.objects.values_list("owner__username", "text"))


def note_status(page):
    return page.locator("[data-cell=own_note] [data-cell-status]")


def test_own_notes_are_saved_like_a_cell_and_leave_the_sheet_alone(sheet_page, context, url):
    page = sheet_page
    page.fill("#own-note", "Handschlag fest")
    page.locator("#own-note").blur()
    expect(note_status(page)).to_have_text(SAVED)
    assert own_notes() == [("beisitz2", "Handschlag fest")]
    assert not RatingSheet.objects.filter(application__number=9, assessor__username="beisitz2").exists()

    second = context.new_page()
    second.goto(url)
    expect(second.locator("#own-note")).to_have_value("Handschlag fest")
    second.fill("#own-note", "im zweiten Fenster")
    second.locator("#own-note").blur()
    expect(note_status(second)).to_have_text(SAVED)
    page.fill("#own-note", "im ersten Fenster")
    page.locator("#own-note").blur()
    box = page.locator("[data-cell=own_note] .cell-conflict")
    expect(box).to_contain_text("im zweiten Fenster")
    assert axe_violations(page) == []
    box.locator("text=Meine Eingabe speichern").click()
    expect(note_status(page)).to_have_text(SAVED)
    assert own_notes() == [("beisitz2", "im ersten Fenster")]
    assert kept(page) == 0


def test_own_notes_survive_a_server_that_is_away_and_a_reload(sheet_page):
    page = sheet_page
    outage = Outage(page, CELL)
    page.fill("#own-note", "ohne Server getippt")
    page.locator("#own-note").blur()
    expect(note_status(page)).to_have_text(FAILED)
    page.reload()
    expect(page.locator("#own-note")).to_have_value("ohne Server getippt")
    assert own_notes() == []
    outage.end()

    expect(note_status(page)).to_have_text(SAVED, timeout=40_000)
    assert own_notes() == [("beisitz2", "ohne Server getippt")]


def test_own_notes_go_along_with_the_sheet_and_stay_open_after_it(sheet_page, url):
    page = sheet_page
    for place in range(page.locator("[data-rating]").count()):
        choose(page, place, 4)
    page.fill("#own-note", "gerade noch getippt")
    page.click("text=Speichern und endgültig abgeben")
    expect(page.locator(".messages")).to_contain_text("ist abgegeben")
    assert own_notes() == [("beisitz2", "gerade noch getippt")]

    page.goto(url)
    expect(page.locator("#own-note")).to_have_value("gerade noch getippt")
    page.fill("#own-note", "nach der Abgabe")
    page.locator("#own-note").blur()
    expect(note_status(page)).to_have_text(SAVED)
    assert own_notes() == [("beisitz2", "nach der Abgabe")]
    for width in (320, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.click("text=Notizen löschen")
    expect(page.locator(".messages")).to_contain_text("Ihre eigenen Notizen sind gelöscht.")
    assert own_notes() == []
