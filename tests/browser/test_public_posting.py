"""What everybody sees without an account: clean, small, printable, and nothing against the security policy."""

import json

import pytest

from postings.documents.services import issue_publication
from tests.browser.test_pages import visit

PAGES = ("/stellen/148-2025/", "/profile/austauschformat/")


@pytest.mark.parametrize("address", PAGES)
def test_public_page_is_clean_wide_and_small(guarded_page, live_server, demo, address):
    assert visit(guarded_page, live_server.url + address) == []


def test_structured_data_are_read_and_break_no_policy(guarded_page, live_server, demo):
    page = guarded_page
    page.goto(live_server.url + PAGES[0])

    data = json.loads(page.locator("script[type='application/ld+json']").text_content())

    assert data["jobLocation"]["address"]["postalCode"] == "13353"
    assert page.context.cookies() == []


def test_marks_lead_to_the_wording_of_the_source_by_keyboard(guarded_page, live_server, demo):
    page = guarded_page
    page.goto(live_server.url + PAGES[0])
    page.locator("a.correction").first.focus()

    page.keyboard.press("Enter")

    assert page.evaluate("document.querySelector(':target').textContent").startswith("K1 „Eingliederungshilfenach“")


def test_page_prints_without_what_is_only_for_the_screen(guarded_page, live_server, demo):
    page = guarded_page
    page.goto(live_server.url + PAGES[0])
    page.emulate_media(media="print")

    assert [page.locator(part).is_visible() for part in (".site-header", ".site-footer", "aside", "h1")] == [
        False,
        False,
        False,
        True,
    ]


def test_documents_of_the_posting_are_clean(guarded_page, live_server, login, demo, person):
    issue_publication(posting=demo, actor=None)
    login(guarded_page, person("personal"))

    assert visit(guarded_page, f"{live_server.url}/ausschreibungen/{demo.pk}/unterlagen/") == []
