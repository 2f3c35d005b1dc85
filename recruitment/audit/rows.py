"""The hashes over the rows of a history, read in ranges of keys: bounded memory, however large the history is.

Ranges that follow each other are read together, so that ten years of days with three rows each cost what three
thousand rows cost and not three thousand questions.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from recruitment.audit.guards import History

LOWEST = -(2**63)
# The hashes of millions of rows are more text than one value of PostgreSQL holds.
KEYS_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Range:
    """The rows with ``after`` < key <= ``last``; ``columns`` are those that count, others came later."""

    after: int
    last: int
    columns: list[str]


@dataclass(frozen=True, slots=True)
class _Slice:
    after: int
    last: int
    columns: list[str]
    ends_range: bool


def column_names(cursor, table: str) -> list[str]:
    """Return the columns that ``table`` has now."""
    return [field.name for field in connection.introspection.get_table_description(cursor, table)]


def contents_of(history: History, ranges: Iterable[Range]) -> Iterator[tuple[int, str]]:
    """Yield for each range how many rows it covers, erased ones included, and the SHA-256 over their hashes."""
    total, count = hashlib.sha256(), 0
    with connection.cursor() as cursor:
        present = column_names(cursor, history.table)
        for batch in _batches(_slices(cursor, history, ranges)):
            later = [name for name in present if name not in batch[0].columns]
            found = _hashes(cursor, history, batch, later)
            for place, piece in enumerate(batch, start=1):
                rows, hashes = found.get(place, (0, ""))
                if rows:
                    total.update((" " if count else "").encode() + hashes.encode())
                    count += rows
                if piece.ends_range:
                    yield count, total.hexdigest()
                    total, count = hashlib.sha256(), 0


def _slices(cursor, history: History, ranges: Iterable[Range]) -> Iterator[_Slice]:
    """Cut ranges into pieces of at most ``KEYS_AT_ONCE`` keys; the keys before the first row are left out."""
    for one in ranges:
        after = one.after
        if one.last - after > KEYS_AT_ONCE:
            after = min(max(_first_key(cursor, history, one) - 1, after), one.last - 1)
        while one.last - after > KEYS_AT_ONCE:
            yield _Slice(after, after + KEYS_AT_ONCE, one.columns, False)
            after += KEYS_AT_ONCE
        yield _Slice(after, one.last, one.columns, True)


def _batches(slices: Iterable[_Slice]) -> Iterator[list[_Slice]]:
    """Put together what lies side by side and has the same columns, as long as it is not too much."""
    batch: list[_Slice] = []
    for piece in slices:
        if batch and (
            piece.after != batch[-1].last
            or piece.columns != batch[0].columns
            or piece.last - batch[0].after > KEYS_AT_ONCE
        ):
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def _first_key(cursor, history: History, one: Range) -> int:
    """Return the lowest key in the range, of a row or of the mark of an erased one; beyond its end if none."""
    cursor.execute(
        f"""
        SELECT least(
            (SELECT min("{history.key}") FROM "{history.table}" WHERE "{history.key}" > %(after)s),
            (SELECT min(row_id) FROM audit_erasuremark WHERE "table" = %(table)s AND row_id > %(after)s)
        )
        """,  # noqa: S608 names of our own models
        {"table": history.table, "after": one.after},
    )
    found = cursor.fetchone()[0]
    return one.last + 1 if found is None else found


def _hashes(cursor, history: History, batch: list[_Slice], later: list[str]) -> dict[int, tuple[int, str]]:
    """Return, by place in ``batch`` from 1, the number of rows and their hashes in the order of the keys."""
    context = "NULL::jsonb"
    join = ""
    if history.context:
        context = "c.metadata"
        join = f'LEFT JOIN pghistory_context c ON c.id = r."{history.context}"'
    cursor.execute(
        f"""
        WITH erased AS (
            SELECT DISTINCT ON (row_id) row_id, row_hash FROM audit_erasuremark
            WHERE "table" = %(table)s AND row_id > %(after)s AND row_id <= %(last)s ORDER BY row_id, id
        ), present AS (
            SELECT r."{history.key}" AS key, history_row_hash(to_jsonb(r) - %(later)s::text[], {context}) AS hash
            FROM "{history.table}" r {join}
            WHERE r."{history.key}" > %(after)s AND r."{history.key}" <= %(last)s
        ), rows AS (
            SELECT coalesce(p.key, e.row_id) AS key, coalesce(e.row_hash, p.hash) AS hash
            FROM present p FULL JOIN erased e ON e.row_id = p.key
        )
        SELECT width_bucket(key, %(begins)s::bigint[]), count(*), string_agg(hash, ' ' ORDER BY key)
        FROM rows GROUP BY 1
        """,  # noqa: S608 names of our own models
        {
            "table": history.table,
            "after": batch[0].after,
            "last": batch[-1].last,
            "later": later,
            "begins": [piece.after + 1 for piece in batch],
        },
    )
    return {place: (count, hashes) for place, count, hashes in cursor.fetchall()}
