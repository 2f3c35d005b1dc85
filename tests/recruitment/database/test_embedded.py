"""Real servers in temporary folders; nothing is replaced."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from recruitment.database.configuration import local_secret_key
from recruitment.database.embedded import OLDEST_MAJOR, EmbeddedPostgres
from tests.conftest import ROOT


@pytest.fixture
def server(tmp_path):
    server = EmbeddedPostgres(tmp_path / "var")
    yield server
    server.reset()


def ask(server, sql):
    address = f"host={server.socket_dir} user={server.user} dbname={server.database}"
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone() if cursor.description else None


def pid_of(server):
    return int((server.data_dir / "postmaster.pid").read_text().split()[0])


def test_start_makes_a_database_and_a_second_start_changes_nothing(server):
    server.start()
    first = pid_of(server)
    server.start()

    assert (pid_of(server), server.is_running()) == (first, True)
    assert ask(server, "SHOW listen_addresses") == ("",)


def system_majors():
    return [
        int(folder.parent.name) for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()
    ]


@pytest.mark.skipif(max(system_majors(), default=0) < OLDEST_MAJOR, reason="kein PostgreSQL-Server im System")
def test_new_data_are_made_with_the_systems_postgresql_where_there_is_one(server):
    server.start()

    assert int((server.data_dir / "PG_VERSION").read_text()) == max(system_majors())


def test_data_survive_stop_and_start(server):
    server.start()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    assert not server.is_running()
    server.start()

    assert ask(server, "SELECT number FROM kept") == (7,)


def test_two_checkouts_run_side_by_side(server, tmp_path):
    other = EmbeddedPostgres(tmp_path / "other" / "var")
    try:
        server.start()
        other.start()

        assert pid_of(server) != pid_of(other)
        assert server.socket_dir != other.socket_dir
    finally:
        other.reset()


def test_a_killed_server_starts_again(server):
    server.start()
    os.kill(pid_of(server), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while server.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)
    server.start()

    assert ask(server, "SELECT 1") == (1,)


def test_a_stale_lock_whose_process_id_now_belongs_to_a_stranger_does_no_harm(server):
    server.start()
    lines = (server.data_dir / "postmaster.pid").read_text().splitlines()
    server.stop()
    stranger = os.getpid()
    (server.data_dir / "postmaster.pid").write_text("\n".join([str(stranger), *lines[1:]]) + "\n")
    (server.socket_dir / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n")

    server.start()

    assert ask(server, "SELECT 1") == (1,)


def test_a_half_made_data_folder_is_made_anew(server):
    server.start()
    server.stop()
    (server.data_dir / "recruitment-initialised").unlink()
    server.start()

    assert ask(server, "SELECT 1") == (1,)


def test_two_starts_at_the_same_moment_end_with_one_server(server):
    code = f"from recruitment.database.embedded import EmbeddedPostgres as E; E({str(server.var_dir)!r}).start()"
    starts = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]

    assert [process.wait(60) for process in starts] == [0, 0, 0]
    assert ask(server, "SELECT 1") == (1,)


def test_a_long_path_gets_a_short_socket(tmp_path):
    server = EmbeddedPostgres(tmp_path / ("lang" * 30) / "var")
    try:
        server.start()

        assert len(bytes(server.socket_dir)) < 90
        assert ask(server, "SELECT 1") == (1,)
    finally:
        server.reset()


def test_the_secret_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first = local_secret_key(tmp_path / "var")

    assert local_secret_key(tmp_path / "var") == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len(list((tmp_path / "var").iterdir())) == 1
