"""Restore a backup into an empty database and an empty folder, and compare every value with the manifest.

Nothing is touched before the whole archive has been checked. Documents come first, then the database in one
transaction: whoever interrupts it finds an empty database, and the same command goes on.
"""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.core.files import File
from django.core.files.storage import Storage
from django.db.migrations.loader import MigrationLoader

from recruitment.operations.archive import DUMP, FILES, ArchiveReader, HashingReader, decrypted
from recruitment.operations.backups import document_storage, secret_key_mark, stored_names
from recruitment.operations.contents import is_empty, own_connection, sequence_values, table_figures, wait_for_the_lock
from recruitment.operations.errors import BackupError, RestoredOtherwise, TargetNotEmpty
from recruitment.operations.postgres_programs import program, run

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    made_at: str
    table_count: int
    row_count: int
    file_count: int
    has_other_secret_key: bool


def check_archive(*, path: Path, identity: Path | None) -> dict[str, object]:
    """Check every part of the archive against its manifest, change nothing, return the manifest.

    :raises BackupError: if it is damaged or cannot be decrypted.
    """
    with tempfile.TemporaryDirectory(prefix="recruitment-restore-") as work:
        return ArchiveReader(decrypted(path, Path(work), identity)).manifest


def restore_backup(*, path: Path, identity: Path | None, with_privileges: bool = False) -> Restored:
    """Bring database and documents back as they were.

    :raises TargetNotEmpty: if the database holds a table or the folder a document that is not of this archive.
    :raises BackupError: if the archive is damaged, newer than this code, or a program fails; nothing is in the
        database then.
    :raises RestoredOtherwise: if a value is not what the manifest says.
    """
    with tempfile.TemporaryDirectory(prefix="recruitment-restore-") as work:
        archive = ArchiveReader(decrypted(path, Path(work), identity))
        _refuse_newer(archive)
        with own_connection() as connection:
            wait_for_the_lock(connection)
            if not is_empty(connection):
                raise TargetNotEmpty(
                    "Die Datenbank ist nicht leer; es wurde nichts verändert. Bitte eine neue, leere anlegen."
                )
            dump = Path(work) / DUMP
            file_count = _restore_files(archive, document_storage(), dump)
            _restore_database(dump, connection, with_privileges=with_privileges)
            row_count = _compare(archive, connection)
    manifest = archive.manifest
    return Restored(
        made_at=manifest["made_at"],
        table_count=len(manifest["tables"]),
        row_count=row_count,
        file_count=file_count,
        has_other_secret_key=manifest["secret_key_mark"] != secret_key_mark(),
    )


def _refuse_newer(archive: ArchiveReader) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations) | {
        replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces
    }
    apps = {app for app, _name in known}
    unknown = [
        f"{app}.{name}" for app, name in archive.manifest["migrations"] if app in apps and (app, name) not in known
    ]
    if unknown:
        raise BackupError(
            f"Die Sicherung stammt von einer anderen Version der Anwendung ({unknown[0]} ist hier unbekannt). "
            "Bitte jene Version installieren."
        )


def _restore_files(archive: ArchiveReader, storage: Storage, dump: Path) -> int:
    """Put the documents where they belong and the dump into ``dump``; return how many documents there are."""
    is_fresh = not _refuse_strange_files(archive, storage)
    count = 0
    for part, source in archive.walk():
        if part.name == DUMP:
            with open(dump, "xb") as target:
                shutil.copyfileobj(source, target, _CHUNK)
            continue
        name = part.name.removeprefix(FILES)
        count += 1
        if not is_fresh and storage.exists(name):
            if _sha256(storage, name) == part.sha256:
                continue
            storage.delete(name)  # half written by a restore that was interrupted: the database is empty, nobody's file
        if storage.save(name, File(source)) != name:
            raise BackupError(f"Die Datei {name} konnte nicht unter ihrem Namen abgelegt werden.")
    return count


def _refuse_strange_files(archive: ArchiveReader, storage: Storage) -> int:
    """Compare what is stored with the archive's list, both in the order of their names; return how many are stored."""
    wanted = (part.name.removeprefix(FILES) for part in archive.parts() if part.name != DUMP)
    awaited: str | None = ""
    count = 0
    for name in stored_names(storage):
        while awaited is not None and awaited < name:
            awaited = next(wanted, None)
        if awaited != name:
            raise TargetNotEmpty(
                "Im Ordner der Unterlagen liegen andere Dateien; es wurde nichts verändert. Bitte einen leeren nennen."
            )
        count += 1
    return count


def _sha256(storage: Storage, name: str) -> str:
    with storage.open(name) as source:
        reader = HashingReader(source)
        while reader.read(_CHUNK):
            pass
    return reader.sha256


def _restore_database(dump: Path, connection: psycopg.Connection, *, with_privileges: bool) -> None:
    rights = [] if with_privileges else ["--no-privileges"]
    run(
        program("pg_restore", connection.info.server_version),
        connection,
        ["--single-transaction", "--exit-on-error", "--no-owner", *rights, dump],
    )
    connection.execute("ANALYZE")


def _compare(archive: ArchiveReader, connection: psycopg.Connection) -> int:
    """Return the number of rows; every table holds what the manifest says, no sequence is behind."""
    held = {name: {"rows": one.rows, "total": one.total} for name, one in table_figures(connection).items()}
    wanted = archive.manifest["tables"]
    differing = sorted(name for name in set(held) | set(wanted) if held.get(name) != wanted.get(name))
    sequences = sequence_values(connection)
    differing += sorted(
        name for name, value in archive.manifest["sequences"].items() if sequences.get(name, -1) < value
    )
    if differing:
        raise RestoredOtherwise(f"Nach der Wiederherstellung weichen ab: {', '.join(differing)}.")
    return sum(one["rows"] for one in held.values())
