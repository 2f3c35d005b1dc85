"""Who owes what, the way to a reminder and its result, wide and narrow, checked with axe and by keyboard."""

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_impartiality import check
from tests.factories import make_application, make_member, make_posting, make_sheet, make_user

LONG = "Annemarie-Theodora"


@pytest.fixture
def posting(transactional_db):
    posting = make_posting(reference_number="148/2025")
    applications = [make_application(posting) for _ in range(3)]
    mia = make_user(first_name=LONG, last_name="Mohn-Hammerschmidt", email="annemarie-theodora.mohn@example.org")
    make_sheet(applications[0], make_member(posting, user=mia), [3, 3, 3])
    make_member(posting, user=make_user(first_name="Ole", last_name="Ohnepost"))
    make_member(posting, role="deputy", user=make_user(first_name="Stella", last_name="Frei"))
    return posting


@pytest.fixture
def page(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_member(posting, role="chair"))
    page.goto(live_server.url + reverse("assessment:progress", args=[posting.pk]))
    return page


def test_the_chair_sets_a_due_date_reminds_and_reads_the_result(page):
    page.get_by_role("link", name="Bewertungsfrist festlegen").click()
    page.get_by_label("Bewertungsfrist").fill("2000-01-01")
    page.get_by_role("button", name="Bewertungsfrist festlegen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check(page, "frist-fehler")
    page.get_by_label("Bewertungsfrist").fill("2099-12-31")
    page.get_by_role("button", name="Bewertungsfrist festlegen").click()
    expect(page.locator(".messages")).to_contain_text("Die Bewertungsfrist ist gespeichert.")
    check(page, "stand")

    page.get_by_role("link", name="Per E-Mail erinnern").click()
    someone = page.get_by_label(f"{LONG} Mohn-Hammerschmidt – 2 Bögen fehlen")
    expect(someone).to_be_checked()
    expect(page.get_by_text("Ole Ohnepost: keine E-Mail-Adresse (3 Bögen fehlen)")).to_be_visible()
    check(page, "erinnern")
    someone.uncheck()
    page.get_by_role("button", name="Vorschau ansehen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check(page, "erinnern-fehler")
    someone.check()
    page.get_by_label("Zusätzlicher Satz").fill("Am Freitag tagt die Auswahlkommission.")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau der Erinnerungen: Auswahlgespräch")
    expect(page.locator(".mail-text")).to_contain_text("Am Freitag tagt die Auswahlkommission.")
    check(page, "erinnern-vorschau")
    assert mail.outbox == []
    page.get_by_role("button", name="Jetzt senden").dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text("Erinnerungen – Kennzahl 148/2025")
    expect(page.locator(".kern-alert--success")).to_contain_text(f"{LONG} Mohn-Hammerschmidt")
    page.locator("summary").click()
    check(page, "erinnerungen")
    assert [one.to for one in mail.outbox] == [["annemarie-theodora.mohn@example.org"]]


def test_a_mail_that_does_not_leave_is_told(page, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    page.get_by_role("link", name="Per E-Mail erinnern").click()
    page.get_by_role("button", name="Vorschau ansehen").click()
    page.get_by_role("button", name="Jetzt senden").click()

    expect(page.locator(".kern-alert--danger")).to_contain_text("Der Mailserver war nicht erreichbar")
    check(page, "erinnerungen-nicht-gesendet")
