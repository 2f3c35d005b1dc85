"""The formal check, its second person and the pre-selection in a real browser: by keyboard, small and wide."""

import os

import pytest
from django.urls import reverse

from postings.applications.models import FormalDecision
from tests.browser.test_pages import SMALL, WIDE, visit
from tests.conftest import axe_violations
from tests.factories import (
    make_application,
    make_appraisal,
    make_formal_decision,
    make_hr_officer,
    make_member,
    make_posting,
)

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
def posting():
    """Two to be checked, two proposed refusals of another officer, three for the pre-selection."""
    posting = make_posting(status="published", is_blind=True)
    for _number in range(2):
        make_application(posting, status="received", qualification="Bachelor of Laws", experience="3 Jahre Sozialamt")
    for _number in range(2):
        make_formal_decision(
            make_application(posting, status="received"), is_eligible=False, state="proposed", confirmed_by=None,
            confirmed_at=None, grounds="Der Abschluss steht nicht in der Liste der Ausschreibung.",
        )  # fmt: skip
    for _number in range(3):
        application = make_application(posting, current_grade="A 10")
        make_appraisal(application, single_marks=[("Fachkenntnisse", 2), ("Sorgfalt", 1)])
    return posting


def test_an_officer_checks_one_after_the_other_by_keyboard(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_hr_officer())
    first, second = posting.applications.to_be_checked().in_name_order()
    requirement = posting.profile.requirements.get()
    assert visit(page, live_server.url + reverse("applications:formal_list", args=[posting.pk])) == []
    show(page, "formal-list")
    assert visit(page, live_server.url + reverse("applications:formal_sheet", args=[first.pk])) == []
    show(page, "formal-sheet")

    page.locator(f"#id_r{requirement.pk}-result_0").focus()
    page.keyboard.press("ArrowDown")  # erfüllt
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # the first alternative
    page.keyboard.press("Tab")
    page.keyboard.type("Zeugnis vom 12.03.2021")
    page.locator("[name=conclude]").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{reverse('applications:formal_sheet', args=[second.pk])}")
    first.refresh_from_db()
    assert first.status == "eligible"


def test_a_faulty_sheet_takes_the_focus_and_links_to_the_field(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_hr_officer())
    first = posting.applications.to_be_checked().in_name_order().first()
    page.goto(live_server.url + reverse("applications:formal_sheet", args=[first.pk]))

    page.get_by_label("nicht erfüllt", exact=True).check()
    page.locator("[name=conclude]").click()

    page.wait_for_selector("[data-error-summary]:focus")
    page.locator("[data-error-summary] a").click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)").endswith("-reason")
    assert axe_violations(page) == []


def test_a_second_officer_confirms_what_was_read(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_hr_officer())
    url = live_server.url + reverse("applications:formal_list", args=[posting.pk]) + "?stand=bestaetigen"
    assert visit(page, url) == []
    show(page, "confirm")

    page.locator("[name=decision]").first.check()
    page.get_by_role("button", name="Angekreuzte bestätigen").click()

    page.wait_for_selector(".messages")
    assert sorted(FormalDecision.objects.filter(is_eligible=False).values_list("state", flat=True)) == [
        "proposed",
        "standing",
    ]


def test_the_chair_selects_by_keyboard_and_sees_codes(guarded_page, live_server, login, posting):
    chair = make_member(posting, role="chair")
    page = login(guarded_page, chair)
    first, second, _third = posting.applications.to_be_rated().in_shown_order(chair)
    assert visit(page, live_server.url + reverse("screening:comparison", args=[posting.pk])) == []
    show(page, "comparison")
    assert visit(page, live_server.url + reverse("screening:preselection_conclude", args=[posting.pk])) == []
    assert visit(page, live_server.url + reverse("screening:findings_edit", args=[first.pk])) == []
    show(page, "findings")
    assert page.locator("h1").inner_text() == f"Vorauswahl: Bewerbung {first.code}"

    page.locator("#id_invitation-verdict_0").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")  # nein
    page.keyboard.press("Tab")
    page.keyboard.type("Erfahrung nur in einem anderen Gebiet")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Speichern und weiter

    page.wait_for_url(f"**{reverse('screening:findings_edit', args=[second.pk])}")
    assert visit(page, live_server.url + reverse("screening:preselection", args=[posting.pk])) == []
    show(page, "preselection")
    assert sorted((finding.step, finding.verdict) for finding in first.findings.all()) == [
        ("invitation", "no"),
        ("qualification", "yes"),  # proposed, because the formal check found it
    ]
