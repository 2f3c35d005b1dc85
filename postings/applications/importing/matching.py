"""Is this the same person? Certain by e-mail address or by name and day of birth; people judge similar names.

Names are compared as DIN 5007-2 sorts them (``sorting``), by sound (Kölner Phonetik) and by edit distance. Only persons
who share a day or year of birth, or a town, are compared at all, so a long list costs little.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from rapidfuzz.distance import OSA

from postings.applications.sorting import din_5007_2_key

# Persons filed at one place that are compared; a list in which more share a name and a town was made by a machine.
MOST_COMPARED = 200
# Kölner Phonetik, letters whose code does not depend on their neighbours.
CODES = {**dict.fromkeys("aeijouy", "0"), "b": "1", **dict.fromkeys("fvw", "3"), **dict.fromkeys("gkq", "4"),
         "l": "5", **dict.fromkeys("mn", "6"), "r": "7", **dict.fromkeys("sz", "8")}  # fmt: skip


def sound(name: str) -> str:
    """Return the code of Kölner Phonetik: "Meier", "Mayer" and "Maier" are "67".

    Source: H. J. Postel, Die Kölner Phonetik, IBM-Nachrichten 19 (1969).
    """
    letters = re.sub(r"[^a-z]", "", din_5007_2_key(name).replace("ph", "f"))
    digits = []
    for place, letter in enumerate(letters):
        before, after = letters[place - 1 : place], letters[place + 1 : place + 2]
        if letter == "p":
            digits.append("1")
        elif letter in "dt":
            digits.append("8" if after and after in "csz" else "2")
        elif letter == "x":
            digits.append("8" if before and before in "ckq" else "48")
        elif letter == "c":
            digits.append(_code_of_c(place == 0, before, after))
        elif letter != "h":
            digits.append(CODES[letter])
    code = "".join(digit for digit, _ in groupby("".join(digits)))
    return code[:1] + code[1:].replace("0", "")


def _code_of_c(is_first: bool, before: str, after: str) -> str:
    if is_first:
        return "4" if after and after in "ahkloqrux" else "8"
    return "4" if after and after in "ahkoqux" and before not in ("s", "z") else "8"


@dataclass(frozen=True, slots=True)
class Person:
    """What tells one person from another, in comparable form. ``key`` names the record: an application or a row."""

    key: int
    last_name: str = ""
    first_name: str = ""
    birth_date: str = ""  # ISO
    email: str = ""
    city: str = ""
    source_number: str = ""
    last_sound: str = ""
    first_sound: str = ""

    @classmethod
    def of(cls, key: int, fields: Mapping[str, str | bool], source: str = "") -> "Person":
        """Return the person whom ``fields`` describe; a number counts within its source only."""

        def text(name: str) -> str:
            return str(fields.get(name) or "")

        last, first = din_5007_2_key(text("last_name")), din_5007_2_key(text("first_name"))
        number = text("source_number")
        return cls(
            key=key,
            last_name=last,
            first_name=first,
            birth_date=text("birth_date"),
            email=text("email").casefold(),
            city=din_5007_2_key(text("city")),
            source_number=f"{source.casefold()}\n{number}" if number else "",
            last_sound=sound(last),
            first_sound=sound(first),
        )


@dataclass(frozen=True, slots=True)
class Match:
    """``person`` is the same (``is_certain``) or may be; ``words`` say by what."""

    person: Person
    is_certain: bool
    words: str
    is_same_number: bool = False


@dataclass(slots=True)
class Index:
    """Persons to compare with, found again by what they share."""

    _places: dict[tuple[str, ...], list[Person]] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        for place in _places_of(person):
            self._places.setdefault(place, []).append(person)

    def find(self, person: Person) -> Match | None:
        """Return the best match: the same number of the source, then certain ones, then similar ones."""
        for kind, words in (("number", "dieselbe Bewerbernummer"), ("email", "dieselbe E-Mail-Adresse")):
            value = person.source_number if kind == "number" else person.email
            if value and (found := self._places.get((kind, value))):
                return Match(found[0], True, words, is_same_number=kind == "number")
        if person.birth_date and (found := self._places.get(("born", person.birth_date))):
            for other in found:
                if (other.last_name, other.first_name) == (person.last_name, person.first_name):
                    return Match(other, True, "derselbe Name und dasselbe Geburtsdatum")
        seen: set[int] = set()
        for place in _places_of(person):
            for other in self._places.get(place, [])[:MOST_COMPARED]:
                if other.key not in seen:
                    seen.add(other.key)
                    if words := similarity(person, other):
                        return Match(other, False, words)
        return None


def _places_of(person: Person) -> Iterator[tuple[str, ...]]:
    """Where a person is filed; two who share no place are not similar."""
    if person.source_number:
        yield ("number", person.source_number)
    if person.email:
        yield ("email", person.email)
    if person.birth_date:
        yield ("born", person.birth_date)
        yield ("year", person.birth_date[:4], person.last_sound)
        yield ("year", person.birth_date[:4], person.first_name)
    if person.city:
        yield ("city", person.city, person.last_sound)
        yield ("city", person.city, person.first_name)
    yield ("name", person.last_name, person.first_name)
    yield ("name", *sorted((person.last_name, person.first_name)))


def similarity(one: Person, other: Person) -> str:
    """Return in words why two persons may be the same, or "".

    Two known days of birth in different years mean two persons, unless one is a slip of the other.
    """
    both_born = bool(one.birth_date and other.birth_date)
    same_day = both_born and one.birth_date == other.birth_date
    same_year = both_born and one.birth_date[:4] == other.birth_date[:4]
    if both_born and not same_year and not _is_slip(one.birth_date, other.birth_date):
        return ""
    same_city = bool(one.city) and one.city == other.city
    if not (both_born or same_city or not (one.city and other.city)):
        return ""
    names, others = (one.last_name, one.first_name), (other.last_name, other.first_name)
    about = "demselben Geburtsdatum" if same_day else "demselben Geburtsjahr" if same_year else ""
    about = about or ("ähnlichem Geburtsdatum" if both_born else "demselben Ort" if same_city else "")
    if names == others:
        return f"derselbe Name mit {about}" if about else "derselbe Name"
    if not about:
        return ""
    if names == (others[1], others[0]):
        return f"Vor- und Nachname vertauscht, mit {about}"
    if _is_alike(one.last_name, other.last_name, one.last_sound, other.last_sound) and _is_alike(
        one.first_name, other.first_name, one.first_sound, other.first_sound
    ):
        return f"ähnlicher Name mit {about}"
    return ""


def _is_alike(one: str, other: str, one_sound: str, other_sound: str) -> bool:
    """Whether two names sound the same, differ by a slip of the hand, or one holds the other ("Müller-Lüders")."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    allowed = 1 if len(shorter) <= 5 else 2
    if OSA.distance(one, other, score_cutoff=allowed) <= allowed and len(shorter) > 2:
        return True
    # Short names sound alike too easily: "Ina" and "Anna".
    if one_sound == other_sound and len(one_sound) > 1 and abs(len(one) - len(other)) <= 2:
        return True
    return len(shorter) > 3 and longer.startswith(shorter) and len(longer) - len(shorter) >= 3


def _is_slip(one: str, other: str) -> bool:
    """Whether two days differ by one digit, or by day and month exchanged."""
    (year, month, day), (other_year, other_month, other_day) = one.split("-"), other.split("-")
    if year == other_year and (month, day) == (other_day, other_month):
        return True
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
