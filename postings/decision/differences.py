"""Differences between two texts by words, told by tags and words and never by colour alone. Pure: no Django.

``difflib`` compares words and what stands between them, so that a moved comma does not mark a sentence.
"""

import difflib
import re
from dataclasses import dataclass

KEPT, GONE, NEW = "kept", "gone", "new"
_WORDS = re.compile(r"\s+|\w+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both versions hold (``kept``), only the older (``gone``) or only the newer (``new``)."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Return ``new`` against ``old`` as pieces in reading order; what went stands before what came in its place."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(KEPT, "".join(before[a:b])))
            continue
        if a < b:
            found.append(Piece(GONE, "".join(before[a:b])))
        if c < d:
            found.append(Piece(NEW, "".join(after[c:d])))
    return found


def is_changed(pieces: list[Piece]) -> bool:
    """Whether anything went or came."""
    return any(piece.kind != KEPT for piece in pieces)
