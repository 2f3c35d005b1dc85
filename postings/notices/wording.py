"""What a notice must not say: the names of others, and words on what must not play a part. Pure.

Source: DOMAIN.md S12 ("never template with other applicants' names", "never reasons that touch a protected feature"),
§ 1 AGG.
"""

import re
from collections.abc import Iterable

from postings.applications.reasons import protected_word

# Hints, no verdict: a person reads them and decides. Beyond the words that a reason may not hold at all.
AGG_WORDS = re.compile(
    r"\b(?:(?:zu|sehr)\s+(?:alt|jung)|älter\w*|jünger\w*|(?:Lebens)?[Aa]lters?\b|Geburtsjahr\w*|Ruhestand\w*"
    r"|Geschlecht\w*|Frau(?:en)?|Mann|Männer\w*|weiblich\w*|männlich\w*|divers\w*"
    r"|Herkunft\w*|Abstammung|Rasse\w*|ethnisch\w*|Akzent\w*|Muttersprach\w*|Ausländ\w*|Nationalität\w*|Hautfarbe"
    r"|Migration\w*|Kopftuch\w*|Glaube\w*|Weltanschau\w*|muslim\w*|islamisch\w*|christlich\w*|jüdisch\w*"
    r"|gesundheit\w*|Erkrankung\w*|Behinder\w*|behindert\w*|chronisch\w*"
    r"|sexuell\w*|homosexuell\w*|schwul\w*|lesbisch\w*|trans\w*"
    r"|Familie\w*|familiär\w*|Kind(?:er\w*)?|Elternzeit\w*|Mutterschutz\w*|Mutter|Vater|Teilzeit\w*"
    r"|Angehörige\w*|Ehe\w*|Partner(?:in)?)\b"
)
SHORTEST_NAME = 3  # "von", "de" and the like name nobody


def warning_words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that may touch a feature protected by the AGG, each once, as they stand there."""
    found = [match[0] for match in AGG_WORDS.finditer(text)]
    if (word := protected_word(text)) and word.casefold() not in {one.casefold() for one in found}:
        found.append(word)
    return tuple(dict.fromkeys(found))


def name_parts(last_name: str) -> frozenset[str]:
    """Return what gives somebody away: the whole last name and the capitalised parts of a name of several."""
    parts = {last_name} | {part for part in re.split(r"[\s-]+", last_name) if part[:1].isupper()}
    return frozenset(part for part in parts if len(part) >= SHORTEST_NAME)


def named_person(text: str, tokens: Iterable[str]) -> str | None:
    """Return the first of ``tokens`` (names, codes, addresses) that stands in ``text`` as a word, or None.

    Compared without regard to case where the text begins the word with a capital: "MÜLLER" names somebody, "klein"
    does not. A genitive s is part of the name.
    """
    folded = text.casefold()
    for token in tokens:
        if token.casefold() not in folded:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(token)}(?:s|['’]s?)?(?!\w)", text, re.IGNORECASE):
            if found[0][:1].isupper() or not token[:1].isupper():
                return token
    return None
