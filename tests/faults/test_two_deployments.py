"""Two versions start at once: both migrate the same empty database."""

import os
import subprocess
import sys

import psycopg
import pytest

from recruitment.database.embedded import EmbeddedPostgres
from recruitment.operations.contents import LOCK
from tests.conftest import ROOT


@pytest.fixture
def server(tmp_path):
    server = EmbeddedPostgres(tmp_path / "var")
    server.start()
    yield server
    server.reset()


def migrate(server):
    environment = {**os.environ, "RECRUITMENT_VAR_DIR": str(server.var_dir), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "migrate", "--no-input"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_two_migrations_at_once_do_the_work_once(server):
    address = f"host={server.socket_dir} user={server.user} dbname={server.database}"
    with psycopg.connect(address, autocommit=True) as link:
        # Both have come as far as the lock before either begins.
        link.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        both = [migrate(server), migrate(server)]
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        for _ in range(600):
            if link.execute(waiting).fetchone() == (2,):
                break
            link.execute("SELECT pg_sleep(0.1)")
        link.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        outputs = [process.communicate(timeout=300)[0] for process in both]
        doubled = link.execute("SELECT count(*) - count(DISTINCT (app, name)) FROM django_migrations").fetchone()

    assert [process.returncode for process in both] == [0, 0], outputs
    assert all("diese wartet auf ihr Ende" in text for text in outputs)
    assert sum("No migrations to apply" in text or "Keine anzuwendenden Migrationen" in text for text in outputs) == 1
    assert doubled == (0,)
