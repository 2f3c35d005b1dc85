"""What was erased, told outside of the database as well, so that a restored backup brings nobody back.

The deletion records of the time after a backup are lost with the database that they stand in. So each erasure appends
one line of JSON to the file of the setting ``ERASURE_JOURNAL``: keyed hash, Kennzahl, ground, moment; nobody's name.
"""

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from postings.retention.enums import LegalGround
from postings.retention.models import DeletionRecord

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure of an application, or of what belongs to a procedure as a whole."""

    subject: str
    reference: str
    ground: LegalGround
    erased_at: datetime


def append(written: DeletionRecord) -> None:
    """Append the line of ``written``; what cannot be written is told to whoever operates and stops no erasure."""
    if not settings.ERASURE_JOURNAL:
        return
    facts = {
        "subject": written.subject_hash,
        "reference": written.posting_reference,
        "ground": str(written.legal_ground),
        "erased_at": written.erased_at.isoformat(),
    }
    try:
        file = os.open(settings.ERASURE_JOURNAL, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, (json.dumps(facts) + "\n").encode())  # one write: lines of two processes do not mix
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as fault:
        logger.error("the journal of erasures could not be written: %s", type(fault).__name__)


def read(paths: Iterable[Path]) -> list[Line]:
    """Return the lines of all files, the oldest first; a line that a crash cut off is left out.

    :raises OSError: if a file cannot be read.
    """
    found = set()
    for path in paths:
        for text in path.read_text(encoding="utf-8").splitlines():
            try:
                facts = json.loads(text)
                moment = datetime.fromisoformat(facts["erased_at"])
                found.add(Line(facts["subject"], facts["reference"], LegalGround(facts["ground"]), moment))
            except (ValueError, KeyError, TypeError):
                logger.error("a line of the journal of erasures cannot be read")
    return sorted(found, key=lambda line: line.erased_at)
