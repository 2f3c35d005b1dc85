"""HTML to PDF/UA-1, the only place that knows WeasyPrint.

The finished file is PDF/UA-1 and PDF/A-3a in one: WeasyPrint writes PDF/A-3a, ``_finish`` adds the PDF/UA mark, turns
running headers and footers into artifacts and gives every header cell its scope (probed with weasyprint 70.0 and
pydyf 0.13.0, which are pinned for that). The same HTML gives the same bytes: every date comes from the HTML, none
from the clock.
"""

import ctypes.util
import functools
import gc
import hashlib
import io
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError

SYSTEM_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
}
FONT_DIR = settings.BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist" / "fonts" / "fira-sans"
UNPRINTABLE = re.compile("[\u2028\u2029\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")

WITHOUT_GLYPH = re.compile(r'unsupported by fonts: "(.+)" \(U\+', re.DOTALL)

# A compressed stream whose last byte happens to be a carriage return looks one byte too short: readers may take it for
# part of the line end before "endstream". One document in six has such a stream; the checkers are right to refuse it.
AMBIGUOUS_END = b"\r\nendstream"
MAXIMUM_FILLERS = 16

UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """Data that travel inside the PDF (PDF/A-3, ``AFRelationship`` Data). ``dated_at`` is that of the data."""

    name: str
    description: str
    content: bytes
    dated_at: datetime


class SystemLibraryMissing(ProcedureError):
    """Raised when a library that PDF making needs is not installed; names it and the command that installs it."""

    user_message = _(
        "Das PDF kann nicht erstellt werden: Auf diesem Rechner fehlt %(libraries)s. "
        "Abhilfe durch die Systembetreuung: apt-get install %(packages)s"
    )


class DocumentFaulty(ProcedureError):
    """Raised when the document would be wrong (a sign without glyph, a picture without text); never a silent gap."""

    user_message = _("Das PDF wurde nicht erstellt, weil es fehlerhaft wäre: %(reason)s")


def warm_up() -> None:
    """Load the libraries and the fonts' index, so that the first document of a worker costs what the next ones do."""
    if not missing_system_libraries():
        _write('<html lang="de"><title>.</title><p>.</p></html>', {}, None)


def missing_system_libraries() -> dict[str, str]:
    """Return the missing libraries as name -> Debian package."""
    return {name: package for name, package in SYSTEM_LIBRARIES.items() if not _is_installed(name)}


_installed: set[str] = set()


def _is_installed(name: str) -> bool:
    """Look for a library until it is there: looking starts a program each time, once is enough for what was found."""
    if name not in _installed and ctypes.util.find_library(name) is not None:
        _installed.add(name)
    return name in _installed


def html_to_pdf(
    html: str,
    *,
    pictures: Mapping[str, bytes] | None = None,
    attached: AttachedFile | None = None,
    on_page: Callable[[int], None] | None = None,
) -> bytes:
    """Return ``html`` as PDF/UA-1 with embedded fonts; no address outside the project's own files is read.

    ``pictures``: PNG or JPEG by name, each at the address ``picture:NAME``. ``attached``: the data of the document.
    ``on_page`` is told the number of every page that is laid out; where page totals need a second look the numbers
    begin anew.

    :raises SystemLibraryMissing: if Pango or one of its companions is not installed.
    :raises DocumentFaulty: if a sign has no glyph in the embedded fonts, or a picture no text.
    """
    if missing := missing_system_libraries():
        raise SystemLibraryMissing(libraries=", ".join(missing), packages=" ".join(missing.values()))
    html = UNPRINTABLE.sub("", html)
    with _telling_pages(on_page):
        content, faults = _write(html, pictures or {}, attached)
    signs = {sign for fault in faults for sign in _signs_without_glyph(fault)}
    numbers = {ord(s): f"[Zeichen U+{ord(s):04X}]" for s in signs if not unicodedata.category(s).startswith("L")}
    if numbers:
        # A picture sign in somebody's locked text must not stop a document; it stands as its number, not as a gap.
        content, faults = _write(html.translate(numbers), pictures or {}, attached)
    if faults:
        raise DocumentFaulty(reason=" ".join(dict.fromkeys(_in_words(fault) for fault in faults)))
    return content


def _write(html: str, pictures: Mapping[str, bytes], attached: AttachedFile | None) -> tuple[bytes, list[str]]:
    """Return the document and what WeasyPrint complained of."""
    options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": hashlib.sha256(html.encode()).digest()[:16]}
    with _collecting_faults() as faults, _garbage_collection_paused():
        page = _lean_html()(string=html, base_url="project:/", url_fetcher=_fetcher(pictures))
        document = page.render(**options)
        for fillers in range(MAXIMUM_FILLERS):
            content: bytes = document.write_pdf(
                finisher=functools.partial(_finish, fillers=fillers), attachments=_attachments(attached), **options
            )
            if AMBIGUOUS_END not in content:
                break
    return content, faults


@functools.cache
def _lean_html() -> Any:
    """Return WeasyPrint's HTML without the styles of notes, and with list marks for list items only.

    Its own style sheet has six rules for pseudo-elements of everything ("::footnote-call", "::marker" ...), so that
    each element of a document keeps seven computed styles in memory. We print no notes: the documents are the same
    byte by byte, and a report of 60 applicants peaks at 372 MB instead of 484 (decision 130).
    """
    # Imported here, so that the application starts without Pango and only the PDF names what is missing.
    import weasyprint
    from weasyprint.css.counters import CounterStyle
    from weasyprint.html import UA

    kept = (line for line in UA.splitlines() if not line.startswith(("::footnote-", "::note-")))
    text = "\n".join("li" + line if line.startswith("::marker") else line for line in kept)
    # The counters of lists come from the library's own sheet, which has read them: here they are read and forgotten.
    sheet = weasyprint.CSS(string=text, counter_style=CounterStyle())

    class LeanHTML(weasyprint.HTML):
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return super()._ua_stylesheets(forms) if forms else [sheet]

    return LeanHTML


def _attachments(attached: AttachedFile | None) -> list[Any]:
    """Return what WeasyPrint attaches; made anew for each writing, because it reads a source once."""
    if attached is None:
        return []
    from weasyprint import Attachment

    return [
        Attachment(
            string=attached.content,
            name=attached.name,
            description=attached.description,
            created=attached.dated_at,
            modified=attached.dated_at,
            relationship="Data",
        )
    ]


def _signs_without_glyph(fault: str) -> str:
    found = WITHOUT_GLYPH.search(fault)
    return found[1] if found else ""


def _in_words(fault: str) -> str:
    """Return ``fault`` in German where it is about a sign without a glyph, the one fault that people can cause."""
    signs = _signs_without_glyph(fault)
    if not signs:
        return fault
    numbers = ", ".join(f"U+{ord(sign):04X}" for sign in signs)
    return gettext(
        "Für das Zeichen „%(sign)s“ (%(numbers)s) fehlt eine Schrift. "
        "Abhilfe durch die Systembetreuung: eine Schrift installieren, die es enthält."
    ) % {"sign": signs, "numbers": numbers}


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    """Return a fetcher that answers with fonts and style sheets of the project and with ``pictures``.

    Anything else stops the document.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    folders = {"font": FONT_DIR, "style": settings.BASE_DIR / "templates" / "reports"}
    kinds = {".css": "text/css", ".woff2": "font/ttf"}

    class ProjectFetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            parts = urlsplit(url)
            folder, _slash, name = unquote(parts.path).lstrip("/").partition("/")
            path = Path(name)
            if parts.scheme == "picture" and parts.path in pictures:
                return URLFetcherResponse(url, body=pictures[parts.path], headers={"Content-Type": "image/*"})
            if parts.scheme != "project" or folder not in folders or path.name != name or path.suffix not in kinds:
                raise ValueError(f"address not allowed in a document: {url}")
            file = folders[folder] / name
            body = _unpacked_font(file) if path.suffix == ".woff2" else file.read_bytes()
            return URLFetcherResponse(url, body=body, headers={"Content-Type": kinds[path.suffix]})

    return ProjectFetcher(fail_on_errors=True)


@functools.cache
def _unpacked_font(file: Path) -> bytes:
    """Return the WOFF2 font ``file`` as WeasyPrint would unpack it anew for every document.

    That is done in Python and was three quarters of the time of a letter (decision 166). The bytes are the same.
    """
    from fontTools.ttLib import woff2

    font = io.BytesIO()
    woff2.decompress(io.BytesIO(file.read_bytes()), font)
    return font.getvalue()


class _Faults(logging.Handler):
    """Collects what makes a document wrong; WeasyPrint only logs it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if ".notdef" in text or "alt" in text.lower() or record.levelno >= logging.ERROR:
            self.messages.append(text)


@contextmanager
def _collecting_faults() -> Iterator[list[str]]:
    handler = _Faults()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


class _Pages(logging.Handler):
    """Passes on the number of every page that WeasyPrint says it lays out."""

    def __init__(self, on_page: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self._on_page = on_page

    def emit(self, record: logging.LogRecord) -> None:
        if "Page %d" in str(record.msg) and isinstance(record.args, tuple):
            self._on_page(int(str(record.args[0])))


@contextmanager
def _telling_pages(on_page: Callable[[int], None] | None) -> Iterator[None]:
    if on_page is None:
        yield
        return
    handler, logger = _Pages(on_page), logging.getLogger("weasyprint.progress")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """WeasyPrint makes millions of small objects and frees none before the end; collecting costs up to a tenth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# What follows repairs the tag tree that WeasyPrint wrote, before the file is assembled.


def _finish(document: Any, pdf: Any, *, fillers: int = 0) -> None:
    import pydyf

    # Objects that nobody refers to: they change the bytes of the object stream when its end was ambiguous.
    for number in range(fillers):
        pdf.add_object(pydyf.String(str(number)))
    _mark_as_ua(pdf)
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    living: set[bytes] = set()
    for kid in root["K"]:
        _repair(pdf, kid)
        _collect(pdf, kid, living)
        _add_scope(pdf, kid, None)
    _make_artifacts(pdf, root, living)
    # Last, because the repairs above change what the streams hold.
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress and item.data.endswith(AMBIGUOUS_END):
            item.compress = False


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _is_element(pdf: Any, kid: Any) -> bool:
    return isinstance(kid, bytes) and _object(pdf, kid).get("Type") == "/StructElem"


def _mark_as_ua(pdf: Any) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    xml = b"".join(part if isinstance(part, bytes) else str(part).encode() for part in metadata.stream)
    metadata.stream = [xml.replace(b"</rdf:RDF>", UA_MARK + b"</rdf:RDF>")]
    metadata.compress = False  # readable by every archive tool


def _collect(pdf: Any, reference: bytes, living: set[bytes]) -> None:
    living.add(reference)
    for kid in _object(pdf, reference).get("K", []):
        if _is_element(pdf, kid):
            _collect(pdf, kid, living)


def _add_scope(pdf: Any, reference: bytes, part: str | None) -> None:
    """Say of every header cell whether it heads a column or a row."""
    element = _object(pdf, reference)
    tag = element["S"]
    if tag in ("/THead", "/TBody", "/TFoot"):
        part = tag
    elif tag == "/Table":
        part = None
    elif tag == "/TH":
        element["A"]["Scope"] = "/Column" if part == "/THead" else "/Row"
    for kid in element.get("K", []):
        if _is_element(pdf, kid):
            _add_scope(pdf, kid, part)


def _make_artifacts(pdf: Any, root: Any, living: set[bytes]) -> None:
    """Running heads and feet are drawn as tagged content that no element owns: say that they are artifacts."""
    import pydyf

    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for index, value in zip(numbers[::2], numbers[1::2], strict=True):
        if isinstance(value, bytes):  # an annotation, no page
            continue
        dead = {i for i, reference in enumerate(value) if reference not in living}
        if not dead:
            continue
        stream = _object(pdf, _object(pdf, pdf.page_references[index])["Contents"]).stream
        for i, token in enumerate(stream):
            is_tagged = token == b"BDC" and isinstance(stream[i - 1], pydyf.Dictionary)
            if is_tagged and stream[i - 1].get("MCID") in dead:
                stream[i - 2] = "/Artifact"
                stream[i - 1] = pydyf.Dictionary({"Type": "/Pagination"})
        for i in dead:
            value[i] = "null"


def _repair(pdf: Any, reference: bytes) -> None:
    """Give list items a body where WeasyPrint put blocks into them directly."""
    import pydyf

    element = _object(pdf, reference)
    kids = element.get("K", [])
    if element["S"] == "/LI":
        tags = [_object(pdf, kid).get("S") for kid in kids if isinstance(kid, bytes)]
        if any(tag not in ("/Lbl", "/LBody") for tag in tags):
            labels = [kid for kid in kids if isinstance(kid, bytes) and _object(pdf, kid).get("S") == "/Lbl"]
            rest = [kid for kid in kids if kid not in labels]
            body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(rest), "P": reference})
            if "Pg" in element:
                body["Pg"] = element["Pg"]
            pdf.add_object(body)
            for kid in rest:
                if _is_element(pdf, kid):
                    _object(pdf, kid)["P"] = body.reference
            element["K"] = pydyf.Array([*labels, body.reference])
    for kid in element.get("K", []):
        if _is_element(pdf, kid):
            _repair(pdf, kid)
