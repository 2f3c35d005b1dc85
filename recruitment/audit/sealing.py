"""The chain over all histories: one link a day. ``verifying`` says what of it no longer holds.

A link covers, of every history, the rows written since the former link. Each row has a hash over its columns and the
context it was written in (who, which page), each part of a link the SHA-256 over the hashes of its rows in the order
of their keys, and the link itself a keyed hash over its parts, its day and the former link. Erasure leaves the hash of
a sealed row as a mark, which the next link seals (docs/decisions.md 139).
"""

import hashlib
import hmac
import json
import time
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.audit.guards import History, histories, missing_guards
from recruitment.audit.models import HistorySeal, SealedPart
from recruitment.audit.rows import LOWEST, Range, column_names, contents_of
from recruitment.errors import ProcedureError

# Below PostgreSQL's deadlock_timeout (1 s): whoever waits for us crosswise never loses, we try again.
WAIT_MILLISECONDS = 500
ATTEMPTS = 60
PAUSE_SECONDS = 1.0


class SealingError(ProcedureError):
    """No link can be made now."""


class DayAlreadySealed(SealingError):
    user_message = _("Für diesen Tag besteht bereits ein Siegel; ein neues ist erst für den nächsten Tag möglich.")


class HistoryTooBusy(SealingError):
    user_message = _("Die Historie wird ununterbrochen beschrieben. Bitte versiegeln Sie sie zu einer ruhigeren Zeit.")


class UnguardedHistory(SealingError):
    user_message = _("Es gibt Historien ohne Schutz. Bitte führen Sie „manage.py migrate“ als Eigentümer aus.")


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
        columns = sorted(column_names(cursor, history.table))
    part = SealedPart(table=history.table, after_id=LOWEST if after is None else after, last_id=last, columns=columns)
    part.row_count, part.digest = next(contents_of(history, [Range(part.after_id, last, columns)]))
    return part
