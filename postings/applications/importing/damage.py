"""Characters that a list has lost before it came here: told, never guessed at."""

import html
import re

# UTF-8 that was read as Windows-1252 or Latin-1: "Ã¼" for ü, "â€“" for a dash, "Å‚" for ł.
MISREAD = re.compile(r"[ÂÃÄÅÆÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|ï¿½|ï»¿")
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,10});")
# Signs that conversion puts for what it cannot write.
INSIDE_WORD = re.compile(r"[^\W\d_][?¿□][^\W\d_]|(?<!\S)[?¿□][^\W\d_]{2,}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def lost_characters(text: str, *, is_name: bool = False) -> str | None:
    """Return in words which characters ``text`` has lost, or None.

    In a name every question mark stands for a letter; in other words only one within them does, because people ask
    questions.
    """
    if "\ufffd" in text:
        return "Ein Zeichen ist verloren (�). Die Quelle hat es nicht mehr geliefert."
    if ENTITY.search(text) and html.unescape(text) != text:
        return "Ein Zeichen steht als HTML-Code da. Die Quelle hat es nicht umgewandelt."
    if (found := MISREAD.search(text)) and _reads_as_utf8(text, found[0]):
        return f"Zeichen sind falsch umgewandelt („{found[0]}“). Die Quelle hat sie so geliefert."
    if CONTROL.search(text):
        return "Ein unsichtbares Steuerzeichen steht im Text."
    pattern = INSIDE_WORD if not is_name else re.compile(r"[?¿□]")
    if pattern.search(text):
        return "Ein Fragezeichen steht wohl für ein verlorenes Zeichen."
    return None


def _reads_as_utf8(text: str, found: str) -> bool:
    """Whether the odd pair of signs is UTF-8 in the wrong clothes; "Ã„" is, a name with Ñ before a quote is not."""
    if found in ("â€", "ï¿½", "ï»¿"):
        return True
    for encoding in ("cp1252", "latin-1"):
        try:
            found.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
