"""What a database holds, in figures that two databases can be compared by: rows and a sum over all values, per table.

The sum adds up a hash of each whole row, so it does not depend on the order of the rows, and any other value, a lost
or a doubled row changes it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import sql

LOCK = 148_2025_01  # one migration or restore at a time

# How values are written as text: the same on every server.
SESSION = "SET TIME ZONE 'UTC'; SET bytea_output = 'hex'; SET DateStyle = 'ISO'; SET extra_float_digits = 1"
_TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1, 2
"""
_SEQUENCES = "SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences ORDER BY 1"
_ANYTHING = """
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


@dataclass(frozen=True, slots=True)
class TableFigures:
    rows: int
    total: str  # a whole number too large for some readers of JSON


def own_connection() -> psycopg.Connection:
    """Return a connection of its own to the application's database: not Django's, no transaction yet."""
    parameters = connections[DEFAULT_DB_ALIAS].get_connection_params()
    kept = {name: value for name, value in parameters.items() if name not in ("cursor_factory", "context")}
    return psycopg.connect(**kept, autocommit=True)


def table_figures(connection: psycopg.Connection) -> dict[str, TableFigures]:
    """Return the figures of every table, by "schema.table"; within one snapshot if the caller's transaction has one."""
    connection.execute(SESSION)
    figures = {}
    for schema, table in connection.execute(_TABLES).fetchall():
        statement = sql.SQL(
            "SELECT count(*), coalesce(sum(hashtextextended((t.*)::text, 0)), 0)::text FROM {} AS t"
        ).format(sql.Identifier(schema, table))
        rows, total = connection.execute(statement).fetchone() or (0, "0")
        figures[f"{schema}.{table}"] = TableFigures(rows, total)
    return figures


def sequence_values(connection: psycopg.Connection) -> dict[str, int]:
    """Return the last value of every sequence, 0 for one never used."""
    return dict(connection.execute(_SEQUENCES).fetchall())


def is_empty(connection: psycopg.Connection) -> bool:
    """Whether the database holds no table, view or sequence besides those of extensions."""
    return connection.execute(_ANYTHING).fetchone() == (0,)


def wait_for_the_lock(connection: psycopg.Connection, *, told: Callable[[], None] = lambda: None) -> None:
    """Keep other migrations and restores out until ``connection`` ends; ``told`` is called once if one is under way."""
    if connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() == (True,):
        return
    told()
    connection.execute("SET lock_timeout = 0; SET statement_timeout = 0")
    connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
