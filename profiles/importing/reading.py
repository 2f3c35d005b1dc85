"""From a file to text: size, kind and encoding, with one clear German sentence when it cannot be read."""

import codecs
from pathlib import Path

from profiles.importing.document import UnreadableDocument

MAXIMUM_BYTES = 20 * 1024 * 1024
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control signs that no text file of an authority holds; tabulator, line ends and form feed do occur.
BINARY_SIGNS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


def read_bytes(path: Path) -> bytes:
    """Return the content of the file at ``path``.

    :raises UnreadableDocument: if it is missing, no file, empty or larger than 20 MB.
    """
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise UnreadableDocument(f"Die Datei {path.name} ist größer als 20 MB und wird nicht gelesen.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(f"Die Datei {path.name} gibt es nicht.") from None
    except IsADirectoryError:
        raise UnreadableDocument(f"{path.name} ist ein Ordner, keine Datei.") from None
    except OSError as error:
        raise UnreadableDocument(f"Die Datei {path.name} kann nicht gelesen werden: {error.strerror}.") from None
    if not content.strip():
        raise UnreadableDocument(f"Die Datei {path.name} ist leer.")
    return content


def decode(content: bytes, name: str) -> str:
    """Return ``content`` as text with plain line ends: by its mark, else UTF-8, else Windows-1252.

    :raises UnreadableDocument: if it is no text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            encodings = [encoding]
            break
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not BINARY_SIGNS & set(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableDocument(
        f"Die Datei {name} ist keine Textdatei. Bitte geben Sie die Ausschreibung als Text (.txt, .md) an."
    )
