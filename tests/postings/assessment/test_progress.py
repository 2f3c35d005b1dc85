"""Who owes what: counted per person and round, without any rating."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from postings.assessment.impartiality import name_deputy
from postings.assessment.models import AssessmentRound, RatingSheet, Reminder
from postings.assessment.progress import posting_progress
from postings.assessment.wording import days_ago, due_words
from tests.factories import (
    declare,
    make_application,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_rounds,
    make_sheet,
)

pytestmark = pytest.mark.django_db


def progress_of(posting, today=None):
    applications = list(posting.applications.to_be_rated())
    return posting_progress(posting, applications, today or timezone.localdate())


def figures(block):
    return {
        one.person: (one.expected, one.submitted, one.begun, one.untouched, one.undeclared, one.answers_missing)
        for one in block.people
    }


def test_every_state_of_a_sheet_is_counted_for_its_person():
    posting = make_posting()
    applications = [make_application(posting) for _ in range(4)]
    busy, idle = make_member(posting), make_member(posting)
    make_sheet(applications[0], busy, [5, 4, 3])
    make_sheet(applications[1], busy, [5, None, None], is_submitted=False)
    make_application(posting)  # came in after the declaration

    block = progress_of(posting)[0]

    assert figures(block) == {busy: (5, 1, 1, 3, 1, 12), idle: (5, 0, 0, 5, 5, 15)}
    assert [(one.criterion_count, one.answers_expected) for one in block.people] == [(3, 15)] * 2
    assert [one.active_words for one in block.people] == ["heute", "noch keine"]
    assert block.missing == 9


def test_a_deputy_owes_what_is_taken_over_and_a_free_one_nothing():
    posting = make_posting()
    application, other = make_application(posting), make_application(posting)
    biased, deputy, free = make_member(posting), *(make_member(posting, role="deputy") for _ in range(2))
    name_deputy(exemption=make_conflict(application, biased), deputy=deputy, actor=make_hr_officer())
    make_sheet(other, biased, [3, 3, 3])

    block = progress_of(posting)[0]

    assert figures(block) == {
        biased: (1, 1, 0, 0, 0, 0),
        deputy: (1, 0, 0, 1, 1, 3),
        free: (0, 0, 0, 0, 0, 0),
    }
    assert [one.is_deputy for one in block.people] == [False, True, True]
    assert block.raters == [biased, deputy]


def test_rounds_are_counted_apart_by_what_they_observe():
    posting = make_posting()
    make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"])
    make_application(posting)
    member = make_member(posting)

    first, second = progress_of(posting)

    assert (figures(first), figures(second)) == ({member: (1, 0, 0, 1, 1, 3)}, {member: (1, 0, 0, 1, 1, 1)})


def test_a_paper_sheet_is_no_activity_of_its_assessor():
    posting = make_posting()
    application, member = make_application(posting), make_member(posting)
    declare(posting, member)
    sheet = make_sheet(application, member, [3, 3, None], is_submitted=False)
    RatingSheet.objects.filter(pk=sheet.pk).update(entered_by=make_hr_officer(), saved_at="2025-01-01T12:00Z")

    one = progress_of(posting)[0].people[0]

    assert one.active_on == timezone.localdate()  # of the own declaration


def test_overdue_is_only_what_is_open_and_missing():
    posting = make_posting()
    application, member = make_application(posting), make_member(posting)
    yesterday = timezone.localdate() - timedelta(days=1)
    AssessmentRound.objects.filter(plan=posting.pk).update(due_on=yesterday)

    assert (progress_of(posting)[0].is_overdue, "überfällig seit 1 Tag" in progress_of(posting)[0].due) == (True, True)
    make_sheet(application, member, [3, 3, 3])
    assert not progress_of(make_fresh(posting))[0].is_overdue


def make_fresh(posting):
    return type(posting).objects.get(pk=posting.pk)


def test_the_last_reminder_that_left_is_told():
    posting = make_posting()
    make_application(posting)
    member = make_member(posting)
    Reminder.objects.create(
        posting=posting,
        round_position=1,
        round_title="Auswahlgespräch",
        person=member,
        batch="7a8f1f2e-1111-4222-8333-444455556666",
        reminded_on=date(2025, 9, 1),
        address="m@example.org",
        subject="x",
        body="x",
    )
    assert progress_of(posting)[0].people[0].reminded_on == date(2025, 9, 1)

    Reminder.objects.update(state="failed", failure="abgelehnt", finished_at=timezone.now())
    assert progress_of(posting)[0].people[0].reminded_on is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (8, "10.09.2025 – noch 2 Tage"),
        (9, "10.09.2025 – noch 1 Tag"),
        (10, "10.09.2025 – heute"),
        (11, "10.09.2025 – überfällig seit 1 Tag"),
        (12, "10.09.2025 – überfällig seit 2 Tagen"),
    ],
)
def test_the_distance_of_a_due_date_is_said_in_words(day, words):
    assert due_words(date(2025, 9, 10), date(2025, 9, day)) == words


@pytest.mark.parametrize(("day", "words"), [(10, "heute"), (9, "gestern"), (5, "vor 5 Tagen")])
def test_the_last_activity_is_said_in_words(day, words):
    assert days_ago(date(2025, 9, day), date(2025, 9, 10)) == words
