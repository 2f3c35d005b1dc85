"""Own notes: saved with the rule of the cells, kept as long as the round lasts, nobody else's business."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from postings.applications import services as application_services
from postings.applications.models import Application
from postings.assessment import errors
from postings.assessment.models import AssessmentRound, PrivateNote
from postings.assessment.notes import delete_note, may_write_note, save_note
from postings.assessment.rounds import PlannedRound, close_round, conclude_round, save_plan
from recruitment.audit.models import Event
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


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def application(posting):
    return make_application(posting)


@pytest.fixture
def owner(posting, application):
    owner = make_member(posting)
    declare(posting, owner)
    return owner


def save(application, owner, text, *known, position=1):
    return save_note(application=application, position=position, owner=owner, text=text, known=known or [""])


def texts():
    return list(PrivateNote.objects.order_by("pk").values_list("owner", "round_position", "text"))


def test_a_note_is_saved_changed_and_deleted_without_a_trace(application, owner):
    events = Event.objects.count()

    assert save(application, owner, " Handschlag\r\nfest ").text == "Handschlag\nfest"
    save(application, owner, "anders", "Handschlag\nfest")
    assert texts() == [(owner.pk, 1, "anders")]
    save(application, owner, "", "anders")

    assert (texts(), Event.objects.count()) == ([], events)
    assert not hasattr(PrivateNote, "pgh_event_model")


def test_what_the_client_does_not_know_is_not_overwritten(application, owner):
    save(application, owner, "eins")

    with pytest.raises(errors.CellChangedMeanwhile) as caught:
        save(application, owner, "zwei", "")
    assert (caught.value.stored, caught.value.sent) == ("eins", "zwei")
    with pytest.raises(errors.CellChangedMeanwhile):
        save(application, owner, "", "null")  # deleting overwrites, too
    save(application, owner, "eins", "")  # the same again is no conflict
    assert texts() == [(owner.pk, 1, "eins")]


def test_everybody_has_a_note_of_the_own(posting, application, owner):
    other = make_member(posting)
    declare(posting, other)
    save(application, owner, "meins")
    save(application, other, "seins")
    delete_note(application=application, position=1, owner=owner)

    assert texts() == [(other.pk, 1, "seins")]


def test_a_note_lives_from_the_declaration_to_the_end_of_the_round(posting, application, owner):
    chair = make_member(posting, role="chair")
    make_sheet(application, owner, [3, 3, 3])
    save(application, owner, "nach der Abgabe")
    close_round(round=posting.plan.rounds.get(), actor=chair)
    save(application, owner, "in der Besprechung", "nach der Abgabe")
    entry = conclude_round(round=posting.plan.rounds.get(), actor=chair, reason="Protokoll folgt")

    with pytest.raises(errors.NoteLocked):
        save(application, owner, "zu spät", "in der Besprechung")
    assert not may_write_note(application, entry, owner)
    assert texts() == [(owner.pk, 1, "in der Besprechung")]
    delete_note(application=application, position=1, owner=owner)
    assert texts() == []


def test_whoever_does_not_rate_here_writes_nothing(posting, application, owner):
    with pytest.raises(errors.NotAnAssessor):
        save(application, make_member(posting, role="chair"), "x")
    with pytest.raises(errors.NotDeclared):
        save(application, make_member(posting), "x")
    with pytest.raises(LookupError):
        save(application, owner, "x", position=2)
    save(application, owner, "vor der Befangenheit")
    make_conflict(application, owner)
    with pytest.raises(errors.ExemptFromRating):
        save(application, owner, "x", "vor der Befangenheit")
    assert texts() == [(owner.pk, 1, "vor der Befangenheit")]


def test_a_round_that_is_planned_takes_no_note(posting, application, owner):
    make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"])

    with pytest.raises(errors.NoteLocked):
        save(application, owner, "x", position=2)


def test_a_new_plan_with_fewer_rounds_loses_no_note(posting, application, owner):
    first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"])
    AssessmentRound.objects.filter(pk=second.pk).update(status="open", opened_at=first.opened_at)
    other = make_member(posting)
    declare(posting, other)
    save(application, owner, "eins")
    save(application, owner, "zwei", position=2)
    save(application, other, "drei", position=2)
    ids = list(posting.profile.criteria.values_list("pk", flat=True))

    save_plan(posting=posting, combination="mean", rounds=[PlannedRound("Eine", "interview", ids)], actor=None)

    assert sorted(texts()) == [(owner.pk, 1, "eins\n\nzwei"), (other.pk, 1, "drei")]


def test_erasure_takes_the_notes_and_tells_nobody_that_there_were_any(application, owner):
    save(application, owner, "über die Person")

    withdrawn = application_services.withdraw_application(
        application=application, withdrawn_on=application.received_on, actor=make_hr_officer()
    )

    assert texts() == []
    with pytest.raises(errors.ApplicationNotRated):
        save(withdrawn, owner, "noch etwas")


@pytest.mark.django_db(transaction=True)
def test_no_note_slips_in_while_an_erasure_is_under_way():
    posting = make_posting()
    application = make_application(posting)
    owner = make_member(posting)
    declare(posting, owner)
    has_begun, result = threading.Event(), []

    def write():
        has_begun.wait(10)
        try:
            save(Application.objects.get(pk=application.pk), owner, "spät")  # read before the withdrawal is committed
        except errors.ApplicationNotRated as error:
            result.append(type(error))
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    with transaction.atomic():
        application_services.withdraw_application(
            application=application, withdrawn_on=application.received_on, actor=make_hr_officer()
        )
        has_begun.set()
        writer.join(1)  # waits for the lock of the application
        assert (writer.is_alive(), result) == (True, [])
    writer.join(10)

    assert (result, texts()) == ([errors.ApplicationNotRated], [])
    assert Application.objects.get(pk=application.pk).erased_at is not None


def by_hand(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


INSERT = (
    "INSERT INTO assessment_privatenote (application_id, owner_id, round_position, text, saved_at) "
    "VALUES (%s, %s, %s, %s, now())"
)


def test_the_database_holds_the_rules_of_a_note(posting, application, owner):
    save(application, owner, "eins")

    with pytest.raises(IntegrityError, match="privatenote_once_per_owner_and_round"):
        by_hand(INSERT, application.pk, owner.pk, 1, "zwei")
    with pytest.raises(IntegrityError, match="privatenote_says_something"):
        by_hand("UPDATE assessment_privatenote SET text = ''")
    with pytest.raises(DatabaseError, match="stays with its owner"):
        by_hand("UPDATE assessment_privatenote SET owner_id = %s", make_hr_officer().pk)
    with pytest.raises(DatabaseError, match="not under way"):
        by_hand(INSERT, application.pk, owner.pk, 2, "zwei")
    with pytest.raises(DatabaseError, match="not rated"):
        by_hand(INSERT, make_application(posting, status="received").pk, owner.pk, 1, "zwei")
    chair = make_member(posting, role="chair")
    close_round(round=posting.plan.rounds.get(), actor=chair, reason="erkrankt")
    conclude_round(round=posting.plan.rounds.get(), actor=chair, reason="Protokoll folgt")
    with pytest.raises(DatabaseError, match="not under way"):
        by_hand("UPDATE assessment_privatenote SET text = 'zwei'")
    by_hand("DELETE FROM assessment_privatenote")
    assert texts() == []
