"""Count the pages of documents and join them, inside the child process of ``profiles.importing.sandbox``. Pure.

The functions take a manifest as JSON (paths, never the bytes) and return plain data. Pages of strangers lose what could
act by itself: scripts, launches, submissions; links into the web stay.
"""

import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageFile, ImageOps

from postings.files.word_tree import plain_document
from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.packages import DOCX, Package

PAGE = (595.276, 841.89)  # A4 in points
MARGIN = 28.0
POINTS_PER_PIXEL = 0.75  # small pictures are not blown up beyond 96 dots an inch
WHITE = (255, 255, 255)
FAULTS = (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, SyntaxError, RuntimeError,
          Image.DecompressionBombError, MemoryError)  # fmt: skip


def inspect(content: bytes, name: str) -> list[dict[str, Any]]:
    """Return for each part {"pages": number or None, "problem": "", "encrypted", "broken" or "no_pages"}."""
    with _truncated_is_broken():
        return [_inspected(part["path"], part["type"]) for part in json.loads(content)]


def loaded(image: Image.Image) -> Image.Image:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it is loaded, switches it on for the whole process
    image.load()
    return image


def _inspected(path: str, file_type: str) -> dict[str, Any]:
    try:
        if file_type == "docx":
            # Its pages are made when all documents are joined; whether it can be read at all is told at once.
            plain_document(Package(Path(path).read_bytes(), "", DOCX))
            return {"pages": None, "problem": "no_pages"}
        if file_type == "pdf":
            with pikepdf.open(path) as pdf:
                pages = len(pdf.pages)
                for page in pdf.pages:
                    page.mediabox  # noqa: B018 - a page that has none is broken
            return {"pages": pages, "problem": ""} if pages else {"pages": None, "problem": "broken"}
        with Image.open(path, formats=("PNG", "JPEG")) as image:
            loaded(image)
    except pikepdf.PasswordError:
        return {"pages": None, "problem": "encrypted"}
    except (*FAULTS, UnreadableDocument):
        return {"pages": None, "problem": "broken"}
    return {"pages": 1, "problem": ""}


def join(content: bytes, name: str) -> dict[str, Any]:
    """Write cover and parts into one file with bookmarks; return the places of parts that could not be joined."""
    with _truncated_is_broken():
        return _joined(json.loads(content))


@contextmanager
def _truncated_is_broken() -> Iterator[None]:
    """Let no half picture pass for a whole one, whatever else in this process asked Pillow to (WeasyPrint does)."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _joined(manifest: dict[str, Any]) -> dict[str, Any]:
    failed: list[int] = []
    sources = []
    try:
        with pikepdf.open(manifest["cover"]) as pdf:
            _unmark(pdf)
            bookmarks = [(manifest["cover_title"], 0)]
            for place, part in enumerate(manifest["parts"]):
                first = len(pdf.pages)
                try:
                    if part["type"] == "pdf":
                        source = pikepdf.open(part["path"])
                        sources.append(source)
                        for page in source.pages:
                            _disarm(page)
                        pdf.pages.extend(source.pages)
                    else:
                        _add_picture(pdf, part["path"], part["type"])
                except FAULTS:
                    del pdf.pages[first:]
                    failed.append(place)
                else:
                    bookmarks.append((part["title"], first))
            with pdf.open_outline() as outline:
                outline.root[:] = [pikepdf.OutlineItem(title, page) for title, page in bookmarks]
            pdf.Root.PageMode = pikepdf.Name.UseOutlines
            pdf.save(manifest["output"], object_stream_mode=pikepdf.ObjectStreamMode.generate)
    finally:
        for source in sources:
            source.close()
    return {"failed": failed}


def _unmark(pdf: pikepdf.Pdf) -> None:
    """The whole claims neither PDF/UA nor PDF/A: the pages of strangers are what they are."""
    for key in ("/Metadata", "/OutputIntents"):
        if key in pdf.Root:
            del pdf.Root[key]


def _disarm(page: pikepdf.Page) -> None:
    """Take away what acts by itself and what points into a tag tree that stays behind."""
    for key in ("/AA", "/StructParents"):
        if key in page.obj:
            del page.obj[key]
    for note in page.obj.get("/Annots", []):
        if not isinstance(note, pikepdf.Dictionary):
            continue
        for key in ("/AA", "/StructParent"):
            if key in note:
                del note[key]
        action = note.get("/A")
        if isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/URI":
            del note["/A"]
        elif isinstance(action, pikepdf.Dictionary) and "/Next" in action:
            del action["/Next"]


def _add_picture(pdf: pikepdf.Pdf, path: str, file_type: str) -> None:
    """Add a page A4, upright or across, with the picture as large as fits."""
    with Image.open(path, formats=("PNG", "JPEG")) as image:
        loaded(image)
        turned = ImageOps.exif_transpose(image)
        is_as_stored = file_type == "jpg" and turned.size == image.size and not image.getexif().get(0x0112, 1) > 1
        if is_as_stored and image.mode in ("L", "RGB"):
            data, decode = Path(path).read_bytes(), pikepdf.Name.DCTDecode
        else:
            turned = flat(turned)
            data, decode = _packed(turned, file_type)
        width, height = turned.size
        colours = pikepdf.Name.DeviceGray if turned.mode == "L" else pikepdf.Name.DeviceRGB
    picture = pdf.make_stream(
        data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=colours, BitsPerComponent=8,
    )  # fmt: skip
    picture.Filter = decode
    page_width, page_height = PAGE if height >= width else PAGE[::-1]
    scale = min((page_width - 2 * MARGIN) / width, (page_height - 2 * MARGIN) / height, POINTS_PER_PIXEL)
    shown = (width * scale, height * scale)
    place = ((page_width - shown[0]) / 2, page_height - MARGIN - shown[1])
    page = pdf.add_blank_page(page_size=(page_width, page_height))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Bild=picture))
    drawing = f"q {shown[0]:.3f} 0 0 {shown[1]:.3f} {place[0]:.3f} {place[1]:.3f} cm /Bild Do Q"
    page.obj.Contents = pdf.make_stream(drawing.encode())


def _packed(image: Image.Image, file_type: str) -> tuple[bytes, pikepdf.Name]:
    """A photograph that had to be turned is compressed as one again; drawings and scans keep every point."""
    if file_type != "jpg":
        return zlib.compress(image.tobytes(), 6), pikepdf.Name.FlateDecode
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue(), pikepdf.Name.DCTDecode


def flat(image: Image.Image) -> Image.Image:
    """Return the picture in grey or colour without transparency, on white."""
    if image.mode in ("L", "1"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGB", image.size, WHITE)
        layer = image.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB")
