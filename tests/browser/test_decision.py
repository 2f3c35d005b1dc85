"""The way to the decision in a real browser: written, signed, decided; wide, at 320 px, and without script."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.decision.memos import begin_memo, save_block
from tests.browser.test_pages import SMALL, WIDE
from tests.browser.test_rounds import look
from tests.factories import make_appraisal, make_decision
from tests.postings.decision.building import REASON, make_compared, write_memo

pytestmark = pytest.mark.django_db(transaction=True)


def show(page, name):
    """Keep pictures of the page, small and wide, where ``SCREENSHOTS`` names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)


@pytest.fixture
def scene():
    posting, applications, chair = make_compared()
    for application in applications:
        make_appraisal(application, single_marks=[("Fachkenntnisse", 2), ("Sorgfalt", 1)])
    return posting, applications, chair


def test_ladder_finding_and_order_are_written(guarded_page, live_server, login, scene):
    posting, applications, chair = scene
    page = login(guarded_page, chair)
    page.goto(live_server.url + reverse("decision:overview", args=[posting.pk]))
    assert look(page) == []
    show(page, "overview")
    page.click("a:has-text('Stufen ansehen')")
    assert look(page) == []
    show(page, "ladder")
    page.click("a:has-text('Stufe bearbeiten') >> nth=1")
    page.fill("[name=text]", "Alle haben dasselbe Gesamturteil im selben Statusamt.")
    assert look(page) == []
    show(page, "ladder-edit")
    page.locator("main form [name=save]").click()
    expect(page.locator(".messages")).to_contain_text("gespeichert")
    page.goto(live_server.url + reverse("decision:finding_add", args=[posting.pk]) + "?gruppe=1")
    page.fill("[name=reason]", "passt")
    page.get_by_label("nein, weil").check()
    page.locator("main form [name=save]").click()
    expect(page.locator("main")).to_contain_text("Bitte")
    assert look(page) == []
    show(page, "finding")
    page.goto(live_server.url + reverse("decision:auxiliary_add", args=[posting.equality_findings.get().pk]))
    assert look(page) == []
    show(page, "auxiliary")
    page.goto(live_server.url + reverse("decision:order_edit", args=[posting.pk]))
    assert look(page) == []
    show(page, "order")
    page.fill(f"[name=position_{applications[0].pk}]", "")
    page.click("button:has-text('Reihenfolge speichern')")
    expect(page.locator(".error-summary")).to_contain_text("Bitte geben Sie den Platz an")
    assert look(page) == []


def test_a_memo_is_written_signed_and_decided(guarded_page, live_server, login, scene):
    posting, _applications, chair = scene
    write_memo(posting, chair)
    page = login(guarded_page, chair)
    page.goto(live_server.url + reverse("decision:memo_block_edit", args=[posting.pk, 9]))
    assert look(page) == []
    show(page, "block")
    save_block(posting=posting, key=9, text=f"{REASON} Andere Person.", expected_version=15, actor=chair)
    page.fill("[name=text]", f"# Vergleich\n\n{REASON}\n\n- **Fachkenntnisse** stärker\n- Sorgfalt gleich")
    page.locator("main form [name=save]").click()
    expect(page.locator("main")).to_contain_text("nichts verloren")
    assert look(page) == []
    show(page, "block-conflict")
    page.locator("main form [name=save]").click()
    expect(page.locator("main")).to_contain_text("stärker")
    page.click("a:has-text('Fassungen und Unterschiede')")
    assert look(page) == []
    show(page, "versions")
    for member in posting.memberships.filter(role="decider"):
        page = login(page, member.user)
        page.goto(live_server.url + reverse("decision:memo", args=[posting.pk]))
        page.click("button:has-text('Diese Fassung zeichnen')")
        expect(page.locator(".messages")).to_contain_text("gezeichnet")
    page = login(page, chair)
    page.goto(live_server.url + reverse("decision:memo", args=[posting.pk]))
    assert look(page) == []
    show(page, "memo")
    page.click("button:has-text('Vermerk endgültig machen')")
    expect(page.locator(".messages")).to_contain_text("endgültig")
    page = login(page, posting.memberships.filter(role="decider").first().user)
    page.goto(live_server.url + reverse("decision:decide", args=[posting.pk]))
    assert look(page) == []
    page.fill("[name=reason]", REASON)
    show(page, "decide")
    page.locator("main form [name=save]").click()
    expect(page.locator(".messages")).to_contain_text("getroffen")
    assert look(page) == []
    show(page, "decided")


def chosen(page, words):
    """Select ``words`` in the text."""
    page.evaluate(
        """(words) => {
            const field = document.querySelector("[name=text]");
            const start = field.value.indexOf(words);
            field.focus();
            field.setSelectionRange(start, start + words.length);
        }""",
        words,
    )


def test_the_toolbar_marks_what_is_selected(guarded_page, live_server, login, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    page = login(guarded_page, chair)
    page.goto(live_server.url + reverse("decision:memo_block_edit", args=[posting.pk, 9]))
    bar, field = page.get_by_role("toolbar", name="Text gestalten"), page.locator("[name=text]")

    def press(name):
        bar.get_by_role("button", name=name, exact=True).click()

    field.fill("Vergleich\nErste Person\nZweite Person\nAlle sind gut.")
    chosen(page, "Person")
    press("Fett")
    expect(field).to_have_value("Vergleich\nErste **Person**\nZweite Person\nAlle sind gut.")
    press("Kursiv")
    expect(field).to_have_value("Vergleich\nErste ***Person***\nZweite Person\nAlle sind gut.")
    press("Fett")
    press("Kursiv")
    expect(field).to_have_value("Vergleich\nErste Person\nZweite Person\nAlle sind gut.")
    chosen(page, "Erste Person\nZweite Person")
    press("Nummerierung")
    expect(field).to_have_value("Vergleich\n1. Erste Person\n2. Zweite Person\n\nAlle sind gut.")
    press("Liste")
    expect(field).to_have_value("Vergleich\n- Erste Person\n- Zweite Person\n\nAlle sind gut.")
    press("Fett")
    expect(field).to_have_value("Vergleich\n- **Erste Person**\n- **Zweite Person**\n\nAlle sind gut.")
    press("Liste")
    press("Fett")
    chosen(page, "gleich")
    press("Zwischenüberschrift")
    expect(field).to_have_value("# Vergleich\nErste Person\nZweite Person\n\nAlle sind gut.")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Vergleich\nErste Person\nZweite Person\n\nAlle sind gut.")

    # By keyboard: one stop for Tab, arrows within, and the usual keys in the text.
    chosen(page, "gut")
    page.keyboard.press("Control+i")
    page.keyboard.press("Shift+Tab")
    expect(bar.get_by_role("button", name="Zwischenüberschrift")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value("Vergleich\nErste Person\nZweite Person\n\nAlle sind ***gut***.")
    assert look(page) == []
    page.get_by_role("button", name="Vorschau").click()
    expect(page.locator("#preview")).to_be_focused()
    expect(page.locator("#preview strong")).to_have_text("gut")
    assert look(page) == []
    show(page, "block-preview")
    page.locator("main form [name=save]").click()
    expect(page.locator(".messages")).to_contain_text("gespeichert")


def test_a_block_is_saved_without_javascript(browser, live_server, login, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    context = browser.new_context(java_script_enabled=False)
    page = login(context.new_page(), chair)
    page.goto(live_server.url + reverse("decision:memo_block_edit", args=[posting.pk, 9]))
    page.fill("[name=text]", REASON)
    page.locator("main form [name=save]").click()
    expect(page.locator("#block-9")).to_contain_text(REASON)
    context.close()


def test_a_decision_is_withdrawn(guarded_page, live_server, login, scene):
    posting, applications, _chair = scene
    decision = make_decision(posting, applications[0])
    page = login(guarded_page, decision.decided_by)
    page.goto(live_server.url + reverse("decision:decision_withdraw", args=[decision.pk]))
    assert look(page) == []
    page.get_by_label("gerichtliche Entscheidung").check()
    page.fill("[name=reason]", "Beschluss des Gerichts vom Mai.")
    page.locator("main form [name=save]").click()
    expect(page.locator("main")).to_contain_text("aufgehoben")
    assert look(page) == []
    show(page, "withdrawn")
