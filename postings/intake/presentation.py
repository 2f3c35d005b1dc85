"""The preview as rows to show: problems first, what changes, and which decision a row waits for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.importing.planning import Action, Decision, PlannedRow, label_of, shown
from postings.applications.importing.records import Problem
from postings.applications.sorting import din_5007_2_key
from postings.equality.enums import DisabilityStatus, Sex, VoluntaryAnswer

UNCHANGED = "unchanged"
# In the order in which people look: what is in the way first.
KINDS = {
    Action.INVALID: (gettext_lazy("ungültig"), "danger"),
    Action.CHECK: (gettext_lazy("zu prüfen"), "warning"),
    Action.DUPLICATE: (gettext_lazy("doppelt"), "warning"),
    Action.LATE: (gettext_lazy("verspätet"), "warning"),
    Action.UPDATE: (gettext_lazy("geändert"), "info"),
    Action.CREATE: (gettext_lazy("neu"), "success"),
    UNCHANGED: (gettext_lazy("schon vorhanden, nichts zu tun"), "info"),
}
WORDS = {"sex": Sex, "disability_status": DisabilityStatus, "migration_background": VoluntaryAnswer}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the preview in finished words."""

    number: int
    kind: str
    label: str
    level: str
    name: str
    fields: Sequence[tuple[str, str]]
    problems: Sequence[Problem]
    changes: Sequence[tuple[str, str, str]]
    options: Sequence[tuple[str, str]]
    decision: str


def kind_of(row: PlannedRow) -> str:
    return UNCHANGED if row.is_unchanged else row.action.value


def in_order(rows: Sequence[PlannedRow], kind: str) -> list[PlannedRow]:
    """Return the rows of ``kind`` (all if it is none), problems first, then those with a remark, then by number."""
    places = {key: place for place, key in enumerate(KINDS)}
    chosen = [row for row in rows if kind not in KINDS or kind_of(row) == kind]
    return sorted(chosen, key=lambda row: (places[kind_of(row)], not row.problems, row.row))


def shown_row(row: PlannedRow) -> ShownRow:
    kind = kind_of(row)
    label, level = KINDS[kind]
    names = [str(row.fields.get(name, "")) for name in ("academic_title", "first_name")]
    first = " ".join(name for name in names if name)
    return ShownRow(
        number=row.row,
        kind=kind,
        label=str(label),
        level=level,
        name=", ".join(part for part in (str(row.fields.get("last_name", "")), first) if part),
        fields=shown_fields(row),
        problems=row.problems,
        changes=[(label_of(c.field), _words(c.field, c.before), _words(c.field, c.after)) for c in row.changes],
        options=_options(row),
        decision=row.decision.value if row.decision else "",
    )


def _options(row: PlannedRow) -> list[tuple[str, str]]:
    """Return what a person may say to the row; nothing where nothing is to be said."""
    if row.is_unchanged or (row.is_written and not row.may_be_taken):
        return []
    options = [("", _("noch offen"))]
    if row.may_be_taken:
        options.append((Decision.TAKE.value, _("als neue Bewerbung übernehmen")))
    return [*options, (Decision.SKIP.value, _("nicht übernehmen"))]


def _words(field: str, value: str | bool) -> str:
    if value == "":
        return _("keine Angabe")
    return str(WORDS[field](value).label) if field in WORDS else shown(value)


def shown_fields(row: PlannedRow) -> list[tuple[str, str]]:
    """Return what was read of the row, by German name, in order of the names."""
    read = [(label_of(name), _words(name, value)) for name, value in row.fields.items()]
    return sorted(read, key=lambda item: din_5007_2_key(item[0]))
