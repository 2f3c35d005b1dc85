"""A document of headings, paragraphs and tables as one frozen value: what it prints is what its JSON holds.

The archived documents of a procedure (rating sheets, overview, check of the requirements, statistics, extract)
share this form and one print template. The same value gives the same bytes and the same hash.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from postings.documents.enums import DocumentKind
from recruitment.pdf import AttachedFile

TEMPLATE_VERSION = "1"
FORMAT = "personalauswahl-dokument/1"
ATTACHED_NAME = "daten.json"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with text cells; without ``header`` each row is a term and its value. ``row_head``: the heading cell."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    numeric: tuple[int, ...] = ()
    row_head: int = 0

    @property
    def heads(self) -> list[tuple[str, bool]]:
        return [(text, place in self.numeric) for place, text in enumerate(self.header)]

    @property
    def cells(self) -> list[list[tuple[str, bool, bool]]]:
        """Text, whether it heads its row, whether it is right-aligned."""
        return [
            [(text, place == self.row_head, place in self.numeric) for place, text in enumerate(row)]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class PaperSection:
    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[PaperTable, ...] = ()
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a document prints, in German, in its order. ``dated_at`` is the state of the data (ISO)."""

    title: str
    authority: str
    office: str
    function: str
    source: str  # what stands at the foot of each page
    dated_at: str
    sections: tuple[PaperSection, ...]
    lead: tuple[str, ...] = ()
    is_wide: bool = False
    template_version: str = TEMPLATE_VERSION

    @property
    def sha256(self) -> str:
        return content_sha256(asdict(self))


def content_sha256(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of ``content`` in its canonical form: sorted keys, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def attached_data(
    *, kind: DocumentKind, reference_number: str, profile_hash: str, content: Mapping[str, Any], dated_at: str
) -> AttachedFile:
    """Return the JSON that travels inside the PDF: what is printed, with its hash and what it belongs to.

    ``dated_at`` is the state of the data as ISO date or time; without an offset it is taken as in Berlin.
    """
    moment = datetime.fromisoformat(dated_at)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    data = {
        "format": FORMAT,
        "kind": kind.value,
        "kind_label": str(kind.label),
        "reference_number": reference_number,
        "profile_sha256": profile_hash,
        "data_sha256": content_sha256(content),
        "content": content,
    }
    return AttachedFile(
        name=ATTACHED_NAME,
        description=f"Daten dieses Dokuments ({kind.label}) als JSON",
        content=json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode(),
        dated_at=moment.astimezone(timezone.get_fixed_timezone(0)),
    )
