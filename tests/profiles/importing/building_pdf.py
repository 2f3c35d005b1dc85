"""A ``WrittenProfile`` as a PDF, printed by WeasyPrint from the page of ``building_html``."""

from collections.abc import Sequence

import weasyprint

from tests.profiles.importing.building_html import build_html
from tests.profiles.importing.written_profile import WrittenProfile

PRINT = """
@page { size: A4; margin: 22mm 20mm 20mm 25mm;
        @top-left { content: "Bezirksamt Mitte von Berlin – Anforderungsprofil"; font: 8pt sans-serif }
        @bottom-right { content: "Seite " counter(page) " von " counter(pages); font: 8pt sans-serif } }
body { font: 10pt/1.3 sans-serif; hyphens: auto }
h1 { font-size: 15pt } h2 { font-size: 12pt } p { margin: 3pt 0 } ul { margin: 2pt 0; padding-left: 14pt }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 6pt 0 }
th, td { border: 0.6pt solid #000; padding: 3pt 4pt; text-align: left; vertical-align: top }
th { background: #d9d9d9 } col.number { width: 36pt } col.w { width: 26pt } .w { text-align: center }
/* A box stands on a line as words do; as a block it would stay behind when its row moves to the next page. */
input { display: inline-block; vertical-align: baseline } tr.short { break-inside: avoid }
"""
WHOLE_ROWS = "tr { break-inside: avoid }"
ONE_HEAD = "thead { display: table-row-group }"


def build_pdf(
    profile: WrittenProfile,
    *,
    tick: str = "input",
    columns: Sequence[int] = (4, 3, 2, 1),
    has_repeated_head: bool = True,
    has_whole_rows: bool = True,
    is_split: bool = False,
    style: str = "",
) -> bytes:
    """Return the PDF.

    ``has_whole_rows`` False: a row may break over pages. ``style``: more CSS behind the usual.
    """
    css = PRINT + (WHOLE_ROWS if has_whole_rows else "") + ("" if has_repeated_head else ONE_HEAD) + style
    html = build_html(profile, tick=tick, columns=columns, style=css, is_split=is_split)
    return bytes(weasyprint.HTML(string=html).write_pdf())
