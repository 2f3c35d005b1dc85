"""Facts of the memo as one reader sees them: names or codes, and appraisals only where they may be seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from postings.decision.parts import Part
from postings.models import Posting


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A paragraph (``text``) or a table, all finished words."""

    text: str = ""
    caption: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """How applicants are called for this reader, and whose personnel file the reader may not know."""

    names: Mapping[int, str]
    withheld: Collection[int] = ()


def reader_of(posting: Posting, *, shows_names: bool, sees_appraisals: bool) -> Reader:
    """Return how somebody reads the memo of ``posting``; one query. The withdrawn and erased are named as such."""
    names, withheld = {}, set()
    for application in posting.applications.select_related("applicant", "posting"):
        application.is_named = shows_names
        names[application.pk] = application.shown.list_name
        if not sees_appraisals and application.consents_to_personnel_file is not True:
            withheld.add(application.pk)
    return Reader(names=names, withheld=frozenset(withheld))


def shown_parts(parts: list[Part], reader: Reader) -> list[ShownPart]:
    """Return ``parts`` with every applicant named as ``reader`` may know them."""
    shown = []
    for part in parts:
        if "text" in part:
            names = "; ".join(reader.names.get(pk, "?") for pk in part.get("of", ()))
            shown.append(ShownPart(text=f"{names}: {part['text']}" if names else part["text"]))
        else:
            hides = part.get("personnel_file", False)
            rows = tuple(tuple(_row(row, reader, hides=hides)) for row in part["rows"])
            shown.append(ShownPart(caption=part["table"], head=tuple(part["head"]), rows=rows))
    return shown


def _row(row: list[Any], reader: Reader, *, hides: bool) -> list[str]:
    people = [cell["a"] for cell in row if isinstance(cell, dict)]
    cells = [reader.names.get(cell["a"], "?") if isinstance(cell, dict) else str(cell) for cell in row]
    if hides and any(pk in reader.withheld for pk in people):
        hidden = _("keine Einwilligung in die Einsicht")
        return [cell if isinstance(source, dict) else hidden for cell, source in zip(cells, row, strict=True)]
    return cells


def plain_text(parts: list[ShownPart]) -> str:
    """Return shown parts as lines, for the comparison of two versions."""
    lines = []
    for part in parts:
        if part.text:
            lines.append(part.text)
        else:
            lines += [part.caption, *(" | ".join(row) for row in part.rows)]
    return "\n".join(lines)
