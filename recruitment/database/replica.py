"""A read replica for work that reads much and writes nothing: backup, checks of the history, dry runs.

No page reads it: whoever saves and looks must see what was saved, and what somebody may see must not be minutes old
(docs/decisions.md 155). ``from_replica`` first waits until the replica has replayed everything that the primary had
committed when it was called, so a command never misses what was there before it; if that takes too long, or no replica
answers, the primary is read, and the command says so. The connection is read-only whatever becomes of the server.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

POLL_SECONDS = 0.05
_POSITION = "SELECT pg_current_wal_flush_lsn()::text"
_REPLAYED = """
    SELECT pg_is_in_recovery(), pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()),
           extract(epoch FROM now() - pg_last_xact_replay_timestamp())
"""


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the replica is behind: bytes of the log, and the age in seconds of what it replayed last, 0 if none."""

    bytes: int
    seconds: float


def is_configured() -> bool:
    """Whether ``DATABASE_REPLICA_URL`` names a replica."""
    return bool(settings.DATABASE_REPLICA)


def measure_lag() -> Lag:
    """Ask both servers how far the replica is behind.

    :raises django.db.Error: if one of them does not answer, or the named server is no replica.
    """
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_POSITION)
        position = cursor.fetchone()[0]
    replica = _connect()
    try:
        return _lag(replica, position)
    finally:
        replica.close()


@contextmanager
def from_replica(*, told: Callable[[str], Any]) -> Iterator[bool]:
    """Let everything in the block read the replica; yields False where the primary is read instead.

    ``told`` gets one sentence in German on why. Not inside a transaction.
    """
    if not is_configured():
        yield False
        return
    replica, problem = _caught_up()
    if replica is None:
        told(f"Gelesen wird der Hauptserver: {problem}")
        yield False
        return
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = replica
    try:
        yield True
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
        replica.close()


def _caught_up() -> tuple[BaseDatabaseWrapper | None, str]:
    """Return a connection to the replica that holds all that is committed by now, or None and why not."""
    position = _everything_committed()
    replica = _connect()
    deadline = time.monotonic() + settings.DATABASE_REPLICA_WAIT_SECONDS
    try:
        while _lag(replica, position).bytes > 0:
            if time.monotonic() > deadline:
                replica.close()
                return None, "Die Kopie ist zu weit zurück."
            time.sleep(POLL_SECONDS)
    except Error:
        replica.close()
        return None, "Die Kopie antwortet nicht oder ist keine."
    return replica, ""


def _everything_committed() -> str:
    """Return a position in the primary's log behind everything committed so far, and see it to the disk.

    A commit of our own does both: with ``synchronous_commit = off`` the log may lie in memory for a moment, and what
    is not on the primary's disk is not sent.
    """
    with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = local")
        cursor.execute("SELECT pg_logical_emit_message(true, 'recruitment', '')")  # without writing nothing is flushed
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_POSITION)
        return cursor.fetchone()[0]


def _lag(replica: BaseDatabaseWrapper, position: str) -> Lag:
    with replica.cursor() as cursor:
        cursor.execute(_REPLAYED, [position])
        is_replica, behind, age = cursor.fetchone()
    if not is_replica:
        raise Error("the named server is no replica")
    left = max(int(behind), 0)
    return Lag(left, round(max(float(age or 0), 0.0), 1) if left else 0.0)


def _connect() -> BaseDatabaseWrapper:
    return ConnectionHandler({DEFAULT_DB_ALIAS: dict(settings.DATABASE_REPLICA)})[DEFAULT_DB_ALIAS]
