"""The plan is fixed by the first sheet, rounds go their steps, what was agreed on is held: services and raw SQL."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from postings.assessment import errors
from postings.assessment.consensus import agree_on_value, drop_agreed_value
from postings.assessment.models import AssessmentRound, ConsensusRating, Exemption
from postings.assessment.permissions import may_view_results, may_view_sheet_of_others
from postings.assessment.rounds import (
    PlannedRound,
    close_round,
    conclude_round,
    missing_sheets,
    open_round,
    planned_rounds,
    reopen_round,
    save_plan,
    set_due_date,
    unobserved_criteria,
)
from postings.assessment.services import save_sheet, submit_sheet
from postings.models import Posting
from postings.services import open_scoring
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_exemption,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_rounds,
    make_sheet,
)

pytestmark = pytest.mark.django_db


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessors(posting):
    return [make_member(posting), make_member(posting)]


@pytest.fixture
def entry(posting):
    return posting.plan.rounds.get()


@pytest.fixture
def application(posting):
    return make_application(posting)


def fresh(posting):
    return Posting.objects.get(pk=posting.pk)


def actions():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def test_without_a_plan_one_round_observes_everything():
    posting = make_posting(status="published")
    for role in ("chair", "assessor", "assessor"):
        make_member(posting, role=role)
    open_scoring(posting=posting, actor=make_hr_officer())

    (entry,) = AssessmentRound.objects.filter(plan=posting.pk)
    assert (entry.status, entry.visibility, entry.instrument) == ("open", "after_own_sheets", "interview")
    assert unobserved_criteria(posting) == []


def test_a_plan_leaves_no_weighted_criterion_out(posting):
    (first, *_rest) = posting.profile.criteria.all()

    with pytest.raises(errors.CriteriaNotObserved) as error:
        save_plan(posting=posting, combination="mean", rounds=[PlannedRound("Akte", "file", [first.pk])], actor=None)
    assert [number in str(error.value) for number in ("3.1.1", "3.1.2", "3.2.1")] == [False, True, True]


def test_nothing_is_planned_on_a_profile_that_may_still_change():
    with pytest.raises(errors.PlanTooEarly):
        make_rounds(make_posting(status="draft"), ["3.1.1", "3.1.2", "3.2.1"])


def test_a_round_observes_something(posting):
    with pytest.raises(errors.RoundWithoutCriteria):
        save_plan(posting=posting, combination="mean", rounds=[PlannedRound("Akte", "file", [])], actor=None)


def test_the_first_sheet_fixes_the_plan(posting, assessors, application):
    make_sheet(application, assessors[0], [1, None, None], is_submitted=False)

    with pytest.raises(errors.PlanFixed):
        make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessment_assessmentplan SET combination = 'latest'",
        "UPDATE assessment_assessmentround SET share = 7",
        "UPDATE assessment_assessmentround SET visibility = 'after_own_sheet'",
        "DELETE FROM assessment_roundcriterion",
        "UPDATE assessment_roundcriterion SET criterion_id = criterion_id",
        "INSERT INTO assessment_assessmentround (plan_id, position, instrument, title, share, visibility, status, "
        "closing_reason, reopening_reason) SELECT posting_id, 9, 'file', 'x', 1, 'never', 'planned', '', '' "
        "FROM assessment_assessmentplan",
    ],
)
def test_the_database_holds_the_plan_after_the_first_sheet(assessors, application, sql):
    make_sheet(application, assessors[0], [1, None, None], is_submitted=False)

    with pytest.raises(DatabaseError, match="fixed: the first rating"):
        execute(sql)


def test_a_round_observes_criteria_of_its_profile_only(entry):
    stranger = make_profile().criteria.first()

    with pytest.raises(DatabaseError, match="does not belong"):
        execute("INSERT INTO assessment_roundcriterion (round_id, criterion_id) VALUES (%s, %s)", entry.pk, stranger.pk)


@pytest.mark.parametrize("step", ["planned", "concluded"])
def test_no_step_of_a_round_is_left_out_by_sql(entry, step):
    with pytest.raises(DatabaseError, match=r"does not go|times_follow"):
        execute("UPDATE assessment_assessmentround SET status = %s", step)


def test_a_round_closes_when_all_sheets_are_in(posting, assessors, application, entry):
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3, 3])

    closed = close_round(round=entry, actor=make_hr_officer())

    assert (closed.status, closed.closing_reason, Exemption.objects.count()) == ("closed", "", 0)
    assert actions()[-1] == "round.closed"


def test_closing_without_all_sheets_needs_a_reason_and_names_who_is_missing(posting, assessors, application, entry):
    make_sheet(application, assessors[0], [3, 3, 3])
    assert missing_sheets(entry, posting) == [(application.pk, assessors[1].pk)]

    with pytest.raises(errors.SheetsMissing):
        close_round(round=entry, actor=make_hr_officer())
    close_round(round=entry, actor=make_hr_officer(), reason="erkrankt")

    assert list(Exemption.objects.values_list("person", "kind", "reason", "round")) == [
        (assessors[1].pk, "absence", "erkrankt", entry.pk)
    ]


def test_nobody_rates_in_a_closed_round(assessors, application, entry):
    make_sheet(application, assessors[0], [3, None, 3], is_submitted=False)
    close_round(round=entry, actor=make_hr_officer(), reason="erkrankt")

    with pytest.raises(errors.RoundNotOpen):
        make_sheet(application, assessors[1], [3, 3, 3])
    for sql in (
        "UPDATE assessment_rating SET value = 5 WHERE value = 3",
        "UPDATE assessment_ratingsheet SET note = 'x'",
    ):
        with pytest.raises(DatabaseError, match="the round is not open"):
            execute(sql)


def test_a_round_opens_again_with_a_reason_and_the_missing_sheet_is_given(posting, assessors, application, entry):
    make_sheet(application, assessors[0], [3, 3, 3])
    closed = close_round(round=entry, actor=make_hr_officer(), reason="erkrankt")
    with pytest.raises(ReasonMissing):
        reopen_round(round=closed, actor=make_hr_officer(), reason=" ")

    again = reopen_round(round=closed, actor=make_hr_officer(), reason="wieder gesund")
    make_sheet(application, assessors[1], [4, 4, 4], entry=again)

    assert (missing_sheets(again, posting), again.reopening_reason) == ([], "wieder gesund")


def test_a_concluded_round_is_frozen(assessors, application, entry):
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3, 3])
    closed = close_round(round=entry, actor=make_hr_officer())
    agreed = agree(application, closed, assessors)
    done = conclude_round(round=closed, actor=make_hr_officer())

    with pytest.raises(errors.RoundNotReady):
        reopen_round(round=done, actor=make_hr_officer(), reason="doch noch")
    with pytest.raises(errors.RoundNotReady):
        agree(application, done, assessors, value=5)
    with pytest.raises(errors.RoundNotReady):
        drop_agreed_value(agreed=agreed, actor=assessors[0], reason="doch nicht")
    for sql in (
        "UPDATE assessment_consensusrating SET value = 1",
        "DELETE FROM assessment_consensusrating",
        "DELETE FROM assessment_consensuspresence",
        "UPDATE assessment_consensuspresence SET person_id = person_id",
        "INSERT INTO assessment_consensuspresence (consensusrating_id, person_id) "
        "SELECT consensusrating_id, 0 FROM assessment_consensuspresence LIMIT 1",
        "UPDATE assessment_assessmentround SET status = 'closed', concluded_at = NULL",
    ):
        with pytest.raises(DatabaseError, match=r"locked|does not go|violates foreign key"):
            execute(sql)


def agree(application, entry, people, value=4, reason="besprochen"):
    return agree_on_value(
        application=application,
        round=entry,
        criterion=entry.criteria.get(number="3.1.1"),
        value=value,
        reason=reason,
        present=people,
        actor=people[0] if people else make_hr_officer(),
    )


def test_an_agreed_value_stands_beside_the_single_ones(assessors, application, entry):
    sheets = [make_sheet(application, assessors[0], [1, 3, 3]), make_sheet(application, assessors[1], [5, 3, 3])]
    closed = close_round(round=entry, actor=make_hr_officer())

    agreed = agree(application, closed, assessors)
    agree(application, closed, assessors, value=3)

    assert list(ConsensusRating.objects.values_list("value", "reason")) == [(3, "besprochen")]
    assert set(agreed.present.all()) == set(assessors)
    assert [sheet.ratings.get(criterion__number="3.1.1").value for sheet in sheets] == [1, 5]
    assert actions()[-2:] == ["consensus.agreed", "consensus.agreed"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"value": 6}, errors.RatingOutOfRange),
        ({"reason": " "}, ReasonMissing),
        ({"people": []}, errors.NobodyPresent),
    ],
)
def test_an_agreed_value_needs_value_reason_and_people(assessors, application, entry, change, error):
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3, 3])
    closed = close_round(round=entry, actor=make_hr_officer())

    with pytest.raises(error):
        agree(application, closed, **{"people": assessors, **change})


def test_nothing_is_agreed_on_while_the_round_is_open(assessors, application, entry):
    with pytest.raises(errors.RoundNotReady):
        agree(application, entry, assessors)
    with pytest.raises(DatabaseError, match="locked"):
        execute(
            "INSERT INTO assessment_consensusrating (application_id, round_id, criterion_id, value, reason, "
            "recorded_by_id, recorded_at) SELECT %s, round_id, criterion_id, 3, 'x', %s, now() "
            "FROM assessment_roundcriterion LIMIT 1",
            application.pk,
            assessors[0].pk,
        )


def test_an_agreed_value_is_taken_back_with_a_reason(assessors, application, entry):
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3, 3])
    closed = close_round(round=entry, actor=make_hr_officer())
    agreed = agree(application, closed, assessors)

    with pytest.raises(ReasonMissing):
        drop_agreed_value(agreed=agreed, actor=assessors[0], reason="")
    drop_agreed_value(agreed=agreed, actor=assessors[0], reason="verschrieben")

    assert (ConsensusRating.objects.count(), actions()[-1]) == (0, "consensus.dropped")


def test_who_is_exempt_gives_no_sheet_and_owes_none(posting, assessors, application, entry):
    make_exemption(application, assessors[0])

    with pytest.raises(errors.ExemptFromRating):
        make_sheet(application, assessors[0], [3, 3, 3])
    with pytest.raises(DatabaseError, match="exempt"):
        execute(
            "INSERT INTO assessment_ratingsheet (application_id, round_id, assessor_id, status, version, note, "
            "started_at, saved_at) VALUES (%s, %s, %s, 'draft', 1, '', now(), now())",
            application.pk,
            entry.pk,
            assessors[0].pk,
        )
    assert missing_sheets(entry, posting) == [(application.pk, assessors[1].pk)]


def test_a_deputy_rates_only_where_somebody_is_exempt(posting, assessors, application, entry):
    deputy = make_member(posting, role="deputy")
    with pytest.raises(errors.NotAnAssessor):
        make_sheet(application, deputy, [3, 3, 3])

    make_exemption(application, assessors[0], deputy=deputy)

    assert make_sheet(application, deputy, [3, 3, 3]).is_submitted


def test_nobody_becomes_exempt_after_submitting(assessors, application):
    make_sheet(application, assessors[0], [3, 3, 3])

    with pytest.raises(DatabaseError, match="has submitted a sheet"), transaction.atomic():
        make_exemption(application, assessors[0])


def test_a_draft_of_somebody_who_became_exempt_is_neither_saved_nor_submitted(assessors, application, entry):
    draft = make_sheet(application, assessors[0], [3, 3, 3], is_submitted=False)
    make_exemption(application, assessors[0])

    with pytest.raises(errors.ExemptFromRating):
        save_sheet(
            application=application,
            assessor=assessors[0],
            answers=[],
            note="doch noch",
            expected_version=1,
            actor=assessors[0],
        )
    with pytest.raises(errors.ExemptFromRating):
        submit_sheet(sheet=draft, actor=assessors[0])


def test_a_round_closed_without_any_sheet_fixes_the_plan(posting, assessors, application, entry):
    close_round(round=entry, actor=make_hr_officer(), reason="abgebrochen")

    with pytest.raises(errors.PlanFixed):
        make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"])


def test_an_idle_deputy_sees_nothing_before_the_round_is_closed(posting, assessors, application, entry):
    deputy = make_member(posting, role="deputy")
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3, 3])
    assert not may_view_results(deputy, fresh(posting))

    close_round(round=entry, actor=make_hr_officer())

    assert may_view_results(deputy, fresh(posting))


def test_single_values_that_are_never_shown_stand_on_no_page_and_in_no_report(client, posting, assessors, application):
    (entry,) = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], visibility="never")
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3, 3])
    close_round(round=entry, actor=make_hr_officer())
    addresses = [
        reverse("selection:ranking", args=[posting.pk]),
        reverse("selection:result_detail", args=[application.pk]),
        reverse("documents:report_list", args=[posting.pk]),
        reverse("assessment:agreement", args=[entry.pk]),
        reverse("assessment:discussion", args=[entry.pk]),
    ]

    def answers(user):
        client.force_login(user)
        return [client.get(address).status_code for address in addresses]

    assert answers(assessors[0]) == [200, 403, 403, 403, 403]
    assert answers(make_member(posting, role="decider")) == [200, 200, 200, 200, 200]


@pytest.mark.parametrize(
    ("visibility", "own_one", "own_all", "closed"),
    [
        ("never", (False, False), (False, False), (False, True)),
        ("after_close", (False, False), (False, False), (True, True)),
        ("after_own_sheet", (True, False), (True, True), (True, True)),
        ("after_own_sheets", (False, False), (True, True), (True, True)),
    ],
)
def test_the_rule_of_the_round_decides_who_sees_what(posting, assessors, visibility, own_one, own_all, closed):
    """Pairs: the single values of the first applicant, and the ranking."""
    (entry,) = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], visibility=visibility)
    first, second = make_application(posting), make_application(posting)
    me, other = assessors
    make_sheet(first, other, [3, 3, 3])
    make_sheet(second, other, [3, 3, 3])

    def seen():
        first.posting = fresh(posting)
        found = AssessmentRound.objects.get(pk=entry.pk)
        return may_view_sheet_of_others(me, first, found), may_view_results(me, first.posting)

    assert seen() == (False, False)
    make_sheet(first, me, [3, 3, 3])
    assert seen() == own_one
    make_sheet(second, me, [3, 3, 3])
    assert seen() == own_all
    close_round(round=entry, actor=make_hr_officer())
    assert seen() == closed


def test_a_round_that_is_still_planned_keeps_the_ranking_hidden_from_those_who_rate(posting, assessors, application):
    first, second = make_rounds(posting, ["3.1.1", "3.1.2"], ["3.2.1"])
    for assessor in assessors:
        make_sheet(application, assessor, [3, 3], entry=first)
    assert not may_view_results(assessors[0], fresh(posting))

    second = open_round(round=second, actor=make_hr_officer())
    assert not may_view_results(assessors[0], fresh(posting))
    make_sheet(application, assessors[0], [3], entry=second)

    assert may_view_results(assessors[0], fresh(posting))


def test_a_due_date_holds_until_the_round_is_closed():
    posting = make_posting()
    make_application(posting)
    make_member(posting)
    chair = make_member(posting, role="chair")
    entry = posting.plan.rounds.get()
    today = date(2025, 9, 10)

    for _twice in range(2):  # the same day once more is no act
        entry = set_due_date(round=entry, due_on=date(2025, 9, 10), actor=chair, today=today)
    with pytest.raises(errors.DueDatePassed):
        set_due_date(round=entry, due_on=date(2025, 9, 9), actor=chair, today=today)
    assert Event.objects.filter(action__startswith="round.due").count() == 1

    close_round(round=entry, actor=chair, reason="erkrankt")
    with pytest.raises(errors.RoundNotReady):
        set_due_date(round=entry, due_on=None, actor=chair, today=today)
    with pytest.raises(DatabaseError, match="the round is closed"):
        execute("UPDATE assessment_assessmentround SET due_on = NULL")


def test_a_due_date_can_be_set_after_the_first_sheet_and_outlasts_a_new_plan():
    posting = make_posting()
    chair = make_member(posting, role="chair")
    today = date(2025, 9, 10)
    set_due_date(round=posting.plan.rounds.get(), due_on=today, actor=chair, today=today)

    plan = save_plan(posting=posting, combination="mean", rounds=planned_rounds(posting.plan), actor=chair)
    assert [entry.due_on for entry in plan.rounds.all()] == [today]

    make_sheet(make_application(posting), make_member(posting), [3, 3, 3])
    later = set_due_date(round=plan.rounds.get(), due_on=date(2025, 9, 12), actor=chair, today=today)
    assert later.due_on == date(2025, 9, 12)
