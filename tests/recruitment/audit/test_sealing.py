"""The chain over the histories: what somebody with every right in the database cannot hide, and what erasure may."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from postings.applications.models import Applicant
from postings.applications.services import withdraw_application
from postings.retention.models import DeletionRecord
from recruitment.audit import rows, sealing
from recruitment.audit.models import ErasureMark, Event, HistorySeal, SealedPart
from recruitment.audit.rows import Range, contents_of
from recruitment.audit.sealing import DayAlreadySealed, HistoryTooBusy, UnguardedHistory, seal_history
from recruitment.audit.services import record
from recruitment.audit.verifying import verify_history
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2025, 8, 1), date(2025, 8, 2), date(2025, 8, 3)


def tamper(*statements):
    """Do what only the owner can: with every trigger asleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def touched(**options):
    return [(fault.day, fault.words) for fault in verify_history(**options).faults]


def days():
    return {day for day, _words in touched()}


@pytest.fixture
def sealed():
    """Two sealed days: on the first a person applied and was rated, on the second another one."""
    posting, officer = make_posting(), make_hr_officer()
    rater = make_member(posting)
    application = make_application(posting, last_name="Quittenwolke", remarks="Frau Quittenwolke ruft an.")
    make_sheet(application, rater, [3, 4, 5])
    note(application, officer)
    seal_history(day=FIRST)
    other = make_application(posting, last_name="Zweitmann")
    note(other, officer, reason="Herr Zweitmann rief an.")
    seal_history(day=SECOND)
    return application, other


def note(application, officer, reason="Frau Quittenwolke rief an."):
    record(
        actor=officer,
        action="application.formal_check_reopened",
        subject=application,
        posting_reference=application.posting.reference_number,
        number=application.number,
        reason=reason,
    )


def test_an_untouched_history_holds_and_every_row_is_sealed(sealed):
    verdict = verify_history()

    assert verdict.faults == ()
    assert (verdict.link_count, verdict.unsealed, verdict.erased_count) == (2, 0, 0)
    assert verdict.row_count == sum(history.model.objects.count() for history in sealing.histories())


@pytest.mark.parametrize(
    ("statement", "day"),
    [
        ("UPDATE audit_event SET actor_id = NULL WHERE id = (SELECT min(id) FROM audit_event)", FIRST),
        ("UPDATE audit_event SET happened_at = now() WHERE id = (SELECT max(id) FROM audit_event)", SECOND),
        ("UPDATE assessment_ratingevent SET value = 1 WHERE value = 5", FIRST),
        ("DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)", SECOND),
        ("DELETE FROM assessment_ratingevent", FIRST),
        ("INSERT INTO audit_event (id, happened_at, action, subject_type, posting_reference, facts)"
         " VALUES (0, now(), 'posting.created', '', '', '{}')", FIRST),
        ("UPDATE audit_historyseal SET day = '2020-01-01' WHERE number = 1", date(2020, 1, 1)),
        ("UPDATE audit_historyseal SET digest = repeat('a', 64) WHERE number = 1", FIRST),
        ("UPDATE audit_sealedpart SET digest = repeat('a', 64) WHERE \"table\" = 'audit_event' AND seal_id ="
         " (SELECT id FROM audit_historyseal WHERE number = 2)", SECOND),
        ("DELETE FROM audit_sealedpart WHERE \"table\" = 'audit_event' AND seal_id ="
         " (SELECT id FROM audit_historyseal WHERE number = 1)", FIRST),
    ],
)  # fmt: skip
def test_whatever_the_owner_changes_is_found_with_its_day(sealed, statement, day):
    tamper(statement)

    assert day in days()
    assert (SECOND if day == FIRST else FIRST) not in days() or "seal" in statement


def test_who_wrote_a_row_is_sealed_with_it():
    context = "5a1d7c1e-0000-4000-8000-000000000001"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, created_at, updated_at, metadata)"
            f' VALUES (\'{context}\', now(), now(), \'{{"user": 7, "url": "/"}}\')'
        )
    make_application(make_posting())
    tamper(f"UPDATE applications_applicantevent SET pgh_context_id = '{context}'")
    seal_history(day=FIRST)
    assert days() == set()

    tamper('UPDATE pghistory_context SET metadata = \'{"user": 8, "url": "/"}\'')

    assert touched() == [(FIRST, "„applications_applicantevent“: mindestens eine Zeile wurde verändert.")]


def test_a_changed_row_with_every_hash_computed_anew_is_found_because_the_key_is_elsewhere(sealed, settings):
    tamper("UPDATE audit_event SET actor_id = NULL WHERE id = (SELECT min(id) FROM audit_event)")
    key, settings.HISTORY_SEAL_KEY = settings.HISTORY_SEAL_KEY, "geraten"
    tables = {history.table: history for history in sealing.histories()}
    former = ""
    for link in HistorySeal.objects.order_by("number"):
        for part in link.parts.all():
            ((_count, digest),) = contents_of(tables[part.table], [Range(part.after_id, part.last_id, part.columns)])
            tamper(f"UPDATE audit_sealedpart SET digest = '{digest}' WHERE id = {part.pk}")
        link.former_digest = former
        former = sealing.digest_of(link, SealedPart.objects.filter(seal=link))
        tamper(
            f"UPDATE audit_historyseal SET digest = '{former}', former_digest = '{link.former_digest}'"
            f" WHERE id = {link.pk}"
        )
    assert days() == set()  # with the guessed key everything fits together

    settings.HISTORY_SEAL_KEY = key

    assert days() == {FIRST, SECOND}


def test_a_chain_cut_off_at_its_end_is_betrayed_by_a_digest_noted_elsewhere(sealed):
    newest = HistorySeal.objects.last()
    known = (newest.number, newest.digest)
    assert touched(known=known) == []

    tamper(
        f"DELETE FROM audit_sealedpart WHERE seal_id = {newest.pk}",
        f"DELETE FROM audit_historyseal WHERE id = {newest.pk}",
    )

    assert touched() == []
    assert touched(known=known) == [(None, "Das notierte Siegel 2 gibt es nicht mehr.")]


def test_a_link_taken_out_of_the_middle_is_missed(sealed):
    note(sealed[1], make_hr_officer())
    seal_history(day=THIRD)
    link = HistorySeal.objects.get(number=2)

    tamper(
        f"DELETE FROM audit_sealedpart WHERE seal_id = {link.pk}",
        f"DELETE FROM audit_historyseal WHERE id = {link.pk}",
    )

    assert (THIRD, "Vor dem Siegel 3 fehlt eines.") in touched()


def test_erasure_takes_the_person_and_the_chain_holds(sealed):
    application, _other = sealed
    officer = make_hr_officer()

    withdraw_application(application=application, withdrawn_on=date(2025, 8, 20), actor=officer)

    assert touched() == []
    assert not Applicant.pgh_event_model.objects.filter(last_name="Quittenwolke").exists()
    assert not Event.objects.filter(facts__number=application.number, facts__reason__contains="Quittenwolke").exists()
    assert ErasureMark.objects.filter(table="audit_event").exclude(new_hash="").exists()
    assert ErasureMark.objects.filter(table="assessment_ratingevent", new_hash="").exists()

    seal_history(day=THIRD)
    assert touched() == []
    assert SealedPart.objects.filter(seal__day=THIRD, table="audit_erasuremark").exists()


def test_two_erasures_may_empty_the_same_row_one_after_the_other(sealed):
    application, _other = sealed
    for reason in ("[gelöscht]", "[gelöscht, 2]"):
        with transaction.atomic():
            DeletionRecord.objects.create(subject_hash="0" * 64, posting_reference="x", legal_ground="withdrawn")
            event = Event.objects.filter(facts__number=application.number, facts__has_key="reason").first()
            event.facts["reason"] = reason
            event.save(update_fields=["facts"])
            # In a test both run in one transaction; the mark must not care.

    assert ErasureMark.objects.filter(table="audit_event").count() == 2
    assert touched() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET facts = '{\"reason\": \"anders\"}' WHERE facts::text LIKE '%gelöscht]%'",
        "UPDATE audit_erasuremark SET row_hash = repeat('b', 64) WHERE \"table\" = 'audit_event'",
        "UPDATE audit_erasuremark SET new_hash = repeat('b', 64) WHERE \"table\" = 'audit_event'",
        "DELETE FROM audit_erasuremark WHERE \"table\" = 'assessment_ratingevent'",
        "DELETE FROM retention_deletionrecord",
    ],
)
def test_an_erasure_is_no_cloak(sealed, statement):
    withdraw_application(application=sealed[0], withdrawn_on=date(2025, 8, 20), actor=make_hr_officer())
    assert touched() == []

    tamper(statement)

    assert FIRST in days()
    assert SECOND not in days()


def test_a_mark_made_by_hand_for_a_row_taken_by_hand_has_no_deletion_record(sealed):
    hashes = "history_row_hash(to_jsonb(e), NULL)"
    tamper(
        'INSERT INTO audit_erasuremark ("table", row_id, row_hash, new_hash, made_at, transaction_number)'
        f" SELECT 'audit_event', id, {hashes}, '', now(), 1 FROM audit_event e ORDER BY id DESC LIMIT 1",
        "DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)",
    )

    assert touched() == [(SECOND, "„audit_event“: 1 Zeilen gelöscht ohne Löschnachweis.")]


def test_rows_erased_before_they_were_sealed_need_no_mark():
    application = make_application(make_posting(), last_name="Quittenwolke")
    withdraw_application(application=application, withdrawn_on=date(2025, 8, 20), actor=make_hr_officer())

    assert ErasureMark.objects.count() == 0
    seal_history(day=FIRST)
    assert touched() == []


def test_a_column_added_later_leaves_the_seals_as_they_are(sealed):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE applications_applicantevent ADD COLUMN later text NOT NULL DEFAULT 'x'")

    assert touched() == []
    withdraw_application(application=sealed[0], withdrawn_on=date(2025, 8, 20), actor=make_hr_officer())
    assert touched() == []


def test_a_day_is_sealed_once_and_in_order(sealed):
    for day in (FIRST, SECOND):
        with pytest.raises(DayAlreadySealed):
            seal_history(day=day)


def test_nothing_is_sealed_while_a_guard_is_missing(sealed):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER history_no_truncate")

    with pytest.raises(UnguardedHistory):
        seal_history(day=THIRD)
    assert touched() == [(None, "Der Historie „audit_event“ fehlt ein Schutz, oder er ist abgeschaltet.")]


@pytest.mark.django_db(transaction=True)
def test_whoever_still_writes_is_waited_for_and_not_harmed(monkeypatch):
    call_command("flush", interactive=False, verbosity=0)  # what the migrations shipped stands in histories, too
    monkeypatch.setattr(sealing, "ATTEMPTS", 2)
    monkeypatch.setattr(sealing, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(sealing, "WAIT_MILLISECONDS", 50)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_event (happened_at, action, subject_type, posting_reference, facts)"
                " VALUES (now(), 'posting.created', '', '', '{}')"
            )
        with pytest.raises(HistoryTooBusy):
            seal_history(day=FIRST)
        other.commit()
    finally:
        other.close()

    assert seal_history(day=FIRST).row_count == 1


def test_the_commands_seal_and_name_the_day(sealed, capsys):
    call_command("seal_history")
    first = capsys.readouterr().out
    call_command("seal_history")
    assert "besteht bereits ein Siegel" in capsys.readouterr().out
    known = first.split()[1]
    call_command("verify_history", known=sealing_known(known))
    assert "Die Historie ist unverändert." in capsys.readouterr().out
    assert f"{timezone.localdate():%d.%m.%Y}" in first

    tamper("UPDATE audit_event SET actor_id = NULL WHERE id = (SELECT min(id) FROM audit_event)")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_history")

    assert ended.value.code == 1
    assert "01.08.2025: „audit_event“: mindestens eine Zeile wurde verändert." in capsys.readouterr().out


def sealing_known(text):
    number, digest = text.split(":")
    return int(number), digest


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_the_seals_are_the_same_however_few_rows_are_read_at_once(sealed, monkeypatch, at_once):
    """The hashes of millions of rows are more than one value of the database holds."""
    monkeypatch.setattr(rows, "KEYS_AT_ONCE", at_once)

    assert touched() == []

    row = Event.objects.order_by("pk").first()
    tamper(f"UPDATE audit_event SET action = 'x' WHERE id = {row.pk}")
    assert days() == {FIRST}


def test_the_recent_days_are_computed_anew_and_the_chain_is_whole_all_the_same(sealed):
    tamper("UPDATE audit_event SET actor_id = NULL WHERE id = (SELECT min(id) FROM audit_event)")
    verdict = verify_history(since=SECOND)

    assert verdict.faults == ()
    assert 0 < verdict.checked_count < verdict.row_count == verify_history().checked_count
    assert {day for day, _words in touched(since=FIRST)} == {FIRST}

    tamper("UPDATE audit_event SET actor_id = NULL WHERE id = (SELECT max(id) FROM audit_event)")
    assert {day for day, _words in touched(since=SECOND)} == {SECOND}
    tamper(f"UPDATE audit_historyseal SET digest = '{'a' * 64}' WHERE number = 1")
    assert {day for day, _words in touched(since=SECOND)} == {FIRST, SECOND}


def test_marks_of_recent_erasures_are_checked_with_the_recent_days(sealed):
    withdraw_application(application=sealed[0], withdrawn_on=date(2025, 8, 20), actor=make_hr_officer())
    seal_history(day=THIRD)
    withdraw_application(application=sealed[1], withdrawn_on=date(2025, 8, 20), actor=make_hr_officer())
    tomorrow = THIRD + timedelta(days=1)
    assert touched(since=tomorrow) == []

    tamper("DELETE FROM retention_deletionrecord")

    assert days() >= {FIRST, SECOND}
    assert {day for day, _words in touched(since=tomorrow)} == {SECOND}


def test_many_days_cost_hardly_more_questions_than_few(sealed, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as few:
        verify_history()
    for number in range(30):
        note(sealed[1], None, reason=f"Notiz {number}")
        seal_history(day=THIRD + timedelta(days=number))

    with django_assert_max_num_queries(len(few) + 5):
        assert verify_history().faults == ()
