"""What of the chain over all histories no longer holds, by the day of its link.

The chain itself (keyed hashes, former digests, gaps) is always checked from its first link on: that costs little.
Computing rows anew costs as much as reading them; ``since`` leaves out those sealed before a day.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from recruitment.audit.guards import History, histories, missing_guards
from recruitment.audit.models import ErasureMark, HistorySeal, SealedPart
from recruitment.audit.rows import LOWEST, Range, contents_of
from recruitment.audit.sealing import digest_of

LINKS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold. ``day`` is the day of the link it belongs to, None if it belongs to none."""

    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify_history`` found. ``row_count`` rows are sealed and ``checked_count`` of them were computed anew;
    ``unsealed`` rows were written after the newest link."""

    link_count: int
    row_count: int
    checked_count: int
    erased_count: int
    unsealed: int
    newest: HistorySeal | None
    faults: tuple[Fault, ...]


def verify_history(*, known: tuple[int, str] | None = None, since: date | None = None) -> Verdict:
    """Compute every link anew and say what does not hold, by the day of its link.

    ``known`` is number and digest of a link that somebody noted elsewhere: the one thing that betrays a chain cut off
    at its end, which then looks like a younger one. With ``since`` rows sealed before that day are not computed anew;
    what somebody changed in them is then not found.
    """
    faults: list[Fault] = []
    ends: dict[str, int] = {}
    checked = 0
    with transaction.atomic():
        newest = HistorySeal.objects.last()
        chain = _Chain(newest, known)
        faults += chain.faults()
        known_histories = {history.table: history for history in histories()}
        sealed = SealedPart.objects.filter(seal__number__lte=newest.number if newest else 0)
        for table in sorted(set(sealed.order_by().values_list("table", flat=True).distinct())):
            parts = list(sealed.filter(table=table).select_related("seal").order_by("seal__number"))
            ends[table] = parts[-1].last_id
            faults += _gaps(parts)
            if (history := known_histories.get(table)) is None:
                words = str(_("„%(table)s“: Diese Historie gibt es nicht mehr.") % {"table": table})
                faults += [Fault(part.seal.day, words) for part in parts]
                continue
            due = [part for part in parts if since is None or part.seal.day >= since]
            checked += sum(part.row_count for part in due)
            faults += _faults_of_parts(history, due)
        marked = sealed.filter(table=ErasureMark._meta.db_table)
        after = LOWEST
        if since:
            after = marked.filter(seal__day__lt=since).aggregate(last=Max("last_id"))["last"] or LOWEST
        for history in known_histories.values():
            faults += _faults_of_marks(history, after)
        unsealed = sum(_count_after(one, ends.get(one.table, LOWEST)) for one in known_histories.values())
    faults += [
        Fault(None, str(_("Der Historie „%(table)s“ fehlt ein Schutz, oder er ist abgeschaltet.") % {"table": table}))
        for table in missing_guards()
    ]
    faults.sort(key=lambda fault: fault.day or date.max)
    return Verdict(
        link_count=chain.link_count,
        row_count=chain.row_count,
        checked_count=checked,
        erased_count=ErasureMark.objects.count(),
        unsealed=unsealed,
        newest=newest,
        faults=tuple(faults),
    )


class _Chain:
    """The links up to ``newest``, some hundred at a time in memory; counts them while it looks for faults."""

    def __init__(self, newest: HistorySeal | None, known: tuple[int, str] | None) -> None:
        self._newest, self._known = newest, known
        self.link_count = self.row_count = 0

    def faults(self) -> Iterator[Fault]:
        former, number, known_is_there = "", 0, self._known is None
        links = HistorySeal.objects.filter(number__lte=self._newest.number if self._newest else 0)
        for link in links.prefetch_related("parts").order_by("number").iterator(chunk_size=LINKS_AT_ONCE):
            names = {"number": link.number}
            if link.number != number + 1:
                yield Fault(link.day, str(_("Vor dem Siegel %(number)s fehlt eines.") % names))
            if link.former_digest != former:
                yield Fault(link.day, str(_("Das Siegel %(number)s schließt nicht an das vorige an.") % names))
            if not hmac.compare_digest(link.digest, digest_of(link, link.parts.all())):
                yield Fault(link.day, str(_("Das Siegel %(number)s selbst wurde verändert.") % names))
            former, number = link.digest, link.number
            known_is_there = known_is_there or (link.number, link.digest) == self._known
            self.link_count += 1
            self.row_count += link.row_count
        if self._known and not known_is_there:
            yield Fault(None, str(_("Das notierte Siegel %(number)s gibt es nicht mehr.") % {"number": self._known[0]}))


def _gaps(parts: list[SealedPart]) -> Iterator[Fault]:
    end = LOWEST
    for part in parts:
        if part.after_id != end:
            words = _("„%(table)s“: Die versiegelten Abschnitte haben eine Lücke.")
            yield Fault(part.seal.day, str(words % {"table": part.table}))
        end = part.last_id


def _faults_of_parts(history: History, parts: list[SealedPart]) -> Iterator[Fault]:
    ranges = [Range(part.after_id, part.last_id, part.columns) for part in parts]
    for part, (found, digest) in zip(parts, contents_of(history, ranges), strict=True):
        names = {"table": part.table, "sealed": part.row_count, "found": found}
        if found != part.row_count:
            words = _("„%(table)s“: %(sealed)s Zeilen versiegelt, %(found)s vorhanden.")
            yield Fault(part.seal.day, str(words % names))
        elif digest != part.digest:
            yield Fault(part.seal.day, str(_("„%(table)s“: mindestens eine Zeile wurde verändert.") % names))


def _faults_of_marks(history: History, after: int) -> Iterator[Fault]:
    """Find rows that changed after their erasure, and marks that no deletion record stands behind.

    Only of rows that have a mark with a key above ``after``.
    """
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
                WHERE "table" = %(table)s AND (%(after)s = %(lowest)s OR row_id IN (
                    SELECT row_id FROM audit_erasuremark WHERE "table" = %(table)s AND id > %(after)s
                )) WINDOW w AS (PARTITION BY row_id ORDER BY id)
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
            {"table": history.table, "after": after, "lowest": LOWEST},
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
