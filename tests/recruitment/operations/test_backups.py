"""Real dumps of the test's database, restored into a second one beside it."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from postings.files.storage import file_storage
from recruitment.operations.archive import ArchiveReader, ArchiveWriter
from recruitment.operations.backups import delete_old_backups, make_backup
from recruitment.operations.contents import is_empty, own_connection, table_figures
from recruitment.operations.errors import ArchiveDamaged, BackupError, TargetNotEmpty
from recruitment.operations.postgres_programs import program, run
from recruitment.operations.restoring import check_archive, restore_backup
from tests.factories import make_application, make_file, make_posting
from tests.postings.files.bucket_server import new_bucket, s3_server
from tests.test_permissions import build_scene

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 1, 12, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_recipients(settings):
    settings.BACKUP_AGE_RECIPIENTS = settings.BACKUP_GPG_RECIPIENTS = []


@pytest.fixture
def target(monkeypatch, settings, tmp_path):
    """Return a function that from now on makes a second, empty database and an empty folder the application's."""
    name = f"{connection.settings_dict['NAME']}_restored"

    def change(folder="restored"):
        monkeypatch.setitem(connection.settings_dict, "NAME", name)
        settings.APPLICATION_FILES_DIR = str(tmp_path / folder)

    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with own_connection() as server:
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    yield change
    monkeypatch.undo()
    with own_connection() as server:
        server.execute(drop)


@pytest.fixture
def stored():
    """A procedure with one applicant and two documents."""
    application = make_application(make_posting(), last_name="Größmann")
    return [make_file(application), make_file(application, content=b"x" * 3_000_000)]


def every_value():
    """Return every row of every table as the driver hands it out, in the order of its text."""
    with own_connection() as server:
        return {
            name: sorted(server.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(*name.split("."))))
                         .fetchall(), key=repr)
            for name in table_figures(server)
        }  # fmt: skip


def schema(tmp_path):
    with own_connection() as server:
        path = tmp_path / "schema.sql"
        run(program("pg_dump", server.info.server_version), server, ["--schema-only", "--no-owner", f"--file={path}"])
    # PostgreSQL writes "x IN (...)" with other casts once it has read its own text.
    lines = (re.sub(r"::(text|character varying)|[()\[\]]", "", line) for line in path.read_text().splitlines())
    return [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]


def test_everything_comes_back_value_by_value(settings, tmp_path, target):
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"# secret\n{identity}\n")
    settings.BACKUP_AGE_RECIPIENTS = [str(identity.to_public())]
    scene = build_scene()
    values, tables, documents = every_value(), schema(tmp_path), dict(all_documents())
    output = io.StringIO()
    call_command("backup", to=str(tmp_path / "backups"), stdout=output)
    (path,) = (tmp_path / "backups").iterdir()

    target()
    call_command("restore", str(path), identity=tmp_path / "key", stdout=output)

    assert every_value() == values
    assert sum(map(len, values.values())) > 1000
    assert schema(tmp_path) == tables
    assert dict(all_documents()) == documents
    assert documents
    with own_connection() as server, pytest.raises(psycopg.Error, match=r"(?i)cannot|nicht|frozen|locked"):
        server.execute("UPDATE profiles_criterion SET weight = 1 + mod(weight, 4) WHERE id = %s", [scene["observed"]])


def test_documents_in_a_bucket_come_back_into_another_one(settings, tmp_path, target):
    with s3_server() as (address, _stop):
        new_bucket(settings, address)
        application = make_application(make_posting())
        make_file(application)
        make_file(application, content=b"x" * 9_000_000)  # in several parts
        values, documents = every_value(), dict(all_documents())
        backup = make_backup(folder=tmp_path / "b", now=NOW)

        new_bucket(settings, address)
        assert dict(all_documents()) == {}
        target()
        restored = restore_backup(path=backup.path, identity=None)

        assert (restored.file_count, dict(all_documents())) == (2, documents)
        assert every_value() == values


def all_documents():
    storage = file_storage()
    for folder in storage.listdir("")[0]:
        for name in storage.listdir(folder)[1]:
            with storage.open(f"{folder}/{name}") as file:
                yield f"{folder}/{name}", file.read()


def test_an_encrypted_backup_tells_nothing_and_another_key_opens_nothing(settings, tmp_path, stored, target):
    identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    settings.BACKUP_AGE_RECIPIENTS = [str(identity.to_public())]
    (tmp_path / "other").write_text(str(other))

    backup = make_backup(folder=tmp_path / "b", now=NOW)

    assert (backup.is_encrypted, backup.file_count, backup.path.stat().st_mode & 0o777) == (True, 2, 0o600)
    assert backup.path.name == "personalauswahl-20260112T013000Z.tar.age"
    content = backup.path.read_bytes()
    assert b"xxxxxxxx" not in content
    assert b"database.dump" not in content
    target()
    with pytest.raises(BackupError, match="Schlüssel"):
        restore_backup(path=backup.path, identity=tmp_path / "other")
    with pytest.raises(BackupError, match="--identity"):
        restore_backup(path=backup.path, identity=None)


@pytest.mark.skipif(shutil.which("gpg") is None, reason="kein gpg vorhanden")
def test_gpg_encrypts_as_well(settings, tmp_path, stored, target, monkeypatch):
    home = Path(f"/tmp/rg-{os.getpid()}")  # noqa: S108 - the path of its socket must be short
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    make_key = [
        "gpg",
        "--batch",
        "--passphrase",
        "",
        "--quick-generate-key",
        "sicherung@example.org",
        "rsa2048",
        "encrypt",
    ]
    subprocess.run(make_key, check=True, capture_output=True)
    settings.BACKUP_GPG_RECIPIENTS = ["sicherung@example.org"]
    try:
        backup = make_backup(folder=tmp_path, now=NOW)
        assert backup.path.suffix == ".gpg"
        assert b"database.dump" not in backup.path.read_bytes()
        target()
        assert restore_backup(path=backup.path, identity=None).file_count == 2
        settings.BACKUP_GPG_RECIPIENTS = ["niemand@example.org"]
        with pytest.raises(BackupError, match="gpg"):
            make_backup(folder=tmp_path / "none", now=NOW)
        assert list((tmp_path / "none").iterdir()) == []
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], check=False)
        shutil.rmtree(home, ignore_errors=True)


def test_a_database_that_holds_something_is_refused_and_stays(tmp_path, stored):
    backup = make_backup(folder=tmp_path, now=NOW)
    before = every_value()

    with pytest.raises(TargetNotEmpty, match="nicht leer"):
        restore_backup(path=backup.path, identity=None)

    assert every_value() == before


def test_a_folder_with_strange_documents_is_refused(tmp_path, stored, target):
    backup = make_backup(folder=tmp_path, now=NOW)
    target()
    strange = tmp_path / "restored" / "ab" / "ab12"
    strange.parent.mkdir(parents=True)
    strange.write_bytes(b"somebody's")

    with pytest.raises(TargetNotEmpty, match="Ordner"):
        restore_backup(path=backup.path, identity=None)

    with own_connection() as server:
        assert is_empty(server)


def test_a_restore_that_was_interrupted_goes_on(tmp_path, stored, target):
    backup = make_backup(folder=tmp_path, now=NOW)
    target()
    whole, half = (tmp_path / "restored" / one.storage_name for one in stored)
    with tarfile.open(backup.path) as tar:
        first = tar.extractfile(f"files/{stored[0].storage_name}").read()
    for path, content in ((whole, first), (half, b"x" * 1000)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    assert restore_backup(path=backup.path, identity=None).file_count == 2
    assert half.stat().st_size == 3_000_000


def _cut(path):
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _flip(path, name):
    with tarfile.open(path) as tar:
        place = tar.getmember(name).offset_data + 200
    with open(path, "r+b") as file:
        file.seek(place)
        old = file.read(1)
        file.seek(place)
        file.write(bytes([old[0] ^ 1]))


def _lose_manifest(path):
    with tarfile.open(path) as tar, tarfile.open(path.with_suffix(".other"), "w") as other:
        for member in tar:
            if member.name != "manifest.json":
                other.addfile(member, tar.extractfile(member))
    path.with_suffix(".other").rename(path)


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        lambda path: _flip(path, "database.dump"),
        lambda path: _flip(path, "manifest.json"),
        lambda path: _flip(path, "parts.jsonl"),
        _lose_manifest,
    ],
    ids=["cut", "dump", "manifest", "list", "no manifest"],
)
def test_a_damaged_archive_touches_nothing(tmp_path, stored, target, damage):
    backup = make_backup(folder=tmp_path, now=NOW)
    check_archive(path=backup.path, identity=None)
    damage(backup.path)
    target()

    with pytest.raises(ArchiveDamaged):
        restore_backup(path=backup.path, identity=None)

    with own_connection() as server:
        assert is_empty(server)
    assert not (tmp_path / "restored").exists()


def _as_format_1(path):
    """Rewrite an archive as it was written before the list of its parts stood beside the manifest."""
    old, reader = path.with_suffix(".old"), ArchiveReader(path)
    facts = {**reader.manifest, "format": 1}
    facts["parts"] = {part.name: {"size": part.size, "sha256": part.sha256} for part in reader.parts()}
    content = json.dumps(facts).encode()
    with tarfile.open(path) as tar, tarfile.open(old, "w") as other:
        for member in tar:
            if member.name.startswith(("database", "files")):
                other.addfile(member, tar.extractfile(member))
        for name, what in (
            ("manifest.json", content),
            ("manifest.sha256", hashlib.sha256(content).hexdigest().encode()),
        ):
            head = tarfile.TarInfo(name)
            head.size = len(what)
            other.addfile(head, io.BytesIO(what))
    old.rename(path)


def test_an_archive_of_the_first_format_is_restored(tmp_path, stored, target):
    values = every_value()
    backup = make_backup(folder=tmp_path, now=NOW)
    _as_format_1(backup.path)
    target()

    assert restore_backup(path=backup.path, identity=None).file_count == 2
    assert every_value() == values


def test_two_million_documents_need_no_more_memory_than_some(tmp_path):
    path, count = tmp_path / "archive.tar", 5_000  # each head is more than a kilobyte, were it kept
    tracemalloc.start()
    try:
        with open(path, "wb") as target:
            writer = ArchiveWriter(target)
            for number in range(count):
                writer.add(f"files/ab/{number:048}", io.BytesIO(b""), 0)
            writer.close({})
        reader = ArchiveReader(path)
        assert sum(1 for _part in reader.walk()) == count
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 4_000_000  # two buffers of a megabyte


def test_a_backup_of_a_newer_version_is_refused(tmp_path, stored, target):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('jobs', '9999_later', now())")
    try:
        backup = make_backup(folder=tmp_path, now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    target()

    with pytest.raises(BackupError, match=r"jobs\.9999_later"):
        restore_backup(path=backup.path, identity=None)


def test_the_figures_of_a_table_tell_one_changed_letter_and_a_doubled_row():
    make_application(make_posting(), last_name="Meier")
    changes = ["UPDATE applications_applicant SET last_name = 'Meyer'", "UPDATE accounts_user SET is_active = false"]
    with own_connection() as server:
        server.execute("BEGIN")
        seen = [table_figures(server)]
        for change in changes:
            server.execute(change)
            seen.append(table_figures(server))
        server.execute("ROLLBACK")

    assert {name for name in seen[0] if seen[0][name] != seen[1][name]} >= {"public.applications_applicant"}
    assert "public.accounts_user" in {name for name in seen[1] if seen[1][name] != seen[2][name]}


def test_old_backups_go_and_nothing_else(tmp_path):
    names = [f"personalauswahl-{NOW - timedelta(days=days):%Y%m%dT%H%M%SZ}.tar.age" for days in (0, 29, 31)]
    for name in (*names, "notes.txt", "personalauswahl-old.tar"):
        (tmp_path / name).touch()

    deleted = delete_old_backups(folder=tmp_path, keep_days=30, now=NOW)

    assert [path.name for path in deleted] == [names[2]]
    assert len(list(tmp_path.iterdir())) == 4


def test_the_command_says_in_words_what_is_wrong(settings, tmp_path):
    settings.BACKUP_AGE_RECIPIENTS = ["age1nonsense"]

    with pytest.raises(CommandError, match="BACKUP_AGE_RECIPIENTS"):
        call_command("backup", to=str(tmp_path))
    with pytest.raises(CommandError, match="nirgends"):
        call_command("restore", str(tmp_path / "nirgends.tar"))
