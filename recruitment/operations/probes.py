"""Is it ready for people? The database answers, its migrations are those of this code, documents can be stored."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.files.storage import storages
from django.db import Error as DatabaseFault
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def database_answers() -> bool:
    """Whether a statement comes back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


@cache
def _own_migrations() -> frozenset[tuple[str, str]]:
    """Migrations of this code by the names of their files; to build their graph would cost the first probe seconds."""
    found = set()
    for config in apps.get_app_configs():
        folder = Path(config.path) / "migrations"
        if folder.is_dir():
            found |= {(config.label, path.stem) for path in folder.glob("[!_]*.py")}
    return frozenset(found)


def migrations_are_applied() -> bool:
    """Whether every migration of this code is applied; later ones of a newer version do no harm."""
    return _own_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def files_can_be_stored() -> bool:
    """Whether the storage of the documents takes some, folder or bucket."""
    return storages["application_files"].can_store()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "files": files_can_be_stored,
}


def failed_checks() -> list[str]:
    """Return the names of the checks that fail, in the order of ``CHECKS``; nothing else leaves."""
    failed = []
    for name, check in CHECKS.items():
        try:
            is_good = check()
        except (DatabaseFault, OSError):
            is_good = False
        if not is_good:
            failed.append(name)
    return failed
