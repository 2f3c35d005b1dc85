"""The table of damaged words: what the document says, what is shown, and why. Data, not code (``corrections.csv``)."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from profiles.importing.document import Correction, ParsedText


@dataclass(frozen=True, slots=True)
class KnownDamage:
    raw: str
    display: str
    reason: str


@cache
def known_damages() -> tuple[KnownDamage, ...]:
    """Return the rows of the shipped table, longest raw text first."""
    with open(Path(__file__).with_name("corrections.csv"), encoding="utf-8", newline="") as file:
        rows = [KnownDamage(**row) for row in csv.DictReader(file, delimiter=";")]
    return tuple(sorted(rows, key=lambda row: -len(row.raw)))


class Corrector:
    """Fold white space and apply the table; ``applied`` collects every correction once per place."""

    def __init__(self) -> None:
        self.applied: list[Correction] = []

    def __call__(self, raw: str, where: str) -> ParsedText:
        """Return ``raw`` with white space folded, and as it is displayed."""
        raw = clean(raw)
        text = raw
        for damage in known_damages():
            if damage.raw in text:
                text = text.replace(damage.raw, damage.display)
                self.applied.append(Correction(damage.raw, damage.display, damage.reason, where))
        return ParsedText(raw=raw, text=text)


def clean(text: str) -> str:
    """Return ``text`` without soft hyphens, white space folded."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip()
