"""That no history can be rewritten: as the owner by accident, and as the application's own role at all."""

import uuid
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from postings.applications.services import withdraw_application
from postings.retention.models import DeletionRecord
from recruitment.audit.guards import grant_rights, histories, install_guards, missing_guards
from recruitment.audit.models import Event
from recruitment.audit.sealing import seal_history
from recruitment.audit.services import record
from recruitment.audit.verifying import verify_history
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db

TABLES = [history.table for history in histories()]


def refused(statement):
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(caught.value)


@contextmanager
def acting_as(role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {role}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")


@pytest.fixture
def role():
    """The application's role: no superuser, no owner, with the rights that ``grant_rights`` gives."""
    name = f"application_{uuid.uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
    grant_rights(name)
    return name


@pytest.fixture
def written():
    """A procedure in which something of every usual kind was written."""
    posting, officer = make_posting(), make_hr_officer()
    application = make_application(posting, last_name="Quittenwolke")
    make_sheet(application, make_member(posting), [3, 4, 5])
    record(
        actor=officer,
        action="application.received",
        subject=application,
        posting_reference=posting.reference_number,
        number=application.number,
        date="1.8.2025",
    )
    return application


def test_every_history_is_known_and_guarded():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'pgh_label' AND table_schema = 'public'"
        )
        tracked = {table for (table,) in cursor.fetchall()}

    assert tracked <= {*TABLES, "pghistory_events", "pghistory_middlewareevents"}
    assert {"audit_event", "audit_erasuremark", "retention_deletionrecord"} <= set(TABLES)
    assert missing_guards() == []


@pytest.mark.parametrize("table", [*TABLES, "audit_historyseal", "audit_sealedpart", "pghistory_context"])
def test_no_history_can_be_truncated_even_by_the_owner(table):
    assert "Cannot truncate" in refused(f'TRUNCATE "{table}" CASCADE')


@pytest.mark.parametrize("table", TABLES)
def test_the_role_of_the_application_rewrites_no_history(role, table):
    key = next(history.key for history in histories() if history.table == table)
    with acting_as(role):
        for statement in (
            f'UPDATE "{table}" SET "{key}" = 1',
            f'TRUNCATE "{table}"',
            f'DROP TABLE "{table}"',
            f'ALTER TABLE "{table}" DISABLE TRIGGER ALL',
            f'DROP TRIGGER history_no_truncate ON "{table}"',
        ):
            assert "permission denied" in (words := refused(statement)) or "must be owner" in words


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM applications_applicantevent",
        "DELETE FROM assessment_ratingevent",
        "DELETE FROM audit_event",
        "UPDATE audit_event SET facts = '{}'",
        "UPDATE audit_event SET actor_id = NULL",
        "DELETE FROM pghistory_context",
        "UPDATE pghistory_context SET id = gen_random_uuid()",
        'INSERT INTO audit_erasuremark ("table", row_id, row_hash, new_hash, made_at, transaction_number)'
        " VALUES ('audit_event', 1, '', '', now(), 1)",
        "UPDATE audit_historyseal SET day = '2020-01-01'",
        "SET session_replication_role = replica",
        "CREATE TABLE public.retention_deletionrecord2 (transaction_number bigint)",
        "CREATE TEMPORARY TABLE retention_deletionrecord (transaction_number bigint)",
        "CREATE OR REPLACE FUNCTION history_refuse() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    ],
)
def test_the_role_of_the_application_finds_no_way_round(role, written, statement):
    events = Event.objects.count()

    with acting_as(role):
        words = refused(statement)

    assert any(part in words for part in ("permission denied", "Cannot", "must be owner"))
    assert Event.objects.count() == events


def test_the_role_of_the_application_does_its_work_and_erases_in_the_one_way(role, written):
    posting, officer = written.posting, make_hr_officer()
    other, rater = make_application(posting), make_member(posting)
    seal_history(day=date(2025, 8, 1))

    with acting_as(role):
        make_sheet(other, rater, [3, 4, 5])
        withdraw_application(application=written, withdrawn_on=date(2025, 8, 20), actor=officer)
        seal_history(day=date(2025, 8, 2))
        verdict = verify_history()

    assert verdict.faults == ()
    assert verdict.erased_count > 0
    assert DeletionRecord.objects.count() == 1


def test_the_owner_deletes_from_a_history_with_a_deletion_record_only(written):
    assert "without a deletion record" in refused("DELETE FROM applications_applicantevent")


def test_a_guard_that_was_switched_off_is_missed_and_comes_back():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER history_no_truncate")
        cursor.execute("DROP TRIGGER history_no_truncate ON applications_applicantevent")

    assert missing_guards() == ["applications_applicantevent", "audit_event"]
    install_guards()
    assert missing_guards() == []


def test_guarding_again_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        install_guards()


def test_a_context_may_learn_but_not_change():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, created_at, updated_at, metadata)"
            ' VALUES (gen_random_uuid(), now(), now(), \'{"user": null, "url": "/"}\')'
        )
        cursor.execute('UPDATE pghistory_context SET metadata = \'{"user": 7, "url": "/"}\'')

    assert "Cannot update" in refused('UPDATE pghistory_context SET metadata = \'{"user": 8, "url": "/"}\'')
    assert "Cannot delete" in refused("DELETE FROM pghistory_context")


def test_rights_go_to_a_role_that_is_there():
    with pytest.raises(CommandError, match="does not exist"):
        call_command("grant_rights", "nobody_of_this_name")


def test_rights_are_given_by_the_command(role, capsys):
    call_command("grant_rights", role)

    assert role in capsys.readouterr().out


def test_the_role_of_the_application_switches_no_trigger_off_for_itself(role, written):
    """Any role may set ``pgtrigger.ignore``; only the owner's word counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(tgname, ',') FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'")
        everything = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + everything + "}"])
    posting = written.posting_id

    with acting_as(role):
        assert "frozen" in refused(f"UPDATE postings_posting SET function = 'anderes' WHERE id = {posting}")
        assert "without a deletion record" in refused("DELETE FROM applications_applicantevent")
        assert "Cannot" in refused("DELETE FROM assessment_ratingevent")

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE postings_posting SET function = 'anderes' WHERE id = {posting}")


def test_the_hook_of_the_triggers_trusts_no_name_of_a_role_and_costs_no_search_path(role, written):
    """Types of a session's own schema come before ours wherever a name is not told by its schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        assert cursor.fetchall() == [(None,)]
        cursor.execute(f'GRANT TEMPORARY ON DATABASE "{connection.settings_dict["NAME"]}" TO {role}')

    with acting_as(role), connection.cursor() as cursor:
        cursor.execute("CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (false)")
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{pgtrigger_posting_frozen}', true)")
        assert "frozen" in refused(f"UPDATE postings_posting SET function = 'anderes' WHERE id = {written.posting_id}")


def test_it_is_seen_when_the_owners_word_is_everybodys_again():
    with connection.cursor() as cursor:
        cursor.execute(
            'CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN'
            " LANGUAGE sql AS 'SELECT true'"
        )

    assert missing_guards() == ["_pgtrigger_should_ignore"]
    install_guards()
    assert missing_guards() == []
