"""What is due, a hold, a proposal and its confirmation, wide and at 320 px: without a barrier."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_rounds import look
from tests.factories import make_application, make_hr_officer, make_posting, make_user


def test_two_people_erase_what_is_due(guarded_page, live_server, login, transactional_db):
    posting = make_posting()
    for _number in range(2):
        make_application(posting, status="withdrawn", withdrawn_on="2025-08-20")
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("postings:posting_list"))
    page.click("a:has-text('Fällige Löschungen')")
    assert look(page) == []
    page.click(f"main a:has-text('{posting.reference_number}')")
    assert look(page) == []
    page.click("a:has-text('Löschung aussetzen')")
    page.click("main form input[type=submit], main form button[type=submit]")
    assert look(page) == []
    page.select_option("[name=application]", index=1)
    page.fill("[name=reason]", "Klage angekündigt")
    page.click("main form input[type=submit], main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Klage angekündigt")
    assert look(page) == []
    page.click("button:has-text('Löschung vorschlagen')")
    expect(page.locator("main")).to_contain_text("eine zweite Person")
    assert look(page) == []

    login(page, make_user(roles=["administrator"]))
    page.reload()
    assert look(page) == []
    page.click("button:has-text('als zweite Person bestätigen')")
    expect(page.locator("main")).to_contain_text("abgeschlossen")
    assert look(page) == []
