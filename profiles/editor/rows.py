"""The order of the rows of a draft, as the form sends it: one flat list of names, pure and without Django.

A name is a letter for the kind and an id: ``s12`` is the stored section 12, ``cx3f`` a new criterion. Criteria belong
to the section before them, alternatives to the formal requirement before them.
"""

import re
from collections.abc import Sequence
from secrets import token_hex

SECTION, CRITERION, DUTY, REQUIREMENT, ALTERNATIVE = "s", "c", "d", "q", "a"
PARENTS = {CRITERION: SECTION, ALTERNATIVE: REQUIREMENT}
CHILDREN = {parent: child for child, parent in PARENTS.items()}
_BLOCKS = {SECTION: 0, CRITERION: 0, DUTY: 1, REQUIREMENT: 2, ALTERNATIVE: 2}
NAME = re.compile(r"[scdqa](?:[0-9]{1,18}|x[0-9a-z]{1,16})")


def _block_of(name: str) -> int:
    return _BLOCKS[name[0]]


def stored_id(name: str) -> int | None:
    """Return the id of a stored row, None for a new one."""
    return None if name[1] == "x" else int(name[1:])


def new_name(kind: str) -> str:
    return f"{kind}x{token_hex(4)}"


def valid_names(names: Sequence[str]) -> list[str]:
    """Return the well-formed names, each once, without children that stand before any parent.

    Only the order within a block counts, so the blocks come in a fixed order wherever the page shows them.
    """
    kept: list[str] = []
    seen_kinds: set[str] = set()
    for name in dict.fromkeys(names):
        if not NAME.fullmatch(name) or (name[0] in PARENTS and PARENTS[name[0]] not in seen_kinds):
            continue
        seen_kinds.add(name[0])
        kept.append(name)
    return sorted(kept, key=_block_of)


def tree(names: Sequence[str], kind: str) -> list[tuple[str, list[str]]]:
    """Return the rows of ``kind`` in their order, each with its children."""
    rows: list[tuple[str, list[str]]] = []
    for name in names:
        if name[0] == kind:
            rows.append((name, []))
        elif PARENTS.get(name[0]) == kind and rows:
            rows[-1][1].append(name)
    return rows


def _block(names: Sequence[str], name: str) -> list[str]:
    """A row with its children."""
    return next([name, *children] for found, children in tree(names, name[0]) if found == name)


def move(names: Sequence[str], name: str, step: int) -> list[str]:
    """Return the order after ``name`` went up (-1) or down (+1) by one place; at the end it stays where it is.

    A criterion at the edge of its section goes over into the neighbouring one; an alternative stays with its
    requirement.
    """
    if name[0] in PARENTS:
        return _move_child(names, name, step)
    siblings = [row for row, _children in tree(names, name[0])]
    place = siblings.index(name) + step
    if not 0 <= place < len(siblings):
        return list(names)
    upper, lower = (siblings[place], name) if step < 0 else (name, siblings[place])
    upper_block, lower_block = _block(names, upper), _block(names, lower)
    start = names.index(upper)
    rest = [row for row in names if row not in upper_block and row not in lower_block]
    return [*rest[:start], *lower_block, *upper_block, *rest[start:]]


def _move_child(names: Sequence[str], name: str, step: int) -> list[str]:
    own_kinds = (name[0], PARENTS[name[0]])
    own = [row for row in names if row[0] in own_kinds]
    others = [row for row in names if row[0] not in own_kinds]
    place = own.index(name) + step
    # The first parent stays in front: no child stands before it.
    if not 1 <= place < len(own) or (name[0] == ALTERNATIVE and own[place][0] == REQUIREMENT):
        return list(names)
    own.remove(name)
    own.insert(place, name)
    return sorted([*own, *others], key=_block_of)


def add(names: Sequence[str], name: str, *, parent: str | None = None) -> list[str]:
    """Return the order with the new row ``name`` at the end, a child at the end of ``parent``."""
    if parent is None:
        return sorted([*names, name], key=_block_of)
    end = names.index(_block(names, parent)[-1]) + 1
    return [*names[:end], name, *names[end:]]


def join(base: Sequence[str], other: Sequence[str], missing: Sequence[str]) -> list[str]:
    """Return ``base`` with the ``missing`` rows of ``other``, each after the row that precedes it there."""
    joined = list(base)
    for name in missing:
        before = [row for row in other[: other.index(name)] if row in joined]
        joined.insert(joined.index(before[-1]) + 1 if before else 0, name)
    return joined
