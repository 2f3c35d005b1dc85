"""What a block of a memo is made of.

A part is {"text": …} or {"table": caption, "head": […], "rows": [[…]]}; a cell or a list "of" names applicants by id,
so that each reader sees names or codes as allowed, and an erased person's rows can be emptied. Pure.
"""

from typing import Any

Part = dict[str, Any]


def text(words: str, *, of: list[int] | None = None) -> Part:
    """Return a paragraph; ``of`` are the applicants it is about, named before it."""
    return {"text": str(words), **({"of": of} if of else {})}


def table(caption: str, head: list[str], rows: list[list[Any]], *, is_personnel_file: bool = False) -> Part:
    """Return a table; what comes from a personnel file is shown to representatives with consent only."""
    part: Part = {"table": str(caption), "head": [str(cell) for cell in head], "rows": rows}
    return part | ({"personnel_file": True} if is_personnel_file else {})


def who(pk: int) -> dict[str, int]:
    """Return the cell of an applicant."""
    return {"a": pk}
