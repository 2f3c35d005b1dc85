"""A document of headings, paragraphs and tables as one frozen value: what it prints is what its JSON holds.

The archived documents of a procedure (rating sheets, overview, check of the requirements, statistics, extract)
share this form and one print template. The same value gives the same bytes and the same hash.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from postings import attachment
from postings.attachment import content_sha256
from postings.documents.enums import DocumentKind
from recruitment.pdf import AttachedFile

TEMPLATE_VERSION = "4"
FEW_ROWS = 7
FEW_SIGNS = 500  # of all its cells: more of them stand in many lines of narrow columns


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with text cells; without ``header`` each row is a term and its value. ``row_head``: the heading cell.

    ``broad`` are the columns that hold long texts, ``half`` the one that holds nearly all of it, ``slim`` those of a
    number or a word; the others share what is left.
    """

    caption: str
    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    numeric: tuple[int, ...] = ()
    row_head: int = 0
    broad: tuple[int, ...] = ()
    slim: tuple[int, ...] = ()
    half: tuple[int, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether the table fits on part of a page with its caption, and is kept together with it."""
        return len(self.rows) < FEW_ROWS and sum(len(text) for row in self.rows for text in row) < FEW_SIGNS

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Text and the classes of its column."""
        named = (("num", self.numeric), ("broad", self.broad), ("half", self.half), ("slim", self.slim))
        return [
            (text, " ".join(name for name, places in named if place in places))
            for place, text in enumerate(self.header)
        ]

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


def attached_data(
    *, kind: DocumentKind, reference_number: str, profile_hash: str, content: Mapping[str, Any], dated_at: str
) -> AttachedFile:
    """Return the JSON that travels inside a document of this kind (``attachment.attached_data``)."""
    return attachment.attached_data(
        kind=kind.value,
        kind_label=str(kind.label),
        reference_number=reference_number,
        profile_hash=profile_hash,
        content=content,
        dated_at=dated_at,
    )
