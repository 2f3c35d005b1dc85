"""The chair writes a guide and plans an interview, the minute taker writes the record: with mouse and keyboard, wide
and at 320 px, with and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.interviews.guides import guide_of, questions_of
from postings.interviews.models import Interview, InterviewRecord
from tests.browser.outage import Outage
from tests.browser.test_rounds import look
from tests.factories import make_application, make_guide, make_interview, make_member, make_posting, make_record


@pytest.fixture
def posting(transactional_db):
    return make_posting()


@pytest.fixture
def entry(posting):
    return posting.plan.rounds.get()


def test_a_guide_is_written(guarded_page, live_server, login, posting, entry):
    page = login(guarded_page, make_member(posting, role="chair"))
    page.goto(live_server.url + reverse("assessment:round_list", args=[posting.pk]))
    page.click("a:has-text('Leitfaden ansehen')")
    expect(page.locator("main")).to_contain_text("noch keinen Leitfaden")
    assert look(page) == []
    page.click("a:has-text('Leitfaden anlegen')")
    page.fill("[name=opening]", "Guten Tag.")
    page.click("main form button[name=save], main form input[name=save]")
    expect(page.locator(".messages")).to_contain_text("gespeichert")
    for text in ("Was tun Sie zuerst?", "Und dann?"):
        page.click("a:has-text('Frage hinzufügen')")
        assert look(page) == []
        page.fill("[name=text]", text)
        page.get_by_label("3.1.1 Merkmal").check()
        page.fill("[name='anchor-5']", "wägt ab")
        page.locator("main form [name=save]").click()
        expect(page.locator(".messages")).to_contain_text("aufgenommen")
    assert look(page) == []
    page.get_by_role("button", name="Frage 2 nach oben").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main ol.plain > li").first).to_contain_text("Und dann?")
    page.click("a:has-text('Leitfaden ansehen')")
    expect(page.locator("main")).to_contain_text("wägt ab")
    assert look(page) == []
    page.click("a:has-text('Als PDF')")
    page.click("button:has-text('Ausfertigen')")
    expect(page.locator("table.data")).to_contain_text("PDF herunterladen")
    assert look(page) == []
    assert [question.text for question in questions_of(guide_of(entry))] == ["Und dann?", "Was tun Sie zuerst?"]


def test_an_interview_is_planned_and_its_calendar_downloaded(guarded_page, live_server, login, posting, entry):
    page = login(guarded_page, make_member(posting, role="chair"))
    application = make_application(posting)
    make_interview(make_application(posting), entry, hour=9)
    page.goto(live_server.url + reverse("interviews:interview_list", args=[posting.pk]))
    assert look(page) == []
    page.click("a:has-text('planen')")
    assert look(page) == []
    page.fill("[name=day]", "2026-01-12")
    page.fill("[name=begins]", "09:30")
    page.locator("main form [name=save]").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("schon ein Gespräch geplant")
    assert look(page) == []
    page.fill("[name=begins]", "10:30")
    page.locator("main form [name=save]").click()
    expect(page.locator(".messages")).to_contain_text("Der Termin ist gespeichert")
    with page.expect_download() as download:
        page.click("a:has-text('Kalenderdatei')")
    assert download.value.suggested_filename.endswith(".ics")
    assert Interview.objects.get(application=application).minutes == 45


def test_a_record_is_written_and_what_is_missing_is_told(guarded_page, live_server, login, posting, entry):
    page = login(guarded_page, make_member(posting, role="minute_taker"))
    application = make_application(posting)
    make_guide(entry)
    page.goto(live_server.url + reverse("interviews:record_detail", args=[entry.pk, application.pk]))
    page.click("a:has-text('Protokoll beginnen')")
    assert look(page) == []
    page.get_by_label("nicht gestellt", exact=True).first.check()
    page.locator("main form [name=save]").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Frage 1, Warum nicht gestellt")
    assert look(page) == []
    page.locator("[name^=reason-]").first.fill("Die Zeit war um.")
    page.fill("[name='extra-question-1']", "Warum wir?")
    page.locator("main form [name=again]").click()
    expect(page.locator(".messages")).to_contain_text("gespeichert")
    page.click("a:has-text('Auswahlgespräche')")
    expect(page.locator("table.data")).to_contain_text("unvollständig")
    assert look(page) == []
    page.click("a:has-text('ansehen'):has-text('Gesprächsprotokoll')")
    expect(page.locator("main")).to_contain_text("Es fehlt noch")
    assert look(page) == []
    assert InterviewRecord.objects.get().extras.get().question == "Warum wir?"


def test_a_record_is_saved_while_it_is_written_and_nothing_is_lost_offline(
    guarded_page, live_server, login, posting, entry
):
    page = login(guarded_page, make_member(posting, role="minute_taker"))
    application = make_application(posting)
    make_guide(entry)
    page.goto(live_server.url + reverse("interviews:record_edit", args=[entry.pk, application.pk]))
    status = page.locator("[data-keep-status]")
    page.fill("[name='extra-question-1']", "Warum wir?")
    expect(status).to_contain_text("gespeichert")
    expect(status).to_have_attribute("data-state", "saved")
    assert InterviewRecord.objects.get().extras.get().question == "Warum wir?"
    assert look(page) == []

    # The server answers for pages and is away for what is sent.
    outage = Outage(page, "**/*", concern=lambda request: request.method == "POST")
    page.fill("[name='extra-answer-1']", "Wegen der Aufgabe.")
    expect(status).to_contain_text("Noch nicht gespeichert")
    assert look(page) == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[name='extra-answer-1']")).to_have_value("Wegen der Aufgabe.")
    expect(status).to_have_attribute("data-state", "failed")
    outage.end()
    expect(status).to_have_attribute("data-state", "saved", timeout=40_000)
    assert InterviewRecord.objects.get().extras.get().answer == "Wegen der Aufgabe."

    page.get_by_label("nicht gestellt", exact=True).first.check()
    expect(status).to_contain_text("Noch nicht gespeichert: Frage 1, Warum nicht gestellt")
    page.locator("[name^=reason-]").first.fill("Die Zeit war um.")
    expect(status).to_have_attribute("data-state", "saved")
    page.locator("main form [name=save]").click()
    expect(page.locator("main")).to_contain_text("Die Zeit war um.")


def test_two_tabs_lose_nothing(guarded_page, live_server, login, posting, entry):
    page = login(guarded_page, make_member(posting, role="minute_taker"))
    application = make_application(posting)
    make_guide(entry)
    url = live_server.url + reverse("interviews:record_edit", args=[entry.pk, application.pk])
    page.goto(url)
    other = page.context.new_page()
    other.goto(url)
    other.fill("[name='extra-question-1']", "Aus dem anderen Fenster?")
    other.locator("main form [name=save]").click()
    page.fill("[name='extra-question-1']", "Aus diesem Fenster?")
    page.locator("main form [name=save]").click()

    expect(page.locator(".conflict-table")).to_contain_text("Aus dem anderen Fenster?")
    expect(page.locator("[name='extra-question-1']")).to_have_value("Aus diesem Fenster?")
    assert look(page) == []
    page.locator("main form [name=save]").click()
    expect(page.locator("main")).to_contain_text("Aus diesem Fenster?")


def test_it_works_without_scripts(browser, live_server, client, posting, entry):
    chair = make_member(posting, role="chair")
    client.force_login(chair)
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    application = make_application(posting)
    make_guide(entry)
    page.goto(live_server.url + reverse("interviews:guide_edit", args=[entry.pk]))
    page.get_by_role("button", name="Frage 1 nach unten").click()
    page.goto(live_server.url + reverse("interviews:record_edit", args=[entry.pk, application.pk]))
    page.locator("[name^=answer-]").first.fill("nennt die Frist")
    page.locator("main form [name=save]").click()

    expect(page.locator("main")).to_contain_text("nennt die Frist")
    assert [question.text[-6:] for question in questions_of(guide_of(entry))] == ["2 vor?", "1 vor?"]
    context.close()


def test_a_fixed_guide_and_a_complete_record(guarded_page, live_server, login, posting, entry):
    member = make_member(posting)
    application = make_application(posting)
    make_guide(entry)
    make_record(application, entry, member)
    page = login(guarded_page, member)
    page.goto(live_server.url + reverse("interviews:guide_detail", args=[entry.pk]))
    expect(page.locator("main")).to_contain_text("steht fest")
    assert look(page) == []
    page.goto(live_server.url + reverse("interviews:record_detail", args=[entry.pk, application.pk]))
    expect(page.locator("main")).to_contain_text("Was reizt Sie an der Stelle?")
    assert look(page) == []
