"""Declaring impartiality, recording a conflict and naming a deputy, wide and narrow, checked with axe."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.assessment.models import Exemption
from tests.conftest import axe_violations
from tests.factories import make_application, make_member, make_posting, make_user

WIDTHS = (1400, 320)


@pytest.fixture
def posting(transactional_db):
    posting = make_posting()
    for first, last in (("Anna", "Aal"), ("Bernd", "Barsch"), ("Zoe", "Zander-von-und-zu-Langenfeld")):
        make_application(posting, first_name=first, last_name=last)
    return posting


def check(page, name):
    """Axe and the width at both sizes; keeps a picture where PICTURES names a folder."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) == [], (name, width)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def test_a_member_declares_and_then_rates(guarded_page, live_server, login, posting):
    make_member(posting, role="chair")
    page = login(guarded_page, make_member(posting, user=make_user(first_name="Mia", last_name="Mitglied")))
    page.goto(live_server.url + reverse("assessment:sheet_list"))
    expect(page.get_by_text("Erklärung fehlt")).to_have_count(3)
    check(page, "liste-ohne-erklaerung")

    page.get_by_role("link", name="Erklärung abgeben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Erklärung zur Befangenheit")
    page.get_by_role("button", name="Erklärung verbindlich abgeben").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check(page, "erklaerung-fehler")

    aal = page.get_by_role("radiogroup", name="Aal, Anna")
    reason = page.get_by_label("Grund der Befangenheit Aal, Anna")
    expect(reason).to_be_hidden()
    aal.get_by_label("befangen, weil").check()
    expect(reason).to_be_visible()
    reason.fill("Meine Schwester")
    page.get_by_role("button", name="Wo nichts gewählt ist").click()
    expect(page.get_by_role("radiogroup", name="Barsch, Bernd").get_by_label("nicht befangen")).to_be_checked()
    expect(reason).to_have_value("Meine Schwester")
    check(page, "erklaerung-ausgefuellt")
    page.get_by_role("button", name="Erklärung verbindlich abgeben").click()

    expect(page.locator(".messages")).to_contain_text("Die Erklärung zur Befangenheit ist gespeichert.")
    expect(page.locator("table.data tbody tr")).to_have_count(2)
    check(page, "liste-nach-erklaerung")
    page.get_by_role("link", name="Barsch, Bernd", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewertungsbogen: Bernd Barsch")


def test_the_chair_records_a_conflict_and_names_a_deputy(guarded_page, live_server, login, posting):
    make_member(posting, user=make_user(first_name="Mia", last_name="Mitglied"))
    make_member(posting, role="deputy", user=make_user(first_name="Stella", last_name="Stellvertretung"))
    page = login(guarded_page, make_member(posting, role="chair"))
    page.goto(live_server.url + reverse("assessment:conflict_list", args=[posting.pk]))
    page.get_by_role("link", name="Befangenheit festhalten").click()
    page.get_by_label("Bewerbung").select_option(label="Aal, Anna")
    page.get_by_label("Mitglied").select_option(label="Mia Mitglied")
    page.get_by_label("Grund").fill("War bis 2023 ihre Vorgesetzte und mit ihr im Streit.")
    check(page, "festhalten")
    page.get_by_role("button", name="Befangenheit festhalten").click()
    expect(page.locator(".messages")).to_contain_text("Die Befangenheit ist festgehalten.")

    page.locator("a", has_text="benennen").click()
    page.get_by_label("Stellvertretung").select_option(label="Stella Stellvertretung")
    check(page, "stellvertretung")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".messages")).to_contain_text("Die Stellvertretung ist gespeichert.")
    check(page, "uebersicht")

    assert Exemption.objects.get().deputy.last_name == "Stellvertretung"


def test_the_personnel_office_types_a_declaration_on_paper(guarded_page, live_server, login, posting):
    person = make_member(posting, user=make_user(first_name="Mia", last_name="Mitglied"))
    page = login(guarded_page, make_user(roles=["hr_officer"]))
    page.goto(live_server.url + reverse("assessment:impartiality_paper", args=[posting.pk, person.pk]))
    page.get_by_label("Datum der Erklärung auf dem Papier").fill("2025-08-20")
    page.get_by_role("button", name="Wo nichts gewählt ist").click()
    expect(page.get_by_label("Datum der Erklärung auf dem Papier")).to_have_value("2025-08-20")
    check(page, "papier")
    page.get_by_role("button", name="Erklärung verbindlich abgeben").click()

    expect(page.get_by_text("vollständig erklärt")).to_be_visible()
    check(page, "uebersicht-papier")
