"""What the styles and lists of OpenDocument make of a paragraph: bold, italic, hidden, font, and its number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from profiles.importing.readers.numbers import HIGHEST_NUMBER, is_path, written
from profiles.importing.readers.office import SYMBOL_FONTS, Label, Look, glyph
from profiles.importing.readers.packages import Element, integer

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, STYLE, TEXT, TABLE, DRAW, FORM, META = (
    _OASIS % name for name in ("office", "style", "text", "table", "drawing", "form", "meta")
)
FO, SVG = (_OASIS % f"{name}-compatible" for name in ("xsl-fo", "svg"))
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
LEVELS = 10
MAXIMUM_CHAIN = 20  # of styles based on each other
KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
LevelOf: TypeAlias = Callable[[int], Element | None]  # the definition of a level (0-based)
LEVEL_TAGS = tuple(TEXT + f"list-level-style-{kind}" for kind in ("bullet", "number", "image"))


class Styles:
    def __init__(self, content: Element, styles: Element | None) -> None:
        self._fonts: dict[str, str] = {}
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._levels: dict[str, dict[int, Element]] = {}
        self._defaults: dict[str, str] = {}
        self._given: dict[tuple[str, str], dict[str, str]] = {}
        self.outline: dict[int, Element] = {}
        common = styles.find(OFFICE + "styles") if styles is not None else None
        for root in (styles, content):
            for face in root.iterfind(f"{OFFICE}font-face-decls/{STYLE}font-face") if root is not None else ():
                self._fonts[face.get(STYLE + "name", "")] = face.get(SVG + "font-family", "").strip("'\" ")
        if common is not None:
            self.outline = {
                integer(level.get(TEXT + "level"), 0, 0, LEVELS): level
                for level in common.iterfind(f"{TEXT}outline-style/{TEXT}outline-level-style")
            }
            default = common.find(f'{STYLE}default-style[@{STYLE}family="paragraph"]/{STYLE}text-properties')
            self._defaults = self._of(default)
        for parent in (common, content.find(OFFICE + "automatic-styles")):
            for style in parent if parent is not None else ():
                if style.tag == STYLE + "style":
                    self._styles[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
                elif style.tag == TEXT + "list-style":
                    self._lists[style.get(STYLE + "name", "")] = style

    def look(self, paragraph: str | None, spans: Iterable[str | None] = ()) -> Look:
        """Return the look of text in spans of these styles (outermost first) in a paragraph of that style."""
        given = {**self._defaults, **self._properties("paragraph", paragraph)}
        for span in spans:
            given.update(self._properties("text", span))
        weight = given.get("weight", "normal")
        font = given.get("font", "")
        return Look(
            is_bold=weight == "bold" or (weight.isdigit() and int(weight) >= 600),
            is_italic=given.get("style") in ("italic", "oblique"),
            is_hidden=given.get("display") == "none",
            symbol_font=font if SYMBOL_FONTS.search(font) else "",
            is_struck=given.get("line-through", "none") != "none",
            is_faint=given.get("color", "").lower() == "#ffffff",
        )

    def list_of(self, paragraph: str | None) -> str | None:
        """Return the list style that the style of a paragraph names."""
        for style in self._chain("paragraph", paragraph):
            name = style.get(STYLE + "list-style-name")
            if name is not None:
                return str(name) or None
        return None

    def level(self, list_style: str | None, at: int) -> Element | None:
        """Return the definition of a level (0-based) of a list style."""
        name = list_style or ""
        if name not in self._levels:
            self._levels[name] = {
                integer(level.get(TEXT + "level"), 0, 0, LEVELS): level
                for level in self._lists.get(name, ())
                if level.tag in LEVEL_TAGS
            }
        return self._levels[name].get(at + 1)

    def symbol_font(self, level: Element) -> str:
        """Return the symbol font of a level's bullet, or ""."""
        font = self._of(level.find(STYLE + "text-properties")).get("font", "")
        return font if SYMBOL_FONTS.search(font) else ""

    def is_hidden_section(self, section: Element) -> bool:
        return bool(section.get(TEXT + "display") == "none" or section.get(TEXT + "is-hidden") == "true")

    def _chain(self, family: str, name: str | None) -> list[Element]:
        chain: list[Element] = []
        while name is not None and (family, name) in self._styles and len(chain) < MAXIMUM_CHAIN:
            chain.append(self._styles[family, name])
            name = chain[-1].get(STYLE + "parent-style-name")
        return chain

    def _properties(self, family: str, name: str | None) -> dict[str, str]:
        if name is None:
            return {}
        if (family, name) not in self._given:
            given: dict[str, str] = {}
            for style in reversed(self._chain(family, name)):
                given.update(self._of(style.find(STYLE + "text-properties")))
            self._given[family, name] = given
        return self._given[family, name]

    def _of(self, properties: Element | None) -> dict[str, str]:
        if properties is None:
            return {}
        name = properties.get(STYLE + "font-name")
        found = {
            "weight": properties.get(FO + "font-weight"),
            "style": properties.get(FO + "font-style"),
            "display": properties.get(TEXT + "display"),
            "line-through": properties.get(STYLE + "text-line-through-style"),
            "color": properties.get(FO + "color"),
            "font": self._fonts.get(name) or name or properties.get(FO + "font-family"),
        }
        return {key: str(value).strip("'\" ") for key, value in found.items() if value}


@dataclass(slots=True)
class Counting:
    """How far one list has counted, and its style."""

    style: str | None
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """The automatic numbers of the document; lists and headings must come in order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_identifier: dict[str, Counting] = {}
        self._by_style: dict[str | None, Counting] = {}
        self._outline = Counting(None)

    def open(self, element: Element, paragraph_style: str | None) -> Counting:
        """Return the counting of an outermost text:list: its own, or that of the list it continues."""
        style = element.get(TEXT + "style-name") or self._styles.list_of(paragraph_style)
        continued = element.get(TEXT + "continue-list")
        if continued in self._by_identifier:
            counting = self._by_identifier[continued]
        elif element.get(TEXT + "continue-numbering") == "true" and style in self._by_style:
            counting = self._by_style[style]
        else:
            counting = Counting(style)
        self._by_style[style] = counting
        identifier = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if identifier:
            self._by_identifier[identifier] = counting
        return counting

    def item(self, counting: Counting, style: str | None, at: int, start: str | None, *, is_heading: bool) -> Label:
        """Count an item of a list and return what is shown before it."""
        at = min(at, LEVELS - 1)
        level = self._styles.level(style, at)
        if level is None:
            return Label(bullet="•")  # a list without style is still a list
        if not level.tag.endswith("number"):
            bullet = level.get(TEXT + "bullet-char", "•")[:1] or "•"
            font = self._styles.symbol_font(level)
            return Label(bullet=(glyph(ord(bullet), font) or "•") if font else bullet)
        level_of = partial(self._styles.level, style)
        _advance(counting.counters, at, level_of, start)
        text = self._written(counting.counters, at, level_of)
        is_outline = any(
            level is not None and integer(level.get(TEXT + "display-levels"), 1, 1, LEVELS) > 1
            for level in map(level_of, range(LEVELS))
        )
        return Label(number=text, is_heading=is_heading or is_outline or is_path(text))

    def heading(self, element: Element) -> Label | None:
        """Count a heading outside lists by the outline numbering and return its number, if it has one."""
        at = integer(element.get(TEXT + "outline-level"), 1, 1, LEVELS) - 1
        if not self._styles.outline or element.get(TEXT + "is-list-header") == "true":
            return None

        def level_of(upper: int) -> Element | None:
            return self._styles.outline.get(upper + 1)

        start = element.get(TEXT + "start-value") if element.get(TEXT + "restart-numbering") == "true" else None
        _advance(self._outline.counters, at, level_of, start)
        text = self._written(self._outline.counters, at, level_of)
        return Label(number=text, is_heading=True) if text else None

    @staticmethod
    def _written(counters: list[int | None], at: int, level_of: LevelOf) -> str:
        level = level_of(at)
        if level is None or not level.get(STYLE + "num-format"):
            return ""

        def number(upper: int) -> str:
            other = level_of(upper)
            kind = KINDS.get(other.get(STYLE + "num-format", "1") if other is not None else "1", "decimal")
            count = counters[upper]
            return written(1 if count is None else count, kind)

        pattern = level.get(LOEXT + "num-list-format")
        if pattern:
            for upper in range(at + 1):
                pattern = pattern.replace(f"%{upper + 1}%", number(upper))
            return str(pattern)[:50].strip()
        shown = integer(level.get(TEXT + "display-levels"), 1, 1, at + 1)
        numbers = ".".join(number(upper) for upper in range(at + 1 - shown, at + 1))
        return f"{level.get(STYLE + 'num-prefix', '')}{numbers}{level.get(STYLE + 'num-suffix', '')}"[:50].strip()


def _advance(counters: list[int | None], at: int, level_of: LevelOf, start: str | None) -> None:
    """Count one on at level ``at`` and begin the levels below anew."""
    for upper in range(at + 1):
        level = level_of(upper)
        first = integer(level.get(TEXT + "start-value"), 1, 0, HIGHEST_NUMBER) if level is not None else 1
        given = counters[upper]
        if upper == at:
            counters[upper] = (
                integer(start, first, 0, HIGHEST_NUMBER) if start else first if given is None else given + 1
            )
        elif given is None:
            counters[upper] = first
    for lower in range(at + 1, LEVELS):
        counters[lower] = None
