"""Exact numbers as people read them: rounded once, commercially (half up), with a decimal comma.

Source: DOMAIN.md 3.2 (analogy: § 16 Abs. 2 MntZollDVDV). Rounded values are for the eye; they never decide an order.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache


def _scaled(numerator: int, denominator: int, places: int) -> int:
    """Return the quotient times 10 to the ``places`` as a whole number, halves away from zero; no digit is lost."""
    shifted: int = abs(numerator) * 10**places
    whole, rest = divmod(shifted, denominator)
    if 2 * rest >= denominator:
        whole += 1
    return whole if numerator >= 0 else -whole


def round_half_up(value: Fraction, places: int) -> Decimal:
    """Return ``value`` with ``places`` decimals, halves away from zero."""
    return Decimal(_scaled(value.numerator, value.denominator, places)).scaleb(-places)


def display_mean(mean: Fraction) -> Decimal:
    """Return a mean on the scale with two decimals: 137/41 -> 3.34."""
    return round_half_up(mean, 2)


def display_percent(share: Fraction) -> Decimal:
    """Return a share (0..1) as percent with two decimals: 137/205 -> 66.83."""
    return Decimal(_scaled(share.numerator, share.denominator, 4)).scaleb(-2)


@lru_cache(maxsize=16384)  # the figures of a ranking come again at every look; they are numbers, never persons
def format_quotient(numerator: int, denominator: int, places: int = 2, *, point: str = ",") -> str:
    """Return a quotient of whole numbers (``denominator`` above 0) with exactly ``places`` decimals: 137, 41 -> 3,34.

    The quotient need not be in lowest terms: a table of two hundred applicants is a thousand quotients, and bringing
    each into lowest terms first costs more than writing it. ``point`` is "." where a drawing takes the number.
    """
    scaled = _scaled(numerator, denominator, places)
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}{point}{rest:0{places}d}" if places else f"{sign}{whole}"


def format_german(value: Fraction | Decimal | int, places: int = 2) -> str:
    """Return ``value`` with a decimal comma and exactly ``places`` decimals: 66,83."""
    if isinstance(value, Decimal):
        return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".replace(".", ",")
    value = Fraction(value)
    return format_quotient(value.numerator, value.denominator, places)


def format_points(points: Fraction) -> str:
    """Return points without needless decimals: 137, but 136,33."""
    return str(points.numerator) if points.denominator == 1 else format_german(points)


def exact_text(value: Fraction) -> str:
    """Return the exact fraction as text, for the record: 137/41."""
    return f"{value.numerator}/{value.denominator}"
