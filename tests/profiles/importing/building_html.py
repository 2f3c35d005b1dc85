"""A ``WrittenProfile`` as an HTML page in the form of the Berlin paper form.

``tick`` decides how boxes are written, ``columns`` in which order the weights stand.
"""

from collections.abc import Sequence
from html import escape

from tests.profiles.importing.written_profile import (
    GREY_NOTE,
    LEGEND,
    TRACK_HEADINGS,
    WrittenCriterion,
    WrittenProfile,
    WrittenSection,
)

_COLUMN = '<col class="w">'
CROSS = (
    '<svg width="12" height="12"{title}><rect x="1" y="1" width="10" height="10" fill="none" stroke="black"/>'
    "{inner}</svg>"
)
# sign of a ticked and of an empty cell
TICKS = {
    "input": ('<input type="checkbox" checked>', '<input type="checkbox">'),
    "radio": ('<input type="radio" checked disabled>', '<input type="radio" disabled>'),
    "char": ("☒", "☐"),
    "lone": ("X", ""),
    "bracket": ("[x]", "[ ]"),
    "wingdings": ('<font face="Wingdings">þ</font>', '<font face="Wingdings">¨</font>'),
    "image": ('<img src="a.png" alt="angekreuzt">', '<img src="b.png" alt="nicht angekreuzt">'),
    "svg": (
        CROSS.format(title="", inner='<path d="M2 2L10 10M10 2L2 10" stroke="black"/>').replace(
            ">", "><title>angekreuzt</title>", 1
        ),
        CROSS.format(title="", inner="").replace(">", "><title>leer</title>", 1),
    ),
}


def build_html(
    profile: WrittenProfile,
    *,
    tick: str = "input",
    columns: Sequence[int] = (4, 3, 2, 1),
    style: str = "",
    with_head: bool = True,
    is_split: bool = False,
) -> str:
    """Return the page.

    ``with_head``: the table of each section repeats its head where it goes on over pages. ``is_split``: definition and
    indicators of a criterion stand in rows of their own, as on the paper form, instead of in the cell of the title.
    """
    facts = profile.metadata
    lines = [
        '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Anforderungsprofil</title>',
        f"<style>{style}</style></head><body><h1>Anforderungsprofil</h1>",
        f"<p>Stand: {_text(facts.get('stand'))}</p><p>Ersteller/in: {_text(facts.get('ersteller'))}</p>",
        f"<p>{GREY_NOTE}</p><p>Stellentitel / Funktion:</p><p>{_text(facts.get('stellentitel'))}</p>",
        "<p>Dienststelle:</p>",
        *(f"<p>{escape(line)}</p>" for line in facts.get("dienststelle") or ()),
        "<h2>1 Beschreibung des Arbeitsgebietes</h2>",
    ]
    for heading, duties in profile.tasks:
        lines += [f"<p>{escape(heading)}</p>" if heading else "", _list(duties)]
    if profile.special_tasks:
        lines += ["<p>Hervorzuhebende Sonderaufgaben:</p>", _list(profile.special_tasks)]
    lines.append("<p>Bewertung:</p>")
    for label, key in (("Entgeltgruppe", "entgeltgruppe"), ("Besoldungsgruppe", "besoldungsgruppe")):
        if facts.get(key):
            lines.append(f"<p>{label}</p><p>{_text(facts[key])}</p>")
    lines.append("<h2>2 Formale Anforderungen</h2>")
    for track, statements in profile.requirements.items():
        lines.append(f"<p>{escape(TRACK_HEADINGS[track])}</p>")
        for statement in statements:
            lines += [f"<p>{escape(statement.text)}</p>", _list(statement.bullets)]
    lines.append("<h2>3 Leistungsmerkmale</h2>")
    lines += [_section(section, TICKS[tick], columns, with_head, is_split) for section in profile.sections]
    lines += [f"<p>* {', '.join(LEGEND)}</p>", "</body></html>"]
    return "\n".join(line for line in lines if line)


def _text(value: object) -> str:
    return escape(str(value or ""))


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>" if items else ""


def _section(
    section: WrittenSection, signs: tuple[str, str], columns: Sequence[int], with_head: bool, is_split: bool
) -> str:
    numbers = "".join(f'<th class="w">{weight}</th>' for weight in columns)
    head = (
        f'<tr><th>{section.number}</th><th class="label">{escape(section.title)}</th>'
        f'<th colspan="{len(columns)}">Gewichtungen *</th></tr><tr><th></th><th></th>{numbers}</tr>'
    )
    rows = "".join(_criterion(criterion, signs, columns, is_split) for criterion in section.criteria)
    body = f"<thead>{head}</thead><tbody>{rows}</tbody>" if with_head else f"<tbody>{head}{rows}</tbody>"
    grid = f'<colgroup><col class="number"><col>{_COLUMN * len(columns)}</colgroup>'
    return f"<table>{grid}{body}</table>"


def _criterion(criterion: WrittenCriterion, signs: tuple[str, str], columns: Sequence[int], is_split: bool) -> str:
    ticked, empty = signs
    boxes = "".join(f'<td class="w">{ticked if criterion.weight == weight else empty}</td>' for weight in columns)
    definition = f"► <i>{escape(criterion.definition)}</i>" if criterion.definition else ""
    title = escape(criterion.title)
    if is_split:
        blank = "<td></td>" * len(columns)
        below = [f"<p>{definition}</p>"] if definition else []
        below += [f"• {escape(item)}" for item in criterion.indicators]
        rest = "".join(f"<tr><td></td><td>{text}</td>{blank}</tr>" for text in below)
        return f'<tr class="short"><td>{criterion.number}</td><td><b>{title}</b></td>{boxes}</tr>{rest}'
    words = f"<p>{title}</p>{f'<p>{definition}</p>' if definition else ''}{_list(criterion.indicators)}"
    return f"<tr><td>{criterion.number}</td><td>{words}</td>{boxes}</tr>"
