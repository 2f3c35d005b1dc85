"""Words in braces that a text of a notice may hold, and what takes their place. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with the placeholders of a text; everything empty: nothing."""

    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    has_stray_brace: bool

    def __bool__(self) -> bool:
        return bool(self.unknown or self.missing or self.has_stray_brace)


def faults_in(*texts: str, known: Collection[str], required: Collection[str]) -> Faults:
    """Return what is wrong: placeholders that nobody knows, those that must stand somewhere and do not, lone braces."""
    used = [name for text in texts for name in PLACEHOLDER.findall(text)]
    return Faults(
        unknown=tuple(dict.fromkeys(name for name in used if name not in known)),
        missing=tuple(name for name in required if name not in used),
        has_stray_brace=any(re.search(r"[{}]", PLACEHOLDER.sub("", text)) for text in texts),
    )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with every placeholder replaced once; braces inside a value stay what they are.

    :raises KeyError: for a placeholder without value; ``faults_in`` finds it before.
    """
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def without_placeholders(text: str) -> str:
    """Return what people wrote, without the places that data fill."""
    return PLACEHOLDER.sub(" ", text)
