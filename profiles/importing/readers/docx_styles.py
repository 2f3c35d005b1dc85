"""What Word's styles and automatic numbering make of a paragraph: bold, italic, hidden, font, and its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from profiles.importing.readers.numbers import HIGHEST_NUMBER, is_path, written
from profiles.importing.readers.office import SYMBOL_FONTS, Label, Look, glyph
from profiles.importing.readers.packages import Element, integer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LEVELS = 9
MAXIMUM_CHAIN = 20  # of styles based on each other; Word allows 10
FONT_ATTRIBUTES = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"))


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    based_on: str | None
    run: Element | None
    paragraph: Element | None


def is_on(element: Element | None) -> bool:
    """Tell whether a switch of Word ("w:b") is set; without value it is."""
    return element is not None and element.get(W + "val", "true") not in ("0", "false", "off", "none")


def value(parent: Element | None, tag: str) -> str | None:
    """Return the value of the child ``tag`` ("numId") of ``parent``."""
    child = parent.find(W + tag) if parent is not None else None
    found = child.get(W + "val") if child is not None else None
    return None if found is None else str(found)


class Styles:
    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._theme = _theme_fonts(theme)
        self._defaults: Element | None = None
        self.default_paragraph: str | None = None
        self._looks: dict[tuple[str | None, str | None], tuple[bool, bool, bool, bool, dict[str, str]]] = {}
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iterfind(W + "style"):
            identifier = style.get(W + "styleId")
            if identifier is None:
                continue
            self._styles[identifier] = Style(
                name=value(style, "name") or "",
                based_on=value(style, "basedOn"),
                run=style.find(W + "rPr"),
                paragraph=style.find(W + "pPr"),
            )
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self.default_paragraph = identifier

    def chain(self, identifier: str | None) -> Iterator[Style]:
        """Yield the style and those it is based on, nearest first."""
        for _ in range(MAXIMUM_CHAIN):
            style = self._styles.get(identifier or "")
            if style is None:
                return
            yield style
            identifier = style.based_on

    def look(self, run: Element | None, paragraph_style: str | None) -> Look:
        """Return the look of a run with the properties ``run`` (w:rPr) in a paragraph of that style."""
        bold, italic, hidden, struck, fonts = self._style_look(paragraph_style, value(run, "rStyle"))
        if run is not None:
            bold, italic, hidden, struck = (
                is_on(run.find(W + tag)) if run.find(W + tag) is not None else inherited
                for tag, inherited in (("b", bold), ("i", italic), ("vanish", hidden), ("strike", struck))
            )
            struck = struck or is_on(run.find(W + "dstrike"))
            fonts = {**fonts, **self._fonts(run.find(W + "rFonts"))}
        font = next((name for name in fonts.values() if SYMBOL_FONTS.search(name)), "")
        return Look(bold, italic, hidden, font, struck, (value(run, "color") or "").upper() == "FFFFFF")

    def font(self, fonts: Element | None) -> str:
        """Return the symbol font named by w:rFonts, or ""."""
        return next((name for name in self._fonts(fonts).values() if SYMBOL_FONTS.search(name)), "")

    def numbering(self, style: str | None) -> tuple[str | None, str | None]:
        """Return the numId and the level that a paragraph has from its style alone."""
        for part in self.chain(style):
            properties = part.paragraph.find(W + "numPr") if part.paragraph is not None else None
            if properties is not None:
                return value(properties, "numId"), value(properties, "ilvl")
        return None, None

    def is_heading(self, style: str | None) -> bool:
        return any(value(part.paragraph, "outlineLvl") in set("012345678") for part in self.chain(style))

    def is_contents(self, style: str | None) -> bool:
        """Tell whether the paragraph is a line of a table of contents, which only repeats headings."""
        name = next((part.name.lower() for part in self.chain(style)), "")
        return name.startswith("toc ") and name[4:].isdigit()

    def _style_look(
        self, paragraph_style: str | None, run_style: str | None
    ) -> tuple[bool, bool, bool, bool, dict[str, str]]:
        """Return what the styles give; bold of both styles cancels out, as Word shows it."""
        key = paragraph_style, run_style
        if key not in self._looks:
            chains = [[style.run for style in self.chain(name) if style.run is not None] for name in key]
            flags = []
            for tag in ("b", "i", "vanish", "strike"):
                default = self._defaults is not None and is_on(self._defaults.find(W + tag))
                given = [next((is_on(run.find(W + tag)) for run in chain if run.find(W + tag) is not None), False)
                         for chain in chains]  # fmt: skip
                flags.append(default or given[0] != given[1])
            fonts = self._fonts(self._defaults.find(W + "rFonts")) if self._defaults is not None else {}
            for chain in chains:
                for run in reversed(chain):
                    fonts = {**fonts, **self._fonts(run.find(W + "rFonts"))}
            self._looks[key] = flags[0], flags[1], flags[2], flags[3], fonts
        return self._looks[key]

    def _fonts(self, fonts: Element | None) -> dict[str, str]:
        if fonts is None:
            return {}
        named = {}
        for attribute, theme in FONT_ATTRIBUTES:
            name = self._theme.get(fonts.get(W + theme, "")) or fonts.get(W + attribute)
            if name:
                named[attribute] = name
        return named


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the names a run uses for the theme's fonts ("minorHAnsi") and the fonts they stand for."""
    if theme is None:
        return {}
    fonts = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            fonts[f"{kind}HAnsi"] = fonts[f"{kind}Ascii"] = latin.get("typeface")
    return fonts


@dataclass(slots=True)
class Level:
    """One level of a numbering: how its label is written."""

    format: str
    text: str
    start: int
    restarts_below: int  # the level (1-based) whose advance restarts this one; 0 = never
    is_decimal: bool
    font: str


class Numbering:
    """The automatic numbers of the document; ``label`` counts, so paragraphs must come in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._linked: dict[str, dict[str | None, int]] = {}
        self._seen: set[str] = set()
        if root is not None:
            self._abstracts = {e.get(W + "abstractNumId", ""): e for e in root.iterfind(W + "abstractNum")}
            self._numbers = {e.get(W + "numId", ""): e for e in root.iterfind(W + "num")}

    def label(self, properties: Element | None, style: str | None, outline: str | None) -> Label | None:
        """Return what Word shows before a paragraph with these properties (w:numPr) and style, and count it."""
        number, level_text = self._styles.numbering(style)
        if properties is not None:
            direct = value(properties, "numId")
            level_text = value(properties, "ilvl") or (level_text if direct is None else None)
            number = direct or number
        if number is None or number not in self._numbers or number == "0":
            return None
        abstract = self._abstract(number)
        if abstract is None:
            return None
        linked = None if level_text is not None else self._linked_level(abstract, style)
        at = linked if linked is not None else integer(level_text, 0, 0, LEVELS - 1)
        level = self._level(number, at)
        if level is None:
            return None
        counters = self._count(number, abstract, at)
        if level.format == "bullet":
            return Label(bullet=level.text or "•")
        text = self._written(number, level, counters)
        if not text:
            return None
        is_heading = (
            outline in set("012345678") or self._styles.is_heading(style) or self._is_outline(number) or is_path(text)
        )
        return Label(number=text, is_heading=is_heading)

    def _abstract(self, number: str) -> str | None:
        """Return the abstractNumId of ``number``, through a numbering style if it only points to one."""
        for _ in range(LEVELS):
            identifier = value(self._numbers.get(number), "abstractNumId")
            if identifier is None or identifier not in self._abstracts:
                return None
            link = value(self._abstracts[identifier], "numStyleLink")
            linked = self._styles.numbering(link)[0] if link else None
            if linked is None or linked == number or linked not in self._numbers:
                return identifier
            number = linked
        return None

    def _linked_level(self, abstract: str, style: str | None) -> int | None:
        """Return the level that names the paragraph's style as its own (w:pStyle)."""
        if style is None:
            return None
        if abstract not in self._linked:
            self._linked[abstract] = {
                value(level, "pStyle"): integer(level.get(W + "ilvl"), 0, 0, LEVELS - 1)
                for level in self._abstracts[abstract].iterfind(W + "lvl")
            }
        return self._linked[abstract].get(style)

    def _level(self, number: str, at: int) -> Level | None:
        key = number, at
        if key not in self._levels:
            self._levels[key] = self._read_level(number, at)
        return self._levels[key]

    def _read_level(self, number: str, at: int) -> Level | None:
        abstract = self._abstract(number)
        override = _at_level(self._numbers[number], "lvlOverride", at)
        level = override.find(W + "lvl") if override is not None else None
        if level is None and abstract is not None:
            level = _at_level(self._abstracts[abstract], "lvl", at)
        if level is None:
            return None
        kind = value(level, "numFmt") or "decimal"
        text = (value(level, "lvlText") or "")[:50]
        font = self._styles.font(level.find(f"{W}rPr/{W}rFonts"))
        if kind == "none" or (kind == "bullet" and not text.strip() and level.find(W + "lvlPicBulletId") is None):
            return None
        if kind == "bullet" and font and len(text) == 1:
            text = glyph(ord(text), font) or "•"
        return Level(
            format=kind,
            text=text,
            start=integer(value(level, "start"), 1, 0, HIGHEST_NUMBER),
            restarts_below=integer(value(level, "lvlRestart"), at, 0, LEVELS),
            is_decimal=is_on(level.find(W + "isLgl")),
            font=font,
        )

    def _count(self, number: str, abstract: str, at: int) -> list[int | None]:
        """Advance the counter of the level; numbers of one abstract numbering count on together."""
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        if number not in self._seen:
            self._seen.add(number)
            for override in self._numbers[number].iterfind(W + "lvlOverride"):
                start = value(override, "startOverride")
                if start is not None:
                    level = integer(override.get(W + "ilvl"), 0, 0, LEVELS - 1)
                    counters[level] = integer(start, 1, 0, HIGHEST_NUMBER) - 1
        for upper in range(at + 1):
            given, level_of = counters[upper], self._level(number, upper)
            start_at = level_of.start if level_of else 1
            if upper == at:
                counters[upper] = start_at if given is None else given + 1
            elif given is None:
                counters[upper] = start_at
        for lower in range(at + 1, LEVELS):
            level_of = self._level(number, lower)
            if level_of is None or level_of.restarts_below > at:
                counters[lower] = None
        return counters

    def _written(self, number: str, level: Level, counters: list[int | None]) -> str:
        text = level.text
        for at in range(LEVELS):
            if f"%{at + 1}" in text:
                other = self._level(number, at)
                kind = "decimal" if level.is_decimal or other is None else other.format
                count = counters[at]
                text = text.replace(f"%{at + 1}", written(count if count is not None else 1, kind))
        return text.strip()

    def _is_outline(self, number: str) -> bool:
        """Tell whether lower levels repeat the numbers above ("3.1.1"): a numbering of headings, not a list."""
        levels = [self._level(number, at) for at in range(LEVELS)]
        return any(level is not None and level.text.count("%") > 1 for level in levels)


def _at_level(parent: Element, tag: str, at: int) -> Element | None:
    return next((e for e in parent.iterfind(W + tag) if integer(e.get(W + "ilvl"), 0, 0, LEVELS) == at), None)
