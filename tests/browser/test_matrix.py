"""The own sheets in one table: keys, saving, small screens."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.assessment.cells import CellInput, find_place, save_cell
from postings.assessment.models import Rating
from postings.assessment.services import EMPTY
from tests.conftest import axe_violations

SAVED = re.compile(r"^gespeichert \d\d:\d\d$")


@pytest.fixture
def matrix_page(guarded_page, login, person, live_server, demo):
    page = login(guarded_page, person("beisitz2"))
    page.goto(live_server.url + reverse("assessment:matrix", args=[demo.pk, 1]))
    return page


@pytest.fixture
def row(matrix_page):
    return matrix_page.locator("tbody tr:has(select)").first


def held(row):
    """The rows of the database behind one row of the table, in the order of the profile."""
    number = int(re.search(r"/bewertungen/(\d+)/", row.get_attribute("data-cell-url")).group(1))
    ratings = Rating.objects.filter(sheet__application=number, sheet__assessor__username="beisitz2")
    return [
        "nb" if rating.is_not_assessable else rating.value
        for rating in ratings.order_by("criterion__group__position", "criterion__position")
    ]


def test_keys_move_and_rate_and_every_value_is_saved(matrix_page, row):
    page = matrix_page
    row.locator("select").first.focus()
    for key in ("4", "ArrowRight", "3", "ArrowRight", "5", "ArrowRight", "n", "ArrowLeft", "0", "2", "ArrowDown"):
        page.keyboard.press(key)

    for place in range(4):
        expect(row.locator("[data-cell-status]").nth(place)).to_have_text(SAVED)
    assert held(row) == [4, 3, 2, "nb"]
    expect(page.locator("tbody tr:has(select)").nth(1).locator("[data-column='2'] select")).to_be_focused()
    expect(row.locator("[data-column='3'] [data-text-missing]")).to_be_visible()
    for column in (0, 4):  # answered, and still open
        expect(row.locator(f"[data-column='{column}'] [data-text-missing]")).to_be_hidden()
    assert axe_violations(page) == []


def test_a_missing_text_leads_to_its_place_on_the_sheet(matrix_page, row):
    page = matrix_page
    row.locator("select").first.select_option("nb")
    expect(row.locator("[data-cell-status]").first).to_have_text(SAVED)
    criterion = row.locator("[data-cell]").first.get_attribute("data-cell")
    row.locator("[data-text-missing]").first.click()

    expect(page.locator(f"#kriterium-{criterion} input[value='nb']")).to_be_checked()
    expect(page.locator(f"#kriterium-{criterion}")).to_be_in_viewport()


def test_a_conflict_shows_both_values_above_the_table(matrix_page, row, demo, person):
    page = matrix_page
    number = int(re.search(r"/bewertungen/(\d+)/", row.get_attribute("data-cell-url")).group(1))
    save_cell(
        place=find_place(number, 1, person("beisitz2")),
        assessor=person("beisitz2"),
        cell=CellInput(int(row.locator("[data-cell]").first.get_attribute("data-cell")), value=1),
        known=[EMPTY],
    )
    row.locator("select").first.select_option("4")

    box = page.locator("[data-conflicts] .cell-conflict")
    expect(box).to_be_visible()
    assert axe_violations(page) == []
    box.locator("text=Gespeicherten Stand behalten").click()
    expect(row.locator("select").first).to_have_value("1")
    assert held(row) == [1]


def test_one_criterion_across_all_applicants(matrix_page, row):
    page = matrix_page
    page.locator("thead a").first.click()
    first = page.locator("tbody tr[data-cell]").first
    expect(first.locator("select")).to_be_visible()
    first.locator("select").focus()
    page.keyboard.press("n")
    first.locator("[data-part=reason]").fill("kam nicht zur Sprache")
    first.locator("[data-part=observation]").fill("ruhig")
    first.locator("[data-part=observation]").blur()

    expect(first.locator("[data-cell-status]")).to_have_text(SAVED)
    rating = Rating.objects.get(sheet__assessor__username="beisitz2", not_assessable_reason="kam nicht zur Sprache")
    assert (rating.is_not_assessable, rating.value, rating.observation) == (True, None, "ruhig")
    assert axe_violations(page) == []


def test_only_the_table_scrolls_on_a_small_screen(matrix_page):
    page = matrix_page
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe_violations(page) == []
    page.locator("thead a").first.click()
    expect(page.locator("tr[data-cell] textarea[data-part=observation]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe_violations(page) == []
