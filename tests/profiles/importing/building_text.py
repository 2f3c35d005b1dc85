"""Write a ``WrittenProfile`` as text: with tabulators (as text recognition leaves it), as Markdown, or lined up."""

from collections.abc import Callable, Sequence

from tests.profiles.importing.written_profile import GREY_NOTE, TRACK_HEADINGS, WrittenCriterion, WrittenProfile

TICKS = {
    "char": ("☒", "☐"),
    "checkmark": ("☑", "□"),
    "letter": ("x", ""),
    "bracket": ("[x]", "[ ]"),
    "square": ("■", "□"),
    "input": ('<input checked="" type="checkbox"/>', '<input type="checkbox"/>'),
    "wingdings": ("\uf0fe", "\uf0a8"),
}


def build_text(
    profile: WrittenProfile,
    *,
    table: str = "tab",
    tick: str = "char",
    columns: Sequence[int] = (4, 3, 2, 1),
    bullet: str = "-",
    header_again: bool = True,
) -> str:
    """Return the profile as text; ``table`` is "tab", "pipe" or "aligned"."""
    lines = ["Anforderungsprofil", ""]
    lines += [
        f"Stand: {profile.metadata['stand']}",
        "",
        f"Ersteller/in: {profile.metadata['ersteller']}",
        "",
        GREY_NOTE,
    ]
    lines += ["", "Stellentitel / Funktion:", "", str(profile.metadata["stellentitel"]), "", "Dienststelle:", ""]
    lines += [*(profile.metadata["dienststelle"] or ()), "", "1 Beschreibung des Arbeitsgebietes", ""]
    for heading, duties in profile.tasks:
        lines += [*([heading, ""] if heading else []), *(f"{bullet} {duty}" for duty in duties), ""]
    if profile.special_tasks:
        lines += ["Hervorzuhebende Sonderaufgaben:", "", *(f"{bullet} {duty}" for duty in profile.special_tasks), ""]
    lines += ["Bewertung:", "", "Entgeltgruppe", "", str(profile.metadata["entgeltgruppe"]), ""]
    lines += ["Besoldungsgruppe", "", str(profile.metadata["besoldungsgruppe"]), "", "Formale Anforderungen", ""]
    for track, statements in profile.requirements.items():
        lines += [TRACK_HEADINGS[track], ""]
        for statement in statements:
            lines += [statement.text, "", *(f"{bullet} {text}" for text in statement.bullets), ""]
    row = {"tab": _tabbed, "pipe": _piped, "aligned": _aligned}[table]
    lines += [
        row("3.", "Leistungsmerkmale", ("Gewichtungen *", "", "", "")) if table != "aligned" else "3. Leistungsmerkmale"
    ]
    for index, section in enumerate(profile.sections):
        lines += (
            ["", row(section.number, section.title, ("", "", "", ""))]
            if table != "aligned"
            else ["", f"{section.number} {section.title}"]
        )
        if index == 0 or header_again:
            lines += [row("", "", tuple(str(column) for column in columns))]
            lines += ["|---|---|---|---|---|---|"] if table == "pipe" else []
        for criterion in section.criteria:
            lines += _criterion(criterion, row, TICKS[tick], columns, bullet, is_split=table != "pipe")
    return "\n".join(lines) + "\n"


def _criterion(
    criterion: WrittenCriterion,
    row: Callable[[str, str, Sequence[str]], str],
    tick: tuple[str, str],
    columns: Sequence[int],
    bullet: str,
    *,
    is_split: bool,
) -> list[str]:
    signs = tuple(tick[0] if column == criterion.weight else tick[1] for column in columns)
    label = criterion.title
    if row is _aligned:
        return [row(criterion.number, label, signs)]
    if criterion.definition:
        label += f" <p>► <i>{criterion.definition}</i></p>"
    if not is_split:
        label += "".join(f"<br>• {indicator}" for indicator in criterion.indicators)
        return [row(criterion.number, label, signs)]
    return [
        row(criterion.number, label, signs),
        *(row("", f"• {indicator}", ("", "", "", "")) for indicator in criterion.indicators),
    ]


def _tabbed(number: str, label: str, signs: Sequence[str]) -> str:
    return "\t".join([number, label, *signs])


def _piped(number: str, label: str, signs: Sequence[str]) -> str:
    return "| " + " | ".join([number, label, *signs]) + " |"


def _aligned(number: str, label: str, signs: Sequence[str]) -> str:
    return f"{number:6}{label:60}" + "   ".join(sign or " " for sign in signs)
