"""The applicant overview in a real browser: an act for several by keyboard, and without any script."""

import pytest
from django.urls import reverse

from tests.browser.test_pages import visit
from tests.conftest import axe_violations
from tests.factories import make_application, make_hr_officer, make_posting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def posting():
    """Two late applications, undecided, and one in time."""
    posting = make_posting(status="published")
    for name in ("Aal", "Barsch"):
        make_application(posting, last_name=name, late_decision="open", status="received")
    make_application(posting, last_name="Zander")
    return posting


def decisions(posting):
    return list(posting.applications.order_by("number").values_list("late_decision", flat=True))


def test_an_officer_decides_for_several_by_keyboard(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_hr_officer())
    assert visit(page, live_server.url + reverse("overview:applicant_overview", args=[posting.pk])) == []

    page.get_by_label("alle auf dieser Seite auswählen").focus()
    page.keyboard.press("Space")
    assert [box.is_checked() for box in page.locator("input[name=auswahl]").all()] == [True, True, True]
    page.get_by_label("Zander, Anna auswählen").focus()
    page.keyboard.press("Space")
    page.get_by_label("Was soll geschehen?").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Weiter").focus()
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="2 Bewerbungen sind betroffen").wait_for()
    assert axe_violations(page) == []
    page.get_by_label("zugelassen", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Begründung").focus()
    page.keyboard.type("Die Sichtung hatte noch nicht begonnen.")
    page.get_by_role("button", name="Entscheidung festhalten").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Über die Verspätung von 2 Bewerbungen ist entschieden.").wait_for()
    assert decisions(posting) == ["admitted", "admitted", "not_late"]


def test_chosen_columns_and_order_are_reached_by_keyboard(guarded_page, live_server, login, posting):
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("overview:applicant_overview", args=[posting.pk]))

    page.get_by_text("Spalten wählen").focus()
    page.keyboard.press("Enter")
    page.get_by_label("E-Mail-Adresse").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Anzeigen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("columnheader", name="E-Mail-Adresse").wait_for()
    page.get_by_role("link", name="Nr.").focus()
    page.keyboard.press("Enter")
    page.locator("th[aria-sort=ascending]", has_text="Nr.").wait_for()

    assert page.get_by_role("columnheader", name="E-Mail-Adresse").count() == 1
