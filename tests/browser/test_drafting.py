"""From the document to the draft as an officer does it, without the mouse."""

from django.urls import reverse

from postings.models import Posting
from recruitment.demo import procedure
from tests.conftest import axe_violations

TEXT = procedure.DOCUMENT.read_text(encoding="utf-8").replace("148/2025", "77/2026")


def focus(page, selector):
    """Go on with the tabulator until ``selector`` has the focus, as a person does."""
    for _ in range(400):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_a_document_becomes_a_draft_by_keyboard_alone(guarded_page, live_server, login, demo, person, tmp_path):
    page = login(guarded_page, person("personal"))
    path = tmp_path / "ausschreibung.txt"
    path.write_text(TEXT, encoding="utf-8")
    page.goto(live_server.url + reverse("drafting:document_list"))
    page.set_input_files("[name=file]", path)
    focus(page, "[name=save]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dokumente/*/")

    # Send without any answer: the summary takes the focus, names the findings, and loses nothing.
    focus(page, "[name^=answer-]")
    page.keyboard.press("Space")
    focus(page, "[name^=reason-]")
    page.keyboard.type("Stellenplan")
    page.locator("[name=save]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-error-summary]")
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert page.locator("[name^=reason-]").first.input_value() == "Stellenplan"
    assert axe_violations(page) == []

    # Answer each finding: "2" for the doubtful weight, "gesehen" for the rest.
    for group in page.locator("fieldset[id^=befund-]").all():
        radios = group.locator("input[type=radio]")
        if radios.locator("visible=true").count() and not group.locator("input:checked").count():
            choice = group.locator("input[value='2']") if group.locator("input[value='2']").count() else radios.first
            choice.focus()
            page.keyboard.press("Space")
        group.locator("textarea").focus()
        page.keyboard.press("End")
        page.keyboard.type(" Original eingesehen")
    page.locator("[name=save]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ausschreibungen/*/")

    posting = Posting.objects.get(reference_number="77/2026")
    assert (posting.contract_term, posting.contract_term_reason) == ("permanent", "Stellenplan Original eingesehen")
    assert posting.profile.criteria.get(number="3.3.5").weight == 2
    assert posting.profile.criteria.filter(weight_confirmed=False).count() == 0
