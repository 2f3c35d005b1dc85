"""What a file is by its content, what it may be by its name, and a name that is safe to show. Pure: no Django.

Type by content only; the extension of the shown name follows the content.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable

from profiles.importing.readers.packages import BROKEN

MACROS = "docm"
EXTENSIONS = {"pdf": ("pdf",), "png": ("png",), "jpg": ("jpg", "jpeg"), "docx": ("docx",)}
MAXIMUM_NAME = 120
DISABILITY_PROOF = re.compile(
    r"schwerbehind|schwb|(?<![a-z])sb[-_ ]?ausweis|(?<![a-z])gdb(?![a-z])|feststellungsbescheid"
    r"|gleichstellungs[-_ ]?(?:bescheid|nachweis)"
)
# The first that fits wins: a "Zeugnis" alone may be from a school, so the words of work stand before it.
GUESSES = (
    ("consent", r"einverst|einsicht|personalakte"),
    ("cv", r"lebenslauf|(?<![a-z])cv(?![a-z])|curriculum|werdegang|vita(?![a-z])"),
    ("cover_letter", r"anschreiben|motivation|bewerbungsschreiben"),
    ("appraisal", r"beurteilung"),
    ("reference", r"arbeitszeugnis|dienstzeugnis|zwischenzeugnis|arbeitgeber"),
    ("degree", r"bachelor|master|diplom|abschluss|urkunde|hochschul|lehrgang|zeugnis|pr(?:ü|ue)fung"),
    ("evidence", r"nachweis|zertifikat|bescheinigung|fortbildung"),
    ("whole", r"bewerbung(?:smappe|sunterlagen)?(?![a-z])|unterlagen"),
)


def type_of(content: bytes) -> str | None:
    """Return "pdf", "png", "jpg", "docx", "docm" for one with macros, or None for anything else."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"PK\x03\x04"):
        return _type_of_archive(content)
    return None


def _type_of_archive(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
    except BROKEN:
        return None
    if not any(re.fullmatch(r"word/document\d*\.xml", member) for member in members):
        return None
    return MACROS if any(member.lower().endswith("vbaproject.bin") for member in members) else "docx"


def shown_name(name: str, file_type: str) -> str:
    """Return ``name`` without folders, control and direction signs, shortened, with the extension of ``file_type``."""
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    name = " ".join(re.sub(r'[<>:"|?*]', " ", name).split()).lstrip(".")
    stem, dot, extension = name.rpartition(".")
    if not dot or not (extension.isalnum() and len(extension) <= 5):
        stem, extension = name, ""
    if extension.lower() not in EXTENSIONS[file_type]:
        extension = file_type
    return f"{(stem.strip(' .') or 'Unterlage')[:MAXIMUM_NAME]}.{extension.lower()}"


def is_disability_proof(name: str) -> bool:
    """Whether ``name`` tells of a proof of disability, which the committee must never see."""
    return DISABILITY_PROOF.search(_folded(name)) is not None


def guess_kind(name: str) -> str:
    """Return the kind that ``name`` tells of, "other" (for the personnel office only) when it tells nothing."""
    folded = _folded(name)
    return next((kind for kind, words in GUESSES if re.search(words, folded)), "other")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


def pages_in_words(numbers: Iterable[int]) -> str:
    """Return "3" or "3–5" for the first and last of ``numbers``."""
    first, *rest = numbers
    return f"{first}–{rest[-1]}" if rest else str(first)
