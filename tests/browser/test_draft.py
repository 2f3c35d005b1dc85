"""The editor of a draft as people use it: by keyboard alone, two at once, leaving it, on a small screen."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from postings.models import Posting
from profiles.models import RequirementProfile
from profiles.services import create_new_version
from tests.browser.test_pages import SMALL, visit
from tests.conftest import axe_violations


@pytest.fixture
def draft(demo):
    return RequirementProfile.objects.drafts().get()


@pytest.fixture
def open_editor(live_server, login, person, draft):
    """Return a function that opens the editor of the draft as one person, in the workplace or the administration."""

    def open_as(page, username="profil", name="profiles:draft_edit"):
        login(page, person(username))
        page.goto(live_server.url + reverse(name, args=[draft.pk]))
        return page

    return open_as


def press_until(page, matches, *, limit=400):
    """Press Tab until ``matches`` (JavaScript over the focused element) holds; every stop shows its focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        outline, found = page.evaluate(
            "matches => { const e = document.activeElement; const box = e.type === 'radio' ? e.closest('label') : e;"
            " const s = getComputedStyle(box); return [s.outlineStyle + s.boxShadow, eval(matches)]; }",
            matches,
        )
        assert outline != "nonenone", page.evaluate("document.activeElement.outerHTML")
        if found:
            return
    raise AssertionError(f"never reached: {matches}")


def titles(draft, section="3.1"):
    return list(draft.criteria.filter(group__number=section).values_list("number", "title"))


def test_add_reorder_remove_and_save_by_keyboard_alone(guarded_page, open_editor, draft):
    page = open_editor(guarded_page)
    page.locator("h3[id^=heading-s]").first.scroll_into_view_if_needed()
    page.locator("[data-rows=c] [data-title]").first.focus()

    press_until(page, "e.dataset.act === 'down'")
    page.keyboard.press("Enter")
    assert (
        page.locator("[data-announce]").inner_text()
        == "Anforderung „Digitale Kompetenzen“ steht jetzt an Stelle 3.1.2."
    )
    assert page.evaluate("document.activeElement.id").startswith("down-c")
    page.keyboard.press("Enter")
    press_until(page, "e.dataset.act === 'remove'")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.dataset.act") == "restore"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.act") == "remove"
    press_until(page, "e.dataset.act === 'remove'")
    page.keyboard.press("Enter")
    press_until(page, "e.dataset.act === 'add'")
    page.keyboard.press("Enter")
    page.keyboard.type("Wohngeldrecht")
    press_until(page, "e.type === 'radio'")
    page.keyboard.press("ArrowRight")
    press_until(page, "e.name === 'save'")
    page.keyboard.press("Enter")
    page.locator(".messages").wait_for()

    assert titles(draft) == [
        ("3.1.1", "Rechtskenntnisse"),
        ("3.1.2", "Sozialmedizinische Fachkenntnisse"),
        ("3.1.3", "Digitale Kompetenzen"),
        ("3.1.4", "Informationstechnik"),
        ("3.1.5", "Ausbildung und Praxisanleitung"),
        ("3.1.6", "Wohngeldrecht"),
    ]
    assert draft.criteria.get(title="Wohngeldrecht").weight == 3


def test_a_criterion_goes_over_the_edge_into_the_next_section(guarded_page, open_editor, draft):
    page = open_editor(guarded_page, name="admin:profiles_requirementprofile_change")
    last = page.locator("[data-rows=c]").nth(0).locator("[data-row]").last
    last.locator("[data-act=down]").click()
    expect(page.locator("[data-announce]")).to_contain_text("steht jetzt an Stelle 3.2.1")
    page.click("main .sheet-actions button")
    page.locator(".messages").wait_for()

    assert titles(draft, "3.2")[0] == ("3.2.1", "Ausbildung und Praxisanleitung")
    assert len(titles(draft)) == 5


def test_a_whole_new_section_and_its_parts(guarded_page, open_editor, draft):
    page = open_editor(guarded_page)
    page.locator("[data-act=add][data-kind=s]").click()
    page.keyboard.type("Führungskompetenzen")
    section = page.locator("[data-rows=s] > [data-row]").last
    section.locator("[data-act=add]").click()
    page.keyboard.type("Delegation")
    section.locator("input[value='2']").check()
    page.locator("[data-track=civil_servant] + [data-act=add]").click()
    page.keyboard.type("Führungserfahrung")
    requirement = page.locator("[data-track=civil_servant] > [data-row]").last
    for way in ("ein Jahr", "zwei Jahre"):
        requirement.locator("[data-kind=a]").click()
        page.keyboard.type(way)
    assert axe_violations(page) == []
    page.click("main .sheet-actions button")
    page.locator(".messages").wait_for()

    assert titles(draft, "3.4") == [("3.4.1", "Delegation")]
    ways = draft.requirements.get(text="Führungserfahrung").alternatives.all()
    assert [way.text for way in ways] == ["ein Jahr", "zwei Jahre"]


def test_enter_in_a_field_saves_and_moves_nothing(guarded_page, open_editor, draft):
    page = open_editor(guarded_page)
    page.fill("[name=stand]", "Aug 2026")
    page.press("[name=stand]", "Enter")
    page.locator(".messages").wait_for()

    draft.refresh_from_db()
    assert draft.stand == "Aug 2026"
    assert titles(draft)[0] == ("3.1.1", "Digitale Kompetenzen")


def test_errors_take_the_focus_and_lead_to_the_field(guarded_page, open_editor):
    page = open_editor(guarded_page)
    page.locator("[data-rows=c] [data-title]").first.fill("")
    page.click("main .sheet-actions button")
    page.wait_for_selector("[data-error-summary]:focus")

    assert axe_violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("title-c")


def test_two_people_at_once_see_both_and_lose_nothing(browser, live_server, person, draft):
    pages = {}
    for username in ("profil", "personal"):
        own = Client()
        own.force_login(person(username))
        context = browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": own.cookies["sessionid"].value, "url": live_server.url}])
        pages[username] = context.new_page()
        pages[username].goto(live_server.url + reverse("profiles:draft_edit", args=[draft.pk]))
    pages["personal"].fill("[name=author]", "Personalservice")
    pages["personal"].locator("[data-rows=c] [data-title]").first.fill("Digitales Arbeiten")
    pages["personal"].click("main .sheet-actions button")
    pages["personal"].locator(".messages").wait_for()
    page = pages["profil"]
    page.fill("[name=stand]", "Aug 2026")
    page.locator("[data-rows=c] [data-title]").first.fill("IT-Kompetenzen")
    page.click("main .sheet-actions button")

    page.wait_for_selector("[data-error-summary]:focus")
    assert page.locator("#conflict-title").inner_text().startswith("Nicht gespeichert")
    table = page.locator(".conflict-table tbody")
    assert table.locator("tr").count() == 2
    assert all(text in table.inner_text() for text in ("Personalservice", "Digitales Arbeiten", "IT-Kompetenzen"))
    assert page.input_value("[name=author]") == "Personalservice"
    assert axe_violations(page) == []
    page.set_viewport_size(SMALL)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.click("main .sheet-actions button")
    page.locator(".messages").wait_for()

    draft.refresh_from_db()
    assert (draft.stand, draft.author, titles(draft)[0][1]) == ("Aug 2026", "Personalservice", "IT-Kompetenzen")
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("act", ["typing", "moving"])
def test_leaving_with_unsaved_changes_is_asked(page, live_server, open_editor, act):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_editor(page)
    if act == "typing":
        page.locator("[name=stand]").press_sequentially("x")
    else:
        page.locator("[data-rows=c] [data-act=down]").first.click()
    page.goto(live_server.url + "/profile/")

    assert asked == ["beforeunload"]


def test_the_editor_works_without_javascript(browser, live_server, client, person, draft):
    client.force_login(person("profil"))
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("profiles:draft_edit", args=[draft.pk]))
    page.fill("[name=stand]", "getippt")
    page.locator("[data-rows=c] [data-act=down]").first.click()
    assert page.input_value("[name=stand]") == "getippt"
    page.locator("[data-rows=c] [data-act=remove]").nth(2).click()
    page.click("main .sheet-actions button")

    expect(page.locator(".messages")).to_contain_text("gespeichert")
    assert [title for _number, title in titles(draft)][:2] == ["Rechtskenntnisse", "Digitale Kompetenzen"]
    context.close()


def test_the_life_of_a_profile_in_the_browser(guarded_page, live_server, login, person, draft):
    page = login(guarded_page, person("profil"))
    url = live_server.url + reverse("profiles:profile_detail", args=[draft.pk])
    page.goto(url)
    page.click("text=Gewichtung bestätigen")
    page.locator("input[name=weight][value='2']").check()
    page.fill("[name=reason]", "Original eingesehen")
    page.click("main button[type=submit]")
    login(page, person("personal"))
    page.goto(url)
    page.click("text=Geprüft: sperren")
    expect(page.locator(".messages")).to_contain_text("ist gesperrt")
    assert axe_violations(page) == []
    posting = Posting.objects.get(status="draft")
    page.goto(live_server.url + reverse("postings:posting_publish", args=[posting.pk]))
    assert "noch nicht gesperrt" not in page.content()
    page.goto(url)
    page.click("text=Sperre aufheben")
    page.fill("[name=reason]", "Zahlendreher")
    page.click("main button[type=submit]")
    expect(page.locator(".messages")).to_contain_text("wieder ein Entwurf")


def test_the_pages_around_profiles(guarded_page, live_server, login, demo, person, draft):
    other = create_new_version(profile=draft, reason="Wortwahl", actor=person("profil"))
    other.criteria.filter(number="3.1.1").update(title="Digitales Arbeiten", weight=4)
    login(guarded_page, person("personal"))
    paths = [
        reverse("profiles:profile_list"),
        reverse("profiles:profile_begin"),
        reverse("profiles:draft_edit", args=[draft.pk]),
        reverse("profiles:profile_detail", args=[other.pk]),
        reverse("profiles:profile_compare", args=[other.pk]) + f"?mit={draft.pk}",
        reverse("profiles:profile_new_version", args=[demo.profile_id]),
        reverse("profiles:profile_supersede", args=[demo.profile_id]),
        reverse("postings:posting_further") + f"?profil={demo.profile_id}",
    ]

    found = {path: faults for path in paths if (faults := visit(guarded_page, live_server.url + path))}

    assert found == {}


def test_the_catalogue_in_the_administration(guarded_page, live_server, login, demo, person):
    login(guarded_page, person("profil"))
    paths = [
        reverse(f"admin:profiles_{name}")
        for name in ("baseprofile_changelist", "basecriterion_changelist", "basecriterion_add")
    ]

    found = {path: faults for path in paths if (faults := visit(guarded_page, live_server.url + path))}

    assert found == {}
