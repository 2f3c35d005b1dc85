"""What the small buttons of the editor do without JavaScript: the form comes back with all typed input, rearranged."""

from django.http import QueryDict

from profiles.editor import rows as order
from profiles.enums import Track

MOVES = {"up": -1, "down": 1}


def carry_out(posted: QueryDict, act: str) -> tuple[QueryDict, str]:
    """Return the form's data after ``act`` and the id of what takes the focus.

    ``act`` is "up:c12", "down:c12", "remove:c12", "restore:c12", "add:s", "add:c:s12", "add:d", "add:q:employee" or
    "add:a:q7"; anything else leaves the data as they are.
    """
    data = posted.copy()
    rows = order.valid_names(data.getlist("row"))
    verb, _colon, rest = act.partition(":")
    focus = ""
    if verb in MOVES and rest in rows:
        rows = order.move(rows, rest, MOVES[verb])
        focus = f"{verb}-{rest}"
    elif verb == "remove" and rest in rows:
        data.setlist("removed", [*data.getlist("removed"), rest])
        focus = f"restore-{rest}"
    elif verb == "restore" and rest in rows:
        data.setlist("removed", [name for name in data.getlist("removed") if name != rest])
        focus = f"remove-{rest}"
    elif verb == "add":
        rows, focus = _add(data, rows, rest)
    data.setlist("row", rows)
    return data, focus


def _add(data: QueryDict, rows: list[str], what: str) -> tuple[list[str], str]:
    kind, _colon, target = what.partition(":")
    if kind not in (order.SECTION, order.CRITERION, order.DUTY, order.REQUIREMENT, order.ALTERNATIVE):
        return rows, ""
    name = order.new_name(kind)
    if kind in order.PARENTS:
        if target not in rows or target[0] != order.PARENTS[kind]:
            return rows, ""
        rows = order.add(rows, name, parent=target)
    else:
        rows = order.add(rows, name)
    if kind == order.REQUIREMENT:
        data[f"track-{name}"] = target if target in Track.values else Track.EMPLOYEE
    first = {order.DUTY: "text", order.REQUIREMENT: "text", order.ALTERNATIVE: "text"}.get(kind, "title")
    return rows, f"{first}-{name}"
