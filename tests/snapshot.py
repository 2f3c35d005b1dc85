"""What the database holds, taken once and put back row by row: a tenth of a second in place of seconds of services."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

REPLICA = "SET LOCAL session_replication_role = replica"  # no trigger fires: the rows come and go as they are


def tables() -> list[str]:
    """Return the names of all tables of the models that tests fill."""
    return sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))


def emptying(names: Sequence[str]) -> list[str]:
    """Return the SQL that empties ``names`` as TRUNCATE does, waiting for whoever still writes.

    Deleting a few thousand rows is cheap; truncating makes four new files for each of some two hundred tables.
    """
    quoted = [f'"{name}"' for name in names]
    lock = f"LOCK TABLE {', '.join(quoted)} IN ACCESS EXCLUSIVE MODE"
    return ["; ".join([REPLICA, lock, *(f"DELETE FROM {name}" for name in quoted)])]


class Snapshot:
    """All rows and stored files of one moment. Numbers are not reset: those given out later are higher in any case."""

    def __init__(self) -> None:
        folder = Path(settings.APPLICATION_FILES_DIR)
        self.files = {
            path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }  # fmt: skip
        self.rows: dict[str, bytes] = {}
        with connection.cursor() as cursor:
            for name in tables():
                with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))) as copy:
                    if rows := b"".join(bytes(part) for part in copy):
                        self.rows[name] = rows

    def restore(self) -> None:
        """Put everything into the empty database and the folder of this test."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("; ".join([REPLICA, *(f'DELETE FROM "{name}"' for name in self.rows)]))
            for name, rows in self.rows.items():
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                    copy.write(rows)
        for path, content in self.files.items():
            target = Path(settings.APPLICATION_FILES_DIR) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
