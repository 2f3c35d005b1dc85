"""Join what two people typed into the same draft: pure, over names and texts of the form.

``Snapshot`` is the form's content as plain data: what somebody saw on opening, what is stored now, what was typed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from profiles.editor.rows import join, new_name


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Row order and field texts of a draft; a field's name ends with "-" and the name of its row."""

    rows: tuple[str, ...]
    fields: Mapping[str, str]

    def fields_of(self, row: str) -> dict[str, str]:
        return {name: text for name, text in self.fields.items() if name.endswith(f"-{row}")}

    def as_json(self) -> str:
        """Return the snapshot as the form carries it along."""
        return json.dumps({"rows": self.rows, "fields": dict(self.fields)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Snapshot":
        """Return what the form carried along; a damaged one counts as nothing seen."""
        try:
            content = json.loads(text)
            rows, fields = tuple(map(str, content["rows"])), {str(k): str(v) for k, v in content["fields"].items()}
            json.dumps(
                [rows, fields], ensure_ascii=False
            ).encode()  # half a surrogate pair is no text, no page holds it
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls((), {})
        return cls(rows, fields)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing the other person changed. ``is_taken_over`` False: both changed it, and the typed text stands."""

    name: str  # of the field, or of the row that came or went
    seen: str
    stored: str
    typed: str
    is_taken_over: bool
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    rows: tuple[str, ...]
    fields: dict[str, str]
    differences: tuple[Difference, ...]


def join_snapshots(*, seen: Snapshot, stored: Snapshot, typed: Snapshot) -> Joined:
    """Return the typed content with everything taken over that only the other person changed.

    Nothing typed is lost: where both changed a text the typed one stands; a row that was dropped elsewhere but changed
    here stays as a new row.
    """
    fields = dict(typed.fields)
    differences: list[Difference] = []
    rows = list(typed.rows)
    for row in seen.rows:
        if row in stored.rows or row not in rows:
            continue
        is_unchanged = all(typed.fields.get(name, text) == text for name, text in seen.fields_of(row).items())
        differences.append(Difference(row, _words(seen, row), "", _words(typed, row), is_unchanged, is_row=True))
        place = rows.index(row)
        if is_unchanged:
            del rows[place]
            for name in typed.fields_of(row):
                del fields[name]
        else:
            rows[place] = new_name(row[0])
            for name in typed.fields_of(row):
                fields[name.removesuffix(row) + rows[place]] = fields.pop(name)
    common = [row for row in seen.rows if row in stored.rows and row in rows]
    is_order_mine = [row for row in rows if row in common] != common
    if order_changed(seen.rows, stored.rows):
        differences.append(Difference("rows", "", "", "", not is_order_mine, is_row=True))
    if not is_order_mine:
        # The order was not touched here, so the other person's counts.
        order = [row for row in stored.rows if row in common]
        rows = join(order, rows, [row for row in rows if row not in common])
    added = [row for row in stored.rows if row not in seen.rows and row not in rows]
    rows = join(rows, stored.rows, added)
    for row in added:
        fields |= stored.fields_of(row)
        differences.append(Difference(row, "", _words(stored, row), "", True, is_row=True))
    for name, now in stored.fields.items():
        if name not in seen.fields or seen.fields[name] == now:
            continue
        mine = typed.fields.get(name, seen.fields[name])
        is_taken_over = mine == seen.fields[name] or mine == now
        if is_taken_over and name in fields:
            fields[name] = now
        differences.append(Difference(name, seen.fields[name], now, mine, is_taken_over))
    return Joined(tuple(rows), fields, tuple(differences))


def _words(snapshot: Snapshot, row: str) -> str:
    """A row in a few words: its title or text."""
    fields = snapshot.fields_of(row)
    return fields.get(f"title-{row}") or fields.get(f"text-{row}") or ""


def order_changed(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the rows that both have stand in a different order."""
    return [row for row in first if row in second] != [row for row in second if row in first]
