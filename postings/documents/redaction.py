"""Take the other applicants out of text that one applicant may read. Pure: plain text in, plain text out.

What is taken out is replaced before a document is made, so nothing lies below a black bar. Rather one word too many
than one name too few: a name is also found in capitals, in small letters, with "ae" for "ä", in the genitive, and as
one half of a double name.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BLACK = "[geschwärzt]"
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
CALLED_BY_NUMBER = r"\b(?:Nr\.?|Nummer|Bewerbung(?:en)?|Bewerber(?:in|innen)?|Kandidat(?:in)?|Person)\s*(?:Nr\.?\s*)?"
# "§ 2 Abs. 1 Nr. 3" and "Frage Nr. 2" are nobody.
NO_PERSON = re.compile(
    r"(?:(?:§|Art\.|Abs\.|Absatz|Satz|S\.)\s*\d+\w?|Frage|Raum|Zimmer|Anforderung|Anlage|Punkt|Ziffer|Runde|Haus)\s*$",
    re.IGNORECASE,
)
FEWEST_DIGITS = 6  # of a telephone number


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Another applicant: ``word`` stands in place of the name; ``marks`` are e-mail, code, numbers of the source."""

    word: str
    first_name: str
    last_name: str
    number: int
    marks: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def letters(place: int) -> str:
    """Return A, B, ..., Z, AA, AB, ... for 0, 1, ..., as the columns of a spreadsheet."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


class Redactor:
    """Replaces every mention of ``others``. ``own``: the names of the reader, which alone are no mention of another."""

    def __init__(self, others: Sequence[OtherPerson], own: Sequence[str] = ()) -> None:
        own_words = {_folded(part) for name in own for part in _parts(name)}
        whole: dict[str, str] = {}
        single: dict[str, set[str]] = {}
        exact: list[str] = []
        self._numbers = {other.number: other.word for other in others}
        for other in others:
            for name in _whole_names(other):
                whole[name] = other.word if whole.get(name, other.word) == other.word else BLACK
            for name in (other.first_name, other.last_name):
                for part in _parts(name):
                    if _folded(part) not in own_words:
                        single.setdefault(part, set()).add(other.word)
            exact += [mark for mark in other.marks if mark]
        self._words: dict[str, str] = {}
        for name, word in whole.items():
            for spelling in _spellings(name):
                self._words[_folded(spelling)] = word
        for name, words in single.items():
            for spelling in _spellings(name):
                before = self._words.get(_folded(spelling))
                word = next(iter(words)) if len(words) == 1 else BLACK
                self._words[_folded(spelling)] = word if before in (None, word) else BLACK
        self._names = _any_of(
            [spelling for name in (*whole, *single) for spelling in _spellings(name)],
            before=r"(?<![^\W_])",
            after=r"(?:['’]?s|['’])?(?![^\W_])",
        )
        self._exact = _any_of(exact, before="", after="")
        phones = ["".join(sign for sign in phone if sign.isdigit()) for other in others for phone in other.phones]
        patterns = [r"[\s/().+-]*".join(phone) for phone in phones if len(phone) >= FEWEST_DIGITS]
        self._phones = re.compile("|".join(rf"\+?{pattern}" for pattern in patterns)) if patterns else None
        self._called = re.compile(CALLED_BY_NUMBER + r"(\d+)\b(?!\.\d)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """Return ``text`` without any mention of another applicant."""
        text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        for pattern in (self._exact, self._phones):
            if pattern is not None:
                text = pattern.sub(BLACK, text)
        if self._names is not None:
            text = self._names.sub(self._named, text)
        return self._called.sub(self._numbered, text)

    def _named(self, found: re.Match[str]) -> str:
        word = self._words.get(_folded(found[1]), BLACK)
        # A small letter may be a word of the language: a letter in its place would tell the name.
        return BLACK if found[1][0].islower() else word

    def _numbered(self, found: re.Match[str]) -> str:
        if NO_PERSON.search(found.string, max(0, found.start() - 30), found.start()):
            return found[0]
        return self._numbers.get(int(found[1]), found[0])


def _whole_names(other: OtherPerson) -> Iterator[str]:
    if other.first_name and other.last_name:
        yield f"{other.first_name} {other.last_name}"
        yield f"{other.last_name}, {other.first_name}"
        yield f"{other.last_name} {other.first_name}"


def _parts(name: str) -> Iterator[str]:
    """Return the name and its halves; short words of a name ("von", "de") are no mention."""
    name = unicodedata.normalize("NFC", name).strip()
    if name:
        yield name
    for part in re.split(r"[\s-]+", name):
        if len(part) >= 3 and part != name and not part.islower():
            yield part


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def _spellings(name: str) -> set[str]:
    found = {name}
    for sign, two in SPELLED.items():
        found |= {one.replace(sign, two).replace(sign.upper(), two.capitalize()) for one in found}
    return found


def _any_of(texts: Sequence[str], *, before: str, after: str) -> re.Pattern[str] | None:
    """Return a pattern for any of ``texts``, the longest first; blanks match any white space."""
    unique = sorted({unicodedata.normalize("NFC", text) for text in texts if text}, key=lambda text: (-len(text), text))
    if not unique:
        return None
    words = "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in unique)
    return re.compile(f"{before}({words}){after}", re.IGNORECASE)
