"""Advice on a requirement profile, pure and without Django: never a rule, nothing here blocks a step.

The vocabulary is data (``word_families.csv``): topics whose criteria overlap, and words that speak of leadership.
"""

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

from profiles.comparing import CriterionContent, ProfileContent, total_weight

VOCABULARY = Path(__file__).with_name("word_families.csv")
# A text belongs to a topic that its title does not name when so many different words of the topic stand in it.
WORDS_OF_A_TOPIC = 3
# Share of the shorter text's words that two criteria have in common to count as saying the same.
SAME_WORDS = Fraction(1, 2)
FEWEST_WORDS = 4
SHORT_WORD = 4  # words up to this length carry no meaning of their own here


@dataclass(frozen=True, slots=True)
class Advice:
    """One remark in words; ``code`` is stable, ``numbers`` name the criteria concerned."""

    code: str
    message: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionShare:
    """What a section weighs in the whole: ``weight`` of ``total``."""

    number: str
    title: str
    weight: int
    total: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.weight, self.total) if self.total else Fraction(0)


def section_shares(content: ProfileContent) -> tuple[SectionShare, ...]:
    """Return the share of each section in the total weight; an open weight counts nothing yet."""
    total = total_weight(content)
    return tuple(
        SectionShare(section.number, section.title, sum(c.weight or 0 for c in section.criteria), total)
        for section in content.sections
    )


def advise(content: ProfileContent, *, observed: Collection[str] | None = None) -> tuple[Advice, ...]:
    """Return all advice on ``content``.

    ``observed`` are the numbers of the criteria that some instrument of the procedure observes; None while the
    procedure names no instruments, then nothing is said about it.
    """
    criteria = [criterion for section in content.sections for criterion in section.criteria]
    return (
        *_overlaps(criteria),
        *_equal_weights(criteria),
        *_unobserved(criteria, observed),
        *_missing_leadership(content),
    )


def _overlaps(criteria: list[CriterionContent]) -> list[Advice]:
    found = []
    for first, second in combinations(criteria, 2):
        topic = next((topic for topic in topics_of(first) if topic in topics_of(second)), None)
        if topic is not None:
            reason = f"beide betreffen {topic}"
        elif _says_the_same(first, second):
            reason = "beide sagen weitgehend dasselbe"
        else:
            continue
        found.append(
            Advice(
                "overlap",
                f"{first.label} und {second.label} überschneiden sich: {reason}. Was in beiden steht, zählt in der "
                "Bewertung doppelt.",
                (first.number, second.number),
            )
        )
    return found


def topics_of(criterion: CriterionContent) -> frozenset[str]:
    """Return the topics a criterion is about: named in its title, or by several of their words in its text."""
    title = criterion.title.casefold()
    text = "\n".join((title, criterion.definition, *criterion.indicators)).casefold()
    return frozenset(
        family
        for family, stems in _stems("topic").items()
        if any(stem in title for stem in stems) or sum(stem in text for stem in stems) >= WORDS_OF_A_TOPIC
    )


def _says_the_same(first: CriterionContent, second: CriterionContent) -> bool:
    a, b = _meaningful_words(first), _meaningful_words(second)
    smaller = min(len(a), len(b))
    return smaller >= FEWEST_WORDS and Fraction(len(a & b), smaller) >= SAME_WORDS


def _meaningful_words(criterion: CriterionContent) -> frozenset[str]:
    text = "\n".join((criterion.title, criterion.definition, *criterion.indicators))
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > SHORT_WORD) - {"fähigkeit"}


def _equal_weights(criteria: list[CriterionContent]) -> list[Advice]:
    weights = {criterion.weight for criterion in criteria}
    if len(criteria) < 2 or len(weights) > 1 or None in weights:
        return []
    return [
        Advice(
            "equal_weights",
            f"Alle {len(criteria)} Anforderungen haben die Gewichtung {weights.pop()}. Bei vielen Anforderungen sollte "
            "erkennbar sein, worauf es besonders ankommt.",
            tuple(criterion.number for criterion in criteria),
        )
    ]


def _unobserved(criteria: list[CriterionContent], observed: Collection[str] | None) -> list[Advice]:
    missing = [criterion for criterion in criteria if observed is not None and criterion.number not in observed]
    if not missing:
        return []
    return [
        Advice(
            "unobserved",
            "Kein Auswahlinstrument beobachtet: " + "; ".join(criterion.label for criterion in missing) + ".",
            tuple(criterion.number for criterion in missing),
        )
    ]


def _missing_leadership(content: ProfileContent) -> list[Advice]:
    if any(_holds(section.title, "leadership_section") for section in content.sections):
        return []
    places = [place for duty in content.duties if (place := _place_of(duty.text, "leadership_duty"))]
    if not places:
        return []
    return [
        Advice(
            "leadership",
            "Die Aufgaben enthalten Führungsanteile (" + "; ".join(f"„{place}“" for place in places) + "), das "
            "Anforderungsprofil hat aber keinen Abschnitt Führungskompetenzen.",
        )
    ]


def _place_of(text: str, use: str, around: int = 45) -> str:
    """Return the words around the first word of the vocabulary in ``text``, or "" if there is none."""
    lowered = text.casefold()
    found = [lowered.find(stem) for stems in _stems(use).values() for stem in stems if stem in lowered]
    if not found:
        return ""
    start, end = max(0, found[0] - around), min(len(text), found[0] + around)
    before = "… " + text[start:].split(" ", 1)[1] if start else text
    cut = before[: end - start] if end < len(text) else before
    return cut.rsplit(" ", 1)[0] + " …" if end < len(text) else cut


def _holds(text: str, use: str) -> bool:
    return any(stem in text.casefold() for stems in _stems(use).values() for stem in stems)


@cache
def _stems(use: str) -> dict[str, tuple[str, ...]]:
    """Return the word beginnings of each family for one use, in lower case."""
    families: dict[str, tuple[str, ...]] = {}
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["use"] == use:
                families[row["family"]] = (*families.get(row["family"], ()), row["stem"])
    return families
