"""What an HTML element shows that is no text: form controls, pictures, icons, and signs of symbol fonts."""

import re
from typing import Any

from profiles.importing.readers.words import UNREADABLE_SIGN
from profiles.importing.ticks import BOX, BOX_SIGNS, TICK, TICK_SIGNS, symbol

PICTURE = "\ufffc"  # a picture without words; alone in a cell nobody can tell whether it is a tick

Element = Any  # lxml.html ships no types

_SKIPPED = frozenset(
    "applet area audio base button colgroup datalist dialog head iframe link map meta nav noframes noscript object "
    "param script source style template title track video".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_EMPTY_WORDS = re.compile(
    r"\b(?:(?:nicht|un)[ -]?(?:angekreuzt|ausgewählt|markiert|gewählt)|unchecked|unticked|not (?:checked|ticked)|"
    r"leer(?:es)?|empty)\b",
    re.IGNORECASE,
)
_TICKED_WORDS = re.compile(
    r"\b(?:angekreuzt|ausgewählt|markiert|gewählt|checked|ticked|kreuz|haken|häkchen|check ?mark)\b|^\s*x\s*$",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:kein\w*|nicht|ohne|fehlt|nein|not?|un\w+|false|off|0)\b", re.IGNORECASE)
_ICON = re.compile(r"(?:^|[\s_-])(?:fa|fas|far|bi|icon|glyphicon|material-icons|mdi|check|checkbox)(?:$|[\s_-])")


def tag_of(element: Element) -> str:
    """Return the name of the element without a prefix, "" for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def is_hidden(element: Element) -> bool:
    """Whether a reader of the page does not see the element."""
    tag = tag_of(element)
    return (
        tag in _SKIPPED
        or element.get("hidden") is not None
        or (element.get("aria-hidden") or "").strip().lower() == "true"
        or (element.get("role") or "").strip().lower() == "navigation"
        or (tag == "input" and (element.get("type") or "").lower() == "hidden")
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def is_blank(element: Element) -> bool:
    """Whether a hidden cell keeps its place in the row."""
    css = (element.get("style") or "").lower()
    return re.search(r"visibility\s*:\s*hidden", css) is not None and re.search(r"display\s*:\s*none", css) is None


def drawn_sign(element: Element) -> str | None:
    """Return what an element shows instead of its content, None if it shows its content."""
    tag = tag_of(element)
    role = (element.get("role") or "").strip().lower()
    if tag == "input":
        return _input(element)
    if role in ("checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"):
        words = "".join(sign for sign in element.text_content() if sign not in TICK_SIGNS + BOX_SIGNS)
        return f" {_state(element.get('aria-checked'))} {words} "
    if tag == "select":
        chosen = [option for option in element.iter("option") if option.get("selected") is not None]
        return " ".join(option.text_content() for option in chosen)
    if tag in ("img", "svg", "canvas", "embed", "picture", "math"):
        return picture_sign(_described(element))
    is_empty = len(element) == 0 and not (element.text or "").strip()
    if tag in ("i", "span", "em", "b") and is_empty and _ICON.search((element.get("class") or "").lower()):
        return picture_sign(_described(element))
    return None


def picture_sign(words: str) -> str:
    """Return the sign that a picture with these ``words`` shows, ``PICTURE`` if they do not tell."""
    for sign in words:
        if sign in TICK_SIGNS + BOX_SIGNS:
            return sign
    if _EMPTY_WORDS.search(words):
        return BOX
    return TICK if _TICKED_WORDS.search(words) and not _DENIAL.search(words) else PICTURE


def typed_sign(sign: str, font: str) -> str:
    """Return what ``sign`` shows in ``font``, which may be a list of names; itself if that is no symbol font."""
    name = font.split(",", 1)[0].strip(" '\"")
    is_picture = re.search(r"wingdings|webdings|dingbat", name, re.IGNORECASE) is not None
    if sign.isspace() or not (is_picture or name.lower().startswith("symbol")):
        return sign
    try:
        code = ord(sign) if ord(sign) >= 0xF000 else sign.encode("cp1252")[0]
    except UnicodeEncodeError:
        return sign
    return symbol(code, name) or (UNREADABLE_SIGN if is_picture else sign)


def _input(element: Element) -> str:
    kind = (element.get("type") or "text").strip().lower()
    if kind in ("checkbox", "radio"):
        return _checked(element)
    if kind in ("text", "number", "date", "email", "search", "tel", "url"):
        return f" {element.get('value') or ''} "
    return picture_sign(_described(element)) if kind == "image" else ""


def _checked(element: Element) -> str:
    """Return the state of a box; a page saved while it was filled in may say one thing and show another."""
    stated = (element.get("aria-checked") or "").strip().lower()
    if element.get("checked") is None:
        return _state(stated)
    return TICK if stated in ("", "true") else UNREADABLE_SIGN


def _state(value: str | None) -> str:
    state = (value or "").strip().lower()
    return {"true": TICK, "mixed": UNREADABLE_SIGN}.get(state, BOX)


def _described(element: Element) -> str:
    words = [element.get(name) or "" for name in ("alt", "title", "aria-label")]
    words += [
        child.text_content() for child in element.iter() if child is not element and tag_of(child) in ("title", "desc")
    ]
    return " ".join(words).strip()
