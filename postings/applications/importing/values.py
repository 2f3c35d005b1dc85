"""From the text of a cell to a value; what cannot be read for certain is said, never guessed."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from postings.applications.importing.columns import compact
from postings.applications.importing.table import NUMBER

BERLIN = ZoneInfo("Europe/Berlin")
YOUNGEST, OLDEST = 14, 100  # years of a person who applies
SERIALS = range(1, 80_000)  # days of a spreadsheet program, up to the year 2119
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "januar jaenner jan january", "februar feb february", "maerz mrz maer mar march", "april apr", "mai may",
            "juni jun june", "juli jul july", "august aug", "september sep sept", "oktober okt october oct",
            "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
GERMAN = re.compile(
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:,?\s+(?:um\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*Uhr)?)?"
)
WORDED = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]+)\.?,?\s+(\d{4})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*Uhr)?)?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?)?", re.IGNORECASE)
E_MAIL = re.compile(
    r"[A-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]",
    re.IGNORECASE,
)

VOCABULARY_FILE = Path(__file__).with_name("vocabulary.csv")


@cache
def vocabulary(kind: str) -> Mapping[str, frozenset[str]]:
    """Return the values of ``kind`` with the reduced words that mean them (``vocabulary.csv``)."""
    with VOCABULARY_FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["kind"] == kind]
    return {row["value"]: frozenset(map(compact, row["words"].split("|"))) for row in rows}


def meaning(kind: str, text: str) -> str | None:
    """Return the value of ``kind`` that ``text`` says, or None."""
    said = compact(text)
    return next((value for value, words in vocabulary(kind).items() if said in words), None)


def is_silent(text: str) -> bool:
    """Whether ``text`` says that nothing is said."""
    return not compact(text) or compact(text) in vocabulary("answer")["not_stated"]


class UnreadableValue(ValueError):
    """The cell cannot be read as what its column holds; the message says why, in German."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that was read, with a sentence about what is odd."""

    value: str
    words: str


def read_text(text: str, *, keeps_lines: bool = False) -> str:
    """Return ``text`` in one normal form, blanks at its ends gone; line breaks stay where a field has lines."""
    normal = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    if keeps_lines:
        return "\n".join(line.rstrip() for line in normal.strip().split("\n"))
    return " ".join(normal.split())


def read_day(text: str, kind: str, *, uses_1904: bool = False, born_before: date | None = None) -> date:
    """Return the day that ``text`` names: 14.08.2025, 14. August 2025, 2025-08-14 (with time), or a serial number.

    A moment with an offset counts as the day in Berlin. ``born_before`` is today for a day of birth: it settles the
    century of a short year where only one makes sense.

    :raises UnreadableValue: if it is none, or could be two.
    """
    text = read_text(text)
    if found := ISO.fullmatch(text):
        return _iso_day(found)
    if found := GERMAN.fullmatch(text):
        return _day(_year(found[3], int(found[2]), int(found[1]), born_before), int(found[2]), int(found[1]))
    if (found := WORDED.fullmatch(text)) and (month := MONTHS.get(compact(found[2]))):
        return _day(int(found[3]), month, int(found[1]))
    if found := SLASHED.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12:
            return _day(year, first, second)
        raise UnreadableValue("Tag und Monat sind nicht zu unterscheiden. Bitte als TT.MM.JJJJ angeben.")
    number = text.partition(".")[0] if kind == NUMBER else text
    if re.fullmatch(r"\d{1,5}", number) and (kind == NUMBER or len(number) == 5) and int(number) in SERIALS:
        return (DAY_ZERO_1904 if uses_1904 else DAY_ZERO) + timedelta(days=int(number))
    raise UnreadableValue("Das ist kein Datum. Bitte als TT.MM.JJJJ angeben.")


def _iso_day(found: re.Match[str]) -> date:
    day = _day(int(found[1]), int(found[2]), int(found[3]))
    if not found[4] or not found[5]:
        return day
    offset = "+00:00" if found[5] == "Z" else found[5]
    try:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{found[4].zfill(5)}{offset}")
        return moment.astimezone(BERLIN).date()
    except (ValueError, OverflowError):
        raise UnreadableValue("Die Uhrzeit ist nicht lesbar.") from None


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableValue("Diesen Tag gibt es nicht.") from None


def _year(written: str, month: int, day: int, born_before: date | None) -> int:
    if len(written) == 4:
        return int(written)
    if born_before is None:
        return 2000 + int(written)
    possible = [
        year
        for year in (1900 + int(written), 2000 + int(written))
        if YOUNGEST <= born_before.year - year - ((month, day) > (born_before.month, born_before.day)) < OLDEST
    ]
    if len(possible) != 1:
        raise UnreadableValue("Das Jahrhundert ist nicht zu erkennen. Bitte das Jahr mit vier Ziffern angeben.")
    return possible[0]


def read_birth_date(text: str, kind: str, *, today: date, uses_1904: bool = False) -> date:
    """Return the day of birth.

    :raises UnreadableValue: if it is no day, or nobody of that age applies.
    """
    born = read_day(text, kind, uses_1904=uses_1904, born_before=today)
    if not date(today.year - OLDEST, 1, 1) <= born <= date(today.year - YOUNGEST, 12, 31):
        raise UnreadableValue("Das kann kein Geburtsdatum sein. Bitte prüfen Sie das Jahr.")
    return born


def read_postal_code(text: str, kind: str) -> str | Doubtful:
    """Return the postal code as written; a zero that a number lost is told, not put back.

    1010 may be Vienna as well as a Saxon 01010, so nobody but the source knows.
    """
    text = read_text(text)
    if text.upper().startswith(("D-", "DE-")):
        text = text.partition("-")[2].strip()
    if kind == NUMBER and re.fullmatch(r"\d{1,4}", text):
        return Doubtful(text, "Die PLZ steht als Zahl in der Tabelle; eine führende Null ist dort verloren gegangen.")
    if not re.fullmatch(r"\d{5}", text):
        return Doubtful(text, "Das ist keine deutsche PLZ mit fünf Ziffern.")
    return text


def read_phone(text: str, kind: str) -> str | Doubtful:
    """Return the number as written; a zero that a number lost is told."""
    text = read_text(text)
    if kind == NUMBER:
        return Doubtful(text, "Die Nummer steht als Zahl in der Tabelle; führende Null oder Plus fehlen wohl.")
    return text


def read_e_mail(text: str) -> str:
    """Return the address.

    :raises UnreadableValue: if it is none, or several.
    """
    text = read_text(text).removeprefix("mailto:")
    if found := re.fullmatch(r"[^<>]*<([^<>]+)>", text):
        text = found[1]
    if text.count("@") > 1:
        raise UnreadableValue("Hier stehen mehrere Adressen. Bitte eine angeben.")
    if not E_MAIL.fullmatch(text):
        raise UnreadableValue("Das ist keine E-Mail-Adresse.")
    return text


def read_answer(text: str) -> bool | None:
    """Return yes, no or None for "not stated".

    :raises UnreadableValue: if it is none of these.
    """
    said = read_choice(text, "answer", "ja, nein oder keine Angabe")
    return {"yes": True, "no": False}.get(said or "")


def read_choice(text: str, kind: str, expected: str) -> str | None:
    """Return the value of ``kind`` that ``text`` says, or None for "not stated".

    :raises UnreadableValue: if it says none; ``expected`` says what would.
    """
    if value := meaning(kind, text):
        return value
    if is_silent(text):
        return None
    raise UnreadableValue(f"Erwartet ist {expected}.")


def read_salutation(text: str) -> tuple[str | None, str]:
    """Return the sex that the salutation says, or None, and a title that stands in it ("Frau Dr.").

    :raises UnreadableValue: if it says neither.
    """
    if is_silent(text) or compact(text) in ("hallo", "gutentag"):
        return None, ""
    if sex := meaning("sex", text):
        return sex, ""
    first, _, title = read_text(text).partition(" ")
    if title and len(first) > 1 and (sex := meaning("sex", first)):
        return sex, title
    raise UnreadableValue("Erwartet ist Frau, Herr, divers oder keine Angabe.")


def read_disability(text: str) -> str | None:
    """Return "severe", "equated", "none", or None; a degree tells only that it reaches 50, and is not kept.

    :raises UnreadableValue: if it says none of these.
    """
    if status := meaning("disability", text):
        return status
    if found := re.fullmatch(r"(?:ja)?(?:gdb|grad)?(\d{2,3})(?:prozent)?", compact(text)):
        degree = int(found[1])
        if degree % 10 == 0 and 50 <= degree <= 100:
            return "severe"
        raise UnreadableValue("Ein Grad unter 50 allein sagt nicht, ob eine Gleichstellung vorliegt.")
    answer = read_answer(text)
    return None if answer is None else "severe" if answer else "none"
