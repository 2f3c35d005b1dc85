"""Automatic numbers as they are written before paragraphs: "3.1.1", "a)", "IV."."""

from functools import cache

HIGHEST_NUMBER = 9_999
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def is_path(text: str) -> bool:
    """Tell whether a number is of the kind "3.1" or "3.1.1"."""
    parts = text.rstrip(".").split(".")
    return len(parts) > 1 and all(part.isdigit() for part in parts)


@cache
def written(count: int, kind: str) -> str:
    """Return ``count`` in a numbering format of Word; formats that German forms do not use as digits."""
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = ""
        rest = count
        for amount, sign in ROMAN:
            text += sign * (rest // amount)
            rest %= amount
        return text.lower() if kind == "lowerRoman" else text
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= 260:
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return text if kind == "lowerLetter" else text.upper()
    if kind == "decimalZero":
        return f"{count:02d}"
    return str(count)
