"""Order of names as German authorities keep it, independent of the database's collations. Pure.

Source: DIN 5007-2 (order of names: ä like ae, ö like oe, ü like ue, ß like ss).
"""

import unicodedata

_PHONE_BOOK = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "đ": "d"})


def din_5007_2_key(*names: str) -> str:
    """Return the sort key of a person's names, surname first.

    Parts are joined by comma and space, both below every letter, so that "Ma, Z" stands before "Maa, A". Other
    accents, hyphens and apostrophes do not count.
    """
    return ", ".join(_fold(name) for name in names)


def _fold(name: str) -> str:
    lowered = unicodedata.normalize("NFC", name).casefold().translate(_PHONE_BOOK)
    decomposed = unicodedata.normalize("NFD", lowered)
    return " ".join("".join(sign for sign in decomposed if sign.isalnum() or sign.isspace()).split())
