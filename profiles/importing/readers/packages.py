"""The zip packages of Word and OpenDocument: every limit is checked before a part is believed or parsed."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from profiles.importing.document import UnreadableDocument
from profiles.importing.neutral import MAXIMUM_PAGES

Element: TypeAlias = Any  # lxml ships no types

MEGABYTE = 1024 * 1024
MAXIMUM_MEMBERS = 2_000
MAXIMUM_UNPACKED = 200 * MEGABYTE  # all members together, as the directory of the package declares them
MAXIMUM_XML = 60 * MEGABYTE  # one part of XML
MAXIMUM_RATIO = 250  # unpacked to packed; a form of one repeated row stays below 100
SMALL = 2 * MEGABYTE  # below it, no ratio is suspicious
MAXIMUM_TAGS = 1_000_000  # starts and ends of elements in one part; 200 full pages have 300,000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What zipfile and the packers below it raise for a damaged or hostile file: RuntimeError for a password,
# NotImplementedError for a way of packing they lack, OSError for a place outside of the file, KeyError for a part that
# is missing. Caught around their calls only, so that a fault of our own is not taken for a damaged file.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, KeyError,
)  # fmt: skip
# Word's strict variant has other names for the same elements.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What the file claims to be, in words for people."""

    label: str  # "Word-Dokument (DOCX)"
    program: str  # that opens it
    suffix: str


DOCX = Kind("Word-Dokument (DOCX)", "Word", "DOCX")
ODT = Kind("OpenDocument-Text (ODT)", "LibreOffice", "ODT")


class Package:
    """One opened package; ``xml`` parses a part of it without network, entities and beyond no limit."""

    def __init__(self, content: bytes, name: str, kind: Kind) -> None:
        """Open the package.

        :raises UnreadableDocument: if it is no zip file, encrypted, damaged or unpacks beyond the limits.
        """
        self.name, self.kind = name, kind
        if content.startswith(OLE_MAGIC):
            raise self._ole(content)
        if content.count(b"PK\x01\x02") > 4 * MAXIMUM_MEMBERS:  # entries of the directory, before it is read
            raise self._refused(f"enthält mehr als {MAXIMUM_MEMBERS} Teile")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            members = self._archive.infolist()
        except BROKEN:
            if content.startswith(b"PK"):
                raise self.broken() from None
            raise self.not_really() from None
        names = [member.filename for member in members]
        if len(set(names)) < len(names):
            raise self.broken()  # which of the two a program shows is a matter of chance
        if len(members) > MAXIMUM_MEMBERS:
            raise self._refused(f"enthält mehr als {MAXIMUM_MEMBERS} Teile")
        if sum(member.file_size for member in members) > MAXIMUM_UNPACKED:
            raise self._refused(f"entpackt sich auf mehr als {MAXIMUM_UNPACKED // MEGABYTE} MB")
        if any(m.file_size > SMALL and m.file_size > MAXIMUM_RATIO * max(m.compress_size, 1) for m in members):
            raise self._refused("ist ungewöhnlich stark gepackt")
        if any(member.flag_bits & 1 for member in members):
            raise self.encrypted()
        self._members = {member.filename: member for member in members}

    def __contains__(self, part: str) -> bool:
        return part in self._members

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, part: str, limit: int = MAXIMUM_XML) -> bytes:
        """Return the bytes of ``part``, unpacked no further than ``limit``."""
        try:
            member = self._members[part]
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.broken()
            if member.file_size > limit:
                raise self._refused(f"enthält einen Teil von mehr als {limit // MEGABYTE} MB")
            with self._archive.open(member) as stream:
                content = stream.read(limit + 1)
        except UnreadableDocument:
            raise
        except BROKEN:
            raise self.broken() from None
        if len(content) > limit:
            raise self._refused(f"enthält einen Teil von mehr als {limit // MEGABYTE} MB")
        return content

    def xml(self, part: str) -> Element | None:
        """Return the root of the XML of ``part``, or None if the package has no such part.

        A document type is refused: neither format knows one, and entities are declared nowhere else.
        """
        if part not in self:
            return None
        content = self.read(part)
        if content.count(b"<") > MAXIMUM_TAGS or content.count(b"=") > 2 * MAXIMUM_TAGS:
            raise self._refused("enthält ungewöhnlich viele Textteile")
        if any("<!DOCTYPE".encode(encoding) in content for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise self.broken()
        for strict, transitional in STRICT:
            content = content.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError):
            raise self.broken() from None
        if root.getroottree().docinfo.doctype:
            raise self.broken()
        return root

    def check_pages(self, given: str | None) -> int | None:
        """Return the number of pages the document says of itself, or None.

        :raises UnreadableDocument: if there are more than ``MAXIMUM_PAGES``.
        """
        pages = int(given) if given and re.fullmatch(r"[0-9]{1,9}", given.strip()) else 0
        if pages > MAXIMUM_PAGES:
            raise UnreadableDocument(
                f"Die Datei {self.name} hat {pages} Seiten; gelesen werden höchstens {MAXIMUM_PAGES}. Bitte geben Sie "
                "nur die Seiten mit Ausschreibung und Anforderungsprofil an."
            )
        return pages or None

    def broken(self) -> UnreadableDocument:
        return UnreadableDocument(
            f"Die Datei {self.name} ist beschädigt und kann nicht gelesen werden. Bitte öffnen Sie sie in "
            f"{self.kind.program}, speichern Sie sie neu als {self.kind.suffix} und versuchen Sie es noch einmal."
        )

    def encrypted(self) -> UnreadableDocument:
        return UnreadableDocument(
            f"Die Datei {self.name} ist mit einem Kennwort geschützt. Bitte speichern Sie sie in {self.kind.program} "
            "ohne Kennwort und versuchen Sie es noch einmal."
        )

    def not_really(self) -> UnreadableDocument:
        return UnreadableDocument(
            f"Die Datei {self.name} ist kein {self.kind.label}. Bitte öffnen Sie sie in {self.kind.program} und "
            f"speichern Sie sie als {self.kind.suffix}."
        )

    def without_text(self) -> UnreadableDocument:
        return UnreadableDocument(
            f"Die Datei {self.name} enthält keinen Text, höchstens Bilder. Bitte geben Sie die Datei an, aus der sie "
            "entstanden ist, oder lassen Sie den Text zuvor erkennen (OCR)."
        )

    def too_deep(self) -> UnreadableDocument:
        return self._refused("ist zu tief verschachtelt")

    def _ole(self, content: bytes) -> UnreadableDocument:
        """Say what an OLE container is: an encrypted package, or a document of the old binary format."""
        if "EncryptedPackage".encode("utf-16-le") in content:
            return self.encrypted()
        return UnreadableDocument(
            f"Die Datei {self.name} hat das alte Format von Word (DOC). Bitte speichern Sie sie in Word als DOCX."
        )

    def _refused(self, reason: str) -> UnreadableDocument:
        return UnreadableDocument(
            f"Die Datei {self.name} {reason} und wird zum Schutz des Systems nicht gelesen. Bitte speichern Sie sie in "
            f"{self.kind.program} neu, ohne Bilder und eingebettete Dateien."
        )


def integer(value: str | None, default: int, low: int, high: int) -> int:
    """Return the number that ``value`` writes, within ``low`` and ``high``; ``default`` if it writes none."""
    if value is None or not re.fullmatch(r"\s*-?[0-9]{1,12}\s*", value):
        return default
    return min(max(int(value), low), high)
