"""The data that travel inside an archived PDF: what is printed as JSON, its hash, and what it belongs to."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from recruitment.pdf import AttachedFile

FORMAT = "personalauswahl-dokument/1"
ATTACHED_NAME = "daten.json"


def content_sha256(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of ``content`` in its canonical form: sorted keys, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def attached_data(
    *,
    kind: str,
    kind_label: str,
    reference_number: str,
    profile_hash: str,
    content: Mapping[str, Any],
    dated_at: str,
) -> AttachedFile:
    """Return the JSON that travels inside the PDF: what is printed, with its hash and what it belongs to.

    ``dated_at`` is the state of the data as ISO date or time; without an offset it is taken as in Berlin.
    """
    moment = datetime.fromisoformat(dated_at)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    data = {
        "format": FORMAT,
        "kind": kind,
        "kind_label": kind_label,
        "reference_number": reference_number,
        "profile_sha256": profile_hash,
        "data_sha256": content_sha256(content),
        "content": content,
    }
    return AttachedFile(
        name=ATTACHED_NAME,
        description=f"Daten dieses Dokuments ({kind_label}) als JSON",
        content=json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode(),
        dated_at=moment.astimezone(timezone.get_fixed_timezone(0)),
    )
