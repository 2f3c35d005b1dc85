"""A Word document as pages for the merged PDF, in the child process that joins documents.

The pages are a rendition: text, tables and pictures in our own layout, and every page says so. What cannot be made into
pages gets a reason (``PROBLEMS``), never a gap.
"""

import io
import json
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import pikepdf
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from postings.files.word import WordEmpty, WordTooLong, word_to_html
from profiles.importing.document import UnreadableDocument
from profiles.importing.sandbox import in_child
from recruitment.pdf import DocumentFaulty, html_to_pdf

TASK = "postings.documents.word_rendition:render"
MAXIMUM_PAGES = 100
SECONDS = 25  # for one document
SECONDS_TOGETHER = 40  # none is begun after them; somebody waits in front of a browser

PROBLEMS = {
    "failed": _("Word-Dokument, das sich hier nicht in Seiten umwandeln lässt – bitte einzeln öffnen"),
    "empty": _("Word-Dokument ohne lesbaren Inhalt – bitte einzeln öffnen"),
    "too_long": _("Word-Dokument mit mehr als 100 Seiten – bitte einzeln öffnen"),
    "no_font": _("Word-Dokument mit Schriftzeichen, für die hier keine Schrift vorhanden ist – bitte einzeln öffnen"),
    "too_late": _("Word-Dokument, das hier nicht in der vorgesehenen Zeit umgewandelt wurde – bitte einzeln öffnen"),
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """The number of pages that a document became, or the reason why it became none."""

    pages: int = 0
    problem: str = ""


def render_all(parts: Sequence[tuple[Path, Path, str]]) -> list[Rendered]:
    """Write the pages of each (document, PDF to be written, name); one answer each, in their order."""
    end = time.monotonic() + SECONDS_TOGETHER
    return [
        _rendered(*part) if time.monotonic() < end else Rendered(problem=str(PROBLEMS["too_late"])) for part in parts
    ]


def _rendered(path: Path, output: Path, name: str) -> Rendered:
    manifest = {"path": str(path), "output": str(output), "name": name}
    try:
        answer = in_child(TASK, json.dumps(manifest).encode(), name, seconds=SECONDS)
    except UnreadableDocument:
        return Rendered(problem=str(PROBLEMS["failed"]))
    return Rendered(answer["pages"], str(PROBLEMS[answer["problem"]]) if answer["problem"] else "")


def render(content: bytes, name: str) -> dict[str, Any]:
    """Write the pages of one document, in the child; ``content`` is its manifest.

    Return {"pages": number, "problem": key of ``PROBLEMS`` or ""}.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")
    django.setup()  # templates, and the words of what goes wrong
    logging.disable(
        logging.NOTSET
    )  # the worker silences libraries; WeasyPrint tells a sign without font by its log only
    manifest = json.loads(content)
    try:
        rendition = word_to_html(Path(manifest["path"]).read_bytes(), manifest["name"])
        html = render_to_string("reports/word_rendition.html", {"name": manifest["name"], "rendition": rendition})
        pdf = html_to_pdf(html, pictures=rendition.pictures)
    except WordEmpty:
        return {"pages": 0, "problem": "empty"}
    except WordTooLong:
        return {"pages": 0, "problem": "too_long"}
    except DocumentFaulty:
        return {"pages": 0, "problem": "no_font"}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    if pages > MAXIMUM_PAGES:
        return {"pages": 0, "problem": "too_long"}
    Path(manifest["output"]).write_bytes(pdf)
    return {"pages": pages, "problem": ""}
