"""What was asked and answered is kept once, by version, frozen at the end and erased with the person: services, SQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.applications.services import withdraw_application
from postings.assessment.rounds import close_round, conclude_round
from postings.interviews import errors
from postings.interviews.completeness import record_gaps, round_gaps
from postings.interviews.models import (
    Interview,
    InterviewRecord,
    RecordAnswer,
    RecordExtra,
    RecordPresence,
)
from postings.interviews.records import GivenAnswer, RecordContent, content_of, record_of, save_record
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_guide,
    make_hr_officer,
    make_interview,
    make_member,
    make_posting,
    make_record,
    make_rounds,
    make_sheet,
    make_user,
    record_content,
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
def application(posting):
    return make_application(posting)


@pytest.fixture
def officer():
    return make_hr_officer()


def save(application, entry, officer, content, seen=0):
    return save_record(application=application, round=entry, content=content, expected_version=seen, actor=officer)


def actions():
    return list(Event.objects.filter(action__startswith="interview.").order_by("pk").values_list("action", flat=True))


def test_a_record_holds_what_was_asked_and_by_which_guide(posting, application, entry, officer):
    guide = make_guide(entry)
    first, second = guide.questions.values_list("pk", flat=True)
    members = [make_member(posting), make_member(posting, role="observer")]
    content = record_content(
        entry,
        *members,
        others_present=" Frau Beispiel (Dolmetscherin) ",
        answers=[
            GivenAnswer(second, is_asked=False, reason=" Zeit war um ", answer=""),
            GivenAnswer(first, is_asked=True, reason="bleibt nicht", answer=" nennt die Frist "),
        ],
        extras=[("Warum wir?", "kennt das Haus"), ("  ", "")],
    )

    stored = save(application, entry, officer, content)

    assert (stored.guide, stored.guide_version, stored.version, stored.saved_by) == (guide, guide.version, 1, officer)
    assert content_of(record_of(application, entry)) == RecordContent(
        started_at=content.started_at,
        ended_at=content.ended_at,
        present=sorted(person.pk for person in members),
        others_present="Frau Beispiel (Dolmetscherin)",
        answers=[
            GivenAnswer(first, is_asked=True, answer="nennt die Frist"),
            GivenAnswer(second, is_asked=False, reason="Zeit war um"),
        ],
        extras=[("Warum wir?", "kennt das Haus")],
    )
    assert actions() == ["interview.record_begun"]


def test_a_record_is_changed_part_by_part(posting, application, entry, officer):
    make_guide(entry)
    member = make_member(posting)
    save(application, entry, officer, record_content(entry, member, extras=[("Erste?", "ja"), ("Zweite?", "nein")]))
    left = RecordAnswer.objects.first()

    changed = record_content(entry, officer, extras=[("Zweite?", "nein")], answers=[
        GivenAnswer(left.question_id, is_asked=True, answer=left.answer)
    ])  # fmt: skip
    stored = save(application, entry, officer, changed, seen=1)

    assert (stored.version, content_of(record_of(application, entry))) == (2, changed.cleaned())
    assert (RecordAnswer.objects.get().pk, RecordPresence.objects.get().person) == (left.pk, officer)
    assert actions() == ["interview.record_begun", "interview.record_changed"]


def test_the_same_once_more_changes_nothing(application, entry, officer):
    content = record_content(entry, officer)
    save(application, entry, officer, content)

    again = save(application, entry, officer, content, seen=0)

    assert (again.version, actions()) == (1, ["interview.record_begun"])


def test_a_stale_tab_writes_nothing(application, entry, officer):
    save(application, entry, officer, record_content(entry, officer))

    with pytest.raises(errors.RecordChangedMeanwhile) as caught:
        save(application, entry, officer, record_content(entry, officer, extras=[("Andere?", "ja")]), seen=0)

    assert caught.value.record == InterviewRecord.objects.get()
    assert list(RecordExtra.objects.values_list("question", flat=True)) == ["Was reizt Sie an der Stelle?"]


def test_without_a_guide_there_are_free_questions_only(application, entry):
    stored = make_record(application, entry)

    assert (stored.guide, stored.guide_version, record_gaps(stored, 0)) == (None, None, [])


def test_what_cannot_be_is_refused(posting, application, entry, officer):
    make_guide(entry)
    other = make_guide(make_posting().plan.rounds.get()).questions.first()
    question = entry.guide.questions.first()
    now = timezone.now()

    for content, error in (
        (RecordContent(answers=[GivenAnswer(other.pk, is_asked=True)]), errors.UnknownQuestion),
        (RecordContent(answers=[GivenAnswer(question.pk, is_asked=False, reason=" ")]), ReasonMissing),
        (RecordContent(started_at=now, ended_at=now), errors.EndsBeforeStart),
        (RecordContent(ended_at=now), errors.EndsBeforeStart),
        (RecordContent(present=[make_user().pk]), errors.NotOfTheCommittee),
    ):
        with pytest.raises(error):
            save(application, entry, officer, content)
    with pytest.raises(errors.NotInterviewed):
        save(make_application(posting, status="received"), entry, officer, RecordContent())
    assert InterviewRecord.objects.count() == 0


def test_a_record_needs_a_round_that_has_begun_and_a_conversation(posting, application, officer):
    _first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"])

    with pytest.raises(errors.RoundOver, match="geplant"):
        save(application, second, officer, RecordContent())
    with pytest.raises(DatabaseError, match="locked"):
        execute(
            "INSERT INTO interviews_interviewrecord (application_id, round_id, others_present, version, saved_by_id,"
            " saved_at) VALUES (%s, %s, '', 1, %s, now())",
            application.pk,
            second.pk,
            officer.pk,
        )


def concluded(posting, application, entry):
    make_guide(entry)
    make_sheet(application, make_member(posting), [3, 3, 3])
    make_record(application, entry)
    closed = close_round(round=entry, actor=make_hr_officer())
    return conclude_round(round=closed, actor=make_hr_officer())


def test_a_record_can_still_be_written_while_the_round_is_discussed(posting, application, entry, officer):
    make_sheet(application, make_member(posting), [3, 3, 3])
    closed = close_round(round=entry, actor=officer)

    assert make_record(application, closed).version == 1


def test_with_the_end_of_the_round_the_record_stands(posting, application, entry, officer):
    done = concluded(posting, application, entry)

    with pytest.raises(errors.RoundOver):
        save(application, done, officer, record_content(done, officer), seen=1)
    for sql in (
        "UPDATE interviews_interviewrecord SET others_present = 'x'",
        "DELETE FROM interviews_interviewrecord",
        "UPDATE interviews_recordanswer SET answer = 'x'",
        "DELETE FROM interviews_recordanswer",
        "UPDATE interviews_recordextra SET answer = 'x'",
        "DELETE FROM interviews_recordextra",
        "DELETE FROM interviews_recordpresence",
        "INSERT INTO interviews_recordextra (record_id, position, question, answer)"
        " SELECT id, 9, 'x', '' FROM interviews_interviewrecord",
    ):
        with pytest.raises(DatabaseError, match="locked"):
            execute(sql)


def test_answers_cannot_be_smuggled_into_another_record(posting, application, entry):
    make_guide(entry)
    make_record(application, entry)
    stranger = make_guide(make_posting().plan.rounds.get()).questions.first()

    with pytest.raises(DatabaseError, match="not of the guide"):
        execute("UPDATE interviews_recordanswer SET question_id = %s", stranger.pk)
    with pytest.raises(DatabaseError, match="recordanswer_not_asked_with_reason"):
        execute("UPDATE interviews_recordanswer SET is_asked = false")
    with pytest.raises(DatabaseError, match="by the guide of its round"):
        execute("UPDATE interviews_interviewrecord SET guide_id = NULL, guide_version = NULL")
    with pytest.raises(DatabaseError, match="interviewrecord_ends_after_it_starts"):
        execute("UPDATE interviews_interviewrecord SET ended_at = started_at")


def test_gaps_are_told_per_rated_applicant(posting, application, entry, officer):
    make_guide(entry)
    member = make_member(posting)
    begun, complete = make_application(posting), make_application(posting)
    make_application(posting)  # not rated yet, so nothing is missing
    for rated in (application, begun, complete):
        make_sheet(rated, member, [3, 3, 3])
    entry.refresh_from_db()
    first = entry.guide.questions.first()
    save(begun, entry, officer, RecordContent(answers=[GivenAnswer(first.pk, is_asked=True)]))
    make_record(complete, entry)

    assert round_gaps(entry, officer) == [
        "Anna Nachname0001: kein Gesprächsprotokoll",
        "Anna Nachname0002: Beginn oder Ende fehlt, niemand als anwesend vermerkt, 1 Frage ohne Angabe, ob gestellt, "
        "1 Antwort fehlt",
    ]


def test_gaps_name_codes_to_those_who_see_codes():
    posting = make_posting(is_blind=True)
    application = make_application(posting)
    make_sheet(application, make_member(posting), [3, 3, 3])

    gaps = round_gaps(posting.plan.rounds.get(), make_member(posting, role="chair"))

    assert gaps == [f"Bewerbung {application.code}: kein Gesprächsprotokoll"]


def test_a_task_needs_no_record(posting, application):
    posting.plan.rounds.update(instrument="task")
    entry = posting.plan.rounds.get()
    make_sheet(application, make_member(posting), [3, 3, 3])

    assert round_gaps(entry, make_hr_officer()) == []


def test_withdrawal_erases_appointment_and_record_with_their_history(posting, application, entry, officer):
    other = make_application(posting)
    make_interview(other, entry, hour=14)
    make_record(other, entry)
    make_interview(application, entry)
    make_record(application, entry)

    withdraw_application(application=application, actor=officer, withdrawn_on=timezone.localdate())

    kept = InterviewRecord.objects.get().pk
    assert list(Interview.objects.values_list("application", flat=True)) == [other.pk]
    for model in (Interview, InterviewRecord):
        assert set(model.pgh_event_model.objects.values_list("application", flat=True)) == {other.pk}
    for model in (RecordAnswer, RecordExtra):
        assert set(model.pgh_event_model.objects.values_list("record", flat=True)) <= {kept}
    assert RecordExtra.objects.get().record_id == kept


def test_a_record_of_a_concluded_round_is_erased_too(posting, application, entry, officer):
    concluded(posting, application, entry)

    withdraw_application(application=application, actor=officer, withdrawn_on=timezone.localdate())

    assert (InterviewRecord.objects.count(), RecordAnswer.objects.count(), RecordPresence.objects.count()) == (0, 0, 0)


def test_an_interview_may_end_after_midnight_in_the_service(application, entry, officer):
    starts = timezone.now()

    stored = save(application, entry, officer, RecordContent(started_at=starts, ended_at=starts + timedelta(hours=3)))

    assert stored.ended_at - stored.started_at == timedelta(hours=3)


def test_saving_while_writing_is_told_once_per_sitting_and_stands_in_the_history(application, entry, officer):
    other = make_member(application.posting, role="chair")

    def save(version, word, actor=officer, is_quiet=True):
        content = RecordContent(extras=[(word, "")])
        return save_record(
            application=application,
            round=entry,
            content=content,
            expected_version=version,
            actor=actor,
            is_quiet=is_quiet,
        )

    save(0, "eins")
    save(1, "zwei")
    save(2, "drei", actor=other)
    save(3, "vier", actor=other)
    InterviewRecord.objects.update(saved_at=timezone.now() - timedelta(minutes=16))
    found = save(4, "fünf", actor=other)
    save(5, "sechs", actor=other, is_quiet=False)

    told = Event.objects.filter(action__startswith="interview.record").order_by("pk").values_list("action", "actor")
    changed = "interview.record_changed"
    assert list(told) == [
        ("interview.record_begun", officer.pk),
        *[(changed, other.pk)] * 3,
    ]
    assert sorted(set(found.events.values_list("version", flat=True))) == [1, 2, 3, 4, 5, 6]
