"""Signs of ticking, in one place: which sign is a tick, which an empty box, and what remains as words.

Readers turn what their format knows (content controls, form fields, drawn boxes, symbol fonts) into the two signs
``TICK`` and ``BOX``; everything else about ticks is decided here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from profiles.importing.neutral import Cell, Line, Mark

TICK = "☒"
BOX = "☐"

TICK_SIGNS = "☒☑✓✔✅❎✗✘✕✖🗸🗹🗷🗵⊠⌧■◼⬛●◉⦿🅇⮽⮾"
BOX_SIGNS = "☐□○◯◻⬜❏❐❑❒⬚▢◌⚪"
_SIGNS = str.maketrans(
    {**dict.fromkeys(TICK_SIGNS, TICK), **dict.fromkeys(BOX_SIGNS, BOX), "\ufe0e": None, "\ufe0f": None}
)
# Letters and signs that are a tick only when they stand alone in a cell.
LONE_TICKS = {"x", "X", "×"}
# Signs in words, as text recognition writes them: LaTeX, with or without its delimiters, and ":selected:".
_SPELLED = re.compile(
    r"(?:\$|\\?\()?\s*\\(?:(checkmark|boxtimes|CheckedBox|XBox|times)|(square|Box|Square))(?![A-Za-z])\s*(?:\$|\\?\))?"
    r"|:(?:(selected)|(unselected)):"
)
BRACKETS = re.compile(r"\[\s*([xX×✓✔☒*]?)\s*\]|\(\s*([xX×✓✔●•*])\s*\)|\((\s+)\)")

# Wingdings, Wingdings 2, Webdings and Zapf Dingbats: code of the sign (low byte) -> our sign.
_WINGDINGS = {
    0x6E: TICK, 0x6F: BOX, 0x70: BOX, 0x71: BOX, 0x72: BOX, 0x78: TICK, 0xA8: BOX, 0xFB: TICK, 0xFC: TICK, 0xFD: TICK,
    0xFE: TICK, 0xA1: BOX, 0xA2: BOX, 0xA3: BOX, 0x6C: TICK, 0xA4: TICK,
}  # fmt: skip
_WINGDINGS_BULLETS = {0x9F: "•", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0x76: "❖", 0x77: "◆", 0xB7: "•"}
_WINGDINGS2 = {
    0x4F: TICK, 0x50: TICK, 0x51: TICK, 0x52: TICK, 0x53: TICK, 0x54: TICK, 0x2A: BOX, 0xA3: BOX, 0xA2: TICK, 0xA4: BOX,
}  # fmt: skip
_WEBDINGS = {0x61: TICK, 0x63: BOX, 0x67: TICK, 0x72: TICK}
_ZAPF = {0x33: TICK, 0x34: TICK, 0x35: TICK, 0x36: TICK, 0x37: TICK, 0x38: TICK, 0x6E: TICK, 0x6F: BOX, 0x70: BOX,
         0x71: BOX, 0x72: BOX, 0x6C: TICK, 0x6D: BOX}  # fmt: skip


def symbol(code: int, font: str) -> str | None:
    """Return the sign that ``code`` (0x20..0xFF, or the same above 0xF000) shows in the symbol font ``font``.

    ``TICK``, ``BOX``, a bullet, or None when the font is no symbol font or the sign is none of ours.
    """
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.lower().replace(" ", "").replace("-", "")
    if "wingdings2" in name:
        return _WINGDINGS2.get(low)
    if "wingdings3" in name:
        return "►" if low in (0x7D, 0x84, 0x75) else None
    if "wingdings" in name:
        return _WINGDINGS.get(low) or _WINGDINGS_BULLETS.get(low)
    if "webdings" in name:
        return _WEBDINGS.get(low)
    if "zapf" in name or "dingbat" in name:
        return _ZAPF.get(low)
    if name.startswith("symbol") and low == 0xB7:
        return "•"
    return None


def private_use_signs(text: str) -> str:
    """Return ``text`` with signs of the private area U+F020..U+F0FF read as Wingdings, when no font tells better."""
    return re.sub("[\uf020-\uf0ff]", lambda match: symbol(ord(match.group()), "Wingdings") or match.group(), text)


def read_cell(lines: Sequence[Line], *, columns: int = 1) -> Cell:
    """Return the cell with its ticks counted and the signs of ticking taken out of the words.

    A box or tick counts wherever it stands; a lone letter x counts when it is all the cell holds. Lines that held
    nothing but signs disappear.
    """
    signed = [replace(line, text=with_signs(private_use_signs(line.text))) for line in lines]
    filled = [line for line in signed if line.text.strip()]
    if len(filled) == 1 and filled[0].text.strip() in LONE_TICKS:
        signed = [replace(filled[0], text=TICK)]
    ticks = sum(line.text.count(TICK) for line in signed)
    boxes = sum(line.text.count(BOX) for line in signed)
    words = (replace(line, text=without_signs(line.text)) for line in signed)
    return Cell(
        lines=tuple(line for line in words if line.text),
        mark=Mark.TICKED if ticks else Mark.EMPTY if boxes else Mark.NONE,
        ticks=ticks,
        columns=columns,
        signed=tuple(signed),
    )


def shows_tick(text: str) -> bool:
    """Whether ``text`` would be a tick: it holds the sign of one, or is nothing but a letter x."""
    return TICK in with_signs(text) or text.strip() in LONE_TICKS


def without_signs(text: str) -> str:
    """Return ``text`` without signs of ticking, white space folded."""
    return re.sub(r"\s+", " ", text.replace(TICK, " ").replace(BOX, " ")).strip()


def with_signs(text: str) -> str:
    """Return ``text`` with every way of writing a tick or a box as the one sign for it."""
    if "\\" in text or "selected:" in text:
        text = _SPELLED.sub(lambda match: TICK if match.group(1) or match.group(3) else BOX, text)
    text = BRACKETS.sub(lambda match: TICK if (match.group(1) or match.group(2) or "").strip() else BOX, text)
    return text.translate(_SIGNS)
