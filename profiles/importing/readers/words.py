"""What readers share about words: folding white space and odd signs, and telling the sign of a list from the text."""

import re
import unicodedata
from dataclasses import dataclass

UNREADABLE_SIGN = "\ufffd"  # stands where a file shows a sign but does not say which
TRIANGLES = "►▶▸‣⯈🞂"
BULLETS = "•·▪▫⦁∙◦●○■◆◇❖➢➔→➤✦\uf0b7\uf0a7\uf0d8"
DASHES = "-–—‐‑−"

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ORDINAL = re.compile(r"^(\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+(?=\S)")
# These are ticks or boxes elsewhere; they are bullets only when a phrase follows them.
_BULLETS_AND_SIGNS = "●○■"
_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember")  # fmt: skip


def fold(text: str) -> str:
    """Return ``text`` with white space folded, ligatures opened, accents composed and invisible signs taken out."""
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


@dataclass(frozen=True, slots=True)
class ListSign:
    """What a paragraph begins with: the length of the sign, and what it means as in ``neutral.Line``."""

    length: int = 0
    ordinal: str = ""
    is_item: bool = False
    is_definition: bool = False


NO_SIGN = ListSign()


def list_sign(text: str) -> ListSign:
    """Return the sign of a list or of a definition that ``text`` (folded) begins with."""
    bare = text.lstrip(TRIANGLES + " ")
    if text[:1] in TRIANGLES and text:
        return ListSign(len(text) - len(bare), is_definition=True) if bare else NO_SIGN
    if text[:1] in BULLETS and text:
        rest = text[1:].lstrip()
        if not rest or (text[0] in _BULLETS_AND_SIGNS and len(rest.split()) < 2):
            return NO_SIGN
        inner = list_sign(rest) if rest[0] in TRIANGLES else NO_SIGN
        return ListSign(
            len(text) - len(rest) + inner.length, is_item=not inner.length, is_definition=inner.is_definition
        )
    if text[:1] in DASHES and text[1:2] == " " and text[2:].strip():
        return ListSign(len(text) - len(text[1:].lstrip()), is_item=True)
    if (match := _ORDINAL.match(text)) and not text[match.end() :].startswith(_MONTHS):
        return ListSign(match.end(), ordinal=match.group(1), is_item=True)
    return NO_SIGN


def join_wrapped(first: str, second: str) -> str:
    """Return two lines of one paragraph as one, a hyphen at the end of the first undone where it only divides.

    "Leistungs-, Lern- / und" and "Bachelor- / oder" keep theirs, so do compounds whose second part is a name.
    """
    if first.endswith(("\u00ad", "‐")) and not re.match(r"(?:und|oder|bzw\.|sowie)\b", second):
        return first[:-1] + second
    before, word = first[-2:-1], second.split(" ", 1)[0] if second else ""
    tail = first.rsplit(" ", 1)[-1]
    if re.match(r"<?(https?://|www\.)", tail) and not tail.endswith((">", ".", ",")) and "/" in tail:
        return first + second
    if first.endswith("-") and before.isalnum() and word:
        if word.rstrip(",;.") in {"und", "oder", "bzw", "sowie", "als", "noch", "u", "o", "wie", "bis", "&", "/"}:
            return f"{first} {second}"
        if word[0].islower() and before.isalpha():
            return first[:-1] + second
        if word[0].isalnum():
            return first + second
    if len(first) > 1 and first[-1] in "/*" and before.isalpha() and word[:1] not in {"", "("}:
        return first + second
    return f"{first} {second}".strip()
