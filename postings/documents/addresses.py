"""German postal addresses in one line, taken apart. Pure."""

import re
from dataclasses import dataclass

# "Müllerstraße 146, 13353 Berlin", also with a building before it or a line break instead of the comma.
ADDRESS = re.compile(
    r"^\s*(?P<street>.*?\S)\s*[,;\n]\s*(?:D-)?(?P<code>\d{5})\s+(?P<locality>[^\d,;\n]+?)\s*$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """``postal_code`` and ``locality`` are "" where the text does not tell them."""

    street: str
    postal_code: str
    locality: str


def parse_address(text: str) -> PostalAddress:
    """Return the parts of ``text``; what does not look like an address stays whole, as the street."""
    if match := ADDRESS.match(text):
        street = ", ".join(part.strip() for part in re.split(r"[,;\n]", match["street"]) if part.strip())
        return PostalAddress(street, match["code"], match["locality"])
    return PostalAddress(" ".join(text.split()), "", "")
