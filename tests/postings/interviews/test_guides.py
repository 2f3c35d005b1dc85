"""The guide is written in steps, counts its versions, and stands from the first record or sheet on: services, SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from postings.assessment.models import AssessmentRound
from postings.assessment.rounds import PlannedRound, save_plan
from postings.interviews import errors
from postings.interviews.guides import (
    QuestionContent,
    add_question,
    change_question,
    content_of,
    delete_guide,
    delete_question,
    guide_of,
    is_guide_fixed,
    move_question,
    planned_minutes,
    questions_of,
    save_texts,
    uncovered_criteria,
)
from postings.interviews.models import InterviewGuide
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_guide,
    make_hr_officer,
    make_member,
    make_posting,
    make_record,
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
def entry(posting):
    return posting.plan.rounds.get()


@pytest.fixture
def officer():
    return make_hr_officer()


def texts(entry):
    return [(question.position, question.text) for question in questions_of(guide_of(entry))]


def plan_on_file(posting, **fields):
    ids = list(posting.profile.criteria.values_list("pk", flat=True))
    save_plan(
        posting=posting, combination="mean", rounds=[PlannedRound("Akte", "file", ids)], actor=None, **fields
    )  # fmt: skip
    return AssessmentRound.objects.get(plan=posting.pk)


def test_a_guide_holds_texts_and_questions_and_counts_every_change(entry, officer):
    save_texts(round=entry, opening=" Guten Tag. ", closing="", expected_version=0, actor=officer)
    first = add_question(round=entry, content=QuestionContent("Erste?", minutes=5), actor=officer)
    second = add_question(round=entry, content=QuestionContent("Zweite?", minutes=7), actor=officer)
    move_question(question=second, is_up=True, expected_version=3, actor=officer)
    delete_question(question=first, expected_version=4, actor=officer)

    guide = guide_of(entry)
    assert (guide.opening, guide.version, planned_minutes(guide)) == ("Guten Tag.", 5, 7)
    assert texts(entry) == [(1, "Zweite?")]
    events = Event.objects.filter(action="guide.changed").order_by("pk")
    assert list(events.values_list("facts__version", flat=True)) == [1, 2, 3, 4, 5]


def test_a_question_keeps_criteria_and_anchors_in_their_order(entry, officer):
    ids = list(entry.criteria.values_list("pk", flat=True))
    content = QuestionContent(
        " Was tun Sie? ", "prüft", "Warum?", 10, [ids[1], ids[0], ids[0]], {5: " wägt ab ", 1: "rät", 3: " "}
    )

    question = add_question(round=entry, content=content, actor=officer)

    assert content_of(question) == QuestionContent(
        "Was tun Sie?", "prüft", "Warum?", 10, sorted(ids[:2]), {1: "rät", 5: "wägt ab"}
    )
    changed = QuestionContent("Was tun Sie?", criterion_ids=[ids[2]], anchors={3: "tut etwas"})
    change_question(question=question, content=changed, expected_version=1, actor=officer)
    assert content_of(questions_of(guide_of(entry))[0]) == changed


def test_the_same_once_more_changes_nothing(entry, officer):
    content = QuestionContent("Erste?", anchors={1: "rät"})
    save_texts(round=entry, opening="", closing="Danke", expected_version=0, actor=officer)
    question = add_question(round=entry, content=content, actor=officer)

    again = add_question(round=entry, content=content, actor=officer)
    change_question(question=question, content=content, expected_version=99, actor=officer)
    save_texts(round=entry, opening="", closing="Danke ", expected_version=99, actor=officer)

    assert (again.pk, guide_of(entry).version) == (question.pk, 2)
    assert Event.objects.filter(action="guide.changed").count() == 2


def test_criteria_without_a_question_are_named(entry):
    make_guide(entry, questions=2)

    assert [criterion.number for criterion in uncovered_criteria(entry)] == ["3.2.1"]


def test_a_stale_tab_changes_nothing(entry, officer):
    guide = make_guide(entry)
    first, second = questions_of(guide)
    change_question(question=first, content=QuestionContent("Neu?"), expected_version=1, actor=officer)
    before = guide_of(entry).version

    for step in (
        lambda: change_question(question=first, content=QuestionContent("Alt?"), expected_version=1, actor=officer),
        lambda: move_question(question=first, is_up=False, expected_version=guide.version, actor=officer),
        lambda: delete_question(question=first, expected_version=guide.version, actor=officer),
        lambda: save_texts(round=entry, opening="x", closing="", expected_version=guide.version, actor=officer),
        lambda: delete_guide(round=entry, expected_version=guide.version, actor=officer),
    ):
        with pytest.raises(errors.GuideChangedMeanwhile):
            step()
    # Two people may write two questions at once.
    change_question(question=second, content=QuestionContent("Auch neu?"), expected_version=1, actor=officer)

    assert texts(entry) == [(1, "Neu?"), (2, "Auch neu?")]
    assert guide_of(entry).version == before + 1


def test_a_question_deleted_meanwhile_is_told(entry, officer):
    guide = make_guide(entry)
    question = questions_of(guide)[0]
    delete_question(question=question, expected_version=guide.version, actor=officer)

    with pytest.raises(errors.GuideChangedMeanwhile) as caught:
        change_question(question=question, content=QuestionContent("Alt?"), expected_version=1, actor=officer)

    assert caught.value.stored is None


@pytest.mark.parametrize(
    ("is_up", "index", "expected"),
    [(True, 0, [1, 2, 3]), (False, 2, [1, 2, 3]), (True, 2, [1, 3, 2]), (False, 0, [2, 1, 3])],
)
def test_a_question_moves_by_one_and_stops_at_the_ends(entry, officer, is_up, index, expected):
    guide = make_guide(entry, questions=3)
    questions = questions_of(guide)

    move_question(question=questions[index], is_up=is_up, expected_version=guide.version, actor=officer)

    numbers = {question.pk: number for number, question in enumerate(questions, start=1)}
    assert [numbers[question.pk] for question in questions_of(guide)] == expected


def test_what_does_not_belong_here_is_refused(entry, officer):
    stranger = make_posting().profile.criteria.first()

    with pytest.raises(errors.CriterionNotObserved):
        add_question(round=entry, content=QuestionContent("?", criterion_ids=[stranger.pk]), actor=officer)
    with pytest.raises(errors.AnchorOffScale):
        add_question(round=entry, content=QuestionContent("?", anchors={6: "über allem"}), actor=officer)
    assert guide_of(entry) is None


def test_nobody_is_asked_anything_in_a_round_on_the_file(posting, officer):
    entry = plan_on_file(posting)

    with pytest.raises(errors.NoConversation):
        save_texts(round=entry, opening="x", closing="", expected_version=0, actor=officer)
    with pytest.raises(DatabaseError, match="on the file"):
        execute(
            "INSERT INTO interviews_interviewguide (round_id, opening, closing, version, changed_at)"
            " VALUES (%s, '', '', 1, now())",
            entry.pk,
        )


def fix_by_record(posting, entry):
    make_record(make_application(posting), entry)


def fix_by_draft(posting, entry):
    make_sheet(make_application(posting), make_member(posting), [3, None, None], is_submitted=False)


@pytest.mark.parametrize("fix", [fix_by_record, fix_by_draft])
def test_the_first_record_or_sheet_fixes_the_guide(posting, entry, officer, fix):
    guide = make_guide(entry)
    question = questions_of(guide)[0]
    fix(posting, entry)

    assert is_guide_fixed(entry)
    for step in (
        lambda: save_texts(round=entry, opening="x", closing="", expected_version=guide.version, actor=officer),
        lambda: add_question(round=entry, content=QuestionContent("Noch eine?"), actor=officer),
        lambda: change_question(question=question, content=QuestionContent("?"), expected_version=1, actor=officer),
        lambda: move_question(question=question, is_up=False, expected_version=guide.version, actor=officer),
        lambda: delete_question(question=question, expected_version=guide.version, actor=officer),
        lambda: delete_guide(round=entry, expected_version=guide.version, actor=officer),
    ):
        with pytest.raises(errors.GuideFixed):
            step()


@pytest.mark.parametrize("fix", [fix_by_record, fix_by_draft])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE interviews_interviewguide SET opening = 'anders'",
        "DELETE FROM interviews_interviewguide",
        "UPDATE interviews_guidequestion SET text = 'anders'",
        "DELETE FROM interviews_guidequestion",
        "UPDATE interviews_questionanchor SET text = 'anders'",
        "DELETE FROM interviews_questionanchor",
        "DELETE FROM interviews_questioncriterion",
        "INSERT INTO interviews_questionanchor (question_id, value, text)"
        " SELECT id, 2, 'neu' FROM interviews_guidequestion LIMIT 1",
        "INSERT INTO interviews_guidequestion (guide_id, position, text, expected, follow_ups, version)"
        " SELECT id, 9, 'neu', '', '', 1 FROM interviews_interviewguide",
    ],
)
def test_the_database_holds_a_fixed_guide(posting, entry, fix, sql):
    make_guide(entry)
    fix(posting, entry)

    with pytest.raises(DatabaseError, match="fixed"):
        execute(sql)


def test_a_question_of_a_fixed_guide_cannot_be_moved_to_another(posting, entry):
    make_guide(entry)
    other = make_guide(make_posting().plan.rounds.get(), questions=0)
    fix_by_record(posting, entry)

    with pytest.raises(DatabaseError, match="fixed"):
        execute("UPDATE interviews_guidequestion SET guide_id = %s, position = position + 10", other.pk)


def test_a_guide_cannot_be_written_after_the_first_interview(posting, entry, officer):
    fix_by_record(posting, entry)

    with pytest.raises(errors.GuideFixed):
        save_texts(round=entry, opening="x", closing="", expected_version=0, actor=officer)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE interviews_guidequestion SET text = ''", "guidequestion_with_text"),
        ("UPDATE interviews_guidequestion SET minutes = 0", "guidequestion_minutes"),
        ("UPDATE interviews_guidequestion SET position = 1", "guidequestion_position_once"),
        ("UPDATE interviews_questionanchor SET text = ''", "questionanchor_with_text"),
        ("UPDATE interviews_questionanchor SET value = 6 WHERE value = 5", "questionanchor_value_1_to_5"),
        ("UPDATE interviews_questionanchor SET value = 1", "questionanchor_once"),
    ],
)
def test_rows_of_a_guide_hold_their_constraints(entry, sql, message):
    make_guide(entry)

    with pytest.raises(DatabaseError, match=message):
        execute(sql + "; SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_a_criterion_that_the_round_does_not_observe(entry):
    make_guide(entry)
    stranger = make_posting().profile.criteria.first()

    with pytest.raises(DatabaseError, match="does not observe"):
        execute("UPDATE interviews_questioncriterion SET criterion_id = %s", stranger.pk)


def test_saving_the_plan_keeps_the_round_and_its_guide(posting, entry):
    make_guide(entry)
    ids = list(posting.profile.criteria.values_list("pk", flat=True))

    save_plan(
        posting=posting,
        combination="mean",
        rounds=[PlannedRound("Akte", "file", ids[:1]), PlannedRound("Fachgespräch", "interview", ids)],
        actor=None,
    )

    first, second = AssessmentRound.objects.filter(plan=posting.pk)
    assert (second.pk, second.title, second.position, second.status) == (entry.pk, "Fachgespräch", 2, "planned")
    assert (first.status, first.opened_at is not None, second.opened_at) == ("open", True, None)
    assert InterviewGuide.objects.get().round_id == second.pk


def test_a_round_with_a_guide_stays_in_the_plan_until_the_guide_is_deleted(posting, entry, officer):
    guide = make_guide(entry)

    with pytest.raises(Exception, match="Sie bleibt deshalb im Plan"):
        plan_on_file(posting)
    delete_guide(round=entry, expected_version=guide.version, actor=officer)

    assert plan_on_file(posting).instrument == "file"
    assert Event.objects.filter(action="guide.deleted").count() == 1
