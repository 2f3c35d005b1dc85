"""From a file to its bytes and its kind: size, what it really is, encoding; one clear German sentence when not."""

import codecs
import io
import re
import zipfile
from pathlib import Path

import puremagic

from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.packages import BROKEN

MAXIMUM_BYTES = 20 * 1024 * 1024
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control signs that no text file of an authority holds; tabulator, line ends and form feed do occur.
BINARY_SIGNS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1c\x1d\x1e\x1f")
HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NAMES = {
    "docx": "Word-Dokument (DOCX)",
    "odt": "OpenDocument-Text (ODT)",
    "pdf": "PDF",
    "html": "HTML-Seite",
    "json": "JSON-Datei",
    "text": "Text",
}
EXTENSIONS = {
    "docx": "docx", "docm": "docx", "dotx": "docx", "odt": "odt", "ott": "odt", "pdf": "pdf", "html": "html",
    "htm": "html", "xhtml": "html", "json": "json", "txt": "text", "text": "text", "md": "text", "markdown": "text",
}  # fmt: skip
ACCEPTED = "DOCX, ODT, PDF, HTML, Markdown, Text oder JSON"


def read_bytes(path: Path) -> bytes:
    """Return the content of the file at ``path``.

    :raises UnreadableDocument: if it is missing, no file, empty or larger than 20 MB.
    """
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise UnreadableDocument(too_large(path.name))
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(f"Die Datei {path.name} gibt es nicht.") from None
    except IsADirectoryError:
        raise UnreadableDocument(f"{path.name} ist ein Ordner, keine Datei.") from None
    except OSError as error:
        raise UnreadableDocument(f"Die Datei {path.name} kann nicht gelesen werden: {error.strerror}.") from None
    return content


def too_large(name: str) -> str:
    """Return the sentence for a file above the limit."""
    return f"Die Datei {name} ist größer als 20 MB und wird nicht gelesen."


def kind_of(content: bytes, name: str) -> str:
    """Return what the file is by its content: "docx", "odt", "pdf", "html", "json" or "text".

    :raises UnreadableDocument: if it is empty, none of these, or something else than its name says.
    """
    if len(content) > MAXIMUM_BYTES:
        raise UnreadableDocument(too_large(name))
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableDocument(f"Die Datei {name} ist leer.")
    kind = _kind_by_content(content, name)
    extension = name.rsplit(".", 1)[1].lower() if "." in name else ""
    claimed = EXTENSIONS.get(extension)
    is_text = kind in ("text", "html", "json")
    if claimed is None and extension and not is_text:
        return kind
    if claimed is not None and claimed != kind and not (is_text and claimed in ("text", "html", "json")):
        raise UnreadableDocument(
            f"Die Datei {name} heißt wie ein {NAMES[claimed]}, ist aber ein {NAMES[kind]}. Bitte geben Sie ihr die "
            "richtige Endung oder wählen Sie die richtige Datei."
        )
    if is_text and claimed is not None:
        return claimed if claimed != "text" or kind == "json" else ("html" if kind == "html" else "text")
    return kind


def _kind_by_content(content: bytes, name: str) -> str:
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _kind_of_archive(content, name)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableDocument(
                f"Die Datei {name} ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."
            )
        raise UnreadableDocument(
            f"Die Datei {name} hat ein altes Office-Format. Bitte speichern Sie sie in Word als DOCX und laden Sie "
            "diese Datei hoch."
        )
    if content.startswith(b"{\\rtf"):
        raise UnreadableDocument(f"Die Datei {name} ist im RTF-Format. Bitte speichern Sie sie als DOCX.")
    text = decode(content, name)
    if HTML_START.match(content[:4096]) or HTML_START.match(text[:4096].encode()):
        return "html"
    if text.lstrip()[:1] == "{" and text.rstrip()[-1:] == "}":
        return "json"
    return "text"


def _kind_of_archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
            if "word/document.xml" in members or any(re.fullmatch(r"word/document\d*\.xml", m) for m in members):
                return "docx"
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
                if mimetype.startswith("application/vnd.oasis.opendocument.text"):
                    return "odt"
    except BROKEN:
        raise UnreadableDocument(
            f"Die Datei {name} ist beschädigt und kann nicht gelesen werden. Bitte speichern Sie sie neu."
        ) from None
    raise UnreadableDocument(
        f"Die Datei {name} ist ein Archiv oder ein anderes Office-Dokument, kein Textdokument. Lesbar sind {ACCEPTED}."
    )


def decode(content: bytes, name: str) -> str:
    """Return ``content`` as text with plain line ends: by its mark, else UTF-16 by its zeros, UTF-8, Windows-1252.

    :raises UnreadableDocument: if it is no text.
    """
    encodings = ["utf-8", "cp1252"]
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            encodings = [encoding]
            break
    else:
        head = content[:2000]
        if head[1::2].count(0) > len(head) // 4 and head[::2].count(0) == 0:
            encodings = ["utf-16-le"]
        elif head[::2].count(0) > len(head) // 4 and head[1::2].count(0) == 0:
            encodings = ["utf-16-be"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not BINARY_SIGNS & set(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    claimed = EXTENSIONS.get(name.rsplit(".", 1)[-1].lower(), "text")
    kind = "keine Textdatei" if claimed in ("text", "html", "json") else f"kein lesbares {NAMES[claimed]}"
    raise UnreadableDocument(f"Die Datei {name} ist {kind}{_what_else(content)}. Lesbar sind {ACCEPTED}.")


def _what_else(content: bytes) -> str:
    """Return " (sondern ...)" with the kind that the library knows by its signature, or ""."""
    try:
        extension = puremagic.from_string(content[:65536])
    except (puremagic.PureError, ValueError):
        return ""
    return f", sondern eine Datei der Art {extension.lstrip('.').upper()}" if extension else ""
