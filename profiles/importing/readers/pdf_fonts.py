"""Fonts whose codes pdfminer cannot cut out of a string; without this their text would vanish silently."""

import re
from collections.abc import Mapping

from pdfminer.cmapdb import CMap, IdentityCMap, IdentityCMapByte
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

_CODESPACE = re.compile(rb"begincodespacerange\s*<([0-9a-fA-F\s]*)>")


class Fonts(PDFResourceManager):
    """The fonts of one document.

    A composite font may bring a code table of its own (WeasyPrint writes one as soon as one sign has no glyph) or name
    one that nobody ships. pdfminer then finds no codes at all. The table of meanings, ``ToUnicode``, is by codes, so
    the codes themselves are what is wanted.
    """

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        font = super().get_font(objid, spec)
        if isinstance(font, PDFCIDFont) and type(font.cmap) is CMap and not font.cmap.code2cid:
            font.cmap = IdentityCMapByte() if _code_length(spec) == 1 else IdentityCMap()
        if isinstance(font, PDFSimpleFont) and _is_windows(spec):
            # "All unused codes greater than 40 (octal) map to the bullet character" (ISO 32000-1, D.2, note 3).
            font.cid2unicode = dict.fromkeys(range(0x7F, 0x100), "•") | font.cid2unicode
        return font


def _is_windows(spec: Mapping[str, object]) -> bool:
    encoding = resolve1(spec.get("Encoding"))
    if isinstance(encoding, dict):
        encoding = resolve1(encoding.get("BaseEncoding"))
    return isinstance(encoding, PSLiteral) and encoding.name == "WinAnsiEncoding"


def _code_length(spec: Mapping[str, object]) -> int:
    table = resolve1(spec.get("Encoding"))
    match = _CODESPACE.search(table.get_data()) if isinstance(table, PDFStream) else None
    return len(re.sub(rb"\s", b"", match.group(1))) // 2 if match else 2
