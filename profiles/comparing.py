"""What differs between two requirement profiles, pure and without Django: added, removed, reweighted, reworded, moved.

Criteria find their partner by their key, which stays the same through all versions; between profiles of different
origin by the title, then by the number if the titles are alike. Texts are compared word by word.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.6  # ratio of SequenceMatcher from which two texts count as one reworded text
TOKEN = re.compile(r"\n|[^\s]+[ \t]*|[ \t]+")


@dataclass(frozen=True, slots=True)
class CriterionContent:
    key: str
    number: str
    title: str
    definition: str
    indicators: tuple[str, ...]
    weight: int | None
    is_mandatory: bool | None = None

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True, slots=True)
class SectionContent:
    number: str
    title: str
    criteria: tuple[CriterionContent, ...]


@dataclass(frozen=True, slots=True)
class DutyContent:
    heading: str
    text: str
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class RequirementContent:
    track: str
    text: str
    alternatives: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """The requirement with its alternatives as one text, one line each."""
        is_implied = [way.casefold() for way in self.alternatives] == [self.text.casefold()]
        ways = () if is_implied else self.alternatives
        return "\n".join((f"{self.track}: {self.text}", *(f"– {way}" for way in ways)))


@dataclass(frozen=True, slots=True)
class ProfileContent:
    header: tuple[tuple[str, str], ...]  # (label, text)
    legend: tuple[tuple[int, str, bool], ...]  # (weight, word, is proven), highest first
    scale: tuple[str, ...]  # name, then the steps in words
    sections: tuple[SectionContent, ...]
    duties: tuple[DutyContent, ...]
    requirements: tuple[RequirementContent, ...]


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    REWEIGHTED = "reweighted"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: in both ("same"), only before ("removed"), only after ("added")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text before and after, cut into pieces for showing side by side; an empty side means it was not there."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    kind: Kind = Kind.REWORDED


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion that differs; ``before`` None = added, ``after`` None = removed."""

    before: CriterionContent | None
    after: CriterionContent | None
    kinds: tuple[Kind, ...]
    texts: tuple[TextChange, ...] = ()
    moved_from: str = ""  # section before, where it changed
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs; empty parts mean no difference there."""

    header: tuple[TextChange, ...]
    legend: tuple[TextChange, ...]
    scale: tuple[TextChange, ...]
    sections: tuple[TextChange, ...]
    criteria: tuple[CriterionChange, ...]
    duties: tuple[TextChange, ...]
    requirements: tuple[TextChange, ...]
    weight_before: int
    weight_after: int

    @property
    def is_equal(self) -> bool:
        parts = (
            self.header, self.legend, self.scale, self.sections, self.criteria, self.duties, self.requirements
        )  # fmt: skip
        return not any(parts)

    def count(self, kind: Kind) -> int:
        """Number of criteria with a change of this kind."""
        return sum(kind in change.kinds for change in self.criteria)


def compare(before: ProfileContent, after: ProfileContent) -> Comparison:
    """Return what changed from ``before`` to ``after``."""
    return Comparison(
        header=_compare_named(before.header, after.header),
        legend=_compare_named(_legend_texts(before), _legend_texts(after)),
        scale=_compare_lists(before.scale, after.scale, label="Bewertungsskala"),
        sections=_compare_sections(before, after),
        criteria=_compare_criteria(before, after),
        duties=_compare_lists(_duty_texts(before), _duty_texts(after), label="Aufgabe"),
        requirements=_compare_lists(
            [requirement.in_words for requirement in before.requirements],
            [requirement.in_words for requirement in after.requirements],
            label="Formale Anforderung",
        ),
        weight_before=total_weight(before),
        weight_after=total_weight(after),
    )


def total_weight(content: ProfileContent) -> int:
    """Return the sum of all weights; one that is open counts nothing yet."""
    return sum(criterion.weight or 0 for section in content.sections for criterion in section.criteria)


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts cut into pieces; joined, the pieces of a side are exactly that text."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes():
        if j > i:
            left.append(Piece("same" if tag == "equal" else "removed", "".join(old[i:j])))
        if m > k:
            right.append(Piece("same" if tag == "equal" else "added", "".join(new[k:m])))
    return tuple(left), tuple(right)


def _bare(tokens: Sequence[str]) -> list[str]:
    """Tokens without the blanks after them, so that the last word of a line equals the same word elsewhere."""
    return [token.rstrip(" \t") or token for token in tokens]


def _change(label: str, before: str, after: str, kind: Kind = Kind.REWORDED) -> TextChange:
    left, right = compare_words(before, after)
    return TextChange(label, left, right, kind)


def _compare_named(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> tuple[TextChange, ...]:
    old, new = dict(before), dict(after)
    return tuple(
        _change(label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys([*old, *new])
        if old.get(label, "") != new.get(label, "")
    )


def _legend_texts(content: ProfileContent) -> list[tuple[str, str]]:
    return [
        (f"Gewichtung {weight}", word if is_proven else f"{word} (Wortlaut nicht belegt)")
        for weight, word, is_proven in content.legend
    ]


def _duty_texts(content: ProfileContent) -> list[str]:
    return [
        "".join(
            (
                f"{duty.heading}\n" if duty.heading else "",
                "Sonderaufgabe: " if duty.is_special else "",
                duty.text,
            )
        )
        for duty in content.duties
    ]


def _compare_lists(before: Sequence[str], after: Sequence[str], *, label: str) -> tuple[TextChange, ...]:
    """Compare two lists of texts: equal ones pair first, then alike ones, the rest came or went."""
    partners = _pair(before, after)
    stayed = _unmoved_places([partners[i] for i in sorted(partners)])
    changes: list[tuple[int, TextChange]] = []
    for place, (i, j) in enumerate(sorted(partners.items())):
        if before[i] != after[j]:
            changes.append((j, _change(label, before[i], after[j])))
        elif place not in stayed:
            changes.append((j, _change(label, before[i], after[j], Kind.MOVED)))
    taken = set(partners.values())
    changes += [(j, _change(label, "", text, Kind.ADDED)) for j, text in enumerate(after) if j not in taken]
    removed = [_change(label, text, "", Kind.REMOVED) for i, text in enumerate(before) if i not in partners]
    return (*(change for _j, change in sorted(changes, key=lambda item: item[0])), *removed)


def _pair(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Return partners as {index before: index after}."""
    partners: dict[int, int] = {}
    free: dict[str, list[int]] = {}
    for j, text in enumerate(after):
        free.setdefault(text, []).append(j)
    for i, text in enumerate(before):
        if free.get(text):
            partners[i] = free[text].pop(0)
    taken = set(partners.values())
    candidates = sorted(
        (-_likeness(old, new), i, j)
        for i, old in enumerate(before)
        if i not in partners
        for j, new in enumerate(after)
        if j not in taken
    )
    for negative, i, j in candidates:
        if -negative >= ALIKE and i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    return partners


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, _bare(TOKEN.findall(first)), _bare(TOKEN.findall(second)), autojunk=False).ratio()


def _unmoved_places(order: Sequence[int]) -> set[int]:
    """Return the places of ``order`` that stay when as few as possible move (longest increasing run)."""
    runs: list[list[int]] = []  # for each place the longest run that ends there
    longest: list[int] = []
    for place, value in enumerate(order):
        before: list[int] = []
        for run in runs:
            if order[run[-1]] < value and len(run) > len(before):
                before = run
        runs.append([*before, place])
        if len(runs[-1]) > len(longest):
            longest = runs[-1]
    return set(longest)


def _section_partners(before: ProfileContent, after: ProfileContent) -> dict[int, int]:
    """Sections with the same title belong together, then those with the same number."""
    partners: dict[int, int] = {}
    for same in (_title_of, _number_of):
        for i, old in enumerate(before.sections):
            for j, new in enumerate(after.sections):
                if i not in partners and j not in partners.values() and same(old) == same(new):
                    partners[i] = j
    return partners


def _title_of(section: SectionContent) -> str:
    return section.title.casefold().strip()


def _number_of(section: SectionContent) -> str:
    return section.number


def _compare_sections(before: ProfileContent, after: ProfileContent) -> tuple[TextChange, ...]:
    partners = _section_partners(before, after)
    changes = [
        _change("Abschnitt", _heading(before.sections[i]), _heading(after.sections[j]))
        for i, j in sorted(partners.items())
        if before.sections[i].title != after.sections[j].title
    ]
    taken = set(partners.values())
    changes += [
        _change("Abschnitt", "", _heading(section), Kind.ADDED)
        for j, section in enumerate(after.sections)
        if j not in taken
    ]
    changes += [
        _change("Abschnitt", _heading(section), "", Kind.REMOVED)
        for i, section in enumerate(before.sections)
        if i not in partners
    ]
    return tuple(changes)


def _heading(section: SectionContent) -> str:
    return f"{section.number} {section.title}"


def _placed(content: ProfileContent) -> list[tuple[int, CriterionContent]]:
    return [(place, criterion) for place, section in enumerate(content.sections) for criterion in section.criteria]


def _criterion_partners(old: list[CriterionContent], new: list[CriterionContent]) -> dict[int, int]:
    partners: dict[int, int] = {}
    rules: tuple[Callable[[CriterionContent, CriterionContent], bool], ...] = (
        lambda a, b: a.key == b.key,
        lambda a, b: a.title.casefold() == b.title.casefold(),
        lambda a, b: a.number == b.number and _likeness(_all_words(a), _all_words(b)) >= ALIKE,
    )
    for rule in rules:
        for i, a in enumerate(old):
            for j, b in enumerate(new):
                if i not in partners and j not in partners.values() and rule(a, b):
                    partners[i] = j
    return partners


def _all_words(criterion: CriterionContent) -> str:
    return "\n".join((criterion.title, criterion.definition, *criterion.indicators))


def _compare_criteria(before: ProfileContent, after: ProfileContent) -> tuple[CriterionChange, ...]:
    old, new = _placed(before), _placed(after)
    partners = _criterion_partners([c for _place, c in old], [c for _place, c in new])
    sections = _section_partners(before, after)
    stayed = _stayed_criteria(old, new, partners, sections)
    changes: list[tuple[int, CriterionChange]] = []
    for i, j in sorted(partners.items()):
        (section_before, a), (section_after, b) = old[i], new[j]
        is_elsewhere = sections.get(section_before) != section_after
        change = _compare_pair(a, b, is_moved=i not in stayed)
        if is_elsewhere:
            change = CriterionChange(
                a,
                b,
                change.kinds,
                change.texts,
                _heading(before.sections[section_before]),
                _heading(after.sections[section_after]),
            )
        if change.kinds:
            changes.append((j, change))
    taken = set(partners.values())
    changes += [(j, CriterionChange(None, c, (Kind.ADDED,))) for j, (_s, c) in enumerate(new) if j not in taken]
    removed = [CriterionChange(c, None, (Kind.REMOVED,)) for i, (_s, c) in enumerate(old) if i not in partners]
    return (*(change for _j, change in sorted(changes, key=lambda item: item[0])), *removed)


def _stayed_criteria(
    old: list[tuple[int, CriterionContent]],
    new: list[tuple[int, CriterionContent]],
    partners: dict[int, int],
    sections: dict[int, int],
) -> set[int]:
    """Return the criteria (by index before) that kept section and order; as few as possible count as moved."""
    stayed: set[int] = set()
    for section_before, section_after in sections.items():
        inside = [i for i, j in sorted(partners.items()) if old[i][0] == section_before and new[j][0] == section_after]
        stayed |= {inside[place] for place in _unmoved_places([partners[i] for i in inside])}
    return stayed


def _compare_pair(a: CriterionContent, b: CriterionContent, *, is_moved: bool) -> CriterionChange:
    words = {True: "ja", False: "nein", None: "unbekannt"}
    texts = _compare_named(
        (
            ("Bezeichnung", a.title),
            ("Definition", a.definition),
            ("Operationalisierungen", "\n".join(a.indicators)),
            ("Verbindlicher Teil des Basisanforderungsprofils", words[a.is_mandatory]),
        ),
        (
            ("Bezeichnung", b.title),
            ("Definition", b.definition),
            ("Operationalisierungen", "\n".join(b.indicators)),
            ("Verbindlicher Teil des Basisanforderungsprofils", words[b.is_mandatory]),
        ),
    )
    kinds = (
        *((Kind.REWEIGHTED,) if a.weight != b.weight else ()),
        *((Kind.REWORDED,) if texts else ()),
        *((Kind.MOVED,) if is_moved else ()),
    )
    return CriterionChange(a, b, kinds, texts)
