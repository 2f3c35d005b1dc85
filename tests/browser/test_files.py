"""Documents from the file to the committee member's tablet: by keyboard, with and without JavaScript."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_intake import tab_to
from tests.conftest import axe_violations
from tests.factories import make_file, make_requirement
from tests.postings.files.building import pdf_of, picture_of


def files():
    return [
        {"name": "Lebenslauf.pdf", "mimeType": "application/pdf", "buffer": pdf_of(pages=2)},
        {"name": "Zeugnis.png", "mimeType": "image/png", "buffer": picture_of("PNG", size=(300, 400))},
        {"name": "brief.txt", "mimeType": "text/plain", "buffer": b"nur Text"},
    ]


def test_an_officer_takes_documents_in_by_keyboard_alone(guarded_page, live_server, login, demo, person):
    application = demo.applications.get(number=9)
    make_requirement(demo, "cv")
    make_requirement(demo, "cover_letter")
    page = login(guarded_page, person("personal"))
    page.goto(live_server.url + reverse("applications:application_detail", args=[application.pk]))
    expect(page.locator("text=Es fehlt: >> xpath=..")).to_have_text("Es fehlt: Lebenslauf; Anschreiben")

    tab_to(page, "a[href$='/unterlagen/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Unterlagen')")
    page.set_input_files("[name=files]", files())
    tab_to(page, "[name=save]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Lebenslauf.pdf ist aufgenommen als: Lebenslauf.")

    assert page.locator("[role=alert]").inner_text().startswith("brief: Angenommen werden PDF, PNG, JPEG und DOCX.")
    assert page.locator(".kern-alert--warning li").all_inner_texts() == ["Anschreiben"]
    assert axe_violations(page) == []
    with page.expect_download() as download:
        tab_to(page, "a[href$='/unterlagen.pdf']")
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "Unterlagen-148-2025-Bewerbung-9.pdf"


def test_a_rater_opens_documents_on_a_small_screen_without_javascript(browser, live_server, client, demo, person):
    application = demo.applications.get(number=9)
    file = make_file(application, kind="appraisal", content=pdf_of("Beurteilung"), name="Beurteilung.pdf")
    client.force_login(person("beisitz2"))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(live_server.url + reverse("assessment:sheet_edit", args=[application.pk]))

    with page.expect_download() as download:
        page.click(f"a[href='{reverse('files:file_download', args=[file.pk])}']")

    assert download.value.suggested_filename == f"unterlage-9-appraisal-{file.pk}.pdf"
    assert download.value.path().read_bytes() == pdf_of("Beurteilung")
    context.close()
