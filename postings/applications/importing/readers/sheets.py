"""What both kinds of workbooks share: which of several sheets is the list, and numbers as people wrote them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from postings.applications.importing.columns import recognise
from postings.applications.importing.table import HEADER_WITHIN, RawRow


def list_sheet(sheets: Sequence[tuple[str, Sequence[RawRow]]]) -> int | None:
    """Return which of the sheets (name, first rows) holds the list: the one with the most known columns.

    None if every sheet is empty.
    """
    filled = [place for place, (_name, rows) in enumerate(sheets) if any(not row.is_empty for row in rows)]
    return max(filled, key=lambda place: (known_columns(sheets[place][1]), -place), default=None)


def known_columns(rows: Sequence[RawRow]) -> int:
    """Return how many fields the best of the first rows names."""
    found = [len({field for cell in row.cells if (field := recognise(cell))}) for row in rows[:HEADER_WITHIN]]
    return max(found, default=0)


def other_sheets(names: Sequence[str], chosen: str) -> tuple[str, ...]:
    """Return the sentence about sheets that are not read."""
    others = [name for name in names if name != chosen]
    if not others:
        return ()
    return (f"Gelesen ist das Blatt „{chosen}“, nicht: {', '.join(others)}.",)


def number_text(value: str) -> str:
    """Return a number as a person would write it: "1069.0" is "1069", "4.9E+11" is "490000000000"."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return value
    if number == number.to_integral_value():
        return str(number.to_integral_value().quantize(Decimal(1)))
    return format(number.normalize(), "f")
