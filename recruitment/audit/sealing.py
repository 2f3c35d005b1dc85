"""The chain over all histories: one link a day, and what of it no longer holds.

A link covers, of every history, the rows written since the former link. Each row has a hash over its columns and the
context it was written in (who, which page), each part of a link the SHA-256 over the hashes of its rows in the order
of their keys, and the link itself a keyed hash over its parts, its day and the former link. Erasure leaves the hash of
a sealed row as a mark, which the next link seals (docs/decisions.md 139).
"""

import hashlib
import hmac
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.audit.guards import History, histories, missing_guards
from recruitment.audit.models import ErasureMark, HistorySeal, SealedPart
from recruitment.errors import ProcedureError

LOWEST = -(2**63)
# Below PostgreSQL's deadlock_timeout (1 s): whoever waits for us crosswise never loses, we try again.
WAIT_MILLISECONDS = 500
ATTEMPTS = 60
KEYS_AT_ONCE = 50_000
PAUSE_SECONDS = 1.0


class SealingError(ProcedureError):
    """No link can be made now."""


class DayAlreadySealed(SealingError):
    user_message = _("Für diesen Tag besteht bereits ein Siegel; ein neues ist erst für den nächsten Tag möglich.")


class HistoryTooBusy(SealingError):
    user_message = _("Die Historie wird ununterbrochen beschrieben. Bitte versiegeln Sie sie zu einer ruhigeren Zeit.")


class UnguardedHistory(SealingError):
    user_message = _("Es gibt Historien ohne Schutz. Bitte führen Sie „manage.py migrate“ als Eigentümer aus.")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold. ``day`` is the day of the link it belongs to, None if it belongs to none."""

    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify_history`` found; ``unsealed`` rows were written after the newest link."""

    link_count: int
    row_count: int
    erased_count: int
    unsealed: int
    newest: HistorySeal | None
    faults: tuple[Fault, ...]


def seal_history(*, day: date, now: datetime | None = None) -> HistorySeal:
    """Make the link of ``day`` (in Berlin) over everything written since the former one, and return it.

    Everybody who writes waits for it, so that no row can appear behind the seal; a day's rows take well below a second.

    :raises DayAlreadySealed: if ``day`` is not after the day of the newest link.
    :raises HistoryTooBusy: if the histories cannot be held still within a minute.
    :raises UnguardedHistory: if a history lacks a trigger; what is not guarded must not be sealed as if it were.
    """
    if missing_guards():
        raise UnguardedHistory
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE_SECONDS)
        with transaction.atomic():
            if _hold_still():
                return _seal(day, now or timezone.now())
    raise HistoryTooBusy


def _hold_still() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {WAIT_MILLISECONDS}")
            cursor.execute("SELECT history_hold_still()")
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError:
        return False
    return True


def _seal(day: date, now: datetime) -> HistorySeal:
    former = HistorySeal.objects.last()
    if former and former.day >= day:
        raise DayAlreadySealed
    parts = [part for history in histories() if (part := _new_part(history))]
    link = HistorySeal(
        number=former.number + 1 if former else 1,
        day=day,
        sealed_at=now,
        row_count=sum(part.row_count for part in parts),
        former_digest=former.digest if former else "",
    )
    link.digest = digest_of(link, parts)
    link.save()
    for part in parts:
        part.seal = link
    SealedPart.objects.bulk_create(parts)
    return link


def digest_of(link: HistorySeal, parts: Iterable[SealedPart]) -> str:
    """Return the keyed hash of ``link`` with its ``parts``: HMAC-SHA-256 with ``HISTORY_SEAL_KEY``, hexadecimal."""
    content = {
        "number": link.number,
        "day": link.day.isoformat(),
        "sealed_at": link.sealed_at.astimezone(timezone.get_default_timezone()).isoformat(),
        "rows": link.row_count,
        "former": link.former_digest,
        "parts": [
            [part.table, part.after_id, part.last_id, part.row_count, sorted(part.columns), part.digest]
            for part in sorted(parts, key=lambda part: part.table)
        ],
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.HISTORY_SEAL_KEY.encode(), canonical.encode(), hashlib.sha256).hexdigest()


def _new_part(history: History) -> SealedPart | None:
    after = SealedPart.objects.filter(table=history.table).order_by("last_id").values_list("last_id", flat=True).last()
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT max("{history.key}") FROM "{history.table}"')  # noqa: S608 names of our own models
        last = cursor.fetchone()[0]
        if last is None or (after is not None and last <= after):
            return None
        columns = [field.name for field in connection.introspection.get_table_description(cursor, history.table)]
    part = SealedPart(
        table=history.table, after_id=LOWEST if after is None else after, last_id=last, columns=sorted(columns)
    )
    part.row_count, part.digest = _content_of(history, part)
    return part


def _content_of(history: History, part: SealedPart) -> tuple[int, str]:
    """Return how many rows ``part`` covers, erased ones included, and the hash over them, as they stand now.

    Read in ranges of keys: the hashes of millions of rows are more text than one value of PostgreSQL holds.
    """
    total, first = hashlib.sha256(), True
    count = 0
    with connection.cursor() as cursor:
        after = _first_key(cursor, history, part) - 1
        while after < part.last_id:
            last = min(after + KEYS_AT_ONCE, part.last_id)
            rows, hashes = _hashes(cursor, history, part, after, last)
            if rows:
                total.update(("" if first else " ").encode() + hashes.encode())
                first = False
            count, after = count + rows, last
    return count, total.hexdigest()


def _first_key(cursor, history: History, part: SealedPart) -> int:
    """Return the lowest key that ``part`` covers, of a row or of the mark of an erased one; beyond its end if none."""
    cursor.execute(
        f"""
        SELECT least(
            (SELECT min("{history.key}") FROM "{history.table}" WHERE "{history.key}" > %(after)s),
            (SELECT min(row_id) FROM audit_erasuremark WHERE "table" = %(table)s AND row_id > %(after)s)
        )
        """,  # noqa: S608 names of our own models
        {"table": part.table, "after": part.after_id},
    )
    found = cursor.fetchone()[0]
    return part.last_id + 1 if found is None else found


def _hashes(cursor, history: History, part: SealedPart, after: int, last: int) -> tuple[int, str]:
    """Return the number of rows with ``after`` < key <= ``last``, and their hashes in the order of the keys."""
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
            SELECT r."{history.key}" AS key, history_row_hash(to_jsonb(r) - later.names, {context}) AS hash
            FROM "{history.table}" r {join}
            CROSS JOIN (
                SELECT ARRAY(
                    SELECT column_name::text FROM information_schema.columns
                    WHERE table_schema = current_schema() AND table_name = %(table)s
                    AND NOT column_name = ANY(%(columns)s)
                ) AS names
            ) later
            WHERE r."{history.key}" > %(after)s AND r."{history.key}" <= %(last)s
        ), rows AS (
            SELECT coalesce(p.key, e.row_id) AS key, coalesce(e.row_hash, p.hash) AS hash
            FROM present p FULL JOIN erased e ON e.row_id = p.key
        )
        SELECT count(*), coalesce(string_agg(hash, ' ' ORDER BY key), '') FROM rows
        """,  # noqa: S608 names of our own models
        {"table": part.table, "after": after, "last": last, "columns": part.columns},
    )
    return cursor.fetchone()


def verify_history(*, known: tuple[int, str] | None = None) -> Verdict:
    """Compute every link anew and say what does not hold, by the day of its link.

    ``known`` is number and digest of a link that somebody noted elsewhere: the one thing that betrays a chain cut off
    at its end, which then looks like a younger one.
    """
    faults: list[Fault] = []
    tables = {history.table: history for history in histories()}
    links = list(HistorySeal.objects.prefetch_related("parts").order_by("number"))
    with transaction.atomic():
        faults += _faults_of_chain(links, known)
        ends: dict[str, int] = {}
        for link in links:
            for part in sorted(link.parts.all(), key=lambda part: part.table):
                faults += _faults_of_part(link, part, tables.get(part.table), ends)
        for history in tables.values():
            faults += _faults_of_marks(history, links)
    faults += [
        Fault(None, str(_("Der Historie „%(table)s“ fehlt ein Schutz, oder er ist abgeschaltet.") % {"table": table}))
        for table in missing_guards()
    ]
    return Verdict(
        link_count=len(links),
        row_count=sum(link.row_count for link in links),
        erased_count=ErasureMark.objects.count(),
        unsealed=sum(_count_after(history, ends.get(history.table, LOWEST)) for history in tables.values()),
        newest=links[-1] if links else None,
        faults=tuple(faults),
    )


def _faults_of_chain(links: list[HistorySeal], known: tuple[int, str] | None) -> Iterator[Fault]:
    former = ""
    for place, link in enumerate(links, start=1):
        if link.number != place and (place == 1 or link.number != links[place - 2].number + 1):
            yield Fault(link.day, str(_("Vor dem Siegel %(number)s fehlt eines.") % {"number": link.number}))
        if link.former_digest != former:
            yield Fault(
                link.day, str(_("Das Siegel %(number)s schließt nicht an das vorige an.") % {"number": link.number})
            )
        if not hmac.compare_digest(link.digest, digest_of(link, link.parts.all())):
            yield Fault(link.day, str(_("Das Siegel %(number)s selbst wurde verändert.") % {"number": link.number}))
        former = link.digest
    if known and not any((link.number, link.digest) == known for link in links):
        yield Fault(None, str(_("Das notierte Siegel %(number)s gibt es nicht mehr.") % {"number": known[0]}))


def _faults_of_part(
    link: HistorySeal, part: SealedPart, history: History | None, ends: dict[str, int]
) -> Iterator[Fault]:
    names = {"table": part.table, "sealed": part.row_count}
    if part.after_id != ends.get(part.table, LOWEST):
        yield Fault(link.day, str(_("„%(table)s“: Die versiegelten Abschnitte haben eine Lücke.") % names))
    ends[part.table] = part.last_id
    if history is None:
        yield Fault(link.day, str(_("„%(table)s“: Diese Historie gibt es nicht mehr.") % names))
        return
    found, digest = _content_of(history, part)
    if found != part.row_count:
        yield Fault(
            link.day,
            str(_("„%(table)s“: %(sealed)s Zeilen versiegelt, %(found)s vorhanden.") % {**names, "found": found}),
        )
    elif digest != part.digest:
        yield Fault(link.day, str(_("„%(table)s“: mindestens eine Zeile wurde verändert.") % names))


def _faults_of_marks(history: History, links: list[HistorySeal]) -> Iterator[Fault]:
    """Find rows that changed after their erasure, and marks that no deletion record stands behind."""
    if not (history.loses_rows or history.emptied):
        return
    context = "NULL::jsonb"
    join = ""
    if history.context:
        context = "c.metadata"
        join = f'LEFT JOIN pghistory_context c ON c.id = r."{history.context}"'
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH marks AS (
                SELECT m.*, lag(new_hash) OVER w AS former, lead(id) OVER w AS next FROM audit_erasuremark m
                WHERE "table" = %(table)s WINDOW w AS (PARTITION BY row_id ORDER BY id)
            ), judged AS (
                SELECT m.row_id,
                    m.former IS NOT NULL AND m.former <> m.row_hash AS breaks,
                    NOT EXISTS (
                        SELECT 1 FROM retention_deletionrecord d WHERE d.transaction_number = m.transaction_number
                    ) AS unrecorded,
                    m.next IS NULL AND coalesce(
                        history_row_hash(to_jsonb(r) - ARRAY(
                            SELECT name FROM jsonb_object_keys(to_jsonb(r)) name WHERE NOT p.columns ? name
                        ), {context}), ''
                    ) <> m.new_hash AS changed
                FROM marks m
                LEFT JOIN "{history.table}" r ON r."{history.key}" = m.row_id
                {join}
                LEFT JOIN LATERAL (
                    SELECT columns FROM audit_sealedpart s
                    WHERE s."table" = %(table)s AND s.last_id >= m.row_id ORDER BY s.last_id LIMIT 1
                ) p ON true
            )
            SELECT (
                SELECT l.day FROM audit_sealedpart s JOIN audit_historyseal l ON l.id = s.seal_id
                WHERE s."table" = %(table)s AND s.last_id >= row_id ORDER BY s.last_id LIMIT 1
            ) AS day, count(*) FILTER (WHERE breaks OR changed), count(*) FILTER (WHERE unrecorded)
            FROM judged GROUP BY day ORDER BY day
            """,  # noqa: S608 names of our own models
            {"table": history.table},
        )
        for day, changed, unrecorded in cursor.fetchall():
            names = {"table": history.table, "changed": changed, "unrecorded": unrecorded}
            if changed:
                words = _("„%(table)s“: %(changed)s Zeilen stehen nicht so da, wie die Löschung sie hinterließ.")
                yield Fault(day, str(words % names))
            if unrecorded:
                yield Fault(day, str(_("„%(table)s“: %(unrecorded)s Zeilen gelöscht ohne Löschnachweis.") % names))


def _count_after(history: History, last: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{history.table}" WHERE "{history.key}" > %s', [last])  # noqa: S608
        return cursor.fetchone()[0]
