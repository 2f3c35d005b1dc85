"""A Word document as clean HTML with its pictures, inside the child process that reads documents. Pure.

mammoth writes the HTML from the tree that ``word_tree`` made plain, nh3 lets through a short list of tags, no address
but those of the pictures that come along, and no style.
"""

import io
import re
import zipfile
from dataclasses import dataclass

import mammoth
import nh3
from lxml import etree
from PIL import Image, ImageOps

from postings.files.pages import FAULTS, flat, loaded
from postings.files.word_tree import (
    BULLETS,
    HEADINGS,
    NUMBERED,
    STYLES,
    Picture,
    PlainDocument,
    plain_document,
    shows_anything,
    text_length,
)  # fmt: skip
from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.docx_styles import W
from profiles.importing.readers.packages import DOCX, Package

MAXIMUM_TEXT = 600_000  # characters; a full page has 3,000
MAXIMUM_PIXELS = 50_000_000
LONGEST_SIDE = 1_600  # pixels; 240 dots an inch across a page
PICTURE_BYTES = 40 * 1024 * 1024
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
WIDTH_STEP = 8.5  # millimetres, of the classes w1 to w20
STEPS = 20
SCHEME = "picture"
CLASSES = (*NUMBERED, "center", "right", "where")
STYLE_MAP = "\n".join(
    [
        *(f"p[style-name='{name}'] => {name}:fresh" for name in HEADINGS),
        *(f"p[style-name='{name}'] => {'ul > li > ' * depth}ul > li:fresh" for depth, name in enumerate(BULLETS)),
        *(f"p[style-name='{name}'] => p.{name}:fresh" for name in CLASSES),
        "u => u",
    ]
)
TAGS = {
    *HEADINGS, "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "s", "u", "sup",
    "sub", "br", "img",
}  # fmt: skip
SPANS = {"colspan", "rowspan"}
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="picture" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture.png"/>'
    "</Relationships>"
)
STYLE_PART = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in STYLES
)
STYLE_PART = f'<w:styles xmlns:w="{W[1:-1]}">{STYLE_PART}</w:styles>'


class WordTooLong(UnreadableDocument):
    """Raised when a document holds more text than is made into pages."""


class WordEmpty(UnreadableDocument):
    """Raised when a document shows neither text nor picture."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """The document as HTML; an address ``picture:0`` in it stands for the bytes of that name."""

    html: str
    pictures: dict[str, bytes]


def word_to_html(content: bytes, name: str) -> Rendition:
    """Return the Word document ``content``, a file called ``name``, as HTML.

    :raises WordTooLong: if it has more than ``MAXIMUM_TEXT`` characters.
    :raises WordEmpty: if it shows nothing.
    :raises UnreadableDocument: if it is damaged or unpacks beyond the limits.
    """
    package = Package(content, name, DOCX)
    document = plain_document(package)
    if not shows_anything(document):
        raise WordEmpty(name)
    if text_length(document) > MAXIMUM_TEXT:
        raise WordTooLong(name)
    pictures: dict[str, bytes] = {}

    def convert(image: mammoth.documents.Image) -> list[mammoth.html.Element]:
        picture = document.pictures[int(image.alt_text)]
        try:
            pictures[image.alt_text] = _redrawn(package, picture)
        except (*FAULTS, UnreadableDocument):
            return [mammoth.html.text("[Bild in einem Format, das hier nicht dargestellt werden kann]")]
        size = {"class": f"w{min(max(round(picture.width / WIDTH_STEP), 1), STEPS)}"} if picture.width else {}
        alt = picture.description or "Bild ohne Beschreibung"
        return [mammoth.html.element("img", {"src": f"{SCHEME}:{image.alt_text}", "alt": alt, **size})]

    result = mammoth.convert_to_html(
        io.BytesIO(_packed(document)),
        style_map=STYLE_MAP,
        include_default_style_map=False,
        include_embedded_style_map=False,
        convert_image=convert,
        external_file_access=False,
    )
    return Rendition(_clean(result.value), pictures)


def _packed(document: PlainDocument) -> bytes:
    """Return a Word document with nothing in it but what shall be shown."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/styles.xml", STYLE_PART)
        parts = {"document": document.document, "footnotes": document.footnotes, "endnotes": document.endnotes}
        for name, root in parts.items():
            if root is not None:
                archive.writestr(f"word/{name}.xml", etree.tostring(root, encoding="utf-8"))
                archive.writestr(f"word/_rels/{name}.xml.rels", RELATION)
    return buffer.getvalue()


def _clean(html: str) -> str:
    html = re.sub(r' <a href="#(?:footnote|endnote)-ref-[^"]*">↑</a>', "", html)
    html = re.sub(r"<input[^>]*>", lambda found: "☒" if "checked=" in found[0] else "☐", html)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"img": {"src", "alt"}, "td": SPANS, "th": SPANS},
        allowed_classes={"p": set(CLASSES), "img": {f"w{step + 1}" for step in range(STEPS)}},
        url_schemes={SCHEME},
        link_rel=None,
    )


def _redrawn(package: Package, picture: Picture) -> bytes:
    """Return the picture drawn anew as PNG or JPEG, no larger than paper shows."""
    with Image.open(io.BytesIO(package.read(picture.part, PICTURE_BYTES)), formats=FORMATS) as image:
        if image.width * image.height > MAXIMUM_PIXELS:
            raise ValueError("too many pixels")
        is_photograph = image.format == "JPEG"
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        shown = flat(ImageOps.exif_transpose(loaded(image)))
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    buffer = io.BytesIO()
    shown.save(buffer, "JPEG" if is_photograph else "PNG", **({"quality": 85} if is_photograph else {}))
    return buffer.getvalue()
