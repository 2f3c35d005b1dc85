"""Make a backup: a dump of the database and the documents of the same moment, in one archive.

Dump and figures come from one snapshot. Documents are written before their rows and never changed, so whatever the
dump names was there when it was taken; what is erased while the archive is written is erased from it, too.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection as django_connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.crypto import salted_hmac

from recruitment.operations.archive import DUMP, FILES, ArchiveWriter, encrypting, encryption
from recruitment.operations.contents import own_connection, sequence_values, table_figures
from recruitment.operations.errors import BackupError
from recruitment.operations.postgres_programs import program, run

PREFIX, STAMP = "personalauswahl-", "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    file_count: int
    row_count: int
    is_encrypted: bool


def document_storage() -> Storage:
    """Return where the documents of applicants lie."""
    return storages["application_files"]


def stored_names(storage: Storage) -> Iterator[str]:
    """Yield the names of all stored documents, folder by folder."""
    try:
        folders = sorted(storage.listdir("")[0])
    except FileNotFoundError:
        return
    for folder in folders:
        for name in sorted(storage.listdir(folder)[1]):
            yield f"{folder}/{name}"


def secret_key_mark() -> str:
    """Return what tells whether two servers have the same ``SECRET_KEY``, and nothing of it."""
    return salted_hmac("recruitment.operations.backups", "mark").hexdigest()[:16]


def make_backup(*, folder: Path, now: datetime) -> Backup:
    """Write a backup into ``folder`` (made if missing, 0700); the file appears whole or not at all (0600).

    :raises BackupError: if a program, the encryption or the disk fails; nothing is left then.
    """
    ending, encrypt = encryption(settings.BACKUP_AGE_RECIPIENTS, settings.BACKUP_GPG_RECIPIENTS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{PREFIX}{now.astimezone(UTC).strftime(STAMP)}.tar{ending}"
    part = path.with_name(path.name + ".part")
    try:
        if path.exists():
            raise BackupError(f"Die Sicherung {path} gibt es schon.")
        with tempfile.TemporaryDirectory(prefix="recruitment-backup-") as work:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                with encrypting(target, encrypt) as clear:
                    file_count, row_count = _write(ArchiveWriter(clear), Path(work), now)
                target.flush()
                os.fsync(target.fileno())
        part.rename(path)
    except OSError as fault:
        raise BackupError(f"Die Sicherung konnte nicht geschrieben werden: {fault.strerror or fault}") from fault
    finally:
        part.unlink(missing_ok=True)
    return Backup(path, file_count, row_count, encrypt is not None)


def _write(archive: ArchiveWriter, work: Path, now: datetime) -> tuple[int, int]:
    dump = work / DUMP
    with own_connection() as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        sequences = sequence_values(connection)
        tables = table_figures(connection)
        version = connection.info.server_version
        run(
            program("pg_dump", version),
            connection,
            ["--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={dump}"],
        )
    with open(dump, "rb") as source:
        archive.add(DUMP, source, dump.stat().st_size)
    dump.unlink()
    storage, count = document_storage(), 0
    for name in stored_names(storage):
        try:
            source, size = storage.open(name), storage.size(name)
        except FileNotFoundError:
            continue  # erased since the folder was read
        with source:
            archive.add(FILES + name, source, size)
        count += 1
    archive.close(
        {
            "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
            "server_version": version,
            "migrations": sorted(map(list, MigrationRecorder(django_connection).applied_migrations())),
            "secret_key_mark": secret_key_mark(),
            "tables": {name: asdict(figures) for name, figures in tables.items()},
            "sequences": json.loads(json.dumps(sequences)),
        }
    )
    return count, sum(figures.rows for figures in tables.values())


def delete_old_backups(*, folder: Path, keep_days: int, now: datetime) -> list[Path]:
    """Delete backups in ``folder`` older than ``keep_days`` days by the moment in their name; return their paths."""
    deleted = []
    for path in sorted(folder.glob(f"{PREFIX}*.tar*")):
        try:
            made = datetime.strptime(path.name.removeprefix(PREFIX).split(".")[0], STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if made < now - timedelta(days=keep_days):
            path.unlink()
            deleted.append(path)
    return deleted
