"""Names of the files that people get: plain German, with the number of the procedure, never the name of a person.

A file lies around in folders of downloads and goes on by mail, so its name may tell nothing about anybody. Letters of
plain ASCII only: drives and mail gateways that know no umlauts keep them. Pure.
"""

import re

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def file_name(what: str, reference_number: str, *details: str, extension: str = "pdf") -> str:
    """Return for example "Auswahlbericht-148-2025-Fassung-2.pdf"; empty ``details`` are left out."""
    parts = (what, reference_number, *details)
    words = [re.sub(r"[^0-9A-Za-z]+", "-", part.translate(_PLAIN)).strip("-") for part in parts]
    return f"{'-'.join(word for word in words if word)}.{extension}"
