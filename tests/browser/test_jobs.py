"""A long report from the button to the document, on a page that follows by itself; wide, narrow, with axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from recruitment.jobs.worker import run_waiting_jobs
from tests.browser.test_impartiality import check
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet
from tests.recruitment.jobs.processes import in_own_thread


@pytest.fixture
def page(guarded_page, live_server, login, transactional_db, settings):
    settings.REPORT_DIRECT_APPLICANTS = 0
    posting = make_posting(reference_number="148/2025")
    make_sheet(make_application(posting), make_member(posting), [3, 4, 5])
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("documents:report_list", args=[posting.pk]))
    return page


def work():
    """Do what waits."""
    in_own_thread(run_waiting_jobs)


def test_a_long_report_is_followed_and_found(page):
    check(page, "berichte")
    page.get_by_role("button", name="Bericht des jetzigen Standes ausfertigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Auswahlbericht ausfertigen – Kennzahl 148/2025")
    expect(page.locator("[data-job]")).to_contain_text("Wartet auf einen freien Arbeitsprozess.")
    check(page, "vorgang-wartet")

    work()
    result = page.get_by_role("link", name="Fassung 1 herunterladen (PDF)")
    expect(result).to_be_visible(timeout=20_000)
    expect(page.get_by_role("status")).to_have_text("Fertig.")
    check(page, "vorgang-fertig")
    with page.expect_download() as download:
        result.click()
    assert download.value.suggested_filename == "Auswahlbericht-148-2025-Fassung-1.pdf"

    page.get_by_role("link", name="Meine Vorgänge").click()
    expect(page.get_by_role("row")).to_have_count(2)
    check(page, "vorgaenge")
