"""A real standby: read by those commands alone that may, never with a gap, never written."""

import subprocess
from contextlib import contextmanager
from datetime import date
from io import StringIO

import dj_database_url
import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.utils import ConnectionHandler
from django.urls import reverse

from postings.models import Posting
from recruitment.audit.sealing import seal_history
from recruitment.database.configuration import replica_settings
from recruitment.database.replica import from_replica, measure_lag
from recruitment.operations.postgres_programs import program
from tests.factories import make_application, make_posting
from tests.recruitment.database.standby import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pair(tmp_path_factory, django_db_setup, django_db_blocker):
    """A primary with the tables of the tests' database, and its standby."""
    servers = Pair(tmp_path_factory.mktemp("pair"))
    try:
        if not servers.can_copy:
            pytest.skip("Diesem PostgreSQL fehlt pg_basebackup (apt-get install postgresql).")
        with django_db_blocker.unblock():
            made, version = connection.settings_dict, connection.pg_version
            source = ["-h", made["HOST"], "-U", made["USER"], "-d", made["NAME"]]
            dump = subprocess.run(
                [program("pg_dump", version), "--format=custom", "--no-owner", *source], check=True, capture_output=True
            ).stdout
        restore = [program("pg_restore", version), "--no-owner", "-d", servers.address()]
        subprocess.run(restore, check=True, input=dump)
        servers.start_standby()
        yield servers
    finally:
        servers.stop()


@contextmanager
def working_on(url):
    """Make another server Django's ``default`` within the block."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = ConnectionHandler({DEFAULT_DB_ALIAS: dict(dj_database_url.parse(url))})["default"]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = before


@pytest.fixture
def primary(pair, settings, monkeypatch):
    monkeypatch.setenv("DATABASE_REPLICA_URL", pair.url(of_standby=True))
    settings.DATABASE_REPLICA = replica_settings()
    settings.DATABASE_REPLICA_WAIT_SECONDS = 10
    with working_on(pair.url()):
        yield pair


def where():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        return "replica" if cursor.fetchone()[0] else "primary"


def test_what_was_saved_before_is_always_there(primary):
    told = []
    for _number in range(20):
        posting = make_posting(status="draft")
        with from_replica(told=told.append) as is_replica:
            assert (is_replica, where()) == (True, "replica")
            assert Posting.objects.filter(pk=posting.pk).exists()
        assert where() == "primary"
    assert told == []


def test_nothing_can_be_written_there(primary):
    with from_replica(told=print), pytest.raises(DatabaseError, match="read-only"):
        Posting.objects.update(function="x")


def test_a_replica_that_is_behind_or_away_is_not_read(primary, settings):
    settings.DATABASE_REPLICA_WAIT_SECONDS = 0.3
    told = []
    primary.pause()
    try:
        make_posting(status="draft")
        with from_replica(told=told.append) as is_replica:
            assert (is_replica, where()) == (False, "primary")
        assert measure_lag().bytes > 0
    finally:
        primary.resume()
    settings.DATABASE_REPLICA = {**settings.DATABASE_REPLICA, "HOST": "/nowhere"}
    with from_replica(told=told.append) as is_replica:
        assert not is_replica

    assert told == [
        "Gelesen wird der Hauptserver: Die Kopie ist zu weit zurück.",
        "Gelesen wird der Hauptserver: Die Kopie antwortet nicht oder ist keine.",
    ]


def test_a_server_that_is_no_replica_is_not_read(primary, settings):
    settings.DATABASE_REPLICA = dict(dj_database_url.parse(primary.url()))

    with from_replica(told=lambda _words: None) as is_replica:
        assert not is_replica


def test_the_commands_of_the_night_read_it(primary, tmp_path, settings):
    settings.BACKUP_AGE_RECIPIENTS = settings.BACKUP_GPG_RECIPIENTS = []
    make_application(make_posting(), status="withdrawn", withdrawn_on=date(2025, 8, 20))
    seal_history(day=date(2025, 8, 1))
    told, failed = StringIO(), StringIO()

    call_command("verify_history", stdout=told, stderr=failed)
    call_command("list_due_erasures", stdout=told, stderr=failed)
    call_command("backup", to=str(tmp_path / "b"), stdout=told, stderr=failed)

    assert "Die Historie ist unverändert." in told.getvalue()
    assert "1 Bewerbungen fällig" in told.getvalue()
    assert "Gesichert:" in told.getvalue()
    assert "Hauptserver" not in failed.getvalue()
    (backup,) = (tmp_path / "b").iterdir()
    call_command("restore", str(backup), check_only=True, stdout=told)


def test_the_probe_tells_how_far_it_is_behind(primary, client):
    told = client.get(reverse("operations:replica"))

    assert told.status_code == 200
    assert set(told.json()) == {"status", "lag_seconds", "lag_bytes"}


def test_without_a_replica_nothing_changes(client, settings):
    settings.DATABASE_REPLICA = {}

    with from_replica(told=print) as is_replica:
        assert not is_replica
    assert client.get(reverse("operations:replica")).json() == {"status": "none"}
