"""The status follows from the checks; nothing but a run without faults and people who looked gives "full"."""

from dataclasses import replace
from datetime import date

import pytest

from recruitment.accessibility.rules import Checked, Checks, Doubt, Status, doubts, is_outdated, read_checks, status

GOOD, BAD = Checked("a:b", "/a/", "", ()), Checked("a:c", "/c/", "", ("320 px: color-contrast (p)",))
CHECKS = Checks(
    checked_on=date(2026, 11, 30),
    engine="axe-core 4",
    rules=("wcag2a",),
    widths=(1280, 320),
    document_checkers=("page 1",),
    content_sha256="a",
    pages=(GOOD, GOOD),
    keyboard=(GOOD,),
    documents=(GOOD,),
)


@pytest.mark.parametrize(
    ("checks", "barriers", "doubt", "expected"),
    [
        (CHECKS, 0, (), Status.FULL),
        (CHECKS, 1, (), Status.PARTIAL),
        (CHECKS, 0, (Doubt.NO_MANUAL_TEST,), Status.PARTIAL),
        (replace(CHECKS, pages=(GOOD, BAD)), 0, (), Status.PARTIAL),
        (replace(CHECKS, keyboard=(BAD,)), 0, (), Status.PARTIAL),
        (replace(CHECKS, documents=(BAD,)), 0, (), Status.PARTIAL),
        (replace(CHECKS, pages=(BAD, BAD)), 0, (), Status.NONE),
        (replace(CHECKS, pages=(), documents=()), 0, (), Status.NONE),
    ],
)
def test_the_status_follows_from_the_data(checks, barriers, doubt, expected):
    assert status(checks, barriers=barriers, doubts=doubt) == expected


def test_without_people_or_after_a_change_there_are_doubts():
    assert doubts(CHECKS, content_sha256="a", tested_on=date(2026, 1, 1)) == ()
    assert doubts(CHECKS, content_sha256="b", tested_on=None) == (Doubt.NO_MANUAL_TEST, Doubt.CHANGED_SINCE)


@pytest.mark.parametrize(
    ("checked_on", "today", "expected"),
    [
        (date(2026, 11, 30), date(2027, 11, 30), False),
        (date(2026, 11, 30), date(2027, 12, 1), True),
        (date(2028, 2, 29), date(2029, 2, 28), False),
        (date(2028, 2, 29), date(2029, 3, 1), True),
    ],
)
def test_a_statement_is_looked_over_once_a_year(checked_on, today, expected):
    assert is_outdated(checked_on, today=today) == expected


def test_half_a_file_is_no_statement():
    with pytest.raises(KeyError):
        read_checks({"checked_on": "2026-11-30", "engine": "axe-core"})
