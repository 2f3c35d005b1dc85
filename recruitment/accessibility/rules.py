"""What follows from the checks: the status of conformity, by rule. Pure: no Django, no files, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any


class Status(Enum):
    """The three answers of the model statement (Implementing Decision (EU) 2018/1523, Annex)."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Doubt(Enum):
    """Why nobody may say "full" although nothing failed."""

    NO_MANUAL_TEST = "no_manual_test"  # machines see about a third of WCAG
    CHANGED_SINCE = "changed_since"  # the pages are not those that were checked


@dataclass(frozen=True, slots=True)
class Checked:
    """One page in one state, or one kind of document; ``faults`` in the words of the checker, empty when it passed."""

    name: str
    label: str
    state: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """One run of ``make accessibility``."""

    checked_on: date
    engine: str  # name and version, "axe-core 4.11.0"
    rules: tuple[str, ...]  # rule sets of the engine
    widths: tuple[int, ...]  # of the window, CSS pixels
    document_checkers: tuple[str, ...]
    content_sha256: str  # of templates, styles and scripts that were checked
    pages: tuple[Checked, ...]
    keyboard: tuple[Checked, ...]  # steps of the main job
    documents: tuple[Checked, ...]

    @property
    def failed(self) -> tuple[Checked, ...]:
        """Everything that did not pass."""
        return tuple(one for one in (*self.pages, *self.keyboard, *self.documents) if one.faults)


def read_checks(data: Mapping[str, Any]) -> Checks:
    """Return the run that ``data`` (the parsed file) tells.

    :raises KeyError: if something is missing; a statement is never made from half a file.
    """
    return Checks(
        checked_on=date.fromisoformat(data["checked_on"]),
        engine=data["engine"],
        rules=tuple(data["rules"]),
        widths=tuple(data["widths"]),
        document_checkers=tuple(data["document_checkers"]),
        content_sha256=data["content_sha256"],
        pages=_checked(data["pages"]),
        keyboard=_checked(data["keyboard"]),
        documents=_checked(data["documents"]),
    )


def _checked(rows: Iterable[Mapping[str, Any]]) -> tuple[Checked, ...]:
    return tuple(Checked(row["name"], row["label"], row.get("state", ""), tuple(row["faults"])) for row in rows)


def doubts(checks: Checks, *, content_sha256: str, tested_on: date | None) -> tuple[Doubt, ...]:
    """Return why the checks alone allow no "full". ``tested_on``: of the last test by people, None without one."""
    found = []
    if tested_on is None:
        found.append(Doubt.NO_MANUAL_TEST)
    if content_sha256 != checks.content_sha256:
        found.append(Doubt.CHANGED_SINCE)
    return tuple(found)


def status(checks: Checks, *, barriers: int, doubts: tuple[Doubt, ...]) -> Status:
    """Return the status of conformity. ``barriers``: how many are known that no checker sees.

    "none" if more than half of the pages and documents have faults, "full" if nothing at all speaks against it.
    """
    everything = (*checks.pages, *checks.documents)
    faulty = sum(1 for one in everything if one.faults)
    if not everything or 2 * faulty > len(everything):
        return Status.NONE
    if checks.failed or barriers or doubts:
        return Status.PARTIAL
    return Status.FULL


def is_outdated(checked_on: date, *, today: date) -> bool:
    """Whether the last look is more than a year ago: the statement has to be looked over once a year."""
    try:
        return today > checked_on.replace(year=checked_on.year + 1)
    except ValueError:  # 29 February
        return today > date(checked_on.year + 1, 2, 28)
